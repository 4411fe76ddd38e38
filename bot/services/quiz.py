"""One person's quiz, one transaction a step: where rules meet storage; knows nothing of Telegram."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.advances import Advances, Wish
from bot.services.answers import Answers, Given
from bot.services.gathering import Gathering
from bot.services.onward import come_to, conclude, tell_ended, undelivered, untold
from bot.services.results import Answered, Ended, Onward, Posed
from bot.services.shelf import Shelf
from bot.services.starting import own_session
from bot.services.statistics import tell_statistics
from bot.services.telling import pose, tell_position
from questions.quiz import (
    Mode,
    Phase,
    QuestionStatistics,
    Refusal,
    Refused,
    Session,
    advance,
    pass_over,
    show_choices,
    stop,
    take_hint,
)
from storage.engine import Database
from storage.people import Score, Standing, leaderboard, remember_user, scores_of
from storage.sessions import (
    Shown,
    StoredSession,
    latest_session,
    save_current,
    save_states,
    set_messages,
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
        self._answers = Answers(database, shelf, clock=clock)
        self._advances = Advances(database, shelf, clock=clock)
        self._showing: Gathering[Shown, None] = Gathering(self._show_all)
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
        await self._showing(Shown(posed.session_id, posed.position, message_id, self._clock()))

    async def _show_all(self, shown: Sequence[Shown]) -> list[None]:
        async with self._database.write() as session:
            await set_messages(session, shown)
        return [None] * len(shown)

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
        return self._tell(await self._answers.take(Given(user_id, session_id, position, choice)))

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
        return self._tell(await self._answers.take(Given(user_id, session_id, position, said)))

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

    async def advance(self, *, user_id: int, session_id: int, position: int) -> Onward:
        """Go on to the next question or to the end.

        A question or an ending that was decided but never reached the chat is returned once more.

        Raises:
            Refused: The step is not this person's to take, or not now.
        """
        return await self._advances.take(Wish(user_id, session_id, position))

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
            return await tell_ended(session, self._shelf, stored, self._clock())

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

    def _tell(self, kept: Answered | Posed | Ended) -> Answered | Posed | Ended:
        """Tell whoever counts that an answer has been kept, and pass on what came of it."""
        if self.heard is not None:
            self.heard()
        return kept

    async def _change(self, user_id: int, session_id: int, step: Callable[[Session], Session]) -> Posed:
        """Change how the current question is asked."""
        async with self._database.write() as session:
            stored = await own_session(session, session_id, user_id)
            changed = replace(stored, state=step(stored.state))
            await save_current(session, session_id, changed.state)
            return await pose(session, self._shelf, changed)

    async def _go_on(self, session: AsyncSession, stored: StoredSession, state: Session) -> Posed | Ended:
        """Store where a session stands now, and return the question there or the end."""
        now = self._clock()
        await save_states(session, {stored.id: state}, now=now)
        return await come_to(session, self._shelf, replace(stored, state=state), now)

    async def _stop(self, session: AsyncSession, stored: StoredSession) -> Ended:
        """End a session before its last question."""
        now, state = self._clock(), stop(stored.state)
        await save_states(session, {stored.id: state}, now=now)
        return await conclude(session, self._shelf, replace(stored, state=state), now)

    async def _undelivered(
        self, session: AsyncSession, stored: StoredSession, position: int
    ) -> Posed | Ended | None:
        return await undelivered(session, self._shelf, stored, position, self._clock())

    async def _untold(self, session: AsyncSession, stored: StoredSession) -> Ended | None:
        return await untold(session, self._shelf, stored, self._clock())
