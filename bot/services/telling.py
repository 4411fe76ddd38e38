"""Stored sessions become what the views show; knows no transaction's beginning or end."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.results import Answered, Ended, Posed
from questions.model import Bank
from questions.quiz import Phase, grade
from storage.sessions import StoredSession, attempts_of


def pose(stored: StoredSession, bank: Bank, position: int | None = None) -> Posed:
    """Return the question at a position, by default where the session stands."""
    position = stored.state.position if position is None else position
    asked = stored.state.plan[position]
    return Posed(
        session_id=stored.id,
        position=position,
        total=len(stored.state.plan),
        bank=bank,
        question=bank.question(asked.question_id),
        choices=asked.choices,
    )


async def tell_answers(session: AsyncSession, stored: StoredSession, bank: Bank) -> tuple[Answered, ...]:
    """Return what the session's person has answered, in order."""
    answers = []
    for attempt in await attempts_of(session, stored.id, user_id=stored.user_id):
        posed = pose(stored, bank, attempt.position)
        waiting = stored.state.phase is Phase.ANSWERED and attempt.position == stored.state.position
        answers.append(Answered(posed, attempt.choice, grade(posed.question, attempt.choice), waiting))
    return tuple(answers)


async def tell_end(session: AsyncSession, stored: StoredSession, bank: Bank) -> Ended:
    """Return how a session ended."""
    return Ended(
        session_id=stored.id,
        bank=bank,
        total=len(stored.state.plan),
        answers=await tell_answers(session, stored, bank),
        stopped=stored.state.phase is Phase.STOPPED,
    )
