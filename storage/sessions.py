"""Sessions, what they asked and what was answered; knows no rule of play."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Executable, Row, bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from questions.quiz import Asked, Mode, Phase, Session
from storage.tables import AskedRow, AttemptRow, SessionRow
from storage.upsert import insert_for


@dataclass(frozen=True, slots=True)
class StoredSession:
    """A session with where and whose it is.

    Attributes:
        id: Its number.
        user_id: Whose it is.
        chat_id: Where it runs.
        bank_hash: The bank that it asks from.
        state: Where it stands.
        message_ids: The message of each question in order, None where it was not shown yet.
        shown_at: When each question in order was shown, None where it was not yet.
        summary_message_id: The message that tells how it ended, None where it was not sent yet.
    """

    id: int
    user_id: int
    chat_id: int
    bank_hash: str
    state: Session
    message_ids: tuple[int | None, ...]
    shown_at: tuple[datetime | None, ...]
    summary_message_id: int | None

    def bank_at(self, position: int) -> str:
        """Return the hash of the bank that the question at a position comes from."""
        return self.state.plan[position].bank or self.bank_hash


@dataclass(frozen=True, slots=True)
class Attempt:
    """An answer as it was recorded; `seconds` is how long it took, where that is known."""

    user_id: int
    position: int
    question_id: str
    choice: str
    fraction: float
    mark: float
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A question of a session that stands in a message since a moment."""

    session_id: int
    position: int
    message_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a session is and where: `solo` or `class`, its person or host, its chat and the topic there."""

    kind: str
    user_id: int
    chat_id: int
    thread_id: int = 0


SOLO = "solo"

SESSION, ASKED = SessionRow.__table__.c, AskedRow.__table__.c
"""Columns instead of objects: each answer reads its session, and changes none of it through the ORM."""

ATTEMPT = AttemptRow.__table__.c
IDS: BindParameter[Sequence[int]] = bindparam("ids", expanding=True)
SOLO_BY_ID = select(*SESSION).where(SESSION.id.in_(IDS), SESSION.kind == SOLO)
ASKED_IN = select(*ASKED).where(ASKED.session_id.in_(IDS)).order_by(ASKED.session_id, ASKED.position)
ATTEMPTS_IN = select(*ATTEMPT).where(ATTEMPT.session_id.in_(IDS)).order_by(ATTEMPT.position, ATTEMPT.id)
SHOWING = (
    update(AskedRow.__table__)  # type: ignore[arg-type]
    .where(ASKED.session_id == bindparam("of"), ASKED.position == bindparam("at"))
    .values(
        message_id=bindparam("message_id"),
        shown_at=func.coalesce(ASKED.shown_at, bindparam("now", type_=ASKED.shown_at.type)),
    )
)
SAVING = (
    update(SessionRow.__table__)  # type: ignore[arg-type]
    .where(SESSION.id == bindparam("of"))
    .values({name: bindparam(name) for name in ("phase", "position", "ended_at")})
)


async def create_session(
    session: AsyncSession,
    *,
    user_id: int,
    chat_id: int,
    bank_hash: str,
    start_key: str,
    state: Session,
    now: datetime,
) -> int:
    """Store a new session.

    Args:
        session: A transaction that may write.
        user_id: Whose it is.
        chat_id: Where it runs.
        bank_hash: A bank that is kept.
        start_key: What started it, and no other session.
        state: The session at its beginning.
        now: The time.

    Returns:
        Its id.
    """
    owner = Owner(SOLO, user_id, chat_id)
    return await insert_session(
        session,
        owner,
        bank_hash=bank_hash,
        start_key=start_key,
        phase=state.phase,
        plan=state.plan,
        now=now,
        mode=state.mode,
    )


async def insert_session(
    session: AsyncSession,
    owner: Owner,
    *,
    bank_hash: str,
    start_key: str,
    phase: str,
    plan: Sequence[Asked],
    now: datetime,
    mode: Mode = Mode.QUIZ,
) -> int:
    """Store a new session of any kind at its first question; returns its id."""
    row = SessionRow(
        kind=owner.kind,
        mode=mode,
        user_id=owner.user_id,
        chat_id=owner.chat_id,
        thread_id=owner.thread_id,
        bank_hash=bank_hash,
        start_key=start_key,
        phase=phase,
        position=0,
        created_at=now,
    )
    session.add(row)
    await session.flush()
    session.add_all(
        AskedRow(
            session_id=row.id,
            position=position,
            question_id=asked.question_id,
            choices=list(asked.choices),
            typed=asked.typed,
            helped=asked.helped,
            bank_hash=asked.bank,
        )
        for position, asked in enumerate(plan)
    )
    await session.flush()
    return row.id


async def planned(session: AsyncSession, session_id: int) -> tuple[Asked, ...]:
    """Return what a session asks, in order."""
    return tuple(_asked(row) for row in (await _asked_in(session, [session_id]))[session_id])


async def kind_started_by(session: AsyncSession, start_key: str) -> str | None:
    """Return of which kind the session is that a key has started, or None."""
    query = select(SessionRow.kind).where(SessionRow.start_key == start_key)
    return (await session.execute(query)).scalar_one_or_none()


async def session_started_by(session: AsyncSession, start_key: str) -> StoredSession | None:
    """Return one person's session that a key has started, or None; the key has started no class."""
    query = select(*SESSION).where(SessionRow.start_key == start_key)
    return await _only(session, (await session.execute(query)).all())


