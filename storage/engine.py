"""The connection to the database and its transactions; knows SQLite's settings, no table.

SQLite runs in WAL mode with `synchronous=FULL`: an answer that was acknowledged survives a power cut, which
NORMAL does not promise in WAL mode (https://www.sqlite.org/pragma.html#pragma_synchronous). Writers begin
with BEGIN IMMEDIATE: with a deferred BEGIN, 167 of 200 concurrent read-then-write increments failed with
"database is locked", with the driver's default 182 were lost in silence, with IMMEDIATE none.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, InvalidRequestError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from questions.errors import DatabaseUnusable
from storage.driver import connect
from storage.migrations import migrate
from storage.writers import Writers, keep_cancelled

log = logging.getLogger(__name__)

StorageError = SQLAlchemyError
"""What a transaction raises where the database cannot carry it out."""

PRAGMAS = (
    "PRAGMA busy_timeout=10000",
    "PRAGMA foreign_keys=ON",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",
)
TRIES, PAUSE = 100, 0.1
"""How often the log is tried to be cut while others read, and the seconds in between."""

ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(8)")
"""Several processes may start at once: the others find the schema as the first has made it."""

READ_ONLY = "passage_quiz_reads"
READS: Any = {READ_ONLY: True}
ONE_VIEW: Any = {"isolation_level": "REPEATABLE READ"}
"""What is read in one transaction is of one moment, as it always is in SQLite."""

Writing = tuple["Database", asyncio.Task[Any] | None, AsyncSession] | tuple[None, None, None]
_WRITING: ContextVar[Writing] = ContextVar("writing", default=(None, None, None))
"""What a task writes in, and which database and task that is: the tasks that it starts do not."""


class Database:
    """One database, with a transaction for each use case.

    Args:
        url: A SQLAlchemy URL with an async driver.

    Raises:
        DatabaseUnusable: [Q040] The URL names no database, or its driver is not installed.

    Attributes:
        shared: Whether several processes can write to it at once.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _engine(url)
        self._sessions = async_sessionmaker(self.engine, expire_on_commit=False)
        self.shared = self.engine.dialect.name == "postgresql"
        self._writers = None if self.shared else Writers(self.engine)

    async def open(self) -> None:
        """Bring the schema up to date.

        Raises:
            DatabaseUnusable: [Q040] The database cannot be opened, read or written.
            DatabaseNewer: [Q041] A newer version of this program wrote it.
        """
        try:
            if self.engine.dialect.name == "sqlite" and self.engine.url.database:
                await asyncio.to_thread(_try_file, self.engine.url.database)
            async with self.engine.connect() as connection:
                if self.shared:
                    await connection.execute(ONE_AT_A_TIME)
                await connection.run_sync(migrate)
        except (DBAPIError, sqlite3.Error, OSError) as error:
            raise self.unusable(error) from error

    def unusable(self, error: Exception) -> DatabaseUnusable:
        """Return what tells a person, in a line, that the database failed."""
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        return DatabaseUnusable(
            f"The database {self.engine.url.render_as_string()} cannot be used ({reason})",
            advice="Check DATABASE_URL, the folder and the permissions; the file was left as it is",
        )

    def beside(self, name: str) -> Path:
        """Return a place for what goes with this database: beside its file, or in the current folder."""
        own = Path(self.engine.url.database or "quizbot")
        return own.with_name(f"{own.stem}-{name}")

    async def forget(self) -> None:
        """Let nothing that was deleted stay in the file, or in the log beside it.

        What is deleted is overwritten at once (`secure_delete`), but the log keeps older pages until they are
        taken over. PostgreSQL's own vacuum does the same in its time.
        """
        if self.engine.dialect.name != "sqlite":
            return
        for _ in range(TRIES):
            if await asyncio.to_thread(_take_over_log, self.engine.url.database or ""):
                return
            await asyncio.sleep(PAUSE)
        log.warning("The database is read so much that its log could not be cut; it will be at the next stop")

    async def close(self) -> None:
        """Close all connections."""
        if self._writers is not None:
            await self._writers.close()
        await self.engine.dispose()

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """A transaction that may write: committed at the end, rolled back where an exception leaves it.

        SQLite has one writer at a time. Those of this process wait for each other, in the order in which they
        come: SQLite's own waiting looks for the lock now and then, and with 20 writers at once a transaction
        took ten times as long. Those that come at once share a commit: see `storage.writers`.
        """
        if self._writers is None:
            async with self._sessions() as session, session.begin():
                yield session
            return
        async with self._writers.write() as session:
            writing = _WRITING.set((self, asyncio.current_task(), session))
            try:
                yield session
            finally:
                _WRITING.reset(writing)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """A transaction that only reads, and waits for no writer.

        Inside one that writes it is that one: it sees what was written there, and in the commit that it
        shares, which no other connection does yet.
        """
        database, task, writing = _WRITING.get()
        if writing is not None and database is self and task is asyncio.current_task():
            yield writing
            return
        async with self._sessions() as session, session.begin():
            await session.connection(execution_options=ONE_VIEW if self.shared else READS)
            yield session


def _engine(url: str) -> AsyncEngine:
    try:
        # An error names the statement, never the values: they are people's own.
        named = make_url(url)
        if named.get_backend_name() == "sqlite":
            own: dict[str, Any] = {"connect_args": {"async_creator_fn": connect}}
        else:
            own = {"pool_pre_ping": True}  # Its server may have been started again meanwhile.
        engine = create_async_engine(named, hide_parameters=True, **own)
    except (ArgumentError, ImportError, InvalidRequestError) as error:
        raise DatabaseUnusable(
            f"DATABASE_URL names no database that can be used ({str(error).splitlines()[0].rstrip('.')})",
            advice="Write it as sqlite+aiosqlite:///FILE",
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", _configure)
        event.listen(engine.sync_engine, "begin", _begin)
        event.listen(engine.sync_engine, "handle_error", keep_cancelled)
    return engine


def _try_file(path: str) -> None:
    """Open and lock a file once, before the driver does: its thread complains when an opening fails."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in (*PRAGMAS, "BEGIN IMMEDIATE", "ROLLBACK"):
            connection.execute(statement)


def _take_over_log(path: str) -> bool:
    """Take the log over into the file and cut it; returns whether nobody was in the way."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as connection:
        busy: int = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    return busy == 0


def _configure(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    setting: Any = connection
    setting.isolation_level = None
    cursor = connection.cursor()
    try:
        for pragma in PRAGMAS:
            cursor.execute(pragma)
    except BaseException:
        # SQLAlchemy lets go of it without closing it, and its thread would stay.
        connection.close()
        raise
    cursor.close()


def _begin(connection: Connection) -> None:
    reads = connection.get_execution_options().get(READ_ONLY, False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
