"""What one person's session comes to after a step: the next question or the end; begins no transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.memory import remember_answers
from bot.services.results import Ended, Posed, Recollection
from bot.services.shelf import Shelf
from bot.services.studying import tell_day
from bot.services.telling import pose, tell_answers, tell_end
from questions.quiz import Mode, Outcome, Phase
from storage.people import Gain, add_to_scores
from storage.sessions import Attempt, StoredSession, attempts_of

Counted = tuple[StoredSession, Attempt, Outcome]
"""An answer that counts: its session, what was recorded, and what it came to."""


async def count_answers(
    session: AsyncSession, shelf: Shelf, answers: Sequence[Counted], now: datetime
) -> list[Recollection]:
    """Let answers count: in their people's totals, and for when their questions come again.

    Returns:
        How well the question of each was remembered, in order.
    """
    if not answers:
        return []
    gains = []
    for stored, attempt, outcome in answers:
        slug, bank = await shelf.entry(stored.bank_at(attempt.position), session=session)
        gains.append(Gain(stored.user_id, slug, bank.title, outcome))
    await add_to_scores(session, gains)
    return await remember_answers(session, shelf, [(stored, one) for stored, one, _ in answers], now)


async def come_to(session: AsyncSession, shelf: Shelf, stored: StoredSession, now: datetime) -> Posed | Ended:
    """Return the question that a session stands at since a step, or its end."""
    if stored.state.over:
        return await conclude(session, shelf, stored, now)
    return await pose(session, shelf, stored)


async def conclude(session: AsyncSession, shelf: Shelf, stored: StoredSession, now: datetime) -> Ended:
    """Return how a session ended just now.

    An exam's answers count only here: before they would tell what was right.
    """
    if stored.state.mode is Mode.EXAM:
        attempts = {one.position: one for one in await attempts_of(session, stored.id)}
        answered = [one for one in await tell_answers(session, shelf, stored) if one.choice is not None]
        counted = [(stored, attempts[one.posed.position], one.outcome) for one in answered]
        await count_answers(session, shelf, counted, now)
    return await tell_ended(session, shelf, stored, now)


async def undelivered(
    session: AsyncSession, shelf: Shelf, stored: StoredSession, position: int, now: datetime
) -> Posed | Ended | None:
    """Return what came after a question, where that was decided but never reached the chat."""
    state = stored.state
    unseen = position == state.position - 1 and stored.message_ids[state.position] is None
    if state.phase is Phase.ASKING and unseen:
        return await pose(session, shelf, stored)
    return await untold(session, shelf, stored, now)


async def untold(session: AsyncSession, shelf: Shelf, stored: StoredSession, now: datetime) -> Ended | None:
    """Return how a session ended, where that never reached the chat."""
    if stored.state.over and stored.summary_message_id is None:
        return await tell_ended(session, shelf, stored, now)
    return None


async def tell_ended(session: AsyncSession, shelf: Shelf, stored: StoredSession, now: datetime) -> Ended:
    """Return how a session ended, and after a review how the day stands."""
    study = None
    if stored.state.mode is Mode.REVIEW:
        study = await tell_day(session, shelf, stored.user_id, now)
    return await tell_end(session, shelf, stored, study=study)
