"""What processes that share a database let each other hear; knows names, not what they stand for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from storage.engine import Database

QUIET = 20.0
"""Seconds of silence after which it is looked whether the connection is there still."""


async def call(session: AsyncSession, name: str) -> None:
    """Let all that listen hear a name, once this transaction is committed."""
    await session.execute(text("SELECT pg_notify('quizbot', :name)"), {"name": name})


async def listen(database: Database) -> AsyncIterator[str | None]:
    """Yield each name that is called, on a connection of its own, and nothing where one may have been missed.

    Args:
        database: A PostgreSQL.
    """
    pooled = await database.engine.raw_connection()
    connection: Any = pooled.driver_connection
    pooled.detach()
    try:
        await connection.set_autocommit(True)
        await connection.execute("LISTEN quizbot")
        yield None
        while True:
            async for heard in connection.notifies(timeout=QUIET):
                yield heard.payload
            await connection.execute("SELECT 1")  # Whether it is there still.
    finally:
        await connection.close()
