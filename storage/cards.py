"""What people remember of which question, and every review of it; knows no rule of remembering."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import ColumnElement, Executable, Select, and_, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from questions.quiz import Memory, Rating, Review, Stage
from storage.tables import CardRow, ReviewRow
from storage.upsert import insert_for

ADDING = insert(ReviewRow.__table__)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class CardKey:
    """A person's question: the person, the bank's short name, the question's id."""

    user_id: int
    slug: str
    question_id: str


@dataclass(frozen=True, slots=True)
class StoredCard:
    """A question that a person has met.

    Attributes:
        key: Whose it is, and which.
        bank_hash: The bank that it was asked from last.
        memory: How well it is remembered.
        missed: Whether the last answer to it was not wholly right.
        met_at: When it was asked first.
    """

    key: CardKey
    bank_hash: str
    memory: Memory
    missed: bool
    met_at: datetime


@dataclass(frozen=True, slots=True)
class StoredReview:
    """A review with the answer that it was; `learnt` is whether the question had been learnt before it."""

    key: CardKey
    session_id: int
    position: int
    review: Review
    learnt: bool

    @property
    def at(self) -> datetime:
        """When the answer was given."""
        return self.review.at - self.review.ahead


async def card_of(session: AsyncSession, key: CardKey) -> StoredCard | None:
    """Return a card, or None where the person has not met the question."""
    row = (await session.execute(_cards().where(_is(CardRow, key)))).scalar_one_or_none()
    return _card(row) if row else None


async def cards_of(session: AsyncSession, user_id: int) -> tuple[StoredCard, ...]:
    """Return all cards of a person, the one due first before the others."""
    query = _cards().where(CardRow.user_id == user_id).order_by(CardRow.due_at, CardRow.question_id)
    return tuple(_card(row) for row in (await session.execute(query)).scalars())


async def save_card(session: AsyncSession, card: StoredCard) -> None:
    """Store a card as it is now."""
    memory = card.memory
    values = {
        "bank_hash": card.bank_hash,
        "stage": memory.stage,
        "step": memory.step,
        "stability": memory.stability,
        "difficulty": memory.difficulty,
        "due_at": memory.due,
        "reviewed_at": memory.reviewed,
        "missed": card.missed,
        "met_at": card.met_at,
    }
    key = {"user_id": card.key.user_id, "slug": card.key.slug, "question_id": card.key.question_id}
    connection = await session.connection()
    await connection.execute(_saving(connection.dialect.name), {**key, **values})


@cache
def _saving(dialect: str) -> Executable:
    """Return how a card is stored in a sort of database: made once, since each answer does it."""
    statement = insert_for(dialect, CardRow)
    key = ["user_id", "slug", "question_id"]
    others = [column.name for column in CardRow.__table__.c if column.name not in key]
    new = {name: statement.excluded[name] for name in others}
    return statement.on_conflict_do_update(index_elements=key, set_=new)


async def met_since(session: AsyncSession, user_id: int, moment: datetime) -> int:
    """Return how many questions a person has met for the first time since a moment."""
    query = select(func.count()).where(CardRow.user_id == user_id, CardRow.met_at >= moment)
    return (await session.execute(query)).scalar_one()


async def add_review(session: AsyncSession, review: StoredReview) -> None:
    """Store a review of a card that is stored."""
    values = {
        "user_id": review.key.user_id,
        "slug": review.key.slug,
        "question_id": review.key.question_id,
        "session_id": review.session_id,
        "position": review.position,
        "rating": review.review.rating,
        "learnt": review.learnt,
        "reviewed_at": review.at,
        "counted_at": review.review.at,
    }
    await (await session.connection()).execute(ADDING, values)


async def review_at(session: AsyncSession, session_id: int, position: int) -> StoredReview | None:
    """Return the review that an answer was, or None."""
    query = _reviews().where(ReviewRow.session_id == session_id, ReviewRow.position == position)
    row = (await session.execute(query)).scalar_one_or_none()
    return _review(row) if row else None


async def reviews_of(session: AsyncSession, key: CardKey) -> tuple[StoredReview, ...]:
    """Return every review of a card, the earliest first."""
    query = _reviews().where(_is(ReviewRow, key)).order_by(ReviewRow.id)
    return tuple(_review(row) for row in (await session.execute(query)).scalars())


async def reviews_since(
    session: AsyncSession, user_id: int, moment: datetime | None = None
) -> tuple[StoredReview, ...]:
    """Return a person's reviews since a moment, or all, the earliest first."""
    query = _reviews().where(ReviewRow.user_id == user_id).order_by(ReviewRow.reviewed_at, ReviewRow.id)
    if moment is not None:
        query = query.where(ReviewRow.reviewed_at >= moment)
    return tuple(_review(row) for row in (await session.execute(query)).scalars())


async def set_rating(session: AsyncSession, session_id: int, position: int, rating: Rating) -> None:
    """Store how well an answer's question was remembered after all."""
    await session.execute(
        update(ReviewRow)
        .where(ReviewRow.session_id == session_id, ReviewRow.position == position)
        .values(rating=rating)
    )


def _cards() -> Select[CardRow]:
    return select(CardRow).execution_options(populate_existing=True)


def _reviews() -> Select[ReviewRow]:
    return select(ReviewRow).execution_options(populate_existing=True)


def _is(table: type[CardRow] | type[ReviewRow], key: CardKey) -> ColumnElement[bool]:
    return and_(table.user_id == key.user_id, table.slug == key.slug, table.question_id == key.question_id)


def _card(row: CardRow) -> StoredCard:
    memory = Memory(Stage(row.stage), row.step, row.stability, row.difficulty, row.due_at, row.reviewed_at)
    key = CardKey(row.user_id, row.slug, row.question_id)
    return StoredCard(key, row.bank_hash, memory, row.missed, row.met_at)


def _review(row: ReviewRow) -> StoredReview:
    key = CardKey(row.user_id, row.slug, row.question_id)
    review = Review(Rating(row.rating), row.counted_at, row.counted_at - row.reviewed_at)
    return StoredReview(key, row.session_id, row.position, review, row.learnt)
