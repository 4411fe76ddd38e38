"""What a person could study now, and how far the day of study is; begins no transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.results import StudyDay
from bot.services.shelf import Shelf
from questions.quiz import Studied, day_begins, due, due_from, streak, study_day
from storage.cards import CardKey, StoredCard, cards_of, met_since, reviews_since
from storage.learners import Learner, learner_of, zone_of


async def studied_by(session: AsyncSession, shelf: Shelf, user_id: int) -> tuple[Studied, ...]:
    """Return every question on offer as a person knows it."""
    cards: Mapping[CardKey, StoredCard] = {card.key: card for card in await cards_of(session, user_id)}
    found = []
    for bank_hash, slug, bank in await shelf.on_offer(user_id, session=session):
        for question in bank.approved:
            card = cards.get(CardKey(user_id, slug, question.id))
            memory, missed = (card.memory, card.missed) if card else (None, False)
            found.append(Studied(bank_hash, question, memory, missed))
    return tuple(found)


async def due_for(session: AsyncSession, shelf: Shelf, user_id: int, now: datetime) -> tuple[Studied, ...]:
    """Return what a person should be asked now: what is due, and new questions as far as the day allows."""
    learner = await learner_of(session, user_id)
    studied = await studied_by(session, shelf, user_id)
    return await _due(session, learner, studied, user_id, now)


async def tell_day(
    session: AsyncSession,
    shelf: Shelf,
    user_id: int,
    now: datetime,
    *,
    studied: Sequence[Studied] | None = None,
) -> StudyDay:
    """Return how far a person's day of study is; `studied` is what `studied_by` gives, if that is known."""
    learner = await learner_of(session, user_id)
    if studied is None:
        studied = await studied_by(session, shelf, user_id)
    zone = zone_of(learner)
    today = study_day(now, zone)
    reviews = [study_day(one.at, zone) for one in await reviews_since(session, user_id)]
    waiting = len(await _due(session, learner, studied, user_id, now))
    return StudyDay(
        reviews=reviews.count(today),
        goal=learner.goal,
        streak=streak(reviews, today),
        waiting=waiting,
        next_in=None if waiting else _next_in(learner, studied, now),
        zoned=learner.zone is not None,
    )


async def _due(
    session: AsyncSession, learner: Learner, studied: Sequence[Studied], user_id: int, now: datetime
) -> tuple[Studied, ...]:
    zone = zone_of(learner)
    met = await met_since(session, user_id, day_begins(study_day(now, zone), zone))
    return due(studied, now=now, zone=zone, new=max(learner.new_a_day - met, 0))


def _next_in(learner: Learner, studied: Sequence[Studied], now: datetime) -> timedelta | None:
    zone = zone_of(learner)
    later = [due_from(one.memory, zone) for one in studied if one.memory]
    if learner.new_a_day and any(one.memory is None for one in studied):
        later.append(day_begins(study_day(now, zone) + timedelta(days=1), zone))
    return min(later) - now if later else None
