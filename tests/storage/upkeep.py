"""A database with something in each of its tables, as a bot leaves it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, Float, Integer, Table, Text, insert

from storage.engine import Database
from storage.tables import Base, UtcDateTime

NOON = datetime(2026, 1, 2, 12, 0, 0, 123456, tzinfo=UTC)


async def filled(url: str, *, rows: int = 3) -> Database:
    """Make a database with some rows in each table that name each other as they must."""
    database = Database(url)
    await database.open()
    async with database.write() as session:
        for table in Base.metadata.sorted_tables:
            await session.execute(insert(table), [row_of(table, number) for number in range(1, rows + 1)])
    return database


def row_of(table: Table, number: int) -> Mapping[str, Any]:
    """A row that stands for nothing, and breaks no rule of the table."""
    return {column.name: _value(column, number) for column in table.columns}


def _value(column: Column[Any], number: int) -> Any:
    if column.nullable and number == 2:
        return None
    if column.foreign_keys:
        (target,) = column.foreign_keys
        return _value(target.column, number)
    kind = column.type
    if isinstance(kind, Boolean):
        return number % 2 == 0
    if isinstance(kind, Float):
        return number / 3
    if isinstance(kind, Date):
        return date(2026, 1, number % 28 + 1)
    if isinstance(kind, UtcDateTime):
        return NOON + timedelta(microseconds=number)
    if isinstance(kind, JSON):
        return ["é—ß", number / 3]
    if isinstance(kind, Text):
        return f"naïve “{number}” 🗿 %s :x"
    if isinstance(kind, Integer):
        return number
    raise AssertionError(f"no value for {column}")


def url_of(path: Path) -> str:
    """The address of a SQLite file."""
    return f"sqlite+aiosqlite:///{path}"
