"""The use cases of a quiz, one transaction each: where rules meet storage; knows nothing of Telegram."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from random import Random

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.results import Answered, BankOnOffer, Ended, Posed, Running
from bot.services.shelf import Shelf
from bot.services.starting import SoloPlayer, start_solo
from bot.services.statistics import tell_statistics
from bot.services.telling import pose, tell_answers, tell_book, tell_end
from questions.model import Question
from questions.quiz import Phase, QuestionStatistics, Refusal, Refused, advance, answer, plan, stop
from storage.classes import stored_class
from storage.engine import Database
from storage.homework import homework_due
from storage.people import Score, Standing, add_to_scores, leaderboard, remember_user, scores_of
from storage.sessions import (
    Attempt,
    StoredSession,
    attempts_of,
    latest_session,
    record_attempts,
    save_state,
    set_message,
    set_summary,
    stored_session,
)

LEADERBOARD_LENGTH = 10


class QuizService:
    """What people can do.

    Args:
        database: Where it is remembered.
        shelf: The banks.
        clock: Gives the time, with its zone.
        random: The source of chance.
    """

    def __init__(
        self, database: Database, shelf: Shelf, *, clock: Callable[[], datetime], random: Random
    ) -> None:
        self._database = database
        self._shelf = shelf
        self._clock = clock
        self._random = random

    def banks(self) -> tuple[BankOnOffer, ...]:
        """The banks that a quiz can be started from, by title."""
        return self._shelf.offers()

    async def remember(self, user_id: int, name: str) -> None:
        """Remember a person by the name that the person goes by now."""
        async with self._database.write() as session:
            await remember_user(session, user_id, name, now=self._clock())

    async def running(self, user_id: int, chat_id: int) -> Posed | None:
        """Return where a person's open session in a chat stands, or None."""
        async with self._database.read() as session:
            stored = await latest_session(session, user_id=user_id, chat_id=chat_id)
            return await self._posed(stored) if stored and not stored.state.over else None

    async def start(
        self, *, user_id: int, name: str, chat_id: int, bank: str, length: int, start_key: str
    ) -> Posed | Running:
        """Start a session, or return the one that runs.

        Args:
            user_id: Who plays.
            name: What the person is called.
            chat_id: Where.
            bank: The first characters of the bank's hash.
            length: How many questions at the most.
            start_key: What asked for it; one key starts one session at a time.

        Raises:
            Refused: There is no such bank now, or the key has started a session before.
        """
        key = self._shelf.offered(bank)
        questions = (await self._shelf.bank(key)).approved
        return await self._start(SoloPlayer(user_id, name, chat_id), key, questions, length, start_key)

    async def retry(
        self, *, user_id: int, name: str, chat_id: int, session_id: int, start_key: str
    ) -> Posed | Running:
        """Start a session with the questions that a person missed in an earlier one.

        Raises:
            Refused: The earlier session is another person's or unknown, or the key was used before.
        """
        async with self._database.read() as session:
            stored = await self._own(session, session_id, user_id)
            bank = await self._shelf.bank(stored.bank_hash)
            attempts = await attempts_of(session, session_id, user_id=user_id)
        missed = tuple(bank.question(one.question_id) for one in attempts if one.fraction < 1)
        if not missed:
            raise Refused(Refusal.UNKNOWN)
        player = SoloPlayer(user_id, name, chat_id)
        return await self._start(player, stored.bank_hash, missed, len(missed), start_key)

    async def practise(
        self, *, user_id: int, name: str, chat_id: int, session_id: int, start_key: str
    ) -> Posed | Running:
        """Start a session with the questions that a person missed in a class.

        Raises:
            Refused: The person did not play there or missed none, or the key was used before.
        """
        async with self._database.read() as session:
            stored = await stored_class(session, session_id)
            if stored is None:
                raise Refused(Refusal.UNKNOWN)
            book = await tell_book(session, self._shelf, stored)
        if user_id not in book.people or not book.missed(user_id):
            raise Refused(Refusal.UNKNOWN)
        missed = tuple(book.posed(position).question for position in book.missed(user_id))
        player = SoloPlayer(user_id, name, chat_id)
        return await self._start(player, stored.bank_hash, missed, len(missed), start_key)

    async def shown(self, posed: Posed, message_id: int) -> None:
        """Remember which message shows a question."""
        async with self._database.write() as session:
            await set_message(session, posed.session_id, posed.position, message_id)

    async def told(self, ended: Ended, message_id: int) -> None:
        """Remember which message tells how a session ended."""
        async with self._database.write() as session:
            await set_summary(session, ended.session_id, message_id)

    async def answer(self, *, user_id: int, session_id: int, position: int, choice: int) -> Answered:
        """Answer a question; the answer is kept before this returns.

        Raises:
            Refused: The question is not open to this person.
        """
        async with self._database.write() as session:
            stored = await self._own(session, session_id, user_id)
            slug, bank = await self._shelf.entry(stored.bank_hash)
            question = bank.question(stored.state.current.question_id)
            now = self._clock()
            due = await homework_due(session, session_id)
            if due is not None and due <= now:
                raise Refused(Refusal.TOO_LATE)
            state, outcome = answer(stored.state, question, position=position, choice=choice)
            text = stored.state.current.choices[choice]
            attempt = Attempt(user_id, position, question.id, text, outcome.fraction, outcome.mark)
            if not await record_attempts(session, stored.id, stored.bank_hash, [attempt], now=now):
                raise Refused(Refusal.ANSWERED_BEFORE)
            await save_state(session, session_id, state, now=now)
            await add_to_scores(session, slug, bank.title, [(user_id, outcome)])
        return Answered(pose(stored, bank, position), text, outcome, waiting=True)

    async def answered(self, *, user_id: int, session_id: int, position: int) -> Answered:
        """Return an answer that was given before.

        Raises:
            Refused: The session is another person's or unknown, or the question was not answered.
        """
        async with self._database.read() as session:
            stored = await self._own(session, session_id, user_id)
            answers = await tell_answers(session, stored, await self._shelf.bank(stored.bank_hash))
        for answered in answers:
            if answered.posed.position == position:
                return answered
        raise Refused(Refusal.NOT_YET_ANSWERED)

    async def advance(self, *, user_id: int, session_id: int, position: int) -> Posed | Ended:
        """Go on to the next question or to the end.

        A question or an ending that was decided but never reached the chat is returned once more.

        Raises:
            Refused: The step is not this person's to take, or not now.
        """
        async with self._database.write() as session:
            stored = await self._own(session, session_id, user_id)
            state = stored.state
            unseen = position == state.position - 1 and stored.message_ids[state.position] is None
            if state.phase is Phase.ASKING and unseen:
                return await self._posed(stored)
            return await self._untold(session, stored) or await self._advance(session, stored, position)

    async def stop(self, *, user_id: int, session_id: int) -> Ended:
        """End a session before its last question.

        Raises:
            Refused: The session is another person's, unknown or over.
        """
        async with self._database.write() as session:
            stored = await self._own(session, session_id, user_id)
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
            stored = await self._own(session, session_id, user_id)
            if stored.state.phase is Phase.ASKING:
                return await self._posed(stored)
            onward = stored.state.position
            return await self._untold(session, stored) or await self._advance(session, stored, onward)

    async def standing(self, *, user_id: int, session_id: int) -> Posed:
        """Return the question that a session stands at, which changes nothing.

        Raises:
            Refused: The session is another person's, unknown or over.
        """
        async with self._database.read() as session:
            stored = await self._own(session, session_id, user_id)
            if stored.state.over:
                raise Refused(Refusal.OVER)
            return await self._posed(stored)

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
        key = self._shelf.offered(bank)
        async with self._database.read() as session:
            return await tell_statistics(session, self._shelf, key)

    async def _start(
        self, player: SoloPlayer, key: str, questions: Sequence[Question], length: int, start_key: str
    ) -> Posed | Running:
        planned = plan(questions, length, self._random)
        async with self._database.write() as session:
            return await start_solo(session, self._shelf, player, key, planned, start_key, self._clock())

    async def _advance(self, session: AsyncSession, stored: StoredSession, position: int) -> Posed | Ended:
        state = advance(stored.state, position=position)
        await save_state(session, stored.id, state, now=self._clock())
        stored = replace(stored, state=state)
        return await (self._ended(session, stored) if state.over else self._posed(stored))

    async def _stop(self, session: AsyncSession, stored: StoredSession) -> Ended:
        stopped = replace(stored, state=stop(stored.state))
        await save_state(session, stored.id, stopped.state, now=self._clock())
        return await self._ended(session, stopped)

    async def _untold(self, session: AsyncSession, stored: StoredSession) -> Ended | None:
        """Return how a session ended, where that never reached the chat."""
        if stored.state.over and stored.summary_message_id is None:
            return await self._ended(session, stored)
        return None

    async def _own(self, session: AsyncSession, session_id: int, user_id: int) -> StoredSession:
        stored = await stored_session(session, session_id)
        if stored is None:
            raise Refused(Refusal.UNKNOWN)
        if stored.user_id != user_id:
            raise Refused(Refusal.FOREIGN)
        return stored

    async def _posed(self, stored: StoredSession) -> Posed:
        return pose(stored, await self._shelf.bank(stored.bank_hash))

    async def _ended(self, session: AsyncSession, stored: StoredSession) -> Ended:
        return await tell_end(session, stored, await self._shelf.bank(stored.bank_hash))
