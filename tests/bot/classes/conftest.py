"""A class, its bot and a clock that only a test moves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.conductor import Conductor
from bot.local import LocalTelegram
from storage.classes import open_classes
from storage.posts import sessions_in_debt
from tests.bot.classes.classroom import Classroom, Clock
from tests.bot.conftest import TOKEN, Run, Running

PassBy = Callable[[float], Awaitable[None]]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def telegram(tmp_path: Path, clock: Clock) -> Iterator[LocalTelegram]:
    with closing(LocalTelegram(TOKEN, tmp_path / "chats.db", clock=clock)) as local:
        yield local


@pytest.fixture
async def running(run: Run, clock: Clock) -> AsyncIterator[Running]:
    async with run(clock=clock.moment) as bot:
        yield bot


@pytest.fixture
def classroom(running: Running) -> Classroom:
    """A class whose bot is running."""
    return Classroom(running.telegram, ["Ana", "Ben", "Cem"])


@pytest.fixture
def pass_by(running: Running, clock: Clock) -> PassBy:
    """Let seconds pass for everyone: polls close by themselves, and deadlines come."""
    conductor: Conductor = running.application.bot_data["conductor"]

    async def settled() -> bool:
        async with running.database.read() as session:
            owed = await sessions_in_debt(session)
            return not set(owed) & set(await open_classes(session))

    async def passing(seconds: float) -> None:
        # What stands in the chat may not be noted yet.
        while not await settled():  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        clock.now += seconds
        running.telegram.world.polls.close_due()
        async with running.database.read() as session:
            for session_id in await open_classes(session):
                conductor.wake(session_id)

    return passing
