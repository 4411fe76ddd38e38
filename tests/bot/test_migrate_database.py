"""`quizbot migrate-database`, as a person types it: a quiz goes on where it was, on the other database."""

from __future__ import annotations

import asyncio
import re
import signal
from pathlib import Path

import pytest

from bot.local import LocalServer, LocalTelegram
from tests.bot.conftest import TOKEN
from tests.bot.student import Student
from tests.bot.test_backup import names
from tests.bot.test_cli import run
from tests.bot.test_process import folder, process
from tests.postgresql import Server

__all__ = ["folder"]

SECRET = "s3cret%21"  # noqa: S105


@pytest.mark.timeout(300)
async def test_a_quiz_goes_on_where_it_was_on_postgresql_and_back_on_sqlite(
    folder: Path, telegram: LocalTelegram, postgresql: Server
) -> None:
    other = postgresql.new_database().replace("postgres@", f"postgres:{SECRET}@")
    async with LocalServer(telegram, port=0) as server:
        settings = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": server.address}
        ana = Student(telegram.person("Ana"))

        async def moved(source: str, target: str) -> str:
            ran = await asyncio.to_thread(run, folder, "migrate-database", source, target)
            assert SECRET not in ran.stdout + ran.stderr
            assert "Traceback" not in ran.stderr
            return ran.stdout or ran.stderr

        async with process(folder, **settings) as (running, _):
            await ana.starts()
            await ana.answers(right=True)
            assert (await moved("sqlite:///quizbot.db", other)).startswith(
                "[Q042] The database quizbot.db is"
            )
            running.send_signal(signal.SIGTERM)
            assert await asyncio.wait_for(running.wait(), 10) == 0
        told = await moved("sqlite:///quizbot.db", other)
        assert re.search(r"attempts\W+1\b", told)
        assert re.search(r"all, compared row by row\W+\d+", told)
        assert (await moved("sqlite:///quizbot.db", other)).startswith("[Q046] ")
        async with process(folder, **settings, DATABASE_URL=other) as (running, _):
            await ana.taps("Next")
            await ana.sees("Question 2 of 3")
            await ana.answers(right=False)
            said = await moved(other, "sqlite:///back.db")
            assert said.startswith("[Q042] The database postgresql+psycopg://postgres:***@/quizbot")
            running.send_signal(signal.SIGTERM)
            assert await asyncio.wait_for(running.wait(), 10) == 0
        assert (await moved(other, "sqlite:///quizbot.db")).startswith("[Q046] quizbot.db is there already")
        assert re.search(r"attempts\W+2\b", await moved(other, "sqlite:///back.db"))
        async with process(folder, **settings, DATABASE_URL="sqlite+aiosqlite:///back.db"):
            await ana.taps("Next")
            await ana.sees("Question 3 of 3")
            await ana.answers(right=True)
            await ana.taps("See my result")
            await ana.sees("2 of 3 right.")
    assert {name for name in names(folder) if "part" in name} == set()
