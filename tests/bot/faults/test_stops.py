"""Told to stop in the middle of a class, the bot ends within seconds, and loses and doubles nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from bot.local import LocalTelegram
from tests.bot.classes.classroom import Classroom
from tests.bot.conftest import TOKEN
from tests.bot.faults.stops import AT_MOST, Stops
from tests.bot.test_process import folder

__all__ = ["folder"]

STOPS = 5


@pytest.fixture
def telegram(tmp_path: Path) -> Iterator[LocalTelegram]:
    """A Telegram on which time passes as it does."""
    with closing(LocalTelegram(TOKEN, tmp_path / "chats.db")) as local:
        yield local


@pytest.mark.timeout(300)
async def test_told_to_stop_at_random_moments_it_ends_soon_and_loses_nothing(
    folder: Path, telegram: LocalTelegram
) -> None:
    room = Classroom(telegram, [f"Student {number}" for number in range(1, 31)])
    trial = Stops(telegram, folder, room, Random(5))
    await trial.run(STOPS)
    await trial.check()
    assert len(trial.ended) == STOPS + 1
    assert max(trial.ended) < AT_MOST, trial.ended
