"""The tables and their columns; knows no query.

A bank is kept by the hash of its content, with its documents, as it was when it was asked from: a session
goes on with the questions that it began with, and an old citation stays true, whatever happens to the files.

Annotations are values here: SQLAlchemy would have to evaluate each, at every start. On PostgreSQL an index of
some rows only has its condition by the migration that makes it: said here, too, it would load that dialect.
"""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC; SQLite would give it back without its zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Refuse a moment without a zone and store it in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the moment its zone back."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


OwnKey = BigInteger().with_variant(Integer, "sqlite")


class Base(DeclarativeBase):
    """The tables' common ground."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {str: Text(), datetime: UtcDateTime(), date: Date()}  # noqa: RUF012


class UserRow(Base):
    """A person, by Telegram's id."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    name: Mapped[str]
    created_at: Mapped[datetime]


class DocumentRow(Base):
    """A document's text, by its hash."""

    __tablename__ = "documents"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]


class BankRow(Base):
    """A bank as it was when it was first asked from, by the hash of its content."""

    __tablename__ = "banks"

    hash: Mapped[str] = mapped_column(primary_key=True)
    slug: Mapped[str]
    title: Mapped[str]
    content: Mapped[str]
    documents: Mapped[list[str]] = mapped_column(JSON)


WAITS = text("done_at IS NULL")
OPEN_CLASS = text("kind = 'class' AND ended_at IS NULL")


class SessionRow(Base):
    """One run of a quiz. `start_key` names the tap that started it, so that it starts once.

    `kind` is `solo` for one person's and `class` for one that a group plays; its `user_id` is the host then.
    `mode` is what it is for: `quiz`, `exam` or `review`.
    A chat, and a topic of a forum (`thread_id`, 0 for none), has one open class at a time.
    An id is never used again: a button of an erased session must not press one of a new session.
    """

    __tablename__ = "sessions"
    __table_args__ = (
        Index(
            "uq_sessions_open_class",
            "chat_id",
            "thread_id",
            unique=True,
            sqlite_where=OPEN_CLASS,
        ),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(OwnKey, primary_key=True)
    kind: Mapped[str] = mapped_column(server_default="solo")
    mode: Mapped[str] = mapped_column(server_default="quiz")
    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("users.id"), index=True)
    chat_id: Mapped[int] = mapped_column(BigInteger, index=True)
    thread_id: Mapped[int] = mapped_column(BigInteger, server_default="0")
    bank_hash: Mapped[str] = mapped_column(ForeignKey("banks.hash"))
    start_key: Mapped[str] = mapped_column(unique=True)
    phase: Mapped[str]
    position: Mapped[int]
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    summary_message_id: Mapped[int | None] = mapped_column(BigInteger)


class AskedRow(Base):
    """A question at its place in a session; `message_id` and `shown_at` are set once it was shown.

    `bank_hash` is the bank that it comes from, where that is not the session's own.
    """

    __tablename__ = "asked"

    session_id: Mapped[int] = mapped_column(OwnKey, ForeignKey("sessions.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[str]
    choices: Mapped[list[str]] = mapped_column(JSON)
    typed: Mapped[bool] = mapped_column(server_default=false())
    helped: Mapped[bool] = mapped_column(server_default=false())
    bank_hash: Mapped[str | None]
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    shown_at: Mapped[datetime | None]


class AttemptRow(Base):
    """One person's answer to one question of one session: recorded once.

    `seconds` is how long it took, where that is known.
    """

    __tablename__ = "attempts"
    __table_args__ = (
        UniqueConstraint("session_id", "position", "user_id"),
        ForeignKeyConstraint(["session_id", "position"], ["asked.session_id", "asked.position"]),
    )

    id: Mapped[int] = mapped_column(OwnKey, primary_key=True)
    session_id: Mapped[int] = mapped_column(OwnKey)
    position: Mapped[int]
    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("users.id"), index=True)
    bank_hash: Mapped[str] = mapped_column(ForeignKey("banks.hash"))
    question_id: Mapped[str]
    choice: Mapped[str]
    fraction: Mapped[float]
    mark: Mapped[float]
    seconds: Mapped[float | None]
    answered_at: Mapped[datetime]


class ScoreRow(Base):
    """A person's totals in a bank, kept in the transaction that records each attempt."""

    __tablename__ = "scores"

    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("users.id"), primary_key=True)
    slug: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    answered: Mapped[int]
    right: Mapped[int]
    mark: Mapped[float]


