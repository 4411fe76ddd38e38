"""After an hour without Telegram a thousand messages wait: each is answered, once, a stop in between."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.local import LocalTelegram
from tests.bot.faults.backlog import backlog
from tests.bot.faults.stops import AT_MOST
from tests.bot.faults.test_stops import telegram
from tests.bot.test_process import folder

__all__ = ["folder", "telegram"]

WAITING = 1000


@pytest.mark.timeout(300)
async def test_nobody_is_answered_twice_and_nobody_in_vain(folder: Path, telegram: LocalTelegram) -> None:
    came_to = await backlog(telegram, folder, WAITING)
    assert came_to.waiting == WAITING
    assert (came_to.lost, came_to.doubled) == (0, 0), came_to
    assert came_to.ended < AT_MOST, came_to
