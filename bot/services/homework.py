"""Homework, one transaction a use case; knows rules and storage, nothing of Telegram."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.gradebook import Gradebook
from bot.services.results import Posed, Running
from bot.services.shelf import Shelf
from bot.services.starting import SoloPlayer, start_solo
from questions.model import Bank
from questions.quiz import Asked, Refusal, Refused, Rules, plan
from storage.classes import Player, stored_class
from storage.engine import Database
from storage.homework import (
    Assignment,
    add_assignment,
    add_try,
    assignment_of,
    attempts_at,
    count_tries,
    set_told,
    untold_assignments,
)
from storage.people import names_of, remember_user
from storage.sessions import Attempt

MOST_DAYS, MOST_TRIES = 31, 3


@dataclass(frozen=True, slots=True)
class Homework:
    """Homework as somebody sees it.

    Attributes:
        assignment: What is to be done.
        bank: The bank of its questions.
        left: How many tries the person has left.
        right: How many questions the person got right in the best try so far.
        late: Whether its time is over.
    """

    assignment: Assignment
    bank: Bank
    left: int
    right: int
    late: bool


class HomeworkService:
    """Homework that a host gives and people do.

    Args:
        database: Where it is remembered.
        shelf: The banks.
        clock: Gives the time, with its zone.
        random: The source of chance; codes that nobody shall guess come from it.
    """

    def __init__(
        self, database: Database, shelf: Shelf, *, clock: Callable[[], datetime], random: Random
    ) -> None:
        self._database = database
        self._shelf = shelf
        self._clock = clock
        self._random = random

    async def give(
        self, session_id: int, *, days: int, tries: int, host_id: int, name: str, start_key: str
    ) -> Homework:
        """Make homework of what a class was asked; one key gives it once.

        Raises:
            Refused: There is no such class, or no button offers so many days or tries.
        """
        if not 1 <= days <= MOST_DAYS or not 1 <= tries <= MOST_TRIES:
            raise Refused(Refusal.UNKNOWN)
        async with self._database.write() as session:
            stored = await stored_class(session, session_id)
            if stored is None:
                raise Refused(Refusal.UNKNOWN)
            await remember_user(session, host_id, name, now=self._clock())
            assignment = await add_assignment(
                session,
                Assignment(
                    id=0,
                    code=f"{self._random.getrandbits(80):020x}",
                    host_id=host_id,
                    chat_title=stored.title,
                    bank_hash=stored.bank_hash,
                    questions=tuple(asked.question_id for asked in stored.state.plan),
                    tries=tries,
                    due_at=self._clock() + timedelta(days=days),
                ),
                start_key=start_key,
            )
            return await self._homework(session, assignment, host_id)

    async def look(self, code: str, user_id: int) -> Homework:
        """Return homework as somebody sees it.

        Raises:
            Refused: There is none with this code.
        """
        async with self._database.read() as session:
            return await self._homework(session, await _assignment(session, code), user_id)

    async def begin(
        self, code: str, *, user_id: int, name: str, chat_id: int, start_key: str
    ) -> Posed | Running:
        """Begin a try, or return the session that the person has open.

        Raises:
            Refused: There is no such homework, its time is over, no try is left, or the key was used before.
        """
        async with self._database.write() as session:
            assignment = await _assignment(session, code)
            homework = await self._homework(session, assignment, user_id)
            if homework.late:
                raise Refused(Refusal.TOO_LATE)
            if homework.left == 0:
                raise Refused(Refusal.NO_TRY_LEFT)
            questions = [homework.bank.question(one) for one in assignment.questions]
            planned = plan(questions, len(questions), self._random)
            player = SoloPlayer(user_id, name, chat_id)
            started = await start_solo(
                session, self._shelf, player, assignment.bank_hash, planned, start_key, self._clock()
            )
            if isinstance(started, Posed):
                await add_try(session, assignment.id, started.session_id)
            return started

    async def results(self, code: str, user_id: int) -> Gradebook:
        """Return what was done so far, to who gave it.

        Raises:
            Refused: There is no such homework, or somebody else gave it.
        """
        async with self._database.read() as session:
            assignment = await _assignment(session, code)
            if assignment.host_id != user_id:
                raise Refused(Refusal.NOT_HOST)
            return await self._book(session, assignment)

    async def collected(self) -> tuple[tuple[Assignment, Gradebook], ...]:
        """Return the homework whose time is over and whose host has not got the results yet."""
        async with self._database.read() as session:
            due = [one for one in await untold_assignments(session) if one.due_at <= self._clock()]
            return tuple([(assignment, await self._book(session, assignment)) for assignment in due])

    async def told(self, assignment: Assignment) -> None:
        """Remember that the host has got the results."""
        async with self._database.write() as session:
            await set_told(session, assignment.id, now=self._clock())

    async def _homework(self, session: AsyncSession, assignment: Assignment, user_id: int) -> Homework:
        bank = await self._shelf.bank(assignment.bank_hash, session=session)
        used = await count_tries(session, assignment.id, user_id)
        attempts = (await self._best(session, assignment)).get(user_id, ())
        return Homework(
            assignment=assignment,
            bank=bank,
            left=max(assignment.tries - used, 0),
            right=sum(attempt.fraction >= 1 for attempt in attempts),
            late=assignment.due_at <= self._clock(),
        )

    async def _best(self, session: AsyncSession, assignment: Assignment) -> dict[int, tuple[Attempt, ...]]:
        """Return each person's best try: the earlier one of two that are as good."""
        best: dict[int, tuple[Attempt, ...]] = {}
        for attempts in (await attempts_at(session, assignment.id)).values():
            person = attempts[0].user_id
            if person not in best or _mark(attempts) > _mark(best[person]):
                best[person] = attempts
        return best

    async def _book(self, session: AsyncSession, assignment: Assignment) -> Gradebook:
        bank = await self._shelf.bank(assignment.bank_hash, session=session)
        best = await self._best(session, assignment)
        names = await names_of(session, best)
        positions = {question_id: n for n, question_id in enumerate(assignment.questions)}
        attempts = {
            (positions[attempt.question_id], person): replace(
                attempt, position=positions[attempt.question_id]
            )
            for person, own in best.items()
            for attempt in own
        }
        questions = [bank.question(question_id) for question_id in assignment.questions]
        return Gradebook(
            session_id=assignment.id,
            title=assignment.chat_title,
            bank=bank,
            plan=tuple(Asked(one.id, tuple(choice.text for choice in one.choices)) for one in questions),
            rules=Rules(seconds=None),
            asked=len(questions),
            people={person: Player(person, name) for person, name in names.items()},
            attempts=attempts,
        )


def _mark(attempts: tuple[Attempt, ...]) -> float:
    return sum(attempt.mark for attempt in attempts)


async def _assignment(session: AsyncSession, code: str) -> Assignment:
    assignment = await assignment_of(session, code)
    if assignment is None:
        raise Refused(Refusal.UNKNOWN)
    return assignment
