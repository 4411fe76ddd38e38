"""A class's quiz survives: its bot is killed while people vote, its Telegram fails at every tenth call."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from bot.local import LocalTelegram
from tests.bot.classes.classroom import Classroom
from tests.bot.classes.survival import Trial
from tests.bot.conftest import TOKEN
from tests.bot.test_process import folder

__all__ = ["folder"]


@pytest.fixture
def telegram(tmp_path: Path) -> Iterator[LocalTelegram]:
    """A Telegram on which time passes as it does."""
    with closing(LocalTelegram(TOKEN, tmp_path / "chats.db")) as local:
        yield local


KILLS = 8


@pytest.mark.timeout(300)
async def test_killed_at_random_moments_it_loses_no_vote_and_says_nothing_twice(
    folder: Path,
    telegram: LocalTelegram,
) -> None:
    room = Classroom(telegram, [f"Student {number}" for number in range(1, 31)])
    trial = Trial(telegram, folder, room, Random(7))
    await trial.run(KILLS)
    await trial.check()
    assert trial.kills == KILLS
    assert max(trial.resumed) < 5, trial.resumed
