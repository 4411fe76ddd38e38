"""What people say of questions, and what teachers say of that; knows nothing of Telegram."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.memory import rate
from bot.services.results import Answered, Posed
from bot.services.shelf import Shelf
from bot.services.starting import own_session
from bot.services.telling import pose, tell_answer
from questions.model import Bank, Question
from questions.quiz import Mode, Outcome, Rating, Refusal, Refused
from storage.engine import Database
from storage.feedback import (
    ClaimState,
    QuestionRef,
    add_claim,
    add_report,
    claim_of,
    decide_claim,
)
from storage.people import add_to_scores
from storage.sessions import StoredSession, attempts_of, overrule

REASONS = ("wrong", "unclear", "double", "other")
"""What can be wrong with a question: its answer, its wording, a second right choice, something else."""


@dataclass(frozen=True, slots=True)
class Reported:
    """A question that somebody wants looked at, and why."""

    posed: Posed
    reason: str
    first: bool


@dataclass(frozen=True, slots=True)
class Claimed:
    """An answer that somebody says was right.

    Attributes:
        answered: The answer as it counts now.
        claim_id: What a teacher is asked about; None where one was asked about the same answer before.
    """

    answered: Answered
    claim_id: int | None


@dataclass(frozen=True, slots=True)
class Decided:
    """What a teacher has said of a claim."""

    bank: Bank
    question: Question
    answer: str
    accepted: bool


class FeedbackService:
    """Takes note of reports and claims.

    Args:
        database: Where it is remembered.
        shelf: The banks.
        clock: Gives the time, with its zone.
    """

    def __init__(self, database: Database, shelf: Shelf, *, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._shelf = shelf
        self._clock = clock

    async def report(self, *, user_id: int, session_id: int, position: int, reason: str) -> Reported:
        """Take note that a question should be looked at.

        Raises:
            Refused: The question was not asked in a session of this person, or no button gives that reason.
        """
        if reason not in REASONS:
            raise Refused(Refusal.UNKNOWN)
        async with self._database.write() as session:
            stored = await own_session(session, session_id, user_id)
            if not 0 <= position <= stored.state.position:
                raise Refused(Refusal.UNKNOWN)
            question = await self._ref(stored, position)
            first = await add_report(session, user_id, question, reason, now=self._clock())
            return Reported(await pose(self._shelf, stored, position), reason, first)

    async def claim(self, *, user_id: int, session_id: int, position: int) -> Claimed:
        """Count a typed answer as right by its person's word.

        Raises:
            Refused: The answer is another person's, was not typed or is right already, does homework, which
                somebody else reads, or is part of an exam that is not over.
        """
        async with self._database.write() as session:
            stored = await own_session(session, session_id, user_id)
            if stored.state.mode is Mode.EXAM and not stored.state.over:
                raise Refused(Refusal.NOT_YET_ANSWERED)
            answered = await self._answered(session, stored, position)
            if not answered.claimable or answered.choice is None:
                raise Refused(Refusal.ANSWERED_BEFORE)
            question = await self._ref(stored, position)
            claim = await add_claim(session, user_id, question, answered.choice, now=self._clock())
            await overrule(session, session_id, position, 1.0)
            title = answered.posed.bank.title
            await add_to_scores(session, question.slug, title, [(user_id, _right_now(answered))], answered=0)
            if answered.recollection and answered.recollection.newest:
                await rate(session, session_id, position, Rating.GOOD, right=True)
            return Claimed(await self._answered(session, stored, position), claim.id if claim else None)

    async def decide(self, claim_id: int, *, accepted: bool) -> Decided:
        """Take note of what a teacher says of a claim; an accepted answer is right for everybody from now on.

        Raises:
            Refused: There is no such claim.
        """
        async with self._database.write() as session:
            claim = await claim_of(session, claim_id)
            if claim is None:
                raise Refused(Refusal.UNKNOWN)
            await decide_claim(session, claim_id, ClaimState.ACCEPTED if accepted else ClaimState.REFUSED)
        return await self._decided(claim.question, claim.answer, accepted=accepted)

    async def claimed(self, claim_id: int) -> Decided:
        """Return a claim as it stands; raises Refused where there is none."""
        async with self._database.read() as session:
            claim = await claim_of(session, claim_id)
        if claim is None:
            raise Refused(Refusal.UNKNOWN)
        return await self._decided(claim.question, claim.answer, accepted=claim.state is ClaimState.ACCEPTED)

    async def _decided(self, ref: QuestionRef, answer: str, *, accepted: bool) -> Decided:
        bank = await self._shelf.bank(ref.bank_hash)
        return Decided(bank, bank.question(ref.question_id), answer, accepted)

    async def _answered(self, session: AsyncSession, stored: StoredSession, position: int) -> Answered:
        for attempt in await attempts_of(session, stored.id, user_id=stored.user_id):
            if attempt.position == position:
                return await tell_answer(session, self._shelf, stored, attempt)
        raise Refused(Refusal.NOT_YET_ANSWERED)

    async def _ref(self, stored: StoredSession, position: int) -> QuestionRef:
        asked = stored.state.plan[position]
        bank_hash = asked.bank or stored.bank_hash
        slug, _ = await self._shelf.entry(bank_hash)
        return QuestionRef(slug, bank_hash, asked.question_id)


def _right_now(answered: Answered) -> Outcome:
    return Outcome(1.0, 1.0, answered.outcome.proof)
