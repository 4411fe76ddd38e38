"""The database file: transactions that lose nothing, a schema that migrates itself, faults told in a line."""

from __future__ import annotations

import asyncio
import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import StatementError

from questions.errors import DatabaseError, DatabaseNewer, DatabaseUnusable
from storage.banks import keep_bank, kept_bank, prepare
from storage.engine import Database
from storage.people import remember_user
from storage.tables import BankRow, Base, DocumentRow, UserRow
from tests.material import bank

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)


def database(tmp_path: Path) -> Database:
    return Database(f"sqlite+aiosqlite:///{tmp_path / 'quizbot.db'}")


async def test_the_migrations_make_the_tables_that_the_code_expects(tmp_path: Path) -> None:
    opened = database(tmp_path)
    await opened.open()

    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), Base.metadata))

    async with opened.engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    await opened.close()


async def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    for _ in range(2):
        opened = database(tmp_path)
        await opened.open()
        async with opened.write() as session:
            await remember_user(session, 7, "Ana", now=NOON)
        await opened.close()
    with sqlite3.connect(tmp_path / "quizbot.db") as connection:
        assert connection.execute("select id, name from users").fetchall() == [(7, "Ana")]
    connection.close()


async def test_concurrent_writers_lose_nothing(tmp_path: Path) -> None:
    opened = database(tmp_path)
    await opened.open()
    async with opened.write() as session:
        await remember_user(session, 7, "0", now=NOON)

    async def increment() -> None:
        async with opened.write() as session:
            row = (await session.execute(select(UserRow).where(UserRow.id == 7))).scalar_one()
            await asyncio.sleep(0)
            row.name = str(int(row.name) + 1)

    await asyncio.gather(*(increment() for _ in range(50)))
    async with opened.read() as session:
        assert (await session.execute(select(UserRow.name))).scalar_one() == "50"
    await opened.close()


async def test_a_transaction_that_fails_leaves_nothing(tmp_path: Path) -> None:
    opened = database(tmp_path)
    await opened.open()
    with pytest.raises(RuntimeError):
        async with opened.write() as session:
            await remember_user(session, 7, "Ana", now=NOON)
            raise RuntimeError
    async with opened.read() as session:
        assert (await session.execute(select(UserRow))).all() == []
    await opened.close()


async def test_the_file_is_set_up_to_survive(tmp_path: Path) -> None:
    opened = database(tmp_path)
    await opened.open()
    async with opened.engine.connect() as connection:
        settings: dict[str, object] = {
            name: (await connection.execute(text(f"PRAGMA {name}"))).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10_000}
    await opened.close()


async def test_moments_come_back_in_utc_and_never_without_a_zone(tmp_path: Path) -> None:
    opened = database(tmp_path)
    await opened.open()
    east = NOON.astimezone(timezone(timedelta(hours=5)))
    async with opened.write() as session:
        await remember_user(session, 7, "Ana", now=east)
    async with opened.read() as session:
        stored = (await session.execute(select(UserRow.created_at))).scalar_one()
    assert stored == NOON
    assert stored.utcoffset() == timedelta(0)
    with pytest.raises(StatementError, match="has no time zone"):
        async with opened.write() as session:
            await remember_user(session, 8, "Ben", now=NOON.replace(tzinfo=None))
    await opened.close()


async def test_a_bank_is_kept_once_and_given_back_whole(tmp_path: Path) -> None:
    opened = database(tmp_path)
    await opened.open()
    for _ in range(2):
        async with opened.write() as session:
            key = await keep_bank(session, prepare("harbour", bank(), bool))
    async with opened.read() as session:
        assert await kept_bank(session, key) == ("harbour", bank())
        assert len((await session.execute(select(BankRow.hash))).all()) == 1
        assert len((await session.execute(select(DocumentRow.sha256))).all()) == 1
    await opened.close()


@pytest.mark.parametrize(
    ("content", "error", "says"),
    [
        (
            b"this is no database, but it is long enough to be looked at" * 100,
            DatabaseUnusable,
            "not a database",
        ),
        (None, DatabaseUnusable, "unable to open"),
    ],
)
async def test_a_file_that_is_no_database_is_named_and_left_as_it_is(
    tmp_path: Path, content: bytes | None, error: type[DatabaseError], says: str
) -> None:
    path = tmp_path / "quizbot.db"
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    opened = database(tmp_path)
    with pytest.raises(error, match=says) as raised:
        await opened.open()
    await opened.close()
    assert str(raised.value).startswith("[Q040] ")
    assert "\n" not in str(raised.value)
    assert content is None or path.read_bytes() == content


async def test_a_database_of_a_newer_version_is_named_and_left_as_it_is(tmp_path: Path) -> None:
    opened = database(tmp_path)
    await opened.open()
    await opened.close()
    with sqlite3.connect(tmp_path / "quizbot.db") as connection:
        connection.execute("update alembic_version set version_num = '9999'")
    connection.close()
    opened = database(tmp_path)
    with pytest.raises(DatabaseNewer, match="newer version"):
        await opened.open()
    await opened.close()
    with sqlite3.connect(tmp_path / "quizbot.db") as connection:
        assert connection.execute("select version_num from alembic_version").fetchone() == ("9999",)
    connection.close()
