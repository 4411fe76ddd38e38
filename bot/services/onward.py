"""What one person's session comes to after a step: the next question or the end; begins no transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.memory import remember_answers
from bot.services.results import Ended, Posed, Recollection
from bot.services.shelf import Shelf
from bot.services.studying import tell_day
from bot.services.telling import pose, tell_end, tell_positions
from questions.quiz import Mode, Outcome, Phase
from storage.people import Gain, add_to_scores
from storage.sessions import Attempt, StoredSession, attempts_in

Counted = tuple[StoredSession, Attempt, Outcome]
"""An answer that counts: its session, what was recorded, and what it came to."""


async def count_answers(
    session: AsyncSession,
    shelf: Shelf,
    answers: Sequence[Counted],
    now: datetime,
    *,
    ended: Sequence[StoredSession] = (),
) -> list[Recollection]:
    """Let answers count: in their people's totals, and for when their questions come again.

    Args:
        session: A transaction that may write, and counts once: rows are locked in one order.
        shelf: The banks.
        answers: The answers.
        now: The time.
        ended: Sessions that have ended just now. An exam's answers count only here: before they would tell
            what was right.

    Returns:
        How well the question of each of `answers` was remembered, in order.
    """
    counted = [*answers, *await _of_exams(session, shelf, ended)]
    if not counted:
        return []
    gains = []
    for stored, attempt, outcome in counted:
        slug, bank = await shelf.entry(stored.bank_at(attempt.position), session=session)
        gains.append(Gain(stored.user_id, slug, bank.title, outcome))
    await add_to_scores(session, gains)
    given = [(stored, attempt) for stored, attempt, _ in counted]
    return (await remember_answers(session, shelf, given, now))[: len(answers)]


async def _of_exams(session: AsyncSession, shelf: Shelf, ended: Sequence[StoredSession]) -> list[Counted]:
    exams = {one.id: one for one in ended if one.state.mode is Mode.EXAM}
    if not exams:
        return []
    given = await attempts_in(session, exams)
    found = [(exams[number], attempt) for number, attempts in given.items() for attempt in attempts]
    told = await tell_positions(session, shelf, [(stored, attempt.position) for stored, attempt in found])
    return [
        (stored, attempt, one.outcome)
        for (stored, attempt), one in zip(found, told, strict=True)
        if one is not None
    ]


def is_untold(stored: StoredSession) -> bool:
    """Whether a session has ended and that never reached the chat."""
    return stored.state.over and stored.summary_message_id is None


def is_lost(stored: StoredSession, position: int) -> bool:
    """Whether what came after a question was decided but never reached the chat."""
    state = stored.state
    if state.over:
        return is_untold(stored)
    unseen = position == state.position - 1 and stored.message_ids[state.position] is None
    return state.phase is Phase.ASKING and unseen


async def tell_step(
    session: AsyncSession, shelf: Shelf, stored: StoredSession, now: datetime
) -> Posed | Ended:
    """Return the question that a session stands at, or how it ended."""
    if stored.state.over:
        return await tell_ended(session, shelf, stored, now)
    return await pose(session, shelf, stored)


async def tell_ended(session: AsyncSession, shelf: Shelf, stored: StoredSession, now: datetime) -> Ended:
    """Return how a session ended, and after a review how the day stands."""
    study = None
    if stored.state.mode is Mode.REVIEW:
        study = await tell_day(session, shelf, stored.user_id, now)
    return await tell_end(session, shelf, stored, study=study)
