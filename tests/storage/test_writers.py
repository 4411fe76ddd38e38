"""Writers that share a commit: nothing acknowledged is lost, and none suffers for another."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from storage import engine, writers
from storage.engine import Database, StorageError
from storage.people import remember_user
from storage.tables import LearnerRow, UserRow

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "quizbot.db"


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine that is busy, too, a transaction takes in all who wait."""
    monkeypatch.setattr(writers, "LONGEST", 3600.0)


@pytest.fixture
async def database(path: Path) -> AsyncIterator[Database]:
    opened = Database(f"sqlite+aiosqlite:///{path}")
    await opened.open()
    yield opened
    await opened.close()


@pytest.fixture
def commits(database: Database) -> list[object]:
    """What was committed by writers, one entry a commit."""
    seen: list[object] = []
    event.listen(database.engine.sync_engine, "commit", seen.append)
    return seen


async def write(database: Database, user_id: int, error: Exception | None = None) -> None:
    async with database.write() as session:
        await remember_user(session, user_id, "Ana", now=NOON)
        if error:
            raise error


def kept(path: Path) -> list[int]:
    """Who is in the file, in the order of their coming."""
    with closing(sqlite3.connect(path)) as connection:
        return [user_id for (user_id,) in connection.execute("select id from users order by rowid")]


async def gathered(*work: object) -> list[BaseException | None]:
    return await asyncio.gather(*work, return_exceptions=True)  # type: ignore[call-overload,no-any-return]


async def test_those_who_wait_share_a_commit(database: Database, path: Path, commits: list[object]) -> None:
    await asyncio.gather(*(write(database, user_id) for user_id in range(1, 21)))
    assert len(commits) == 1
    assert kept(path) == list(range(1, 21))


async def test_a_commit_is_shared_by_so_many_and_no_more(
    database: Database, commits: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writers, "MOST", 5)
    await asyncio.gather(*(write(database, user_id) for user_id in range(1, 21)))
    assert len(commits) == 4


async def test_a_transaction_takes_in_nobody_when_it_has_lasted_long_enough(
    database: Database, commits: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writers, "LONGEST", 0.0)
    await asyncio.gather(*(write(database, user_id) for user_id in range(1, 21)))
    assert len(commits) == 20


async def test_who_comes_alone_commits_at_once(database: Database, path: Path, commits: list[object]) -> None:
    for user_id in (1, 2, 3):
        await write(database, user_id)
        assert len(commits) == user_id == len(kept(path))


async def test_they_write_in_the_order_in_which_they_come(database: Database) -> None:
    written: list[int] = []

    async def one(number: int) -> None:
        async with database.write() as session:
            await remember_user(session, number, "Ana", now=NOON)
            written.append(number)

    await asyncio.gather(*(one(number) for number in range(1, 51)))
    assert written == list(range(1, 51))


async def test_who_fails_harms_no_neighbour(database: Database, path: Path, commits: list[object]) -> None:
    async def unfinished() -> None:
        async with database.write() as session:
            await remember_user(session, 5, "Eve", now=NOON)
            session.add(UserRow(id=1, name="Ana once more", created_at=NOON))

    async def refused() -> None:
        async with database.write() as session:
            await remember_user(session, 7, "Gil", now=NOON)
            await session.execute(text("insert into learners (user_id) values (0)"))

    told = await gathered(
        write(database, 1),
        write(database, 2, RuntimeError()),
        write(database, 3),
        unfinished(),
        write(database, 6),
        refused(),
        write(database, 8),
    )
    assert [type(error) for error in told] == [
        type(None),
        RuntimeError,
        type(None),
        IntegrityError,
        type(None),
        IntegrityError,
        type(None),
    ]
    assert kept(path) == [1, 3, 6, 8]
    assert len(commits) == 1


async def test_a_commit_that_fails_is_told_to_all_and_nothing_of_it_is_there(
    database: Database, path: Path
) -> None:
    async def disturb() -> None:
        async with database.write() as session:
            # What is wrong here shows at the commit only.
            await session.execute(text("pragma defer_foreign_keys=on"))
            session.add(LearnerRow(user_id=404, retention=0.9, new_a_day=1, goal=1))

    told = await gathered(
        write(database, 1), disturb(), write(database, 2), write(database, 3, RuntimeError())
    )
    assert [type(error) for error in told] == [IntegrityError] * 4
    assert all("FOREIGN KEY constraint failed" in str(error) for error in told)
    assert len({id(error) for error in told}) == 4
    assert kept(path) == []
    await write(database, 4)
    assert kept(path) == [4]


