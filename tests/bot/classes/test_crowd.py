"""Many people at once, over HTTP: every vote counts once, and the bot answers others meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from telegram.request import HTTPXRequest

from bot.banks import load_checked
from bot.local import LocalServer, LocalTelegram
from tests.bot.classes.crowd import Crowd, marks_until, recorded
from tests.bot.conftest import TOKEN, Run


@pytest.fixture
def telegram(tmp_path: Path) -> Iterator[LocalTelegram]:
    """A Telegram on which time passes as it does."""
    with closing(LocalTelegram(TOKEN, tmp_path / "chats.db")) as local:
        yield local


KOSOVO = Path(__file__).parents[3] / "questions" / "banks" / "kosovo.yaml"


@pytest.mark.timeout(400)
async def test_two_hundred_people_and_twenty_groups_at_once_are_counted_right(
    run: Run, telegram: LocalTelegram
) -> None:
    bank = load_checked(KOSOVO)
    questions = len(bank.approved)
    random = Random(200)
    crowds = [
        Crowd(telegram, 200 if number == 0 else 10, title=f"Group {number}", random=random)
        for number in range(20)
    ]
    async with (
        LocalServer(telegram, port=0) as server,
        run(
            banks={"kosovo": bank},
            requests=lambda: (HTTPXRequest(64), HTTPXRequest(1)),
            api_url=server.address,
        ) as bot,
    ):
        await asyncio.gather(*(crowd.plays(questions) for crowd in crowds))
        for crowd in crowds:
            attempts = await recorded(bot.database, crowd.room.group.id)
            assert len(attempts) == crowd.cast
            for position, marks in enumerate(crowd.steps):
                assert marks_until(attempts, position) == marks
            fifth = await crowd.room.tells(f"Answer 5 of {questions}", "Standings")
            assert f"· {max(crowd.steps[4].values()):g} of 5" in fifth["text"]
            best = max(crowd.marks.values())
            first = [name for name in crowd.room.students if crowd.marks[name.id] == best]
            end = await crowd.room.tells("that was it!")
            line = next(line for line in end["text"].splitlines() if line.startswith("🥇 1. "))
            assert line.endswith(f"· {best:g} of {questions}")
            assert first[0].name in line
