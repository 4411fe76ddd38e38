"""A burst of votes, and how soon they are durable and others are answered meanwhile."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

from sqlalchemy import func, select

from bot.local import LocalTelegram
from storage.engine import Database
from storage.tables import VoteRow
from tests.bot.classes.classroom import Classroom
from tests.bot.student import Student


@dataclass(frozen=True)
class Burst:
    """What a burst came to.

    Attributes:
        votes: How many votes were kept.
        cast: Seconds in which they were cast.
        durable: Seconds from the first vote until the last one was in the database.
        answered: Seconds that somebody in another chat waited for an answer meanwhile.
    """

    votes: int
    cast: float
    durable: float
    answered: float


async def burst(telegram: LocalTelegram, database: Database, size: int) -> Burst:
    """Let a class of some size vote all at once.

    Args:
        telegram: Where a bot runs.
        database: What the bot keeps its votes in.
        size: How many vote.
    """
    room = Classroom(telegram, [f"Student {number}" for number in range(size)])
    other = Student(telegram.person("Somebody else"))
    poll = await room.starts()
    await other.says("/start")
    await other.sees("Hello")
    began = time.monotonic()
    asking = asyncio.create_task(_answered(other))
    for number, student in enumerate(room.students):
        await student.vote(poll["message_id"], number % 4, chat=room.group)
        if number % 50 == 0:
            await asyncio.sleep(0)
    cast = time.monotonic() - began
    while (kept := await _kept(database)) < size and time.monotonic() - began < 60:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    durable = time.monotonic() - began
    return Burst(kept, cast, durable, await asking)


async def _answered(other: Student) -> float:
    await asyncio.sleep(0.1)
    asked = time.monotonic()
    await other.says("/help")
    await other.sees("How it works")
    return time.monotonic() - asked


async def _kept(database: Database) -> int:
    async with database.read() as session:
        return (await session.execute(select(func.count()).select_from(VoteRow))).scalar_one()
