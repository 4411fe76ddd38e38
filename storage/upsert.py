"""INSERT … ON CONFLICT as the database at hand spells it; knows no table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import Base

_INSERTS: Mapping[str, Callable[[Any], sqlite.Insert | postgresql.Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


def insert_into(session: AsyncSession, table: type[Base]) -> sqlite.Insert | postgresql.Insert:
    """Return an INSERT that can say what happens on a conflict."""
    return _INSERTS[session.get_bind().dialect.name](table)


def insert_for(dialect: str, table: type[Base]) -> sqlite.Insert | postgresql.Insert:
    """Return the same for a sort of database, into the table itself: nothing of the ORM stands in its way."""
    return _INSERTS[dialect](table.__table__)
