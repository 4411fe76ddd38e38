"""Backups: whole and of one moment while people answer, put back when nobody does, and nothing is lost."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest

from questions.errors import (
    BackupUnusable,
    BackupUnwritable,
    DatabaseError,
    DatabaseInUse,
    DatabaseNewer,
    DatabaseNoFile,
    DatabaseUnusable,
)
from storage.backup import back_up, file_of, restore
from storage.engine import Database
from storage.migrations import newest
from storage.people import remember_user
from tests.storage.upkeep import filled, url_of

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


def nobody(done: int, whole: int) -> None:
    """Nobody watches."""


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def names(path: Path) -> set[object]:
    return {name for (name,) in rows(path, "SELECT name FROM users")}


@pytest.fixture
async def database(tmp_path: Path) -> Path:
    await (await filled(url_of(tmp_path / "quizbot.db"))).close()
    return tmp_path / "quizbot.db"


def add(path: Path, user_id: int, name: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO users VALUES (?, ?, '2026-01-01')", (user_id, name))


async def test_all_that_was_acknowledged_before_it_began_is_in_it_while_writers_go_on(tmp_path: Path) -> None:
    """Four writers never pause; each backup holds what they had by its beginning, and is sound."""
    opened = await filled(url_of(tmp_path / "quizbot.db"))
    acknowledged: list[str] = []

    async def write(writer: int) -> None:
        for number in range(1_000_000):
            name = f"{writer}-{number} " + "x" * 2000
            async with opened.write() as session:
                await remember_user(session, 1000 + writer * 1_000_000 + number, name, now=NOW)
            acknowledged.append(name)

    async def grown(past: int) -> None:
        while len(acknowledged) <= past:  # noqa: ASYNC110 (a condition of the test)
            await asyncio.sleep(0)  # until the writers have gone on

    writers = [asyncio.create_task(write(writer)) for writer in range(4)]
    for number in range(5):
        await grown(len(acknowledged) + 50)
        before = set(acknowledged)
        target = tmp_path / f"{number}.db"
        held = await asyncio.to_thread(back_up, tmp_path / "quizbot.db", target, watch=nobody)
        kept = names(target)
        assert before <= kept
        assert rows(target, "PRAGMA integrity_check") == [("ok",)]
        assert rows(target, "PRAGMA foreign_key_check") == []
        assert rows(target, "SELECT version_num FROM alembic_version") == [(newest(),)]
        assert held.size == target.stat().st_size
        await grown(len(acknowledged))
    for writer in writers:
        writer.cancel()
    await asyncio.gather(*writers, return_exceptions=True)
    await opened.close()
    again = Database(url_of(tmp_path / "4.db"))
    await again.open()
    await again.close()


async def test_a_backup_is_one_moment_however_much_is_written_between_its_pages(database: Path) -> None:
    """A writer that comes between two steps finds no way into it, and waits for nobody."""
    with closing(sqlite3.connect(database, isolation_level=None, timeout=0)) as writer:
        writer.execute("CREATE TABLE filler (x)")
        writer.executemany("INSERT INTO filler VALUES (?)", [("x" * 4000,)] * 2000)
        between: list[int] = []

        def watch(done: int, whole: int) -> None:
            if done < whole:
                between.append(done)
                writer.execute("INSERT INTO users VALUES (?, 'late', '2026-01-01')", (9000 + len(between),))

        back_up(database, database.with_name("kept.db"), watch=watch)
    assert len(between) > 2
    assert between == sorted(between), "it did not begin again"
    assert "late" not in names(database.with_name("kept.db"))
    assert "late" in names(database)


def test_a_backup_is_its_owners_alone_and_a_single_file(database: Path) -> None:
    back_up(database, database.with_name("kept.db"), watch=nobody)
    assert database.with_name("kept.db").stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in database.parent.iterdir()) == ["kept.db", "quizbot.db"]


def test_nothing_is_written_over(database: Path) -> None:
    kept = database.with_name("kept.db")
    kept.write_text("dear")
    for target in (kept, database):
        with pytest.raises(BackupUnwritable, match="is there already"):
            back_up(database, target, watch=nobody)
    with pytest.raises(BackupUnwritable, match="is there already"):
        back_up(
            database, database.with_name("late.db"), watch=lambda *_: database.with_name("late.db").touch()
        )
    assert kept.read_text() == "dear"
    assert database.with_name("late.db").read_text() == ""


@pytest.mark.parametrize("after", [0, 1])
def test_killed_in_the_middle_it_leaves_nothing_under_the_name_and_the_next_one_goes_well(
    database: Path, after: int
) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as writer:
        writer.execute("CREATE TABLE filler (x)")
        writer.executemany("INSERT INTO filler VALUES (?)", [("x" * 4000,)] * 2000)
    program = f"""
