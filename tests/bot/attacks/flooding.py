"""One person who floods the bot while another one plays, and how long that one waits."""

from __future__ import annotations

import asyncio
import gc
import time
import tracemalloc
from dataclasses import dataclass
from statistics import median

from tests.bot.conftest import Running
from tests.bot.student import PATIENCE, Student

ROUNDS = 5


@dataclass(frozen=True)
class Flooded:
    """What a flood came to.

    Attributes:
        idle: Seconds in which somebody is answered where nobody else writes, the median.
        busy: The same while another person's updates are worked on, the longest.
        whole: Seconds that the flood took.
        left: How many of those waited still when the last answer came.
    """

    idle: float
    busy: float
    whole: float
    left: int


async def answered(student: Student) -> float:
    """How many seconds it takes until somebody's question is answered."""
    began = time.perf_counter()
    sent = await student.person.send("/help")
    number = sent["message_id"]
    await student.person.wait(lambda messages: messages[-1]["message_id"] > number, timeout=PATIENCE)
    return time.perf_counter() - began


async def worked_off(running: Running) -> None:
    """Wait until the bot has worked on every update."""
    while running.telegram.world.updates.waiting():  # noqa: ASYNC110
        await asyncio.sleep(0.05)
    await running.settled()


async def flood(running: Running, *, times: int) -> Flooded:
    """Let one person write so often at once, and another be answered meanwhile."""
    ana, eve = Student(running.person("Ana")), running.person("Eve")
    await eve.start()
    await Student(eve).sees("Hello")
    idle = median([await answered(ana) for _ in range(ROUNDS)])
    began = time.perf_counter()
    for _ in range(times):
        await eve.send("/score")
    busy, left = [], times
    for _ in range(ROUNDS):
        busy.append(await answered(ana))
        left = times - sum(one["from"]["is_bot"] for one in eve.messages()) + 1
    await worked_off(running)
    return Flooded(idle, max(busy), time.perf_counter() - began, left)


async def held(running: Running, *, times: int) -> int:
    """How many bytes more the bot holds at the most while somebody's updates, so many, are worked on."""
    eve = running.person("Eve")
    await eve.start()
    gc.collect()
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    for _ in range(times):
        await eve.send("/score")
    await worked_off(running)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak - before