class TotalRow(Base):
    """A person's totals over all banks, kept beside those in each: the leaderboard adds nothing up."""

    __tablename__ = "totals"
    __table_args__ = (Index("ix_totals_mark", "mark", "user_id"),)

    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("users.id"), primary_key=True)
    answered: Mapped[int]
    right: Mapped[int]
    mark: Mapped[float]


class ClassRow(Base):
    """How a class plays its session, and when time takes its next step.

    `trouble` names what ended it, where that was neither its end nor its host.
    """

    __tablename__ = "classes"

    session_id: Mapped[int] = mapped_column(OwnKey, ForeignKey("sessions.id"), primary_key=True)
    title: Mapped[str]
    seconds: Mapped[int | None]
    scoring: Mapped[str]
    teams: Mapped[int]
    due_at: Mapped[datetime | None]
    paused: Mapped[bool]
    extensions: Mapped[int]
    trouble: Mapped[str | None]


class PlayerRow(Base):
    """Somebody who said "I'm in", with the team that was picked."""

    __tablename__ = "players"

    session_id: Mapped[int] = mapped_column(OwnKey, ForeignKey("sessions.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("users.id"), primary_key=True, index=True)
    team: Mapped[int | None]


class PollRow(Base):
    """A poll that asks a class the question at a position. A poll_answer update names no chat but this."""

    __tablename__ = "polls"
    __table_args__ = (
        ForeignKeyConstraint(["session_id", "position"], ["asked.session_id", "asked.position"]),
        Index("ix_polls_session_id", "session_id", "position"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(OwnKey)
    position: Mapped[int]
    posted_at: Mapped[datetime]


class TallyRow(Base):
    """How many votes Telegram counted in a poll when it was closed: perhaps before the poll is known here."""

    __tablename__ = "tallies"

    poll_id: Mapped[str] = mapped_column(primary_key=True)
    votes: Mapped[int]


class VoteRow(Base):
    """Somebody's first vote in a poll, as it came: it may come before the poll is known here."""

    __tablename__ = "votes"

    poll_id: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, index=True)
    name: Mapped[str]
    option: Mapped[int]
    voted_at: Mapped[datetime]


class PostRow(Base):
    """A message that a class's session owes a chat, sent once.

    `state` is `due`, `sending` (perhaps it stands there), `sent`, `refused` or `gone`. While it is being
    sent, `after_id` is the newest message that was known to stand there before it.
    """

    __tablename__ = "posts"
    __table_args__ = (UniqueConstraint("session_id", "kind", "position", "turn", "chat_id"),)

    id: Mapped[int] = mapped_column(OwnKey, primary_key=True)
    session_id: Mapped[int] = mapped_column(OwnKey, ForeignKey("sessions.id"))
    kind: Mapped[str]
    position: Mapped[int]
    turn: Mapped[int]
    chat_id: Mapped[int] = mapped_column(BigInteger, index=True)
    state: Mapped[str]
    after_id: Mapped[int | None] = mapped_column(BigInteger)
    message_id: Mapped[int | None] = mapped_column(BigInteger)


class AssignmentRow(Base):
    """Homework: questions that people answer in private until a deadline, by a link that holds the code.

    `start_key` names the tap that gave it, so that it is given once.
    """

    __tablename__ = "assignments"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012

    id: Mapped[int] = mapped_column(OwnKey, primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    start_key: Mapped[str] = mapped_column(unique=True)
    host_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("users.id"))
    chat_title: Mapped[str]
    bank_hash: Mapped[str] = mapped_column(ForeignKey("banks.hash"))
    questions: Mapped[list[str]] = mapped_column(JSON)
    tries: Mapped[int]
    due_at: Mapped[datetime]
    told_at: Mapped[datetime | None]


class AssignedRow(Base):
    """A session in which somebody does an assignment."""

    __tablename__ = "assigned"

    session_id: Mapped[int] = mapped_column(OwnKey, ForeignKey("sessions.id"), primary_key=True)
    assignment_id: Mapped[int] = mapped_column(OwnKey, ForeignKey("assignments.id"), index=True)


class LearnerRow(Base):
    """How somebody studies. `zone` is a name of the time zone database, null until the person has told.

    `remind_at` is minutes after midnight, null for no reminder; `reminded_on` the last day that had one.
    """

    __tablename__ = "learners"

    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("users.id"), primary_key=True)
    zone: Mapped[str | None]
    retention: Mapped[float]
    new_a_day: Mapped[int]
    goal: Mapped[int]
    remind_at: Mapped[int | None]
    reminded_on: Mapped[date | None]


class CardRow(Base):
    """How well a person remembers a question: what all its reviews have made.

    A question is known by its bank's short name and its own id, so that it stays the same when the bank
    changes around it; `bank_hash` is the bank that it was asked from last.
    """

    __tablename__ = "cards"
    __table_args__ = (Index("ix_cards_user_id", "user_id", "due_at"),)

    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("users.id"), primary_key=True)
    slug: Mapped[str] = mapped_column(primary_key=True)
    question_id: Mapped[str] = mapped_column(primary_key=True)
    bank_hash: Mapped[str] = mapped_column(ForeignKey("banks.hash"))
    stage: Mapped[int]
    step: Mapped[int | None]
    stability: Mapped[float]
    difficulty: Mapped[float]
    due_at: Mapped[datetime]
    reviewed_at: Mapped[datetime]
    missed: Mapped[bool]
    met_at: Mapped[datetime]


class ReviewRow(Base):
    """One review of a card: an answer in a session, and how well it was remembered.

    The schedule counts it from `counted_at`, which is not before `reviewed_at`.
    """

    __tablename__ = "reviews"
    __table_args__ = (
        UniqueConstraint("session_id", "position"),
        ForeignKeyConstraint(
            ["user_id", "slug", "question_id"], ["cards.user_id", "cards.slug", "cards.question_id"]
        ),
        Index("ix_reviews_card", "user_id", "slug", "question_id"),
        Index("ix_reviews_user_id", "user_id", "reviewed_at"),
    )

    id: Mapped[int] = mapped_column(OwnKey, primary_key=True)
    user_id: Mapped[int] = mapped_column(BigInteger)
    slug: Mapped[str]
    question_id: Mapped[str]
    session_id: Mapped[int] = mapped_column(OwnKey)
    position: Mapped[int]
    rating: Mapped[int]
    learnt: Mapped[bool]
    reviewed_at: Mapped[datetime]
    counted_at: Mapped[datetime]


class ReportRow(Base):
    """A question that somebody wants looked at, and why: `wrong`, `unclear`, `double` or `other`."""

    __tablename__ = "reports"
    __table_args__ = (UniqueConstraint("user_id", "slug", "question_id"),)

    id: Mapped[int] = mapped_column(OwnKey, primary_key=True)
    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("users.id"))
    slug: Mapped[str]
    bank_hash: Mapped[str] = mapped_column(ForeignKey("banks.hash"))
    question_id: Mapped[str]
    reason: Mapped[str]
    reported_at: Mapped[datetime]


