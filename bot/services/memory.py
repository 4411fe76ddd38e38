"""Answers become reviews, and reviews what a person remembers; begins no transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.results import Recollection
from bot.services.shelf import Shelf
from questions.model import Question
from questions.quiz import (
    Asked,
    Memory,
    Rating,
    Refusal,
    Refused,
    Review,
    Stage,
    learn,
    outlook,
    rating_of,
    remember,
    review_moment,
)
from storage.cards import (
    AnsweredAt,
    CardKey,
    StoredCard,
    StoredReview,
    add_reviews,
    card_of,
    cards_at,
    cards_of,
    reviews_at,
    reviews_since,
    reviews_with,
    save_cards,
    set_rating,
)
from storage.learners import Learner, learner_of, learners_of, zone_of
from storage.sessions import Attempt, StoredSession


async def remember_answers(
    session: AsyncSession, shelf: Shelf, given: Sequence[tuple[StoredSession, Attempt]], now: datetime
) -> list[Recollection]:
    """Make reviews of answers; returns what `recollections` would find of each now, in order.

    Args:
        session: A transaction that may write.
        shelf: The banks.
        given: The answers, each with the session that it was given in.
        now: The time.
    """
    keys = []
    for stored, attempt in given:
        slug, _ = await shelf.entry(stored.bank_at(attempt.position), session=session)
        keys.append(CardKey(stored.user_id, slug, attempt.question_id))
    cards = await cards_at(session, set(keys))
    learners = await learners_of(session, {stored.user_id for stored, _ in given})
    reviews, found = [], []
    for key, (stored, attempt) in zip(keys, given, strict=True):
        bank = await shelf.bank(stored.bank_at(attempt.position), session=session)
        learner = learners.get(stored.user_id, Learner())
        before = cards.get(key)
        review = _review(before, stored, attempt, bank.question(attempt.question_id), learner, now)
        last = before.memory if before else None
        cards[key] = StoredCard(
            key,
            stored.bank_at(attempt.position),
            remember(last, review, retention=learner.retention),
            missed=attempt.fraction < 1,
            met_at=before.met_at if before else now,
        )
        reviews.append(StoredReview(key, stored.id, attempt.position, review, _was_learnt(last, review)))
        coming = outlook(last, now=review.at, ahead=review.ahead, retention=learner.retention)
        found.append(Recollection(rating=review.rating, outlook=coming, newest=True))
    await save_cards(session, (cards[key] for key in sorted(set(keys))))
    await add_reviews(session, reviews)
    return found


def _review(
    card: StoredCard | None,
    stored: StoredSession,
    attempt: Attempt,
    question: Question,
    learner: Learner,
    now: datetime,
) -> Review:
    """Return the review that an answer is, of a card as it was before or of none."""
    asked = stored.state.plan[attempt.position]
    rating = rating_of(
        right=attempt.fraction >= 1,
        helped=asked.helped,
        known=card is not None,
        seconds=attempt.seconds,
        words=_words(question, asked),
        typed=len(question.key) if asked.typed else 0,
    )
    moment = review_moment(now, card.memory.reviewed if card else None, zone_of(learner))
    return Review(rating, moment, moment - now)


def _was_learnt(before: Memory | None, review: Review) -> bool:
    """Whether a question had been learnt before a review, on another day."""
    if before is None or before.stage is not Stage.REVIEW:
        return False
    return review.at - before.reviewed >= timedelta(days=1)


async def recollections(
    session: AsyncSession, places: Collection[AnsweredAt]
) -> dict[AnsweredAt, Recollection]:
    """Return how well questions were remembered and when they come again, by their places.

    An answer that was no review is left out.
    """
    found = await reviews_at(session, places) if places else {}
    if not found:
        return {}
    reviews = await reviews_with(session, found)
    learners = await learners_of(session, {one.key.user_id for one in found.values()})
    told = {}
    for place, one in found.items():
        retention = learners.get(one.key.user_id, Learner()).retention
        before = learn(_until(reviews[one.key], one), retention=retention)
        told[place] = Recollection(
            rating=one.review.rating,
            outlook=outlook(before, now=one.review.at, ahead=one.review.ahead, retention=retention),
            newest=reviews[one.key][-1] == one,
        )
    return told


async def rate(
    session: AsyncSession, session_id: int, position: int, rating: Rating, *, right: bool | None = None
) -> None:
    """Let a person say how well a question was remembered.

    Args:
        session: A transaction that may write.
        session_id: The session of the answer.
        position: The index of its question.
        rating: How well.
        right: Whether the answer was right after all; None leaves that as it was.

    Raises:
        Refused: The answer was no review, or the question was reviewed again since.
    """
    place = (session_id, position)
    found = (await reviews_at(session, {place})).get(place)
    if found is None:
        raise Refused(Refusal.UNKNOWN)
    reviews = (await reviews_with(session, {place}))[found.key]
    card = await card_of(session, found.key)
    if card is None or reviews[-1] != found:
        raise Refused(Refusal.MOVED_ON)
    await set_rating(session, session_id, position, rating)
    retention = (await learner_of(session, found.key.user_id)).retention
    before = learn(_until(reviews, found), retention=retention)
    memory = remember(before, replace(found.review, rating=rating), retention=retention)
    missed = card.missed if right is None else not right
    await save_cards(session, [replace(card, memory=memory, missed=missed)])


async def reschedule(session: AsyncSession, user_id: int, retention: float) -> None:
    """Let all of a person's questions come again so that another share of them is remembered."""
    reviews: dict[CardKey, list[Review]] = {}
    for one in await reviews_since(session, user_id):
        reviews.setdefault(one.key, []).append(one.review)
    changed = []
    for card in await cards_of(session, user_id):
        memory = learn(reviews[card.key], retention=retention)
        if memory:
            changed.append(replace(card, memory=memory))
    await save_cards(session, changed)


def _until(reviews: Iterable[StoredReview], end: StoredReview) -> list[Review]:
    before = []
    for one in reviews:
        if one == end:
            break
        before.append(one.review)
    return before


def _words(question: Question, asked: Asked) -> int:
    shown = () if asked.typed else asked.choices
    return sum(len(text.split()) for text in (question.stem, *shown))
