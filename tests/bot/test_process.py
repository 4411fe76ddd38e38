"""The bot as a process of its own: on any Bot API server, killed in the middle, told to stop."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import IO

import pytest
from sqlalchemy import func, select

from bot.local import LocalServer, LocalTelegram
from questions.bank import dump_bank
from storage.engine import Database
from storage.tables import AttemptRow, ScoreRow
from tests.bot.conftest import TOKEN
from tests.bot.student import Student
from tests.material import TEXT, bank

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "banks").mkdir()
    (tmp_path / "banks" / "harbour.txt").write_bytes(TEXT.encode())
    dump_bank(bank(), tmp_path / "banks" / "harbour.yaml")
    return tmp_path


@asynccontextmanager
async def process(
    folder: Path, log: IO[bytes] | None = None, /, **settings: str
) -> AsyncIterator[tuple[asyncio.subprocess.Process, str]]:
    """Run `python -m bot` until the block ends; gives it and the place that it announces."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "BANKS_DIR": "banks",
        "LOG_LEVEL": "WARNING",
        **settings,
    }
    running = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        cwd=folder,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=log,
    )
    assert running.stdout
    try:
        line = (await asyncio.wait_for(running.stdout.readline(), 30)).decode()
        assert line.startswith("Passage Quiz is ready. Open "), line
        yield running, line.split()[5]
    finally:
        if running.returncode is None:
            running.kill()
        await running.wait()


async def test_killed_in_the_middle_on_another_bot_api_server_nothing_is_lost_or_counted_twice(
    folder: Path, telegram: LocalTelegram
) -> None:
    async with LocalServer(telegram, port=0) as server:
        settings = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": server.address}
        ana = Student(telegram.person("Ana"))
        async with process(folder, **settings) as (running, place):
            assert place == "https://t.me/local_bot"
            await ana.starts()
            await ana.answers(right=True)
            await ana.taps("Next")
            asked = await ana.sees("Question 2 of 3")
            running.kill()
            await running.wait()
        async with process(folder, **settings):
            result = await ana.answers(right=False)
            assert result["message_id"] == asked["message_id"]
            await ana.taps("Next")
            await ana.sees("Question 3 of 3")
            await ana.answers(right=True)
            await ana.taps("See my result")
            await ana.sees("2 of 3 right.")
    database = Database(f"sqlite+aiosqlite:///{folder / 'quizbot.db'}")
    async with database.read() as session:
        assert (await session.execute(select(func.count()).select_from(AttemptRow))).scalar_one() == 3
        score = (await session.execute(select(ScoreRow))).scalar_one()
        assert (score.answered, score.right) == (3, 2)
    await database.close()


async def test_told_to_stop_it_stops_and_says_nothing_ugly(folder: Path) -> None:
    async with process(folder, LOCAL_PORT="0") as (running, place):
        assert place.startswith("http://127.0.0.1:")
        running.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(running.wait(), 10) == 0