async def stored_session(session: AsyncSession, session_id: int) -> StoredSession | None:
    """Return one person's session, or None where there is none with this id."""
    return (await stored_sessions(session, {session_id})).get(session_id)


async def stored_sessions(session: AsyncSession, session_ids: Collection[int]) -> dict[int, StoredSession]:
    """Return sessions of one person each by their ids; an id that is none of such a session is left out."""
    rows = (await session.execute(SOLO_BY_ID, {"ids": list(session_ids)})).all()
    return await _whole(session, rows)


async def latest_session(session: AsyncSession, *, user_id: int, chat_id: int) -> StoredSession | None:
    """Return the session that a person has started last in a chat, or None."""
    query = select(*SESSION).where(
        SessionRow.user_id == user_id, SessionRow.chat_id == chat_id, SessionRow.kind == SOLO
    )
    rows = (await session.execute(query.order_by(SessionRow.id.desc()).limit(1))).all()
    return await _only(session, rows)


async def save_states(session: AsyncSession, states: Mapping[int, Session], *, now: datetime) -> None:
    """Store where sessions stand now, by their ids, and when they ended if they did."""
    if not states:
        return
    rows = [
        {
            "of": session_id,
            "phase": state.phase,
            "position": state.position,
            "ended_at": now if state.over else None,
        }
        for session_id, state in sorted(states.items())
    ]
    await (await session.connection()).execute(SAVING, rows)


async def save_current(session: AsyncSession, session_id: int, state: Session) -> None:
    """Store how the current question is asked now: typed or not, with a hint or not."""
    await session.execute(
        update(AskedRow)
        .where(AskedRow.session_id == session_id, AskedRow.position == state.position)
        .values(typed=state.current.typed, helped=state.current.helped)
    )


async def set_messages(session: AsyncSession, shown: Iterable[Shown]) -> None:
    """Store which messages show questions, and since when."""
    rows = [
        {"of": one.session_id, "at": one.position, "message_id": one.message_id, "now": one.at}
        for one in sorted(shown, key=lambda one: (one.session_id, one.position))
    ]
    await (await session.connection()).execute(SHOWING, rows)


async def set_summary(session: AsyncSession, session_id: int, message_id: int) -> None:
    """Store which message tells how a session ended."""
    values = {"summary_message_id": message_id}
    await session.execute(update(SessionRow).where(SessionRow.id == session_id).values(values))