async def test_a_transaction_that_ends_in_the_middle_is_told_to_all(database: Database, path: Path) -> None:
    async def full() -> None:
        """Fail as on a full disk, where SQLite undoes all of a transaction."""
        async with database.write() as session:
            await remember_user(session, 2, "Ben", now=NOON)
            await session.execute(text("rollback"))
            raise OSError("disk full")

    told = await gathered(write(database, 1), full(), write(database, 3))
    assert isinstance(told[0], StorageError)
    assert isinstance(told[1], StorageError)
    assert str(told[1].__context__) == "disk full"
    assert told[2] is None
    assert kept(path) == [3]


async def test_a_database_that_others_hold_is_told_to_each(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "PRAGMAS", (*engine.PRAGMAS, "PRAGMA busy_timeout=1"))
    database = Database(f"sqlite+aiosqlite:///{path}")
    await database.open()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin immediate")
        told = await gathered(*(write(database, user_id) for user_id in (1, 2, 3)))
        other.execute("rollback")
    assert [type(error) for error in told] == [OperationalError] * 3
    await write(database, 4)
    assert kept(path) == [4]
    await database.close()


async def test_a_read_inside_a_write_sees_what_the_write_sees(database: Database) -> None:
    async def look() -> list[int]:
        async with database.write() as session:
            await remember_user(session, 2, "Ben", now=NOON)
            async with database.read() as reading:
                return list((await reading.execute(select(UserRow.id).order_by(UserRow.id))).scalars())

    _, seen = await asyncio.gather(write(database, 1), look())
    assert seen == [1, 2]


async def test_who_is_cancelled_while_waiting_is_passed_over(database: Database, path: Path) -> None:
    tasks = [asyncio.create_task(write(database, user_id)) for user_id in range(1, 6)]
    await asyncio.sleep(0)
    for number in (1, 4):
        tasks[number].cancel()
    told = await gathered(*tasks)
    assert [type(error) for error in told if error] == [asyncio.CancelledError] * 2
    assert kept(path) == [1, 3, 4]


@pytest.mark.parametrize("seed", range(12))
async def test_whenever_somebody_is_cancelled_the_others_are_kept_whole(
    database: Database, path: Path, seed: int
) -> None:
    random = Random(seed)

    async def two(user_id: int) -> None:
        async with database.write() as session:
            await remember_user(session, user_id, "Ana", now=NOON)
            await remember_user(session, -user_id, "Ana", now=NOON)

    tasks = [asyncio.create_task(two(user_id)) for user_id in range(1, 31)]
    doomed = random.sample(range(30), 10)
    for number in doomed:
        for _ in range(random.randrange(60)):
            await asyncio.sleep(0)
        tasks[number].cancel()
        if random.random() < 0.3:
            await asyncio.sleep(0)
            tasks[number].cancel()
    told = await gathered(*tasks)
    failed = {number for number, error in enumerate(told) if error}
    assert all(isinstance(told[number], asyncio.CancelledError) for number in failed)
    assert failed <= set(doomed)
    there = set(kept(path))
    assert {number for number in there if number > 0} == {-number for number in there if number < 0}
    assert there >= {number + 1 for number, error in enumerate(told) if error is None}
    await write(database, 99)
    assert 99 in kept(path)


async def test_killed_in_the_middle_it_has_kept_what_it_said_once(path: Path) -> None:
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.storage.crowd", str(path), cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert child.stdout
    said = [await child.stdout.readline() for _ in range(300)]
    child.kill()
    said += (await child.stdout.read()).splitlines(keepends=True)
    await child.wait()
    promised = [int(line.split()[1]) for line in said if line.startswith(b"kept ") and line.endswith(b"\n")]
    assert len(promised) >= 300
    assert len(set(promised)) == len(promised)
    assert set(kept(path)) >= set(promised)


async def test_on_a_full_disk_everybody_is_told_the_truth(path: Path) -> None:
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.storage.crowd",
        str(path),
        "600000",
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    said = (await child.communicate())[0].decode().splitlines()
    assert child.returncode == 0
    promised, failed = (
        {int(line.split()[1]) for line in said if line.startswith(word)} for word in ("kept", "failed")
    )
    assert promised
    assert failed
    there = set(kept(path))
    assert there >= promised
    assert not there & failed
