"""Answers of people who play alone: those that come at once are kept in one transaction.

Each is decided by the rules on its own; what is read for them and written of them is read and written for all
at once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.gathering import Gathering
from bot.services.onward import come_to, count_answers, undelivered
from bot.services.results import Answered, Ended, Posed, Recollection
from bot.services.shelf import Shelf
from bot.services.starting import owned
from bot.services.telling import accepted_for, tell_answer
from questions.quiz import Mode, Outcome, Refusal, Refused, answer, answer_by_text
from storage.engine import Database
from storage.homework import homework_dues
from storage.sessions import Attempt, StoredSession, record_attempts, save_states, stored_sessions

Step = Answered | Posed | Ended
"""What an answer comes to: in an exam the next question or the end."""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as somebody gives it.

    Attributes:
        user_id: Who.
        session_id: In which session.
        position: To which of its questions.
        said: The number of a choice, or one's own words.
    """

    user_id: int
    session_id: int
    position: int
    said: int | str


@dataclass(frozen=True, slots=True)
class Decided:
    """An answer that the rules have taken: the session after it, what is recorded, and what it came to."""

    stored: StoredSession
    attempt: Attempt
    outcome: Outcome

    @property
    def bank_hash(self) -> str:
        """The bank that its question comes from."""
        return self.stored.bank_at(self.attempt.position)

    @property
    def key(self) -> tuple[int, int, int]:
        """Its session, its position and its person: one answer is recorded of each."""
        return self.stored.id, self.attempt.position, self.attempt.user_id


class Answers:
    """Takes answers.

    Args:
        database: Where they are kept.
        shelf: The banks.
        clock: Gives the time, with its zone.
    """

    def __init__(self, database: Database, shelf: Shelf, *, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._shelf = shelf
        self._clock = clock
        self.take: Gathering[Given, Step] = Gathering(self._take_all)

    async def _take_all(self, answers: Sequence[Given]) -> list[Step | Exception]:
        async with self._database.write() as session:
            now = self._clock()
            steps = await self._decide_all(session, answers, now)
            decided = [one for one in steps if isinstance(one, Decided)]
            given = [(one.stored.id, one.bank_hash, one.attempt) for one in decided]
            recorded = await record_attempts(session, given, now=now)
            kept = [one for one in decided if one.key in recorded]
            await save_states(session, {one.stored.id: one.stored.state for one in kept}, now=now)
            counted = [one for one in kept if one.stored.state.mode is not Mode.EXAM]
            remembered = dict(
                zip((one.key for one in counted), await self._count(session, counted, now), strict=True)
            )
            return [
                await self._tell(session, one, recorded, remembered, now) if isinstance(one, Decided) else one
                for one in steps
            ]

    async def _decide_all(
        self, session: AsyncSession, answers: Sequence[Given], now: datetime
    ) -> list[Decided | Step | Exception]:
        """Let the rules take answers one after another; what they do not take comes to an error each."""
        ids = {given.session_id for given in answers}
        sessions, dues = await stored_sessions(session, ids), await homework_dues(session, ids)
        decided: list[Decided | Step | Exception] = []
        for given in answers:
            try:
                due = dues.get(given.session_id)
                one = await self._decide(session, given, sessions.get(given.session_id), due, now)
            except Exception as error:
                decided.append(error)
                continue
            decided.append(one)
            if isinstance(one, Decided):
                sessions[given.session_id] = one.stored
        return decided

    async def _decide(
        self,
        session: AsyncSession,
        given: Given,
        stored: StoredSession | None,
        due: datetime | None,
        now: datetime,
    ) -> Decided | Step:
        """Let the rules take an answer.

        Raises:
            Refused: The question is not open to this person.
        """
        stored, position, said = owned(stored, given.user_id), given.position, given.said
        if not 0 <= position < len(stored.state.plan):
            raise Refused(Refusal.UNKNOWN)
        if due is not None and due <= now:
            raise Refused(Refusal.TOO_LATE)
        asked = stored.state.plan[position]
        slug, bank = await self._shelf.entry(stored.bank_at(position), session=session)
        question = bank.question(asked.question_id)
        if isinstance(said, str):
            accepted = await accepted_for(session, self._shelf, slug, question)
            state, outcome = answer_by_text(
                stored.state, question, position=position, text=said, accepted=accepted
            )
            text = said
        else:
            lost = await undelivered(session, self._shelf, stored, position, now)
            if lost and stored.state.mode is Mode.EXAM:
                return lost
            state, outcome = answer(stored.state, question, position=position, choice=said)
            text = asked.choices[said]
        shown = stored.shown_at[position]
        seconds = (now - shown).total_seconds() if shown else None
        attempt = Attempt(
            stored.user_id, position, asked.question_id, text, outcome.fraction, outcome.mark, seconds
        )
        return Decided(replace(stored, state=state), attempt, outcome)

    async def _count(
        self, session: AsyncSession, decided: Sequence[Decided], now: datetime
    ) -> list[Recollection]:
        counted = [(one.stored, one.attempt, one.outcome) for one in decided]
        return await count_answers(session, self._shelf, counted, now)

    async def _tell(
        self,
        session: AsyncSession,
        decided: Decided,
        recorded: Collection[tuple[int, int, int]],
        remembered: dict[tuple[int, int, int], Recollection],
        now: datetime,
    ) -> Step | Exception:
        if decided.key not in recorded:
            return Refused(Refusal.ANSWERED_BEFORE)
        if decided.stored.state.mode is Mode.EXAM:
            return await come_to(session, self._shelf, decided.stored, now)
        return await tell_answer(
            session, self._shelf, decided.stored, decided.attempt, remembered=remembered[decided.key]
        )
