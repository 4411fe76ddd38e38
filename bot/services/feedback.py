"""What people say of questions, and what teachers say of that; knows nothing of Telegram."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.editions import code_of, slug_of
from bot.services.memory import rate
from bot.services.results import Answered, Posed
from bot.services.shelf import Shelf
from bot.services.starting import own_session
from bot.services.telling import tell_position
from questions.model import Bank, Question
from questions.quiz import Mode, Rating, Refusal, Refused
from storage.books import Book, book_of, books_made_by
from storage.engine import Database
from storage.feedback import (
    Claim,
    ClaimState,
    QuestionRef,
    Report,
    add_claim,
    add_report,
    claim_of,
    decide_claim,
    open_claims,
    question_of_report,
    reported_questions,
    settle_question,
    was_refused,
)
from storage.sessions import StoredSession, overrule

REASONS = ("wrong", "unclear", "double", "other")
"""What can be wrong with a question: its answer, its wording, a second right choice, something else."""


@dataclass(frozen=True, slots=True)
class Reported:
    """A question that somebody wants looked at, and why.

    Attributes:
        posed: The question.
        reason: Why.
        first: Whether the person had not said so before.
        book: The book that it stands in, None where it comes with the bot.
    """

    posed: Posed
    reason: str
    first: bool
    book: Book | None


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
    """A question that people want looked at: how many give each reason.

    Attributes:
        report_id: The first report's number.
        bank: The bank as it is now where the question stands there, else as it was asked from.
        question: The question there.
        reasons: How many give each reason.
        book: The book that it stands in now, None where it stands in none.
    """

    report_id: int
    bank: Bank
    question: Question
    reasons: Mapping[str, int]
    book: Book | None


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
            question = await self._ref(session, stored, position)
            first = await add_report(session, user_id, question, reason, now=self._clock())
            return Reported(answered.posed, reason, first, await _book(session, question.slug))

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
            question = await self._ref(session, stored, position)
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

    async def inbox(self, owner_id: int | None) -> Inbox | None:
        """Return what waits: every claim that nobody has decided, every question that people want looked at.

        Args:
            owner_id: Of whose books' questions alone, without claims; None for all.

        Returns:
            What waits; None for somebody who has made no book.
        """
        async with self._database.read() as session:
            books = {} if owner_id is None else await _slugs(session, owner_id)
            if owner_id is not None and not books:
                return None
            claims = await open_claims(session) if owner_id is None else ()
            reports = await reported_questions(session)
            if owner_id is None:
                slugs = {one.question.slug for one in reports}
                books = {slug: book for slug in slugs if (book := await _book(session, slug))}
            else:
                reports = tuple(one for one in reports if one.question.slug in books)
        return Inbox(
            claims=tuple([OpenClaim(one.id, await self._decided(one, accepted=False)) for one in claims]),
            reports=tuple([await self._open(one, books.get(one.question.slug)) for one in reports]),
        )

    async def settle(self, report_id: int, *, owner_id: int | None) -> None:
        """Take note that a question was looked at.

        Args:
            report_id: A report about it.
            owner_id: Who has looked and may do so for their own books alone; None for all.

        Raises:
            Refused: Nobody wants that, or it is a question of somebody else's.
        """
        async with self._database.write() as session:
            question = await question_of_report(session, report_id)
            if question is None:
                raise Refused(Refusal.UNKNOWN)
            if owner_id is not None and question.slug not in await _slugs(session, owner_id):
                raise Refused(Refusal.NOT_HOST)
            await settle_question(session, question.slug, question.question_id)

    async def _open(self, report: Report, book: Book | None) -> OpenReport:
        """Return a report with its question as it is now or, where that is gone, as it was."""
        name = report.question.question_id
        if book is not None:
            bank = await self._shelf.bank(book.bank_hash)
            if any(one.id == name for one in bank.questions):
                return OpenReport(report.id, bank, bank.question(name), report.reasons, book)
        bank = await self._shelf.bank(report.question.bank_hash)
        return OpenReport(report.id, bank, bank.question(name), report.reasons, None)

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

    async def _ref(self, session: AsyncSession, stored: StoredSession, position: int) -> QuestionRef:
        bank_hash = stored.bank_at(position)
        slug, _ = await self._shelf.entry(bank_hash, session=session)
        return QuestionRef(slug, bank_hash, stored.state.plan[position].question_id)


async def _book(session: AsyncSession, slug: str) -> Book | None:
    """Return the book whose banks are kept under a short name, or None."""
    code = code_of(slug)
    return None if code is None else await book_of(session, code)


async def _slugs(session: AsyncSession, owner_id: int) -> dict[str, Book]:
    """Return the books that somebody made by the short names of their banks."""
    return {slug_of(book.code): book for book in await books_made_by(session, owner_id)}
