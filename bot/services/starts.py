"""All ways in which one person's session begins; knows nothing of Telegram."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from random import Random

from bot.services.results import BankOnOffer, NothingToStudy, Posed, Running
from bot.services.shelf import Shelf
from bot.services.starting import SoloPlayer, own_session, start_solo
from bot.services.studying import due_for, studied_by, tell_day
from bot.services.telling import tell_answers, tell_book
from questions.model import Question
from questions.quiz import TYPED, Asked, Mode, Refusal, Refused, Studied, missed, plan, shuffled, weakest
from storage.classes import stored_class
from storage.engine import Database

SITTING = 20
"""The most questions of one review: about ten minutes."""

WEAKEST = 10
EXAM = 20


class Adaptive(StrEnum):
    """A quiz that goes by what a person knows, or tells nothing before its end."""

    WEAKEST = "weak"
    MISSED = "missed"
    EXAM = "exam"


class StartService:
    """Starts sessions.

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

    async def banks(self, user_id: int) -> tuple[BankOnOffer, ...]:
        """The banks that somebody can start a quiz from, by title."""
        return await self._shelf.offers(user_id)

    async def start(self, player: SoloPlayer, *, bank: str, length: int, start_key: str) -> Posed | Running:
        """Start a quiz, or return the session that runs.

        Args:
            player: Who plays, and where.
            bank: The first characters of the bank's hash.
            length: How many questions at the most.
            start_key: What asked for it; one key starts one session at a time.

        Raises:
            Refused: There is no such bank or length now, or the key has started a session before.
        """
        if length < 1:
            raise Refused(Refusal.UNKNOWN)
        key = await self._shelf.offered(bank, player.user_id)
        return await self._quiz(player, key, (await self._shelf.bank(key)).approved, length, start_key)

    async def adapt(
        self, player: SoloPlayer, adaptive: Adaptive, *, bank: str, start_key: str
    ) -> Posed | Running | None:
        """Start a quiz that goes by what the person knows; None where that leaves nothing to ask.

        Raises:
            Refused: There is no such bank now, or the key has started a session before.
        """
        key = await self._shelf.offered(bank, player.user_id)
        if adaptive is Adaptive.EXAM:
            questions = (await self._shelf.bank(key)).approved
            return await self._quiz(player, key, questions, EXAM, start_key, mode=Mode.EXAM)
        async with self._database.read() as session:
            studied = [
                one for one in await studied_by(session, self._shelf, player.user_id) if one.bank == key
            ]
        found = missed(studied) if adaptive is Adaptive.MISSED else weakest(studied, now=self._clock())
        longest = WEAKEST if adaptive is Adaptive.WEAKEST else SITTING
        questions = tuple(one.question for one in found[:longest])
        if not questions:
            return None
        return await self._quiz(player, key, questions, len(questions), start_key)

    async def review(self, player: SoloPlayer, *, start_key: str) -> Posed | Running | NothingToStudy:
        """Ask what the person would forget otherwise, and new questions as far as the day allows.

        Raises:
            Refused: The key has started a session before.
        """
        now = self._clock()
        async with self._database.write() as session:
            waiting = (await due_for(session, self._shelf, player.user_id, now))[:SITTING]
            if not waiting:
                return NothingToStudy(await tell_day(session, self._shelf, player.user_id, now))
            planned = self._planned(waiting)
            bank_hash = waiting[0].bank
            return await start_solo(
                session, self._shelf, player, bank_hash, planned, start_key, now, mode=Mode.REVIEW
            )

    async def retry(self, player: SoloPlayer, *, session_id: int, start_key: str) -> Posed | Running:
        """Start a session with the questions that a person missed in an earlier one.

        Raises:
            Refused: The earlier session is another person's or unknown, or the key was used before.
        """
        async with self._database.read() as session:
            stored = await own_session(session, session_id, player.user_id)
            answers = await tell_answers(session, self._shelf, stored)
        asked = [stored.state.plan[one.posed.position] for one in answers if not one.outcome.right]
        again = tuple(replace(one, helped=False) for one in asked)
        return await self._again(player, stored.bank_hash, again, start_key)

    async def practise(self, player: SoloPlayer, *, session_id: int, start_key: str) -> Posed | Running:
        """Start a session with the questions that a person missed in a class.

        Raises:
            Refused: The person did not play there or missed none, or the key was used before.
        """
        async with self._database.read() as session:
            stored = await stored_class(session, session_id)
            if stored is None:
                raise Refused(Refusal.UNKNOWN)
            book = await tell_book(session, self._shelf, stored)
        if player.user_id not in book.people:
            raise Refused(Refusal.UNKNOWN)
        again = tuple(book.plan[position] for position in book.missed(player.user_id))
        return await self._again(player, stored.bank_hash, again, start_key)

    async def _quiz(
        self,
        player: SoloPlayer,
        key: str,
        questions: Sequence[Question],
        length: int,
        start_key: str,
        *,
        mode: Mode = Mode.QUIZ,
    ) -> Posed | Running:
        planned = plan(questions, length, self._random)
        async with self._database.write() as session:
            return await start_solo(
                session, self._shelf, player, key, planned, start_key, self._clock(), mode=mode
            )

    async def _again(
        self, player: SoloPlayer, key: str, again: tuple[Asked, ...], start_key: str
    ) -> Posed | Running:
        """Ask questions once more, in another order and their choices too."""
        if not again:
            raise Refused(Refusal.UNKNOWN)
        planned = []
        for one in self._random.sample(again, len(again)):
            question = (await self._shelf.bank(one.bank or key)).question(one.question_id)
            planned += [replace(mixed, bank=one.bank) for mixed in shuffled([question], self._random)]
        async with self._database.write() as session:
            return await start_solo(
                session, self._shelf, player, key, tuple(planned), start_key, self._clock()
            )

    def _planned(self, waiting: Sequence[Studied]) -> tuple[Asked, ...]:
        """Mix the choices; what can be typed is to be typed: recalling teaches more than recognizing."""
        planned = shuffled([one.question for one in waiting], self._random)
        return tuple(
            replace(
                asked,
                typed=asked.typed or one.question.kind in TYPED,
                bank=None if one.bank == waiting[0].bank else one.bank,
            )
            for asked, one in zip(planned, waiting, strict=True)
        )