import os, signal
from pathlib import Path
from storage.backup import back_up
steps = []
def watch(done, whole):
    steps.append(done)
    if len(steps) > {after}:
        os.kill(os.getpid(), signal.SIGKILL)
back_up(Path("quizbot.db"), Path("kept.db"), watch=watch)
"""
    ran = subprocess.run(  # noqa: S603
        [sys.executable, "-c", program],
        cwd=database.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert ran.returncode == -signal.SIGKILL
    kept = database.with_name("kept.db")
    assert not kept.exists()
    back_up(database, kept, watch=nobody)
    assert len(names(kept)) == 3
    assert sorted(path.name for path in database.parent.iterdir()) == ["kept.db", "quizbot.db"]


def test_two_that_write_the_same_backup_do_not_write_into_each_other(database: Path) -> None:
    kept = database.with_name("kept.db")
    refused: list[str] = []

    def meanwhile() -> None:
        try:
            back_up(database, kept, watch=nobody)
        except BackupUnwritable as error:
            refused.append(str(error))

    def watch(done: int, whole: int) -> None:  # noqa: ARG001
        if not refused:
            other = Thread(target=meanwhile)
            other.start()
            other.join()

    back_up(database, kept, watch=watch)
    assert "another process writes it now" in refused[0]
    assert len(names(kept)) == 3


def test_a_damaged_database_is_not_taken_for_a_backup(database: Path) -> None:
    damage(database)
    with pytest.raises(DatabaseUnusable, match=r"cannot be backed up \("):
        back_up(database, database.with_name("kept.db"), watch=nobody)
    assert not database.with_name("kept.db").exists()


def damage(path: Path) -> None:
    """Overwrite a page that belongs to an index."""
    (page,) = rows(path, "SELECT rootpage FROM sqlite_master WHERE name = 'ix_sessions_user_id'")[0]
    (size,) = rows(path, "PRAGMA page_size")[0]
    assert isinstance(page, int)
    assert isinstance(size, int)
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)


def test_what_is_not_there_or_no_database_is_named(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnusable, match="unable to open"):
        back_up(tmp_path / "none.db", tmp_path / "kept.db", watch=nobody)
    (tmp_path / "none.db").write_text("this is no database" * 100)
    with pytest.raises(DatabaseUnusable, match="not a database"):
        back_up(tmp_path / "none.db", tmp_path / "kept.db", watch=nobody)
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE users (x)")
    with pytest.raises(DatabaseUnusable, match="of another program"):
        back_up(tmp_path / "other.db", tmp_path / "kept.db", watch=nobody)
    assert not (tmp_path / "kept.db").exists()


def test_a_place_that_cannot_be_written_is_named(database: Path) -> None:
    with pytest.raises(BackupUnwritable, match="no such file or directory"):
        back_up(database, database.parent / "no" / "kept.db", watch=nobody)


@pytest.mark.parametrize(
    "url",
    ["postgresql+psycopg://ana:s3cret@host/quiz", "sqlite+aiosqlite://", "sqlite+aiosqlite:///:memory:"],
)
def test_only_a_file_can_be_copied(url: str) -> None:
    with pytest.raises(DatabaseNoFile, match="The database is ") as raised:
        file_of(url)
    assert "s3cret" not in str(raised.value)
    assert ("pg_dump" in str(raised.value)) == url.startswith("postgresql")


def test_a_restore_puts_back_what_was_and_keeps_what_is(database: Path) -> None:
    backup = database.with_name("kept.db")
    back_up(database, backup, watch=nobody)
    before = backup.read_bytes()
    add(database, 99, "Later")
    database.chmod(0o640)
    held, kept = restore(backup, database, now=NOW, watch=nobody)
    assert held.rows > 60
    assert kept == database.with_name("quizbot-until-20260304-050607.db")
    assert "Later" not in names(database)
    assert "Later" in names(kept)
    assert database.stat().st_mode & 0o777 == 0o640
    assert backup.read_bytes() == before
    _, second = restore(kept, database, now=NOW, watch=nobody)
    assert second == database.with_name("quizbot-until-20260304-050607-2.db")
    assert "Later" in names(database)
    assert not [
        path for path in database.parent.iterdir() if path.name.endswith(("part", "-wal", "-shm", "-journal"))
    ]


def test_a_restore_to_where_nothing_was_makes_the_database(database: Path, tmp_path: Path) -> None:
    back_up(database, tmp_path / "kept.db", watch=nobody)
    database.unlink()
    _, kept = restore(tmp_path / "kept.db", database, now=NOW, watch=nobody)
    assert kept is None
    assert len(names(database)) == 3


def test_ids_that_were_given_out_after_the_backup_are_not_given_out_again(database: Path) -> None:
    """Else a button in an old chat would press somebody else's session."""
    backup = database.with_name("kept.db")
    back_up(database, backup, watch=nobody)
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE sqlite_sequence SET seq = 500 WHERE name = 'sessions'")
    restore(backup, database, now=NOW, watch=nobody)
    assert rows(database, "SELECT seq FROM sqlite_sequence WHERE name = 'sessions'") == [(500,)]


