"""SQLite's connection as SQLAlchemy's asyncio uses it: short statements at once, the rest in its thread.

aiosqlite hands each step of a statement to a thread: making a cursor, executing, fetching, closing. A
statement of ours takes some 20 microseconds, each way to the thread and back more than that, and while the
event loop is busy Python lets the thread go on after 5 ms only (`sys.getswitchinterval`). Writers go one
after another, so everybody waited for that. Here a statement is one step, and one that is short as a rule is
carried out where it is asked for: with 200 people who answered at once, three times as many were served. A
SELECT that takes longer than `PATIENCE` after all is broken off, which changes nothing, and carried out in
the thread. What may wait for the lock, for the disk or for much text is there from the start: BEGIN
IMMEDIATE, the COMMIT after it, DELETE, many rows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from time import perf_counter
from typing import Any

import aiosqlite

PATIENCE = 0.002
"""Seconds that the event loop stands still for a statement."""

STEPS = 2_000
"""Instructions of SQLite's machine, some 50 microseconds, after which the time is looked at."""

MOST_ROWS, MOST_TEXT = 64, 50_000
"""So many rows, and characters in each of their values, are written at once."""

SELECTS = ("SELECT",)
AT_ONCE = ("INSERT", "UPDATE", "SAVEPOINT", "RELEASE", "ROLLBACK TO")
IMMEDIATE = "BEGIN IMMEDIATE"

Values = Sequence[Any]


class Cursor:
    """A statement and its rows, which are all there when it is executed.

    Args:
        connection: Where it is carried out.

    Attributes:
        description: The columns, None where there are none.
        rowcount: How many rows were changed, -1 where that is not known.
        lastrowid: The number of the row that was put in last.
        arraysize: How many rows are fetched where nobody says.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    async def __aenter__(self) -> Cursor:
        """Nothing to open."""
        return self

    async def execute(self, sql: str, values: Values = ()) -> Cursor:
        """Carry a statement out and fetch its rows."""
        found = await self._connection.carry_out(
            sql, lambda connection: connection.execute(sql, values), (values,)
        )
        return self._keep(found)

    async def executemany(self, sql: str, rows: Iterable[Values]) -> Cursor:
        """Carry a statement out for each row."""
        rows = list(rows)
        found = await self._connection.carry_out(
            sql, lambda connection: connection.executemany(sql, rows), rows
        )
        return self._keep(found)

    async def fetchall(self) -> list[Any]:
        """Return the rows that were not fetched yet."""
        rows, self._rows = self._rows, []
        return rows

    async def fetchmany(self, size: int | None = None) -> list[Any]:
        """Return the next rows, `arraysize` of them where nobody says how many."""
        size = self.arraysize if size is None else size
        rows, self._rows = self._rows[:size], self._rows[size:]
        return rows

    async def close(self) -> None:
        """Nothing to close: the rows are fetched."""

    def _keep(self, found: tuple[sqlite3.Cursor, list[Any]]) -> Cursor:
        done, self._rows = found
        self.description, self.rowcount, self.lastrowid = done.description, done.rowcount, done.lastrowid
        return self


class Connection(aiosqlite.Connection):
    """A connection that carries short statements out at once.

    Args:
        connector: Opens it, for the use in more than one thread.
    """

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, iter_chunk_size=MOST_ROWS)
        self._asked = self._done = 0
        self._until: float | None = None
        self._holds_lock = False
        self._thread.daemon = True

    def cursor(self) -> Cursor:  # type: ignore[override]
        """Return what carries statements out."""
        return Cursor(self)

    async def carry_out(
        self, sql: str, work: Callable[[sqlite3.Connection], sqlite3.Cursor], rows: Sequence[Values]
    ) -> tuple[sqlite3.Cursor, list[Any]]:
        """Carry a statement out, here or in the thread, and fetch its rows.

        Args:
            sql: The statement.
            work: Executes it.
            rows: The values that it is executed with.
        """
        if self._is_idle:
            if sql.startswith(SELECTS):
                self._until = perf_counter() + PATIENCE
                try:
                    return self._fetched(work)
                except sqlite3.OperationalError as error:
                    if str(error) != "interrupted":
                        raise
                finally:
                    self._until = None
            elif sql == "BEGIN" or (sql.startswith(AT_ONCE) and _is_little(rows)):
                return self._fetched(work)
        self._holds_lock = self._holds_lock or sql == IMMEDIATE
        found: tuple[sqlite3.Cursor, list[Any]] = await self._execute(self._fetched, work)
        return found

    async def commit(self) -> None:
        """Commit: in the thread where the disk has to confirm it."""
        await self._end(self._conn.commit)

    async def rollback(self) -> None:
        """Roll back."""
        await self._end(self._conn.rollback)

    async def _connect(self) -> Connection:
        await super()._connect()
        await self._execute(self._conn.set_progress_handler, self._is_late, STEPS)
        return self

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        self._asked += 1

        def counted() -> Any:
            try:
                return fn(*args, **kwargs)
            finally:
                self._done += 1

        return await super()._execute(counted)  # type: ignore[no-untyped-call]

    async def _end(self, end: Callable[[], None]) -> None:
        if self._holds_lock or not self._is_idle:
            await self._execute(end)
            self._holds_lock = False
        else:
            end()

    def _fetched(
        self, work: Callable[[sqlite3.Connection], sqlite3.Cursor]
    ) -> tuple[sqlite3.Cursor, list[Any]]:
        cursor = work(self._conn)
        return cursor, cursor.fetchall() if cursor.description else []

    @property
    def _is_idle(self) -> bool:
        """Whether the thread has done all it was asked: what somebody cancelled may be under way there."""
        return self._asked == self._done

    def _is_late(self) -> bool:
        return self._until is not None and perf_counter() > self._until


def connect(database: str, **settings: Any) -> Connection:
    """Return a connection that is to be awaited; the arguments are those of `sqlite3.connect`."""
    return Connection(lambda: sqlite3.connect(database, **settings))


def _is_little(rows: Sequence[Values]) -> bool:
    if len(rows) > MOST_ROWS:
        return False
    return not any(isinstance(value, str) and len(value) > MOST_TEXT for row in rows for value in row)
