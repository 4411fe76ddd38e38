"""Crowds that vote as chance has it, and marks computed from their votes alone."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from random import Random
from typing import Any

from sqlalchemy import select

from bot.local import LocalTelegram
from storage.engine import Database
from storage.tables import AttemptRow, SessionRow
from tests.bot.classes.classroom import Classroom

Message = dict[str, Any]


class Crowd:
    """A class of many, each of whom votes at random, or not at all.

    Args:
        telegram: Where they chat.
        size: How many they are.
        title: What their group is called.
        random: What they go by.

    Attributes:
        marks: What each person has earned so far, summed up from the votes as they were cast.
        cast: How many votes were cast.
        steps: The marks as they were after each question.
    """

    def __init__(self, telegram: LocalTelegram, size: int, *, title: str, random: Random) -> None:
        names = [f"Student {number} of {title}" for number in range(1, size + 1)]
        self.room = Classroom(telegram, names, title=title)
        self.random = random
        self.marks: defaultdict[int, float] = defaultdict(float)
        self.cast = 0
        self.steps: list[dict[int, float]] = []

    async def plays(self, questions: int) -> None:
        """Play a whole quiz, the host closing each question once everybody has voted who wants to."""
        await self.room.starts()
        for number in range(1, questions + 1):
            poll = await self.room.asks(number)
            await self.votes(poll)
            await self.room.host.taps("Close now", on=poll)
            result = await self.room.tells(f"Answer {number} of {questions}")
            self.steps.append(dict(self.marks))
            await self.room.host.taps("See the podium" if number == questions else "Next", on=result)
        await self.room.tells("that was it!")

    async def votes(self, poll: Message, share: float = 0.9) -> None:
        """Let a share of the class vote at once."""
        voters = [student for student in self.room.students if self.random.random() < share]
        await asyncio.gather(*(self.vote(student, poll) for student in voters))

    async def vote(self, student: Any, poll: Message) -> None:
        """Let one student vote at random."""
        options = len(poll["poll"]["options"])
        option = self.random.randrange(options)
        await student.vote(poll["message_id"], option, chat=self.room.group)
        self.cast += 1
        self.marks[student.id] += float(option in poll["poll"]["correct_option_ids"])


async def recorded(database: Database, chat_id: int) -> list[AttemptRow]:
    """The attempts of a chat's classes as they stand in the database."""
    query = (
        select(AttemptRow)
        .join(SessionRow, SessionRow.id == AttemptRow.session_id)
        .where(SessionRow.chat_id == chat_id)
        .order_by(AttemptRow.position)
    )
    async with database.read() as session:
        return list((await session.execute(query)).scalars())


def marks_until(attempts: list[AttemptRow], position: int) -> dict[int, float]:
    """What each person has earned up to a question, by what was recorded."""
    sums: defaultdict[int, float] = defaultdict(float)
    for attempt in attempts:
        if attempt.position <= position:
            sums[attempt.user_id] += attempt.mark
    return dict(sums)
