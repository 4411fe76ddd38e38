"""Four processes serve a class on PostgreSQL, and one after another is killed in the middle of it."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from bot.local import LocalTelegram
from tests.bot.classes.classroom import Classroom
from tests.bot.classes.test_survival import telegram
from tests.bot.crew.trial import CrewTrial
from tests.bot.test_process import folder
from tests.postgresql import Server

__all__ = ["folder", "telegram"]

KILLS = 2


@pytest.mark.timeout(300)
async def test_processes_that_are_killed_lose_no_vote_and_the_others_go_on(
    folder: Path, telegram: LocalTelegram, postgresql: Server
) -> None:
    room = Classroom(telegram, [f"Student {number}" for number in range(1, 31)])
    trial = CrewTrial(telegram, folder, room, Random(7), database_url=postgresql.new_database())
    await trial.run(KILLS)
    await trial.check()
    assert trial.kills == KILLS
    assert len(trial.cast) > 0
