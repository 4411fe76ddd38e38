"""`quizbot backup` and `quizbot restore`, as a person types them beside a bot that runs."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path

from bot.local import LocalServer, LocalTelegram
from tests.bot.conftest import TOKEN
from tests.bot.student import Student
from tests.bot.test_cli import run
from tests.bot.test_process import folder, process

__all__ = ["folder"]


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


async def test_a_backup_beside_a_running_bot_brings_a_quiz_back_where_it_was(
    folder: Path, telegram: LocalTelegram
) -> None:
    async with LocalServer(telegram, port=0) as server:
        settings = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": server.address}
        ana = Student(telegram.person("Ana"))
        async with process(folder, **settings) as (running, _):
            await ana.starts()
            await ana.answers(right=True)
            made = await asyncio.to_thread(run, folder, "backup", "kept.db")
            assert (made.returncode, made.stderr) == (0, "")
            assert made.stdout.startswith("kept.db: ")
            assert made.stdout.endswith(" of quizbot.db, checked\n")
            await ana.taps("Next")
            second = await ana.sees("Question 2 of 3")
            await ana.answers(right=True)
            refused = await asyncio.to_thread(run, folder, "restore", "kept.db")
            assert refused.returncode == 2
            assert refused.stderr == (
                "[Q042] The database quizbot.db is in use."
                " Stop the bot that uses it; the file was left as it is.\n"
            )
            running.send_signal(signal.SIGTERM)
            assert await asyncio.wait_for(running.wait(), 10) == 0
        done = await asyncio.to_thread(run, folder, "restore", "kept.db")
        assert (done.returncode, done.stderr) == (0, "")
        kept = done.stdout.splitlines()[1].removesuffix(": the database as it was")
        assert {name for name in names(folder) if name.startswith("quizbot")} == {"quizbot.db", kept}
        async with process(folder, **settings):
            await ana.says("/score")
            await ana.sees("1 of 1")
            await ana.says("/quiz")
            await ana.person.wait(lambda messages: messages[-1]["message_id"] > second["message_id"])
