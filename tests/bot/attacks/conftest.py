"""A bot with others' data in it, and a clock that only a test moves."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.bot.attacks.others import Others, settle
from tests.bot.classes.classroom import Clock
from tests.bot.classes.conftest import clock, telegram
from tests.bot.conftest import Run, Running
from tests.bot.making.conftest import bench

__all__ = ["bench", "clock", "telegram"]


@pytest.fixture
async def running(run: Run, clock: Clock) -> AsyncIterator[Running]:
    async with run(clock=clock.moment, admin_ids=frozenset({77_777})) as bot:
        yield bot


@pytest.fixture
async def others(running: Running, clock: Clock) -> Others:
    return await settle(running, clock.moment())
