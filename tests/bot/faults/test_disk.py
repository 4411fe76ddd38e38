"""A disk that is full, a database that another program locks: words for people, and it goes on by itself."""

from __future__ import annotations

import asyncio
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

import pytest

from bot.local import LocalServer, LocalTelegram
from storage.engine import Database
from tests.bot.conftest import TOKEN
from tests.bot.faults.log import lines_of
from tests.bot.student import Student
from tests.bot.test_cli import run
from tests.bot.test_process import ROOT, folder, process

__all__ = ["folder"]

WORDS = "Something went wrong on our side. Nothing is lost"


def attempts(folder: Path) -> list[tuple[int, float]]:
    with closing(sqlite3.connect(folder / "quizbot.db")) as connection:
        return connection.execute("SELECT position, fraction FROM attempts ORDER BY position").fetchall()


def noted(folder: Path, message_id: int) -> bool:
    """Whether the bot has kept which message asks a question."""
    with closing(sqlite3.connect(folder / "quizbot.db")) as connection:
        return (message_id,) in connection.execute("SELECT message_id FROM asked").fetchall()


@pytest.fixture
def log(tmp_path: Path) -> Iterator[IO[bytes]]:
    with (tmp_path / "log").open("wb") as file:
        yield file


@contextmanager
def full_disk(pid: int) -> Iterator[None]:
    """Let a process make no file longer than a few bytes, as a disk that is full lets nobody."""
    before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, before)


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Be another program that writes, and does not come to its end."""
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@pytest.mark.parametrize("fault", ["full", "locked"])
async def test_what_cannot_be_kept_is_said_in_words_and_what_was_kept_stays(
    folder: Path, telegram: LocalTelegram, log: IO[bytes], fault: str
) -> None:
    """Locked for longer than the ten seconds for which SQLite waits, full for as long as it is."""
    async with LocalServer(telegram, port=0) as server:
        settings = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": server.address}
        ana = Student(telegram.person("Ana"))
        async with process(folder, log, **settings) as (running, _):
            await ana.starts()
            await ana.answers(right=True)
            await ana.taps("Next")
            asked = await ana.sees("Question 2 of 3")
            letter = ana.letter(asked, right=False)
            while not noted(folder, asked["message_id"]):  # noqa: ASYNC110 (the press before comes to its end)
                await asyncio.sleep(0.01)
            with full_disk(running.pid) if fault == "full" else locked(folder / "quizbot.db"):
                told = await ana.taps(letter)
                assert WORDS in (told.text or "")
            assert attempts(folder) == [(0, 1.0)]
            await ana.taps(letter, on=asked)
            await ana.person.wait(lambda messages: any("The answer is" in one["text"] for one in messages))
            assert attempts(folder) == [(0, 1.0), (1, 0.0)]
    (line,) = lines_of(folder / "log")
    assert line.endswith("disk I/O error" if fault == "full" else "database is locked")


def setpriv() -> list[str]:
    """What takes from root its right to write where it is not allowed to."""
    return ["setpriv", "--bounding-set=-dac_override"] if os.geteuid() == 0 else []


def read_only(database: Path) -> None:
    database.chmod(0o444)


def damaged(database: Path) -> None:
    """Overwrite what tells which sessions there are."""
    with closing(sqlite3.connect(database)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'sessions'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with database.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)


def newer(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (
            read_only,
            "[Q040] The database sqlite+aiosqlite:///quizbot.db cannot be used (attempt to write a rea",
        ),
        (newer, "[Q041] The database was written by a newer version than this one"),
    ],
)
def test_a_database_that_cannot_be_used_is_told_at_the_start_and_left_as_it_is(
    folder: Path, spoil: Callable[[Path], None], says: str
) -> None:
    if os.geteuid() == 0 and not shutil.which("setpriv"):
        pytest.skip("root may write everywhere here, and there is no setpriv to take that away")
    database = folder / "quizbot.db"
    asyncio.run(made(database))
    spoil(database)
    before = database.read_bytes()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "BANKS_DIR": "banks", "LOCAL_PORT": "0"}
    ran = subprocess.run(  # noqa: S603
        [*setpriv(), sys.executable, "-m", "bot"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 2, ran.stderr
    (line,) = ran.stderr.splitlines()
    assert line.startswith(says)
    assert database.read_bytes() == before


async def test_a_damaged_database_is_told_in_words_and_a_backup_makes_it_good(
    folder: Path, telegram: LocalTelegram, log: IO[bytes]
) -> None:
    async with LocalServer(telegram, port=0) as server:
        settings = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": server.address}
        ana = Student(telegram.person("Ana"))
        async with process(folder, **settings):
            await ana.starts()
            await ana.answers(right=True)
            assert (await asyncio.to_thread(run, folder, "backup", "kept.db")).returncode == 0
        damaged(folder / "quizbot.db")
        async with process(folder, log, **settings):
            await ana.says("/quiz")
            await ana.sees(WORDS)
        lines = lines_of(folder / "log")
        assert any("database disk image is malformed" in line for line in lines), lines
        assert (await asyncio.to_thread(run, folder, "restore", "kept.db")).returncode == 0
        async with process(folder, **settings):
            await ana.says("/quiz")
            await ana.sees("You have a quiz open")


async def made(path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{path}")
    await database.open()
    await database.close()
