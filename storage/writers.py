"""Writers that come while another one writes share its commit; knows transactions, no table and no pragma.

SQLite has one writer at a time, and what makes a write slow is its end: the disk has to confirm it. So the
writers of this process go one after another, in the order in which they come, each within a savepoint of its
own, and whoever has waited meanwhile goes on in the same transaction. One commit ends it for all of them;
none returns before that. A writer that fails is rolled back to its savepoint alone. A commit that fails fails
for all, and nothing of what they wrote is there. A writer that nobody waits behind commits at once.

```mermaid
stateDiagram-v2
    [*] --> waiting: write()
    waiting --> writing: the one before has written, in its transaction, or in a new one after a commit
    writing --> written: the block ends (or fails, and is rolled back to its savepoint)
    written --> [*]: nobody waits, or the transaction has lasted long enough: commit, for all at once
```
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from copy import copy
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ExceptionContext
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession

log = logging.getLogger(__name__)

Result = TypeVar("Result")

MOST = 256
"""How many writers share a commit at most."""

LONGEST = 0.05
"""Seconds after which a transaction takes in no further writer, so that the first one need not wait long."""

SHARED = "passage_quiz_shares"


@dataclass(eq=False, slots=True)
class Batch:
    """A transaction that several writers share.

    Attributes:
        connection: Where it runs.
        driver: The driver's own connection there, which tells whether the transaction is open still.
        begun: When, by the clock of the event loop.
        outcome: Is done when it is committed; holds the error where it cannot be.
        writers: How many have written.
        broken: What has undone all of it, if anything has.
    """

    connection: AsyncConnection
    driver: Any
    begun: float
    outcome: asyncio.Future[None]
    writers: int = 0
    broken: SQLAlchemyError | None = None

    def note(self, error: BaseException | None) -> None:
        """Take note that a writer is done, and look whether the transaction is there still.

        Where the disk is full, for one, SQLite undoes not the statement but all of it.
        """
        self.writers += 1
        if self.broken is None and (self.connection.invalidated or not self.driver.in_transaction):
            self.undo(error)

    def undo(self, error: BaseException | None) -> None:
        """Let nothing of it hold; what a writer met in its own work is told to no other."""
        told = error if isinstance(error, SQLAlchemyError) else None
        self.broken = told or SQLAlchemyError("The transaction was undone before its commit")


class Writers:
    """The writers of one SQLite database in this process.

    Args:
        engine: The database. `BEGIN IMMEDIATE` is emitted where a transaction begins.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._taken = False
        self._batch: Batch | None = None
        self._ending: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """A transaction that may write: committed at the end, rolled back where an exception leaves it.

        Whoever is cancelled while the commit is under way does not know whether it was carried out.

        Raises:
            SQLAlchemyError: The transaction cannot be begun or committed; nothing of it is there.
        """
        await self._turn()
        try:
            batch = await unbroken(self._open()) if self._batch is None else self._batch
        except BaseException:
            self._pass_on()
            raise
        try:
            async with self._savepoint(batch) as session:
                yield session
        except Exception as error:
            # What made it fail may be what another writer wrote: that must hold before it is told.
            await _hear(batch, error)
            raise
        await _hear(batch)

    async def close(self) -> None:
        """Wait for a commit that is under way."""
        if self._ending is not None:
            await asyncio.wait([self._ending])

    @asynccontextmanager
    async def _savepoint(self, batch: Batch) -> AsyncIterator[AsyncSession]:
        """A session of its own on the transaction that is shared; the turn passes on at its end."""
        session = AsyncSession(
            batch.connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
        )
        try:
            yield session
        except BaseException as error:
            await unbroken(self._leave(batch, session, error))
            raise
        else:
            await unbroken(self._leave(batch, session))

    async def _turn(self) -> None:
        """Wait until it is one's turn to write."""
        if not self._taken:
            self._taken = True
            return
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if not turn.cancelled():
                self._pass_on()
            raise

    async def _open(self) -> Batch:
        """Begin a transaction."""
        connection = await self._engine.connect()
        try:
            await connection.execution_options(**{SHARED: True})
            await connection.begin()
            driver = (await connection.get_raw_connection()).driver_connection
        except BaseException:
            await connection.close()
            raise
        loop = asyncio.get_running_loop()
        self._batch = Batch(connection, driver, loop.time(), loop.create_future())
        return self._batch

    async def _leave(self, batch: Batch, session: AsyncSession, error: BaseException | None = None) -> None:
        """Let what a writer wrote stand in the transaction, or take it back, and let the next one write."""
        own = error
        try:
            if own is None:
                try:
                    await session.commit()
                except Exception as failed:
                    own = failed
            if own is not None:
                await session.rollback()
            await session.close()
        except Exception as undone:
            batch.undo(own or undone)
        batch.note(own)
        self._pass_on()
        if own is not None and own is not error:
            raise own

    def _pass_on(self) -> None:
        """Let the next one write, or end the transaction where nobody waits or it has lasted long enough."""
        batch = self._batch
        if batch is not None and (self._is_over(batch) or not self._call_next()):
            self._ending = asyncio.create_task(self._end(batch))
        elif batch is None and not self._call_next():
            self._taken = False

    def _is_over(self, batch: Batch) -> bool:
        lasted = asyncio.get_running_loop().time() - batch.begun
        return batch.broken is not None or batch.writers >= MOST or lasted >= LONGEST

    def _call_next(self) -> bool:
        """Give the turn to whoever waits the longest; returns whether anybody does."""
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                return True
        return False

    async def _end(self, batch: Batch) -> None:
        """Commit, tell all who have written, and let the next one write."""
        error: BaseException | None = batch.broken
        try:
            if error is None:
                await batch.connection.commit()
        except BaseException as failed:
            error = failed
        try:
            if error is not None:
                await batch.connection.invalidate()
            await batch.connection.close()
        except Exception:
            log.exception("A connection that has written could not be given back")
        finally:
            self._batch = None
            if error is None:
                batch.outcome.set_result(None)
            else:
                batch.outcome.set_exception(error)
                batch.outcome.exception()
            self._pass_on()


async def _hear(batch: Batch, own: Exception | None = None) -> None:
    """Wait for the commit.

    Args:
        batch: What is committed.
        own: What has made this writer fail, if anything has.
    """
    await asyncio.wait([batch.outcome])
    error = batch.outcome.exception()
    if error is not None and error is not own:
        raise copy(error) from error


async def unbroken(work: Coroutine[Any, Any, Result]) -> Result:
    """Carry something out to its end, also where whoever waits for it is cancelled meanwhile."""
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        while not task.done():
            with suppress(asyncio.CancelledError):
                await asyncio.wait([task])
        if not task.cancelled():
            task.exception()
        raise


def keep_cancelled(context: ExceptionContext) -> None:
    """Let a connection live on that a cancelled writer shares with others.

    SQLAlchemy gives a connection up whose statement was cancelled. The driver carries that statement out all
    the same, and what comes after it, the rollback to the savepoint, afterwards.
    """
    shared = context.connection is not None and context.connection.get_execution_options().get(SHARED, False)
    if shared and isinstance(context.original_exception, asyncio.CancelledError):
        context.is_disconnect = False
