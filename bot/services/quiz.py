"""One person's quiz, one transaction a step: where rules meet storage; knows nothing of Telegram."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.memory import remember_answer
from bot.services.results import Answered, Ended, Posed, Recollection
from bot.services.shelf import Shelf
from bot.services.starting import own_session
from bot.services.statistics import tell_statistics
from bot.services.studying import tell_day
from bot.services.telling import accepted_for, pose, tell_answer, tell_answers, tell_end, tell_position
from questions.model import Question
from questions.quiz import (
    Mode,
    Outcome,
    Phase,
    QuestionStatistics,
    Refusal,
    Refused,
    Session,
    advance,
    answer,
    answer_by_text,
    pass_over,
    show_choices,
    stop,
    take_hint,
)
from storage.engine import Database
from storage.homework import homework_due
from storage.people import Score, Standing, add_to_scores, leaderboard, remember_user, scores_of
from storage.sessions import (
    Attempt,
    StoredSession,
    attempts_of,
    latest_session,
    record_attempts,
    save_current,
    save_state,
    set_message,
    set_summary,
    stored_session,
)

LEADERBOARD_LENGTH = 10

LONGEST_ANSWER = 300
"""Characters of a typed answer that are read and kept."""


class QuizService:
    """What people can do.

    Args:
        database: Where it is remembered.
        shelf: The banks.
        clock: Gives the time, with its zone.

    Attributes:
        heard: Is told of each answer when it has been kept.
    """

    def __init__(self, database: Database, shelf: Shelf, *, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._shelf = shelf
        self._clock = clock
        self.heard: Callable[[], None] | None = None

    async def remember(self, user_id: int, name: str) -> None:
        """Remember a person by the name that the person goes by now."""
        async with self._database.write() as session:
            await remember_user(session, user_id, name, now=self._clock())

    async def running(self, user_id: int, chat_id: int) -> Posed | None:
        """Return where a person's open session in a chat stands, or None."""
        async with self._database.read() as session:
            stored = await latest_session(session, user_id=user_id, chat_id=chat_id)
            return await pose(session, self._shelf, stored) if stored and not stored.state.over else None

    async def shown(self, posed: Posed, message_id: int) -> None:
        """Remember which message shows a question."""
        now = self._clock()
        async with self._database.write() as session:
            await set_message(session, posed.session_id, posed.position, message_id, now=now)

    async def message_of(self, posed: Posed) -> int | None:
        """Return which message shows a question, or None where none does."""
        async with self._database.read() as session:
            stored = await stored_session(session, posed.session_id)
        return stored.message_ids[posed.position] if stored else None

    async def told(self, ended: Ended, message_id: int) -> None:
        """Remember which message tells how a session ended."""
        async with self._database.write() as session:
            await set_summary(session, ended.session_id, message_id)

    async def answer(
        self, *, user_id: int, session_id: int, position: int, choice: int
    ) -> Answered | Posed | Ended:
        """Answer a question by a choice; the answer is kept before this returns.

        Returns:
            What the answer came to; in an exam the next question or the end, once more where that was decided
            but never reached the chat.

        Raises:
            Refused: The question is not open to this person.
        """
        async with self._database.write() as session:
            stored, _, question = await self._open(session, session_id, user_id, position)
            lost = await self._undelivered(session, stored, position)
            if lost and stored.state.mode is Mode.EXAM:
                return lost
            state, outcome = answer(stored.state, question, position=position, choice=choice)
            text = stored.state.plan[position].choices[choice]
            kept = await self._keep(session, stored, state, text, outcome)
        return self._tell(kept)

    async def answer_by_text(
        self, *, user_id: int, session_id: int, position: int, text: str
    ) -> Answered | Posed | Ended:
        """Answer a question in one's own words; the answer is kept before this returns.

        Returns:
            What the answer came to; in an exam the next question or the end.

        Raises:
            Refused: The question is not open to this person, or has choices to tap.
        """
        said = text.strip()[:LONGEST_ANSWER]
        async with self._database.write() as session:
            stored, slug, question = await self._open(session, session_id, user_id, position)
            accepted = await accepted_for(session, self._shelf, slug, question)
            state, outcome = answer_by_text(
                stored.state, question, position=position, text=said, accepted=accepted
            )
            kept = await self._keep(session, stored, state, said, outcome)
        return self._tell(kept)

    async def take_hint(self, *, user_id: int, session_id: int, position: int) -> Posed:
        """Take a hint at the open question; raises Refused where there is none to be had."""
        return await self._change(user_id, session_id, lambda state: take_hint(state, position=position))

    async def show_choices(self, *, user_id: int, session_id: int, position: int) -> Posed:
        """Have the choices of a question shown that was to be typed; raises Refused where it has none."""
        return await self._change(user_id, session_id, lambda state: show_choices(state, position=position))

    async def pass_over(self, *, user_id: int, session_id: int, position: int) -> Posed | Ended:
        """Leave the open question unanswered and go on.

        A question or an ending that was decided but never reached the chat is returned once more.

        Raises:
            Refused: The question is not open to this person.
        """
        async with self._database.write() as session:
            stored = await own_session(session, session_id, user_id)
            return await self._undelivered(session, stored, position) or await self._go_on(
                session, stored, pass_over(stored.state, position=position)
            )

    async def answered(self, *, user_id: int, session_id: int, position: int) -> Answered:
        """Return an answer that was given before, or a question that was passed over.

        Raises:
            Refused: The session is another person's or unknown, the question was not answered, or its answer
                is not told before the end of the exam.
        """
        async with self._database.read() as session:
            stored = await own_session(session, session_id, user_id)
            if stored.state.mode is Mode.EXAM and not stored.state.over:
                raise Refused(Refusal.WITHHELD)
            return await tell_position(session, self._shelf, stored, position)

    async def advance(self, *, user_id: int, session_id: int, position: int) -> Posed | Ended:
        """Go on to the next question or to the end.

        A question or an ending that was decided but never reached the chat is returned once more.

        Raises:
            Refused: The step is not this person's to take, or not now.
        """
        async with self._database.write() as session:
            stored = await own_session(session, session_id, user_id)
            return await self._undelivered(session, stored, position) or await self._go_on(
                session, stored, advance(stored.state, position=position)
            )

    async def stop(self, *, user_id: int, session_id: int) -> Ended:
        """End a session before its last question.

        Raises:
            Refused: The session is another person's, unknown or over.
        """
        async with self._database.write() as session:
            stored = await own_session(session, session_id, user_id)
            return await self._untold(session, stored) or await self._stop(session, stored)

    async def stop_here(self, *, user_id: int, chat_id: int) -> Ended | None:
        """End the session that a person has open in a chat; None where there is none.

        Where one has ended but its result never reached the chat, the result is returned once more.
        """
        async with self._database.write() as session:
            stored = await latest_session(session, user_id=user_id, chat_id=chat_id)
            if stored is None:
                return None
            if stored.state.over:
                return await self._untold(session, stored)
            return await self._stop(session, stored)

    async def resume(self, *, user_id: int, session_id: int) -> Posed | Ended:
        """Return where a session goes on: the open question, or what comes after the answered one.

        Raises:
            Refused: The session is another person's, unknown or over.
        """
        async with self._database.write() as session:
            stored = await own_session(session, session_id, user_id)
            if stored.state.phase is Phase.ASKING:
                return await pose(session, self._shelf, stored)
            onward = stored.state.position
            return await self._untold(session, stored) or await self._go_on(
                session, stored, advance(stored.state, position=onward)
            )

    async def standing(self, *, user_id: int, session_id: int) -> Posed:
        """Return the question that a session stands at, which changes nothing.

        Raises:
            Refused: The session is another person's, unknown or over.
        """
        async with self._database.read() as session:
            stored = await own_session(session, session_id, user_id)
            if stored.state.over:
                raise Refused(Refusal.OVER)
            return await pose(session, self._shelf, stored)

    async def ended(self, *, user_id: int, session_id: int) -> Ended:
        """Return how a session ended, once more.

        Raises:
            Refused: It is another person's, unknown or not over.
        """
        async with self._database.read() as session:
            stored = await own_session(session, session_id, user_id)
            if not stored.state.over:
                raise Refused(Refusal.MOVED_ON)
            return await self._ended(session, stored)

    async def scores(self, user_id: int) -> tuple[Score, ...]:
        """Return a person's totals by bank."""
        async with self._database.read() as session:
            return await scores_of(session, user_id)

    async def leaderboard(self, user_id: int) -> tuple[Standing, ...]:
        """Return the best of all people, and the person who asks."""
        async with self._database.read() as session:
            return await leaderboard(session, user_id=user_id, length=LEADERBOARD_LENGTH)

    async def statistics(self, bank: str) -> Mapping[str, QuestionStatistics]:
        """Return how the questions of a bank have fared, by their ids.

        Args:
            bank: The first characters of the bank's hash.

        Raises:
            Refused: There is no such bank now.
        """
        key = await self._shelf.offered(bank, None)
        async with self._database.read() as session:
            return await tell_statistics(session, self._shelf, key)

    async def _open(
        self, session: AsyncSession, session_id: int, user_id: int, position: int
    ) -> tuple[StoredSession, str, Question]:
        """Return a session, the short name of a question's bank and the question, while there is time."""
        stored = await own_session(session, session_id, user_id)
        if not 0 <= position < len(stored.state.plan):
            raise Refused(Refusal.UNKNOWN)
        due = await homework_due(session, session_id)
        if due is not None and due <= self._clock():
            raise Refused(Refusal.TOO_LATE)
        asked = stored.state.plan[position]
        slug, bank = await self._shelf.entry(stored.bank_at(position), session=session)
        return stored, slug, bank.question(asked.question_id)

    async def _keep(
        self, session: AsyncSession, stored: StoredSession, state: Session, text: str, outcome: Outcome
    ) -> Answered | Posed | Ended:
        """Record the answer to the current question, and return what comes of it."""
        now, position = self._clock(), stored.state.position
        asked, shown = stored.state.current, stored.shown_at[position]
        seconds = (now - shown).total_seconds() if shown else None
        attempt = Attempt(
            stored.user_id, position, asked.question_id, text, outcome.fraction, outcome.mark, seconds
        )
        if not await record_attempts(session, stored.id, stored.bank_at(position), [attempt], now=now):
            raise Refused(Refusal.ANSWERED_BEFORE)
        if state.mode is Mode.EXAM:
            return await self._go_on(session, stored, state)
        remembered = await self._count(session, stored, attempt, outcome)
        await save_state(session, stored.id, state, now=now)
        stored = replace(stored, state=state)
        return await tell_answer(session, self._shelf, stored, attempt, remembered=remembered)

    def _tell(self, kept: Answered | Posed | Ended) -> Answered | Posed | Ended:
        """Tell whoever counts that an answer has been kept, and pass on what came of it."""
        if self.heard is not None:
            self.heard()
        return kept

    async def _count(
        self, session: AsyncSession, stored: StoredSession, attempt: Attempt, outcome: Outcome
    ) -> Recollection:
        """Let an answer count: in its person's totals, and for when its question comes again."""
        slug, bank = await self._shelf.entry(stored.bank_at(attempt.position), session=session)
        await add_to_scores(session, slug, bank.title, [(stored.user_id, outcome)])
        return await remember_answer(session, self._shelf, stored, attempt, self._clock())

    async def _change(self, user_id: int, session_id: int, step: Callable[[Session], Session]) -> Posed:
        """Change how the current question is asked."""
        async with self._database.write() as session:
            stored = await own_session(session, session_id, user_id)
            changed = replace(stored, state=step(stored.state))
            await save_current(session, session_id, changed.state)
            return await pose(session, self._shelf, changed)

    async def _go_on(self, session: AsyncSession, stored: StoredSession, state: Session) -> Posed | Ended:
        """Store where a session stands now, and return the question there or the end."""
        await save_state(session, stored.id, state, now=self._clock())
        stored = replace(stored, state=state)
        if not state.over:
            return await pose(session, self._shelf, stored)
        await self._count_exam(session, stored)
        return await self._ended(session, stored)

    async def _count_exam(self, session: AsyncSession, stored: StoredSession) -> None:
        """Let an exam's answers count at its end: before it they would tell what was right."""
        if stored.state.mode is not Mode.EXAM:
            return
        attempts = {one.position: one for one in await attempts_of(session, stored.id)}
        for answered in await tell_answers(session, self._shelf, stored):
            if answered.choice is not None:
                attempt = attempts[answered.posed.position]
                await self._count(session, stored, attempt, answered.outcome)

    async def _stop(self, session: AsyncSession, stored: StoredSession) -> Ended:
        stopped = replace(stored, state=stop(stored.state))
        await save_state(session, stored.id, stopped.state, now=self._clock())
        await self._count_exam(session, stopped)
        return await self._ended(session, stopped)

    async def _undelivered(
        self, session: AsyncSession, stored: StoredSession, position: int
    ) -> Posed | Ended | None:
        """Return what came after a question, where that was decided but never reached the chat."""
        state = stored.state
        unseen = position == state.position - 1 and stored.message_ids[state.position] is None
        if state.phase is Phase.ASKING and unseen:
            return await pose(session, self._shelf, stored)
        return await self._untold(session, stored)

    async def _untold(self, session: AsyncSession, stored: StoredSession) -> Ended | None:
        """Return how a session ended, where that never reached the chat."""
        if stored.state.over and stored.summary_message_id is None:
            return await self._ended(session, stored)
        return None

    async def _ended(self, session: AsyncSession, stored: StoredSession) -> Ended:
        study = None
        if stored.state.mode is Mode.REVIEW:
            study = await tell_day(session, self._shelf, stored.user_id, self._clock())
        return await tell_end(session, self._shelf, stored, study=study)
