"""Run a long trial: `python -m tests.trials TRIAL [--times N] [--seed N]`."""

from __future__ import annotations

import argparse
import asyncio
import platform
import tempfile
from collections.abc import Callable, Coroutine
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

from bot.local import LocalServer, LocalTelegram
from questions.bank import dump_bank
from storage.engine import Database
from tests.bot.classes.burst import burst
from tests.bot.classes.classroom import Classroom
from tests.bot.classes.survival import Trial
from tests.bot.conftest import TOKEN
from tests.bot.crew.trial import CrewTrial
from tests.bot.faults.backlog import backlog
from tests.bot.faults.stops import Stops
from tests.bot.test_process import process
from tests.material import TEXT, bank
from tests.postgresql import server
from tests.trials.attacks import attacks


async def kills(folder: Path, telegram: LocalTelegram, *, times: int, seed: int) -> str:
    """Kill a class's bot at random moments while people vote."""
    room = Classroom(telegram, [f"Student {number}" for number in range(1, 31)])
    trial = Trial(telegram, folder, room, Random(seed))
    await trial.run(times)
    await trial.check()
    quizzes = len({(one["poll"]["id"]) for one in room.messages if "poll" in one})
    started = sorted(trial.started)
    return (
        f"{trial.kills} kills, {quizzes} questions, {len(trial.cast)} votes: 0 lost, 0 doubled; from start to"
        f" every waiting update taken: median {started[len(started) // 2]:.2f} s, longest {started[-1]:.2f} s"
    )


async def crews(folder: Path, telegram: LocalTelegram, *, times: int, seed: int) -> str:
    """Kill one of four processes that serve a class on PostgreSQL, at random moments while people vote."""
    room = Classroom(telegram, [f"Student {number}" for number in range(1, 31)])
    with server() as postgresql:
        trial = CrewTrial(telegram, folder, room, Random(seed), database_url=postgresql.new_database())
        await trial.run(times)
        await trial.check()
    return f"{trial.kills} kills of one of four processes, {len(trial.cast)} votes: 0 lost, 0 doubled"


async def bursts(folder: Path, telegram: LocalTelegram, *, times: int, seed: int) -> str:  # noqa: ARG001
    """Let a class of a thousand vote at once, the bot in a process of its own."""
    async with LocalServer(telegram, port=0) as server:
        settings = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": server.address}
        async with process(folder, **settings):
            database = Database(f"sqlite+aiosqlite:///{folder / 'quizbot.db'}")
            came_to = await burst(telegram, database, times)
            await database.close()
    return (
        f"{came_to.votes} votes cast in {came_to.cast:.2f} s, durable {came_to.durable:.2f} s after the"
        f" first; another chat was answered within {came_to.answered:.2f} s"
    )


async def stops(folder: Path, telegram: LocalTelegram, *, times: int, seed: int) -> str:
    """Tell a class's bot to stop at random moments while people vote."""
    room = Classroom(telegram, [f"Student {number}" for number in range(1, 31)])
    trial = Stops(telegram, folder, room, Random(seed))
    await trial.run(times)
    await trial.check()
    ended = sorted(trial.ended)
    return (
        f"{len(ended)} stops, {len(trial.cast)} votes: 0 lost, 0 doubled; from the word to the end: median"
        f" {ended[len(ended) // 2]:.2f} s, longest {ended[-1]:.2f} s"
    )


async def backlogs(folder: Path, telegram: LocalTelegram, *, times: int, seed: int) -> str:  # noqa: ARG001
    """Let thousands of messages wait, and tell the bot to stop in the middle of them."""
    came_to = await backlog(telegram, folder, times)
    return (
        f"{came_to.waiting} messages waited: {came_to.lost} lost, {came_to.doubled} answered twice; a stop in"
        f" the middle took {came_to.ended:.2f} s, all of it {came_to.seconds:.0f} s"
    )


Run = Callable[..., Coroutine[Any, Any, str]]
TRIALS: dict[str, tuple[Run, int]] = {
    "kills": (kills, 100),
    "crew": (crews, 30),
    "burst": (bursts, 1000),
    "stops": (stops, 100),
    "backlog": (backlogs, 10_000),
    "attacks": (attacks, 60),
}
"""Each trial, with how many times it is run where nobody says."""


def main() -> None:
    """Run the trial that is named, and print what it came to."""
    parser = argparse.ArgumentParser(prog="python -m tests.trials", description=__doc__)
    parser.add_argument("trial", choices=TRIALS)
    parser.add_argument("--times", type=int, help="how many kills, votes, stops, messages or presses")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    trial, usual = TRIALS[given.trial]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "banks").mkdir()
        (folder / "banks" / "harbour.txt").write_bytes(TEXT.encode())
        dump_bank(bank(), folder / "banks" / "harbour.yaml")
        with closing(LocalTelegram(TOKEN, folder / "chats.db")) as telegram:
            told = asyncio.run(trial(folder, telegram, times=given.times or usual, seed=given.seed))
    print(f"{told} ({platform.python_implementation()} {platform.python_version()}, {platform.machine()})")


if __name__ == "__main__":
    main()
