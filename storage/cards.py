"""What people remember of which question, and every review of it; knows no rule of remembering."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    Executable,
    Row,
    Select,
    and_,
    bindparam,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession

from questions.quiz import Memory, Rating, Review, Stage
from storage.tables import CardRow, ReviewRow
from storage.upsert import insert_for

ADDING = insert(ReviewRow.__table__)  # type: ignore[arg-type]

CARD, REVIEW, MINE = CardRow.__table__.c, ReviewRow.__table__.c, ReviewRow.__table__.alias("mine")
IN_SESSIONS: BindParameter[Sequence[int]] = bindparam("ids", expanding=True)
AT_POSITIONS: BindParameter[Sequence[int]] = bindparam("positions", expanding=True)
REVIEWS_AT = select(*REVIEW).where(REVIEW.session_id.in_(IN_SESSIONS), REVIEW.position.in_(AT_POSITIONS))
REVIEWS_WITH = (
    select(*REVIEW)
    .join(
        MINE,
        and_(
            MINE.c.user_id == REVIEW.user_id,
            MINE.c.slug == REVIEW.slug,
            MINE.c.question_id == REVIEW.question_id,
        ),
    )
    .where(MINE.c.session_id.in_(IN_SESSIONS), MINE.c.position.in_(AT_POSITIONS))
    .order_by(REVIEW.id)
)

TOGETHER = 64
"""Cards that one statement looks for."""

AnsweredAt = tuple[int, int]
"""Where an answer was given: its session, and the index of its question there."""


@dataclass(frozen=True, slots=True, order=True)
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
    return (await cards_at(session, {key})).get(key)


async def cards_at(session: AsyncSession, keys: Collection[CardKey]) -> dict[CardKey, StoredCard]:
    """Return the cards of questions that people have met, by their keys."""
    found, left = {}, sorted(keys)
    while left:
        some, left = left[:TOGETHER], left[TOGETHER:]
        values: dict[str, int | str] = {}
        for number, key in enumerate(some):
            values |= {
                f"user_{number}": key.user_id,
                f"slug_{number}": key.slug,
                f"question_{number}": key.question_id,
            }
        for row in await session.execute(_looking_for(len(some)), values):
            card = _card(row)
            found[card.key] = card
    return found


@cache
def _looking_for(count: int) -> Executable:
    """Return how so many cards are found; for a tuple IN a list SQLite would read the whole table."""
    return select(*CARD).where(
        or_(
            *(
                and_(
                    CARD.user_id == bindparam(f"user_{number}"),
                    CARD.slug == bindparam(f"slug_{number}"),
                    CARD.question_id == bindparam(f"question_{number}"),
                )
                for number in range(count)
            )
        )
    )


async def cards_of(session: AsyncSession, user_id: int) -> tuple[StoredCard, ...]:
    """Return all cards of a person, the one due first before the others."""
    query = _cards().where(CardRow.user_id == user_id).order_by(CardRow.due_at, CardRow.question_id)
    return tuple(_card(row) for row in (await session.execute(query)).scalars())


async def save_cards(session: AsyncSession, cards: Iterable[StoredCard]) -> None:
    """Store cards as they are now."""
    rows = [
        {
            "user_id": card.key.user_id,
            "slug": card.key.slug,
            "question_id": card.key.question_id,
            "bank_hash": card.bank_hash,
            "stage": card.memory.stage,
            "step": card.memory.step,
            "stability": card.memory.stability,
            "difficulty": card.memory.difficulty,
            "due_at": card.memory.due,
            "reviewed_at": card.memory.reviewed,
            "missed": card.missed,
            "met_at": card.met_at,
        }
        for card in cards
    ]
    if rows:
        connection = await session.connection()
        await connection.execute(_saving(connection.dialect.name), rows)


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


async def add_reviews(session: AsyncSession, reviews: Iterable[StoredReview]) -> None:
    """Store reviews of cards that are stored."""
    rows = [
        {
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
        for review in reviews
    ]
    if rows:
        await (await session.connection()).execute(ADDING, rows)


async def reviews_at(session: AsyncSession, places: Collection[AnsweredAt]) -> dict[AnsweredAt, StoredReview]:
    """Return the reviews that answers were, by their places; an answer that was none is left out."""
    reviews = [_review(row) for row in await session.execute(REVIEWS_AT, _named(places))]
    found = {(one.session_id, one.position): one for one in reviews}
    return {place: found[place] for place in places if place in found}


async def reviews_with(
    session: AsyncSession, places: Collection[AnsweredAt]
) -> dict[CardKey, tuple[StoredReview, ...]]:
    """Return every review of the cards that answers have reviewed, by their keys, the earliest first."""
    rows = {row.id: row for row in await session.execute(REVIEWS_WITH, _named(places))}
    found: dict[CardKey, list[StoredReview]] = {}
    for review in map(_review, rows.values()):
        found.setdefault(review.key, []).append(review)
    return {key: tuple(reviews) for key, reviews in found.items()}


def _named(places: Collection[AnsweredAt]) -> dict[str, list[int]]:
    return {"ids": [one for one, _ in places], "positions": [one for _, one in places]}


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


def _card(row: CardRow | Row[Any]) -> StoredCard:
    memory = Memory(Stage(row.stage), row.step, row.stability, row.difficulty, row.due_at, row.reviewed_at)
    key = CardKey(row.user_id, row.slug, row.question_id)
    return StoredCard(key, row.bank_hash, memory, row.missed, row.met_at)


def _review(row: ReviewRow | Row[Any]) -> StoredReview:
    key = CardKey(row.user_id, row.slug, row.question_id)
    review = Review(Rating(row.rating), row.counted_at, row.counted_at - row.reviewed_at)
    return StoredReview(key, row.session_id, row.position, review, row.learnt)
