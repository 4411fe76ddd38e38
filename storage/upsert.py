"""INSERT … ON CONFLICT as the database at hand spells it; knows no table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import Base

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite


def insert_into(session: AsyncSession, table: type[Base]) -> sqlite.Insert | postgresql.Insert:
    """Return an INSERT that can say what happens on a conflict."""
    return _insert(session.get_bind().dialect.name, table)


def insert_for(dialect: str, table: type[Base]) -> sqlite.Insert | postgresql.Insert:
    """Return the same for a sort of database, into the table itself: nothing of the ORM stands in its way."""
    return _insert(dialect, table.__table__)


def _insert(dialect: str, table: Any) -> sqlite.Insert | postgresql.Insert:
    if dialect == "sqlite":
        from sqlalchemy.dialects import sqlite

        return sqlite.insert(table)
    # It brings three drivers along, for which whoever has SQLite would wait at every start.
    from sqlalchemy.dialects import postgresql

    return postgresql.insert(table)