async def test_a_database_that_a_bot_uses_is_left_alone_however_idle_the_bot_is(database: Path) -> None:
    back_up(database, database.with_name("kept.db"), watch=nobody)
    opened = Database(url_of(database))
    await opened.open()
    with pytest.raises(DatabaseInUse, match="is in use"):
        restore(database.with_name("kept.db"), database, now=NOW, watch=nobody)
    async with opened.write() as session:
        await remember_user(session, 8, "Still here", now=NOW)
    await opened.close()
    assert "Still here" in names(database)
    assert [path.name for path in database.parent.glob("*until*")] == []


def test_what_a_killed_bot_left_in_its_log_is_kept_with_the_old_file(database: Path, tmp_path: Path) -> None:
    back_up(database, tmp_path / "kept.db", watch=nobody)
    program = """
import os, sqlite3
connection = sqlite3.connect("quizbot.db")
connection.execute("INSERT INTO users VALUES (77, 'In the log', '2026-01-01')")
connection.commit()
os._exit(0)
"""
    subprocess.run([sys.executable, "-c", program], cwd=tmp_path, check=True)  # noqa: S603
    assert database.with_name("quizbot.db-wal").stat().st_size > 0
    _, kept = restore(tmp_path / "kept.db", database, now=NOW, watch=nobody)
    assert kept
    assert "In the log" in names(kept)
    assert "In the log" not in names(database)


def test_a_damaged_database_is_replaced_and_kept(database: Path, tmp_path: Path) -> None:
    back_up(database, tmp_path / "kept.db", watch=nobody)
    database.write_bytes(b"rubbish" * 1000)
    _, kept = restore(tmp_path / "kept.db", database, now=NOW, watch=nobody)
    assert kept
    assert kept.read_bytes() == b"rubbish" * 1000
    assert len(names(database)) == 3


def rubbish(path: Path) -> None:
    path.write_bytes(b"rubbish" * 1000)


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def of_another_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE cats (name)")


def dangling(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM users WHERE id = 1")


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


BAD: list[tuple[Callable[[Path], None], type[DatabaseError], str]] = [
    (Path.unlink, BackupUnusable, "unable to open"),
    (rubbish, BackupUnusable, "not a database"),
    (cut, BackupUnusable, "malformed"),
    (damage, BackupUnusable, "no backup that can be put back"),
    (of_another_program, BackupUnusable, "of another program"),
    (dangling, BackupUnusable, "names one of users that is not there"),
    (newer, DatabaseNewer, "newer version"),
]


@pytest.mark.parametrize(("spoil", "error", "says"), BAD, ids=lambda value: getattr(value, "__name__", None))
def test_a_backup_that_is_none_is_not_put_back(
    database: Path, tmp_path: Path, spoil: Callable[[Path], None], error: type[DatabaseError], says: str
) -> None:
    back_up(database, tmp_path / "kept.db", watch=nobody)
    spoil(tmp_path / "kept.db")
    before = database.read_bytes()
    with pytest.raises(error, match=says) as raised:
        restore(tmp_path / "kept.db", database, now=NOW, watch=nobody)
    assert "\n" not in str(raised.value)
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    assert len(database.read_bytes()) == len(before)
    assert len(names(database)) == 3
    assert [path.name for path in tmp_path.glob("*until*")] == []


def test_the_database_is_no_backup_of_itself(database: Path) -> None:
    with pytest.raises(BackupUnusable, match="the database itself"):
        restore(database, database, now=NOW, watch=nobody)
