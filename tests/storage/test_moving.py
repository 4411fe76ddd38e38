"""A database moved from SQLite to PostgreSQL and back: every row as it was, or nothing at all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, Text, delete, func, insert, select, text

from questions.errors import DatabaseFilled, DatabaseNewer, DatabaseOlder, MoveIncomplete
from storage import moving
from storage.engine import Database
from storage.moving import TABLES, move
from storage.numbering import go_on_from
from storage.tables import Base, SessionRow, UserRow
from tests.postgresql import Server
from tests.storage.upkeep import filled, row_of, url_of

Content = Mapping[str, list[tuple[Any, ...]]]


def nobody(done: int, whole: int) -> None:
    """Nobody watches."""


async def content(database: Database) -> Content:
    """Every row of every table."""
    async with database.read() as session:
        return {
            table.name: sorted(map(tuple, await session.execute(select(table))), key=repr) for table in TABLES
        }


async def next_session(database: Database) -> int:
    """The id that a new session gets."""
    values = {key: value for key, value in row_of(SessionRow.__table__, 1).items() if key != "id"}  # type: ignore[arg-type]
    async with database.write() as session:
        row = SessionRow(**values | {"start_key": "new", "kind": "solo"})
        session.add(row)
        await session.flush()
        return row.id


async def tables_of(database: Database) -> int:
    query = text("SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'")
    async with database.engine.connect() as connection:
        return int((await connection.execute(query)).scalar_one())


async def test_every_row_of_every_table_comes_to_postgresql_and_back(
    tmp_path: Path, postgresql: Server
) -> None:
    first = await filled(url_of(tmp_path / "first.db"), rows=1201)
    between, last = Database(postgresql.new_database()), Database(url_of(tmp_path / "last.db"))
    steps: list[tuple[int, int]] = []
    counts = await move(first, between, watch=lambda *step: steps.append(step))
    assert counts == {table.name: 1201 for table in TABLES}
    assert steps[-1] == (2 * sum(counts.values()), 2 * sum(counts.values()))
    assert await move(between, last, watch=nobody) == counts
    before = await content(first)
    assert await content(between) == before
    assert await content(last) == before
    for database in (first, between, last):
        assert await next_session(database) == 1202
        await database.close()


async def test_ids_of_rows_that_are_gone_are_not_given_out_again(tmp_path: Path, postgresql: Server) -> None:
    first = Database(url_of(tmp_path / "first.db"))
    await first.open()
    async with first.write() as session:
        for name in ("users", "documents", "banks", "sessions"):
            table = Base.metadata.tables[name]
            await session.execute(insert(table), [row_of(table, number) for number in range(1, 8)])
    async with first.write() as session:
        await session.execute(delete(SessionRow).where(SessionRow.id > 2))
    between, last = Database(postgresql.new_database()), Database(url_of(tmp_path / "last.db"))
    await move(first, between, watch=nobody)
    await move(between, last, watch=nobody)
    assert await next_session(between) == 8
    assert await next_session(last) == 8
    for database in (first, between, last):
        await database.close()


async def test_an_empty_database_that_the_migrations_have_made_can_be_moved_to(
    tmp_path: Path, postgresql: Server
) -> None:
    first, second = await filled(url_of(tmp_path / "first.db")), Database(postgresql.new_database())
    await second.open()
    await move(first, second, watch=nobody)
    assert await content(second) == await content(first)
    for database in (first, second):
        await database.close()


@pytest.mark.parametrize("what", ["a row", "another table"])
async def test_a_database_that_holds_something_is_left_as_it_is(
    tmp_path: Path, postgresql: Server, what: str
) -> None:
    first, second = await filled(url_of(tmp_path / "first.db")), Database(postgresql.new_database())
    if what == "a row":
        await second.open()
        async with second.write() as session:
            await session.execute(insert(UserRow), [row_of(UserRow.__table__, 99)])  # type: ignore[arg-type]
    else:
        async with second.engine.begin() as connection:
            await connection.execute(text("CREATE TABLE cats (name text)"))
    tables = await tables_of(second)
    with pytest.raises(DatabaseFilled, match=r"rows in users|tables of another program"):
        await move(first, second, watch=nobody)
    assert await tables_of(second) == tables
    if what == "a row":
        async with second.read() as session:
            assert (await session.execute(select(UserRow.id))).scalars().all() == [99]
    for database in (first, second):
        await database.close()


async def test_what_cannot_be_kept_there_is_named_and_nothing_is_changed(
    tmp_path: Path, postgresql: Server
) -> None:
    """PostgreSQL keeps no text with a NUL, which SQLite takes."""
    first, second = await filled(url_of(tmp_path / "first.db")), Database(postgresql.new_database())
    async with first.write() as session:
        await session.execute(
            text("UPDATE documents SET text = 'a' || char(0) || 'b' WHERE sha256 LIKE '%2%'")
        )
    with pytest.raises(MoveIncomplete, match=r"A row of documents cannot be kept") as raised:
        await move(first, second, watch=nobody)
    assert "\n" not in str(raised.value)
    assert await tables_of(second) == 0
    for database in (first, second):
        await database.close()


@pytest.mark.parametrize("spoiled", ["value", "row"])
async def test_what_arrives_otherwise_is_found_and_nothing_is_changed(
    tmp_path: Path, postgresql: Server, monkeypatch: pytest.MonkeyPatch, spoiled: str
) -> None:
    """A database that changes one value, or makes a row of its own, on the way."""
    first, second = await filled(url_of(tmp_path / "first.db")), Database(postgresql.new_database())
    honest = go_on_from

    async def lying(there: Any, *arguments: Any) -> None:
        await honest(there, *arguments)
        if spoiled == "value":
            await there.execute(text("UPDATE scores SET mark = mark + 1e-12 WHERE user_id = 3"))
        else:
            await there.execute(text("INSERT INTO tallies VALUES ('from nowhere', 1)"))

    monkeypatch.setattr(moving, "go_on_from", lying)
    with pytest.raises(MoveIncomplete, match=r"What has arrived in (scores|tallies) is not what was sent"):
        await move(first, second, watch=nobody)
    assert await tables_of(second) == 0
    for database in (first, second):
        await database.close()


@pytest.mark.parametrize(
    ("revision", "error"),
    [("0001", DatabaseOlder), ("9999", DatabaseNewer), (None, DatabaseOlder)],
)
async def test_only_a_database_of_this_version_is_moved(
    tmp_path: Path, postgresql: Server, revision: str | None, error: type[Exception]
) -> None:
    first, second = Database(url_of(tmp_path / "first.db")), Database(postgresql.new_database())
    if revision:
        await first.open()
        async with first.write() as session:
            await session.execute(text("UPDATE alembic_version SET version_num = :to"), {"to": revision})
    with pytest.raises(error):
        await move(first, second, watch=nobody)
    assert await tables_of(second) == 0
    for database in (first, second):
        await database.close()


async def test_a_table_that_is_new_is_taken_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, postgresql: Server
) -> None:
    """Nothing in the move knows a table by its name."""
    first, second = Database(url_of(tmp_path / "first.db")), Database(postgresql.new_database())
    await first.open()
    await second.open()
    columns = (Column("id", Integer, primary_key=True), Column("badge", Text), Column("points", Integer))
    new = Table("newcomers", MetaData(), *columns)
    rows = [dict(row_of(new, number)) for number in range(1, 4)]
    for database in (first, second):
        async with database.engine.begin() as connection:
            await connection.run_sync(new.create)
    async with first.write() as session:
        await session.execute(insert(new), rows)
    monkeypatch.setattr(moving, "TABLES", [*TABLES, new])
    assert (await move(first, second, watch=nobody))["newcomers"] == 3
    async with second.read() as session:
        assert (await session.execute(select(func.sum(new.c.points)))).scalar_one() == 4
    for database in (first, second):
        await database.close()
