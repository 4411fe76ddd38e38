"""`quizbot migrate-database`: all that is kept, from SQLite to PostgreSQL or back; knows no table by name."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, closing
from pathlib import Path

from rich.console import Console
from rich.table import Table
from sqlalchemy import text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.commands.progress import Reading, watching
from questions.errors import DatabaseFilled, DatabaseInUse, DatabaseUnusable
from storage.engine import Database, StorageError
from storage.exclusive import alone_with
from storage.moving import move
from storage.parts import part_of, put

DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg"}
OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
)


def migrate_database(source: str, target: str, *, console: Console | None = None) -> int:
    """Move a database into an empty one and tell how many rows each table has.

    Args:
        source: Where everything is, as SQLAlchemy has it.
        target: Where it shall be; it holds nothing yet.
        console: Where to tell; by default stdout.

    Returns:
        0.

    Raises:
        DatabaseError: One cannot be used, is of another version or in use, the target is not empty, or a row
            would not be the same there. Then nothing was changed.
    """
    counts = asyncio.run(_moved(_url(source, "FROM"), _url(target, "TO")))
    table = Table("table", show_footer=True)
    table.columns[0].footer = "all, compared row by row"
    table.add_column("rows", justify="right", footer=str(sum(counts.values())))
    for name, count in sorted(counts.items()):
        table.add_row(name, str(count))
    (console or Console()).print(table)
    return 0


def _url(given: str, name: str) -> URL:
    try:
        url = make_url(given)
        return url.set(drivername=DRIVERS[url.get_backend_name()])
    except (ArgumentError, KeyError, ValueError):
        # The text of the error may hold what was given, and that a password.
        raise DatabaseUnusable(
            f"{name} names no database that can be used",
            advice="Write it as sqlite+aiosqlite:///FILE or postgresql+psycopg://USER@HOST/NAME",
        ) from None


async def _moved(source: URL, target: URL) -> Mapping[str, int]:
    where = source
    try:
        async with _database(source) as here:
            await _refuse_use(here)
            where = target
            async with _arriving(target) as there:
                with Reading(Console(stderr=True)) as reading:
                    return await move(here, there, watch=watching(reading, "Moving the database"))
    except (StorageError, OSError, sqlite3.Error) as error:
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        raise DatabaseUnusable(
            f"The database {_shown(where)} cannot be used ({reason})",
            advice="Check its address, its server and the permissions; nothing was changed",
        ) from error


@asynccontextmanager
async def _database(url: URL) -> AsyncIterator[Database]:
    database = Database(url.render_as_string(hide_password=False))
    try:
        yield database
    finally:
        await database.close()


@asynccontextmanager
async def _arriving(url: URL) -> AsyncIterator[Database]:
    """Open the database to move to; a file stands under its name at the end, whole or not at all."""
    if url.get_backend_name() != "sqlite":
        async with _database(url) as database:
            yield database
        return
    file = Path(url.database or "")
    with part_of(file) as part:
        _refuse_file(file)
        async with _database(url.set(database=str(part))) as database:
            yield database
        with closing(sqlite3.connect(part)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
        try:
            put(part, file)
        except FileExistsError:
            raise _taken(file) from None


def _refuse_file(file: Path) -> None:
    if file.exists():
        raise _taken(file)


def _taken(file: Path) -> DatabaseFilled:
    return DatabaseFilled(f"{file} is there already", advice="Name a new file; nothing was changed")


async def _refuse_use(database: Database) -> None:
    """Raise DatabaseInUse where a bot has it open: what it kept from now on would not be moved."""
    if not database.shared:
        _refuse_file_in_use(Path(database.engine.url.database or ""))
        return
    async with database.engine.connect() as connection:
        if (await connection.execute(OTHERS)).scalar_one():
            raise DatabaseInUse(
                f"The database {_shown(database.engine.url)} is in use",
                advice="Stop the bots that use it and what else is connected; nothing was changed",
            )


def _refuse_file_in_use(file: Path) -> None:
    if not file.is_file():
        raise DatabaseUnusable(f"There is no database {file}", advice="Check FROM; nothing was changed")
    with alone_with(file):
        return


def _shown(url: URL) -> str:
    """Return an address without what may be secret."""
    return url.set(query={}).render_as_string(hide_password=True)
