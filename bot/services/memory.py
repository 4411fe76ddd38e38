"""Answers become reviews, and reviews what a person remembers; begins no transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.results import Recollection
from bot.services.shelf import Shelf
from questions.model import Question
from questions.quiz import (
    Asked,
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
    CardKey,
    StoredCard,
    StoredReview,
    add_review,
    card_of,
    cards_of,
    review_at,
    reviews_of,
    reviews_since,
    save_card,
    set_rating,
)
from storage.learners import learner_of, zone_of
from storage.sessions import Attempt, StoredSession


async def remember_answer(
    session: AsyncSession, shelf: Shelf, stored: StoredSession, attempt: Attempt, now: datetime
) -> Recollection:
    """Make a review of an answer; returns what `recollection` would find now.

    Args:
        session: A transaction that may write.
        shelf: The banks.
        stored: The session that it was given in.
        attempt: The answer.
        now: The time.
    """
    asked = stored.state.plan[attempt.position]
    bank_hash = stored.bank_at(attempt.position)
    slug, bank = await shelf.entry(bank_hash, session=session)
    question = bank.question(asked.question_id)
    key = CardKey(stored.user_id, slug, question.id)
    before = await card_of(session, key)
    last = before.memory if before else None
    right = attempt.fraction >= 1
    rating = rating_of(
        right=right,
        helped=asked.helped,
        known=before is not None,
        seconds=attempt.seconds,
        words=_words(question, asked),
        typed=len(question.key) if asked.typed else 0,
    )
    learner = await learner_of(session, stored.user_id)
    moment = review_moment(now, last.reviewed if last else None, zone_of(learner))
    review = Review(rating, moment, moment - now)
    memory = remember(last, review, retention=learner.retention)
    met_at = before.met_at if before else now
    await save_card(session, StoredCard(key, bank_hash, memory, missed=not right, met_at=met_at))
    learnt = last is not None and last.stage is Stage.REVIEW and moment - last.reviewed >= timedelta(days=1)
    await add_review(session, StoredReview(key, stored.id, attempt.position, review, learnt))
    return Recollection(
        rating=rating,
        outlook=outlook(last, now=review.at, ahead=review.ahead, retention=learner.retention),
        newest=True,
    )


async def recollection(session: AsyncSession, session_id: int, position: int) -> Recollection | None:
    """Return how well a question was remembered and when it comes again; None where it was no review.

    Args:
        session: A transaction.
        session_id: The session of the answer.
        position: The index of its question.
    """
    found = await review_at(session, session_id, position)
    if found is None:
        return None
    reviews = await reviews_of(session, found.key)
    retention = (await learner_of(session, found.key.user_id)).retention
    before = learn(_until(reviews, found), retention=retention)
    return Recollection(
        rating=found.review.rating,
        outlook=outlook(before, now=found.review.at, ahead=found.review.ahead, retention=retention),
        newest=reviews[-1] == found,
    )


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
    found = await review_at(session, session_id, position)
    if found is None:
        raise Refused(Refusal.UNKNOWN)
    reviews = await reviews_of(session, found.key)
    card = await card_of(session, found.key)
    if card is None or reviews[-1] != found:
        raise Refused(Refusal.MOVED_ON)
    await set_rating(session, session_id, position, rating)
    retention = (await learner_of(session, found.key.user_id)).retention
    before = learn(_until(reviews, found), retention=retention)
    memory = remember(before, replace(found.review, rating=rating), retention=retention)
    missed = card.missed if right is None else not right
    await save_card(session, replace(card, memory=memory, missed=missed))


async def reschedule(session: AsyncSession, user_id: int, retention: float) -> None:
    """Let all of a person's questions come again so that another share of them is remembered."""
    reviews: dict[CardKey, list[Review]] = {}
    for one in await reviews_since(session, user_id):
        reviews.setdefault(one.key, []).append(one.review)
    for card in await cards_of(session, user_id):
        memory = learn(reviews[card.key], retention=retention)
        if memory:
            await save_card(session, replace(card, memory=memory))


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