async def record_attempts(
    session: AsyncSession, attempts: Sequence[tuple[int, str, Attempt]], *, now: datetime
) -> frozenset[tuple[int, int, int]]:
    """Record answers, each person's first to a question of a session.

    Args:
        session: A transaction that may write.
        attempts: The session and the bank's hash of each answer, and the answer.
        now: The time.

    Returns:
        The session, the position and the person of each that was recorded: not of those who had answered
        before.
    """
    if not attempts:
        return frozenset()
    rows = [
        {
            "session_id": session_id,
            "position": attempt.position,
            "user_id": attempt.user_id,
            "bank_hash": bank_hash,
            "question_id": attempt.question_id,
            "choice": attempt.choice,
            "fraction": attempt.fraction,
            "mark": attempt.mark,
            "seconds": attempt.seconds,
            "answered_at": now,
        }
        for session_id, bank_hash, attempt in attempts
    ]
    connection = await session.connection()
    recorded = await connection.execute(_recording(connection.dialect.name), rows)
    return frozenset((row.session_id, row.position, row.user_id) for row in recorded)


async def count_running(session: AsyncSession) -> dict[str, int]:
    """Return how many sessions have not ended, by their kinds; a kind of which none runs is left out."""
    query = select(SessionRow.kind, func.count()).where(SessionRow.ended_at.is_(None))
    running = await session.execute(query.group_by(SessionRow.kind))
    return {kind: count for kind, count in running}  # noqa: C416 (rows are no pairs to mypy)


@cache
def _recording(dialect: str) -> Executable:
    """Return how answers are recorded in a sort of database: made once, since each answer does it."""
    columns = AttemptRow.__table__.c
    statement = insert_for(dialect, AttemptRow).on_conflict_do_nothing()
    return statement.returning(columns.session_id, columns.position, columns.user_id)


async def attempts_of(session: AsyncSession, session_id: int) -> tuple[Attempt, ...]:
    """Return everybody's answers in a session, by position and time."""
    return (await attempts_in(session, {session_id}))[session_id]


async def attempts_in(session: AsyncSession, session_ids: Collection[int]) -> dict[int, tuple[Attempt, ...]]:
    """Return the answers in sessions, by their ids, each's by position and time."""
    found: dict[int, list[Attempt]] = {session_id: [] for session_id in session_ids}
    for row in await session.execute(ATTEMPTS_IN, {"ids": list(session_ids)}):
        found[row.session_id].append(
            Attempt(
                row.user_id, row.position, row.question_id, row.choice, row.fraction, row.mark, row.seconds
            )
        )
    return {session_id: tuple(attempts) for session_id, attempts in found.items()}


async def overrule(session: AsyncSession, session_id: int, position: int, fraction: float) -> None:
    """Store that an answer came to something else than was thought."""
    await session.execute(
        update(AttemptRow)
        .where(AttemptRow.session_id == session_id, AttemptRow.position == position)
        .values(fraction=fraction, mark=fraction)
    )


async def _only(session: AsyncSession, rows: Sequence[Row[Any]]) -> StoredSession | None:
    """Return the session of the one row that there may be."""
    return next(iter((await _whole(session, rows)).values()), None)


async def _whole(session: AsyncSession, rows: Sequence[Row[Any]]) -> dict[int, StoredSession]:
    """Return the sessions of rows with what they ask, by their ids."""
    asked = await _asked_in(session, [row.id for row in rows])
    return {row.id: _stored(row, asked[row.id]) for row in rows}


def _stored(row: Row[Any], asked: Sequence[Row[Any]]) -> StoredSession:
    plan = tuple(_asked(one) for one in asked)
    return StoredSession(
        id=row.id,
        user_id=row.user_id,
        chat_id=row.chat_id,
        bank_hash=row.bank_hash,
        state=Session(plan, row.position, Phase(row.phase), Mode(row.mode)),
        message_ids=tuple(one.message_id for one in asked),
        shown_at=tuple(one.shown_at for one in asked),
        summary_message_id=row.summary_message_id,
    )


async def _asked_in(session: AsyncSession, session_ids: Sequence[int]) -> dict[int, list[Row[Any]]]:
    """Return what sessions ask, in order, by their ids."""
    found: dict[int, list[Row[Any]]] = {session_id: [] for session_id in session_ids}
    if session_ids:
        for row in await session.execute(ASKED_IN, {"ids": session_ids}):
            found[row.session_id].append(row)
    return found


def _asked(row: Row[Any]) -> Asked:
    return Asked(row.question_id, tuple(row.choices), row.typed, row.bank_hash, row.helped)
