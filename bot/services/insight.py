"""What whoever runs the bot wants to see of its database: that it answers, and what is under way."""

from __future__ import annotations

from collections.abc import Mapping

from storage.engine import Database
from storage.jobs import count_waiting
from storage.sessions import count_running


class InsightService:
    """Looks, and changes nothing.

    Args:
        database: Where it looks.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def reach(self) -> None:
        """Begin and end a transaction that could write, as every answer needs one.

        Raises:
            StorageError: The database cannot carry it out.
        """
        async with self._database.write() as session:
            await session.connection()

    async def sessions(self) -> Mapping[str, int]:
        """Return how many sessions have begun and not ended, by their kinds `solo` and `class`."""
        async with self._database.read() as session:
            return await count_running(session)

    async def jobs(self) -> int:
        """Return how many banks are to be made."""
        async with self._database.read() as session:
            return await count_waiting(session)
