"""Telegram was away, or the bot: thousands of updates wait, and the bot is told to stop in between."""

from __future__ import annotations

import asyncio
import signal
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.local import LocalServer, LocalTelegram, Person
from tests.bot.conftest import TOKEN
from tests.bot.test_process import process

QUESTION = "/score"
ANSWER = "You have not answered a question yet"
EACH = 4
"""Messages of each person."""


@dataclass(frozen=True, slots=True)
class Backlog:
    """What came of it.

    Attributes:
        waiting: How many updates waited.
        lost: How many were answered by nobody.
        doubled: How many answers there were too many.
        ended: The seconds that the bot took to its end when it was told to stop in the middle.
        seconds: From the bot's being ready to the last answer, its restart included.
    """

    waiting: int
    lost: int
    doubled: int
    ended: float
    seconds: float


async def backlog(telegram: LocalTelegram, folder: Path, waiting: int) -> Backlog:
    """Let people write while no bot is there, start one, stop it in the middle, and start it again."""
    people = [telegram.person(f"Person {number}") for number in range(waiting // EACH)]
    for _ in range(EACH):
        for person in people:
            await person.send(QUESTION)
    async with LocalServer(telegram, port=0) as server:
        settings = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": server.address}
        async with process(folder, **settings) as (running, _):
            began = time.monotonic()
            await until(people, len(people) * EACH // 4)
            told = time.monotonic()
            running.send_signal(signal.SIGTERM)
            assert await asyncio.wait_for(running.wait(), 600) == 0
            ended = time.monotonic() - told
        async with process(folder, **settings):
            await until(people, len(people) * EACH)
            seconds = time.monotonic() - began
            await people[0].send(QUESTION)  # and one more, that nothing can overtake
            await people[0].wait(lambda messages: answers(messages) > EACH, timeout=60)
    counted = Counter({person.id: answers(person.messages()) for person in people})
    counted[people[0].id] -= 1
    return Backlog(
        len(people) * EACH,
        sum(max(EACH - counted[person.id], 0) for person in people),
        sum(max(counted[person.id] - EACH, 0) for person in people),
        ended,
        seconds,
    )


async def until(people: Sequence[Person], wanted: int) -> None:
    """Wait until so many answers have come, or none has for a long while."""
    seen, since = 0, time.monotonic()
    while seen < wanted and time.monotonic() - since < 30:
        await asyncio.sleep(0.1)
        now = sum(answers(person.messages()) for person in people)
        if now != seen:
            seen, since = now, time.monotonic()


def answers(messages: Sequence[dict[str, object]]) -> int:
    """How many answers stand in a chat."""
    return sum(ANSWER in str(message.get("text", "")) for message in messages)