class ClaimRow(Base):
    """Somebody's word that a typed answer was right. `state` is `open`, `accepted` or `refused`.

    An accepted one is taken from everybody from then on.
    """

    __tablename__ = "claims"
    __table_args__ = (
        UniqueConstraint("slug", "question_id", "answer"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(OwnKey, primary_key=True)
    user_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("users.id"), index=True)
    slug: Mapped[str]
    bank_hash: Mapped[str] = mapped_column(ForeignKey("banks.hash"))
    question_id: Mapped[str]
    answer: Mapped[str]
    state: Mapped[str]
    claimed_at: Mapped[datetime]


class BookRow(Base):
    """A bank that somebody made in the chat.

    `visibility` is `private` (its maker and editors), `link` (whoever has its `code` may take it to their
    own shelf) or `public` (everybody finds it). The title is its bank's; `asked` is how many of its questions
    are asked, `in_class` how many of those a class can be asked, unknown where an earlier version made it.
    """

    __tablename__ = "books"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012

    id: Mapped[int] = mapped_column(OwnKey, primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    owner_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("users.id"))
    bank_hash: Mapped[str] = mapped_column(ForeignKey("banks.hash"))
    made_at: Mapped[datetime]
    visibility: Mapped[str] = mapped_column(server_default="link")
    title: Mapped[str] = mapped_column(server_default="")
    asked: Mapped[int | None]
    in_class: Mapped[int | None]


class ShelvedRow(Base):
    """A book on somebody's shelf; an archived one is kept there, and asked from no more."""

    __tablename__ = "shelved"

    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("users.id"), primary_key=True)
    book_id: Mapped[int] = mapped_column(OwnKey, ForeignKey("books.id"), primary_key=True)
    archived: Mapped[bool] = mapped_column(server_default=false())


