"""Which id each table gives out next, on SQLite and on PostgreSQL; knows no table by name.

An id of some tables is never used again, even when its row is gone: a button in an old chat would press
something else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import BigInteger, Boolean, Table, Text, column, func, inspect, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

LAST, USED = column("last_value", BigInteger), column("is_called", Boolean)
"""What PostgreSQL keeps in each sequence."""

NAME, SEQ = column("name", Text), column("seq", BigInteger)
"""What SQLite keeps for each table that gives out no id twice."""


async def last_ids(connection: AsyncConnection, tables: Sequence[Table]) -> Mapping[str, int]:
    """Return the last id that each table has given out, where the database keeps it."""
    if connection.dialect.name == "postgresql":
        found: dict[str, int] = {}
        for table in numbered(tables):
            query = select(LAST, USED).select_from(text(await _sequence(connection, table)))
            last, used = (await connection.execute(query)).one()
            found[table.name] = last if used else 0
        return found
    has = await connection.run_sync(lambda one: inspect(one).has_table("sqlite_sequence"))
    rows = select(NAME, SEQ).select_from(text("sqlite_sequence"))
    return {name: seq for name, seq in await connection.execute(rows)} if has else {}  # noqa: C416


async def go_on_from(connection: AsyncConnection, tables: Sequence[Table], last: Mapping[str, int]) -> None:
    """Let each table give out ids after those that it holds, and after the last that was given out.

    Args:
        connection: A transaction that may write.
        tables: All tables.
        last: The last id that each has given out elsewhere, where that is known.
    """
    for table in numbered(tables):
        column = table.autoincrement_column
        highest = (await connection.execute(select(func.max(column)))).scalar() or 0
        after = max(highest, last.get(table.name, 0))
        if not after:
            continue
        if connection.dialect.name == "postgresql":
            sequence = await _sequence(connection, table)
            await connection.execute(select(func.setval(sequence, after)))
        elif table.dialect_options["sqlite"]["autoincrement"]:
            values = {"name": table.name, "after": after}
            await connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), values)
            await connection.execute(text("INSERT INTO sqlite_sequence VALUES (:name, :after)"), values)


def numbered(tables: Sequence[Table]) -> Sequence[Table]:
    """Return the tables whose ids the database gives out."""
    return [table for table in tables if table.autoincrement_column is not None]


async def _sequence(connection: AsyncConnection, table: Table) -> str:
    column = table.autoincrement_column
    if column is None:
        raise TypeError(f"{table.name} is given its ids")
    query = select(func.pg_get_serial_sequence(f'"{table.name}"', column.name))
    return str((await connection.execute(query)).scalar_one())
