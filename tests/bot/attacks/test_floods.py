"""Whoever floods the bot keeps nobody else waiting, and fills no memory."""

from __future__ import annotations

import pytest

from tests.bot.attacks.flooding import flood, held, worked_off
from tests.bot.conftest import Run, Running
from tests.bot.making.bench import Bench, jobs, sees
from tests.bot.student import Student
from tests.material import TEXT

pytestmark = pytest.mark.timeout(400)

TIMES = 1_000
TIMES_SHARED = 150
"""By a webhook, through a proxy and the database, each takes ten times as long."""

EACH = 64_000
"""Bytes for each update that is worked on, its reply in the local Telegram included."""


def times_of(running: Running) -> int:
    """How many updates are a flood."""
    return TIMES_SHARED if running.others else TIMES


async def test_who_floods_keeps_nobody_else_waiting(running: Running) -> None:
    times = times_of(running)
    came_to = await flood(running, times=times)
    assert came_to.left > times * 3 / 4, "whoever comes later waited for the flood to be worked on"
    assert came_to.busy < came_to.whole / 3, came_to


async def test_who_floods_fills_no_memory(running: Running) -> None:
    times = times_of(running) // 2
    assert await held(running, times=times) < times * EACH


async def test_of_a_hundred_documents_of_one_person_one_is_made_and_others_come_next(
    run: Run, bench: Bench
) -> None:
    async with run(workshop=bench.workshop) as running:
        eve, ana = Student(running.person("Eve")), Student(running.person("Ana"))
        for number in range(100):
            await eve.person.send_file(f"{number}.txt", TEXT.encode())
        await sees(eve, "0.txt")
        await ana.person.send_file("own.txt", TEXT.encode())
        await sees(ana, "own.txt")
        await worked_off(running)
        assert await jobs(running) == 2
        bench.open()
        await sees(ana, "📚")
    assert len(bench.begun) == 2