class EditorRow(Base):
    """Somebody who may change a book that another person made."""

    __tablename__ = "editors"

    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("users.id"), primary_key=True)
    book_id: Mapped[int] = mapped_column(OwnKey, ForeignKey("books.id"), primary_key=True)


class TeacherRow(Base):
    """Somebody whom those who run the bot have made a teacher."""

    __tablename__ = "teachers"

    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("users.id"), primary_key=True)
    since: Mapped[datetime]


class InvitationRow(Base):
    """A link that makes the first who opens it a teacher or, where it names a book, an editor of that."""

    __tablename__ = "invitations"

    code: Mapped[str] = mapped_column(primary_key=True)
    book_id: Mapped[int | None] = mapped_column(OwnKey, ForeignKey("books.id"))
    made_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("users.id"))
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class PromptRow(Base):
    """What somebody was asked to write, as the button that asked for it says; the next text answers it."""

    __tablename__ = "prompts"

    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("users.id"), primary_key=True)
    about: Mapped[str]
    asked_at: Mapped[datetime]


class JobRow(Base):
    """A bank that is to be made of what somebody sent: a file, by the name that Telegram has for it, or text.

    `state` is `offered` (the person has not said yet that a bank shall be made), `waiting` with the number of
    tries that came to no end, or `made` with the book's number, until that is told; `storage.jobs` reads it.
    `message_id` is the message that tells how far it is. One person has one job.
    """

    __tablename__ = "jobs"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012

    id: Mapped[int] = mapped_column(OwnKey, primary_key=True)
    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("users.id"), unique=True)
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    name: Mapped[str]
    file_id: Mapped[str | None]
    text: Mapped[str | None]
    engine: Mapped[str] = mapped_column(server_default="rules")
    state: Mapped[str]
    asked_at: Mapped[datetime]


class UpdateRow(Base):
    """An update of Telegram that waits to be worked on, by Telegram's number.

    `place` is what it must be in order with: its chat, or the presses in its group. Whoever works on it has
    `taken` it `until` then; afterwards others may take it. What was worked on stays a while without its
    content, so that it is known when Telegram sends it again.
    """

    __tablename__ = "updates"
    __table_args__ = (Index("ix_updates_waiting", "place", "id", sqlite_where=WAITS),)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    place: Mapped[str]
    content: Mapped[str]
    taken: Mapped[str | None]
    until: Mapped[datetime | None]
    done_at: Mapped[datetime | None]


class LeaseRow(Base):
    """What one process alone does until a moment: keeping a class going, or what is done once for all."""

    __tablename__ = "leases"

    name: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str]
    until: Mapped[datetime]


class PaceRow(Base):
    """When messages went to a chat, 0 for all, in seconds since 1970; none goes before `held_until`."""

    __tablename__ = "paces"

    chat: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    sent: Mapped[list[float]] = mapped_column(JSON)
    held_until: Mapped[float]
