"""Answers of people who play alone: those that come at once are kept in one transaction.

Each is decided by the rules on its own; what is read for them and written of them is read and written for all
at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.gathering import Gathering
from bot.services.onward import count_answers, is_lost, tell_step
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
class Ruled:
    """An answer that the rules have taken: the session after it, what is recorded, and what it came to.

    `homework` is whether it was given in homework.
    """

    stored: StoredSession
    attempt: Attempt
    outcome: Outcome
    homework: bool

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

    async def _take_all(self, answers: Sequence[Given]) -> list[Step | Refused]:
        async with self._database.write() as session:
            now = self._clock()
            steps = await self._rule(session, answers, now)
            ruled = [one for one in steps if isinstance(one, Ruled)]
            given = [(one.stored.id, one.stored.bank_at(one.attempt.position), one.attempt) for one in ruled]
            recorded = await record_attempts(session, given, now=now)
            kept = [one for one in ruled if one.key in recorded]
            await save_states(session, {one.stored.id: one.stored.state for one in kept}, now=now)
            counted = [one for one in kept if one.stored.state.mode is not Mode.EXAM]
            found = await count_answers(
                session,
                self._shelf,
                [(one.stored, one.attempt, one.outcome) for one in counted],
                now,
                ended=[one.stored for one in kept if one.stored.state.over],
            )
            remembered = {one.key: known for one, known in zip(counted, found, strict=True)}
            told: list[Step | Refused] = []
            for step in steps:
                if isinstance(step, StoredSession):
                    told.append(await tell_step(session, self._shelf, step, now))
                elif isinstance(step, Refused):
                    told.append(step)
                elif step.key not in recorded:
                    told.append(Refused(Refusal.ANSWERED_BEFORE))
                else:
                    told.append(await self._tell(session, step, remembered.get(step.key), now))
            return told

    async def _rule(
        self, session: AsyncSession, answers: Sequence[Given], now: datetime
    ) -> list[Ruled | StoredSession | Refused]:
        """Let the rules take answers one after another.

        Returns:
            Of each what it came to; a session where only what was decided in it before is told once more; or
            why it is not taken.
        """
        ids = {given.session_id for given in answers}
        sessions, dues = await stored_sessions(session, ids), await homework_dues(session, ids)
        steps: list[Ruled | StoredSession | Refused] = []
        for given in answers:
            try:
                stored = owned(sessions.get(given.session_id), given.user_id)
                step = await self._take_one(session, given, stored, dues.get(stored.id), now)
            except Refused as refused:
                steps.append(refused)
                continue
            steps.append(step)
            sessions[stored.id] = step.stored if isinstance(step, Ruled) else stored
        return steps

    async def _take_one(
        self,
        session: AsyncSession,
        given: Given,
        stored: StoredSession,
        due: datetime | None,
        now: datetime,
    ) -> Ruled | StoredSession:
        """Let the rules take an answer.

        Raises:
            Refused: The question is not open to this person.
        """
        position, said = given.position, given.said
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
        elif stored.state.mode is Mode.EXAM and is_lost(stored, position):
            return stored
        else:
            state, outcome = answer(stored.state, question, position=position, choice=said)
            text = asked.choices[said]
        shown = stored.shown_at[position]
        seconds = (now - shown).total_seconds() if shown else None
        attempt = Attempt(
            stored.user_id, position, asked.question_id, text, outcome.fraction, outcome.mark, seconds
        )
        return Ruled(replace(stored, state=state), attempt, outcome, homework=due is not None)

    async def _tell(
        self, session: AsyncSession, ruled: Ruled, remembered: Recollection | None, now: datetime
    ) -> Step:
        if ruled.stored.state.mode is Mode.EXAM:
            return await tell_step(session, self._shelf, ruled.stored, now)
        return await tell_answer(
            session,
            self._shelf,
            ruled.stored,
            ruled.attempt,
            remembered=remembered,
            homework=ruled.homework,
        )
