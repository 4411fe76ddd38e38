"""`quizbot backup` and `quizbot restore`: the database to a file and back; knows no table."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.filesize import decimal

from bot.commands.progress import Reading, watching
from storage.backup import back_up, file_of
from storage.backup import restore as put_back
from storage.snapshot import Inventory


def backup(file: Path, *, database_url: str) -> int:
    """Copy the database to a file while others write to it.

    Args:
        file: The backup to write.
        database_url: The database, as SQLAlchemy has it.

    Returns:
        0.

    Raises:
        DatabaseError: The database cannot be read, is no file, or the backup cannot be written.
    """
    database = file_of(database_url)
    with Reading(Console(stderr=True)) as reading:
        held = back_up(database, file, watch=watching(reading, f"Copying {database}"))
    print(f"{file}: {_told(held)} of {database}, checked")
    return 0


def restore(file: Path, *, database_url: str, now: datetime | None = None) -> int:
    """Put a backup in the place of the database.

    Args:
        file: The backup.
        database_url: The database, as SQLAlchemy has it.
        now: The time; by default the clock's.

    Returns:
        0.

    Raises:
        DatabaseError: The backup is damaged or none, a bot uses the database, or it cannot be written.
    """
    database = file_of(database_url)
    with Reading(Console(stderr=True)) as reading:
        watch = watching(reading, f"Copying {file}")
        held, kept = put_back(file, database, now=now or datetime.now(UTC), watch=watch)
    print(f"{database}: {_told(held)} of {file}, checked")
    if kept:
        print(f"{kept}: the database as it was")
    return 0


def _told(held: Inventory) -> str:
    return f"{decimal(held.size)}, {held.rows} rows in {held.tables} tables"
