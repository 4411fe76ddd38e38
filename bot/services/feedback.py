"""What people say of questions, and what teachers say of that; knows nothing of Telegram."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.services.memory import rate
from bot.services.results import Answered, Posed
from bot.services.shelf import Shelf
from bot.services.starting import own_session
from bot.services.telling import tell_position
from questions.model import Bank, Question
from questions.quiz import Mode, Rating, Refusal, Refused
from storage.engine import Database
from storage.feedback import (
    Claim,
    ClaimState,
    QuestionRef,
    add_claim,
    add_report,
    claim_of,
    decide_claim,
    open_claims,
    reported_questions,
    settle_report,
    was_refused,
)
from storage.sessions import StoredSession, overrule

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


@dataclass(frozen=True, slots=True)
class OpenClaim:
    """A claim that nobody has decided."""

    claim_id: int
    claim: Decided


@dataclass(frozen=True, slots=True)
class OpenReport:
    """A question that people want looked at: how many give each reason."""

    report_id: int
    bank: Bank
    question: Question
    reasons: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Inbox:
    """What waits for whoever looks after the questions."""

    claims: tuple[OpenClaim, ...]
    reports: tuple[OpenReport, ...]


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
            Refused: The question was not answered in a session of this person, or no button gives the reason.
        """
        if reason not in REASONS:
            raise Refused(Refusal.UNKNOWN)
        async with self._database.write() as session:
            stored = await own_session(session, session_id, user_id)
            answered = await tell_position(session, self._shelf, stored, position)
            question = await self._ref(stored, position)
            first = await add_report(session, user_id, question, reason, now=self._clock())
            return Reported(answered.posed, reason, first)

    async def claim(self, *, user_id: int, session_id: int, position: int) -> Claimed:
        """Count a typed answer as right in its person's study, by their word: it earns no points.

        Raises:
            Refused: The answer is another person's, was not typed or is right already, does homework, which
                somebody else reads, is part of an exam that is not over, or a teacher has refused it before.
        """
        async with self._database.write() as session:
            stored = await own_session(session, session_id, user_id)
            if stored.state.mode is Mode.EXAM and not stored.state.over:
                raise Refused(Refusal.WITHHELD)
            answered = await tell_position(session, self._shelf, stored, position)
            if not answered.claimable or answered.choice is None:
                raise Refused(Refusal.ANSWERED_BEFORE)
            question = await self._ref(stored, position)
            claim = await add_claim(session, user_id, question, answered.choice, now=self._clock())
            if claim is None and await was_refused(session, question, answered.choice):
                raise Refused(Refusal.CLAIM_REFUSED)
            await overrule(session, session_id, position, 1.0)
            if answered.recollection and answered.recollection.newest:
                rating = Rating.HARD if answered.posed.helped else Rating.GOOD
                await rate(session, session_id, position, rating, right=True)
            return Claimed(
                await tell_position(session, self._shelf, stored, position), claim.id if claim else None
            )

    async def inbox(self) -> Inbox:
        """Return every claim that nobody has decided, and every question that people want looked at."""
        async with self._database.read() as session:
            claims = await open_claims(session)
            reports = await reported_questions(session)
        return Inbox(
            claims=tuple([OpenClaim(one.id, await self._decided(one, accepted=False)) for one in claims]),
            reports=tuple(
                [
                    OpenReport(one.id, bank, bank.question(one.question.question_id), one.reasons)
                    for one in reports
                    for bank in [await self._shelf.bank(one.question.bank_hash)]
                ]
            ),
        )

    async def settle(self, report_id: int) -> None:
        """Take note that a question was looked at; raises Refused where nobody wants that."""
        async with self._database.write() as session:
            if not await settle_report(session, report_id):
                raise Refused(Refusal.UNKNOWN)

    async def decide(self, claim_id: int, *, accepted: bool) -> Decided:
        """Take note of what a teacher says of a claim; an accepted answer is right for everybody from now on.

        Returns:
            The claim as it was decided, now or by somebody else before.

        Raises:
            Refused: There is no such claim.
        """
        async with self._database.write() as session:
            claim = await claim_of(session, claim_id)
            if claim is None:
                raise Refused(Refusal.UNKNOWN)
            state = claim.state
            if state is ClaimState.OPEN:
                state = ClaimState.ACCEPTED if accepted else ClaimState.REFUSED
                await decide_claim(session, claim_id, state)
        return await self._decided(claim, accepted=state is ClaimState.ACCEPTED)

    async def _decided(self, claim: Claim, *, accepted: bool) -> Decided:
        bank = await self._shelf.bank(claim.question.bank_hash)
        return Decided(bank, bank.question(claim.question.question_id), claim.answer, accepted)

    async def _ref(self, stored: StoredSession, position: int) -> QuestionRef:
        bank_hash = stored.bank_at(position)
        slug, _ = await self._shelf.entry(bank_hash)
        return QuestionRef(slug, bank_hash, stored.state.plan[position].question_id)
