"""A class's quiz survives: its bot is killed while people vote, and its Telegram fails at every tenth call."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from bot.local import LocalTelegram
from tests.bot.classroom import Classroom
from tests.bot.conftest import TOKEN
from tests.bot.survival import Trial
from tests.bot.test_process import folder

__all__ = ["folder"]

KILLS = 8


@pytest.mark.timeout(300)
async def test_killed_at_random_moments_it_loses_no_vote_and_says_nothing_twice(
    folder: Path,  # noqa: F811
    telegram: LocalTelegram,
) -> None:
    room = Classroom(telegram, [f"Student {number}" for number in range(1, 31)])
    trial = Trial(telegram, folder, room, Random(7))
    await trial.run(KILLS)
    await trial.check()
    assert trial.kills == KILLS
    assert max(trial.resumed) < 5, trial.resumed
