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
    bindparam,
    func,
    insert,
    select,
    tuple_,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession

from questions.quiz import Memory, Rating, Review, Stage
from storage.tables import CardRow, ReviewRow
from storage.upsert import insert_for

ADDING = insert(ReviewRow.__table__)  # type: ignore[arg-type]

CARD, REVIEW = CardRow.__table__.c, ReviewRow.__table__.c
KEYS: BindParameter[Sequence[tuple[int, str, str]]] = bindparam("keys", expanding=True)
PLACES: BindParameter[Sequence[tuple[int, int]]] = bindparam("places", expanding=True)
CARDS_AT = select(*CARD).where(tuple_(CARD.user_id, CARD.slug, CARD.question_id).in_(KEYS))
REVIEWS_AT = select(*REVIEW).where(tuple_(REVIEW.session_id, REVIEW.position).in_(PLACES))
REVIEWS_OF = (
    select(*REVIEW)
    .where(tuple_(REVIEW.user_id, REVIEW.slug, REVIEW.question_id).in_(KEYS))
    .order_by(REVIEW.id)
)


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
    named = [(key.user_id, key.slug, key.question_id) for key in keys]
    cards = [_card(row) for row in await session.execute(CARDS_AT, {"keys": named})]
    return {card.key: card for card in cards}


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


async def review_at(session: AsyncSession, session_id: int, position: int) -> StoredReview | None:
    """Return the review that an answer was, or None."""
    return next(iter(await reviews_at(session, {(session_id, position)})), None)


async def reviews_at(session: AsyncSession, places: Collection[tuple[int, int]]) -> tuple[StoredReview, ...]:
    """Return the reviews that answers were, each named by its session and its position."""
    found = await session.execute(REVIEWS_AT, {"places": list(places)})
    return tuple(_review(row) for row in found)


async def reviews_of(
    session: AsyncSession, keys: Collection[CardKey]
) -> dict[CardKey, tuple[StoredReview, ...]]:
    """Return every review of cards, by their keys, the earliest first."""
    named = [(key.user_id, key.slug, key.question_id) for key in keys]
    found: dict[CardKey, list[StoredReview]] = {key: [] for key in keys}
    for row in await session.execute(REVIEWS_OF, {"keys": named}):
        review = _review(row)
        found[review.key].append(review)
    return {key: tuple(reviews) for key, reviews in found.items()}


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
