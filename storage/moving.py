"""All that a database holds, moved to an empty one of another sort, and compared row by row; knows no rule.

Each table of `Base.metadata` is taken along, those that others name first, so that a new table needs nothing
here. The schema, the rows and where ids go on are one transaction, committed once every row has come back
as it was.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, Table, func, insert, inspect, select, text, tuple_
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from questions.errors import DatabaseFilled, DatabaseOlder, MoveIncomplete
from storage.engine import ONE_AT_A_TIME, Database
from storage.migrations import known, newer, newest, upgrade
from storage.numbering import go_on_from, last_ids
from storage.snapshot import Watch
from storage.tables import Base

BATCH = 500
"""Rows that are sent at once; SQLite takes 32,766 values in a statement, and no key has more than three."""

TABLES: Sequence[Table] = Base.metadata.sorted_tables


async def move(source: Database, target: Database, *, watch: Watch) -> Mapping[str, int]:
    """Copy everything into an empty database, and compare it.

    Args:
        source: Where it is. Nobody can write there meanwhile.
        target: Where it shall be; it stays as it was where anything goes wrong.
        watch: Is told how many rows are done, copied and compared each, and of how many.

    Returns:
        How many rows each table has.

    Raises:
        DatabaseNewer: [Q041] A newer version of this program wrote one of them.
        DatabaseFilled: [Q046] The target holds something.
        DatabaseOlder: [Q047] The source has not seen all migrations.
        MoveIncomplete: [Q048] A row cannot be kept there, or is another there; nothing was changed.
        StorageError: One of them cannot be reached.
    """
    async with source.engine.connect() as here, target.engine.connect() as there:
        await _hold(here)
        await _refuse_other_versions(here)
        counts = {table.name: await _count(here, table) for table in TABLES}
        whole, done = 2 * sum(counts.values()), 0
        await _prepare(there)
        for check in (False, True):
            for table in TABLES:
                async for rows in _batches(here, table):
                    await (_compare(there, table, rows) if check else _insert(there, table, rows))
                    done += len(rows)
                    watch(done, whole)
                if check and await _count(there, table) != counts[table.name]:
                    raise _differs(table)
            if not check:
                await go_on_from(there, TABLES, await last_ids(here, TABLES))
        await there.commit()
    return counts


async def _hold(here: AsyncConnection) -> None:
    """Let nobody write to the source until this transaction ends."""
    if here.dialect.name != "postgresql":
        await here.execute(text("SELECT 1"))  # it begins with BEGIN IMMEDIATE
        return
    there_are = await here.run_sync(lambda connection: inspect(connection).get_table_names())
    await here.rollback()
    await here.execution_options(isolation_level="REPEATABLE READ")
    names = ", ".join(f'"{table.name}"' for table in TABLES if table.name in there_are)
    if names:
        await here.execute(text(f"LOCK TABLE {names} IN SHARE MODE"))


async def _refuse_other_versions(here: AsyncConnection) -> None:
    names = await here.run_sync(lambda connection: inspect(connection).get_table_names())
    revision = None
    if "alembic_version" in names:
        revision = (await here.execute(text("SELECT version_num FROM alembic_version"))).scalar()
    if revision is not None and revision not in known():
        raise newer()
    if revision != newest():
        raise DatabaseOlder(
            "The database to move was written by an older version, or by none"
            if revision
            else "There is no database of this program to move",
            advice="Start the bot on it once, stop it, and move it then; nothing was changed",
        )


async def _prepare(there: AsyncConnection) -> None:
    """Make the schema, in a transaction that is not committed."""
    if there.dialect.name == "postgresql":
        await there.execute(ONE_AT_A_TIME)
    names = await there.run_sync(lambda connection: inspect(connection).get_table_names())
    if set(names) - {"alembic_version", *(table.name for table in TABLES)}:
        raise _filled("tables of another program")
    await there.run_sync(upgrade)
    for table in TABLES:
        if await _count(there, table):
            raise _filled(f"rows in {table.name}")


def _filled(what: str) -> DatabaseFilled:
    return DatabaseFilled(
        f"The database to move to holds {what} already", advice="Name an empty one; nothing was changed"
    )


async def _count(connection: AsyncConnection, table: Table) -> int:
    return (await connection.execute(select(func.count()).select_from(table))).scalar_one()


async def _batches(here: AsyncConnection, table: Table) -> AsyncIterator[Sequence[Row[Any]]]:
    result = await here.stream(select(table).order_by(*table.primary_key))
    async for rows in result.partitions(BATCH):
        yield rows


async def _insert(there: AsyncConnection, table: Table, rows: Sequence[Row[Any]]) -> None:
    try:
        await there.execute(insert(table), [dict(row._mapping) for row in rows])
    except DBAPIError as error:
        reason = str(error.orig).splitlines()[0]
        raise MoveIncomplete(
            f"A row of {table.name} cannot be kept in the other database ({reason})",
            advice="Mend it, or leave it out, and move again; nothing was changed",
        ) from error


async def _compare(there: AsyncConnection, table: Table, rows: Sequence[Row[Any]]) -> None:
    """Look up each row, as the application would see it."""
    columns = list(table.primary_key)
    places = [list(table.columns).index(column) for column in columns]
    wanted = {tuple(row[place] for place in places): tuple(row) for row in rows}
    among = (
        tuple_(*columns).in_(list(wanted)) if len(columns) > 1 else columns[0].in_([key for (key,) in wanted])
    )
    found = {
        tuple(row[place] for place in places): tuple(row)
        for row in await there.execute(select(table).where(among))
    }
    if found != wanted:
        raise _differs(table)


def _differs(table: Table) -> MoveIncomplete:
    return MoveIncomplete(
        f"What has arrived in {table.name} is not what was sent",
        advice="Report this with the versions of both databases; nothing was changed",
    )
