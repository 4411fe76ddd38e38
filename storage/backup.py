"""Backups of a SQLite database, made while a bot uses it and put back when none does."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from datetime import datetime
from itertools import count
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from questions.errors import (
    BackupUnusable,
    BackupUnwritable,
    DatabaseNoFile,
    DatabaseUnusable,
)
from storage.exclusive import alone_with
from storage.parts import COMPANIONS, part_of, put, sync
from storage.snapshot import DamagedError, Inventory, NotOursError, Watch, copy, inspect, moment_of


def file_of(url: str) -> Path:
    """Return the file of a SQLite database.

    Args:
        url: A SQLAlchemy URL.

    Raises:
        DatabaseUnusable: [Q040] It is no URL.
        DatabaseNoFile: [Q045] It names PostgreSQL, or no file.
    """
    try:
        parts = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise DatabaseUnusable(
            "DATABASE_URL names no database", advice="Write it as sqlite+aiosqlite:///FILE"
        ) from error
    if parts.get_backend_name() != "sqlite":
        raise DatabaseNoFile(
            f"The database is one of {parts.get_backend_name()}, which is no file to copy",
            advice="Use pg_dump --format=custom for a backup, and pg_restore to put it back",
        )
    if not parts.database or parts.database == ":memory:":
        raise DatabaseNoFile("The database is in no file", advice="Set DATABASE_URL to one that is")
    return Path(parts.database)


def back_up(database: Path, target: Path, *, watch: Watch) -> Inventory:
    """Write a backup of a database, as it is at this moment, while others go on writing to it.

    It is whole or not there: written beside its name, looked through, and put there at the end.

    Args:
        database: The file of the database.
        target: The backup, where nothing stands yet.
        watch: Is told how many pages are copied, and of how many.

    Returns:
        What the backup holds.

    Raises:
        DatabaseUnusable: [Q040] The database cannot be read, or is damaged.
        DatabaseNewer: [Q041] A newer version of this program wrote it.
        BackupUnwritable: [Q043] Something stands there already, or it cannot be written.
    """
    if target.exists() or target.is_symlink():
        raise _taken(target)
    try:
        with closing(_database(database)) as source, part_of(target) as part:
            copy(source, part, watch)
            held = inspect(part)
            put(part, target)
    except FileExistsError as error:
        raise _taken(target) from error
    except (DamagedError, NotOursError) as error:
        reason = str(error) or "it is a database of another program"
        raise DatabaseUnusable(
            f"The database {database} cannot be backed up ({reason})",
            advice="Put an earlier backup back with quizbot restore; nothing was written",
        ) from error
    except (OSError, sqlite3.Error) as error:
        raise BackupUnwritable(
            f"The backup {target} cannot be written ({_reason(error)})",
            advice="Choose another place, or make room; nothing is left there",
        ) from error
    return held


def restore(backup: Path, database: Path, *, now: datetime, watch: Watch) -> tuple[Inventory, Path | None]:
    """Put a backup in the place of a database that nobody uses.

    The file that stood there is kept beside it under a name with the time. Ids that it has given out are not
    given out again: a button in an old chat must not press a session of somebody else.

    Args:
        backup: The backup; it stays as it is.
        database: The file of the database.
        now: The time.
        watch: Is told how many pages are copied, and of how many.

    Returns:
        What the database holds now, and where the file is that stood there; None where none did.

    Raises:
        DatabaseUnusable: [Q040] The place cannot be written.
        DatabaseNewer: [Q041] A newer version of this program wrote the backup.
        DatabaseInUse: [Q042] A bot uses the database.
        BackupUnusable: [Q044] The backup is not there, is none or is damaged.
    """
    if backup.resolve() == database.resolve():
        raise _unusable(backup, "it is the database itself")
    try:
        with part_of(database) as part, alone_with(database) as given_out:
            with closing(_backup(backup)) as source:
                copy(source, part, watch)
            held = inspect(part)
            _go_on_from(part, given_out)
            _as_before(part, database)
            sync(part)
            kept = _keep(database, now)
            part.replace(database)
            sync(database.parent)
    except (DamagedError, NotOursError) as error:
        raise _unusable(backup, str(error) or "it is a database of another program") from error
    except (OSError, sqlite3.Error) as error:
        raise DatabaseUnusable(
            f"The backup cannot be put in the place of {database} ({_reason(error)})",
            advice="Check DATABASE_URL, the folder, its permissions and its room; nothing was changed",
        ) from error
    return held, kept


def _database(path: Path) -> sqlite3.Connection:
    try:
        return moment_of(path)
    except sqlite3.Error as error:
        raise DatabaseUnusable(
            f"The database {path} cannot be read ({error})",
            advice="Check DATABASE_URL, the folder and the permissions; nothing was written",
        ) from error


def _backup(path: Path) -> sqlite3.Connection:
    try:
        return moment_of(path)
    except sqlite3.Error as error:
        raise _unusable(path, str(error)) from error


def _taken(target: Path) -> BackupUnwritable:
    return BackupUnwritable(f"{target} is there already", advice="Choose another name; nothing was written")


def _unusable(backup: Path, reason: str) -> BackupUnusable:
    return BackupUnusable(
        f"{backup} is no backup that can be put back ({reason})",
        advice="Choose one that quizbot backup wrote; the database was left as it is",
    )


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()


def _keep(database: Path, now: datetime) -> Path | None:
    """Give the file that stands there a second name, with what SQLite may have beside it."""
    if not database.exists():
        return None
    for number in count(1):
        again = f"-{number}" if number > 1 else ""
        kept = database.with_name(f"{database.stem}-until-{now:%Y%m%d-%H%M%S}{again}{database.suffix}")
        # The name of the database is never without a file: a bot that started then would begin anew.
        try:
            os.link(database, kept)
        except FileExistsError:
            continue
        for ending in COMPANIONS:
            beside = database.with_name(database.name + ending)
            if beside.exists():
                beside.rename(kept.with_name(kept.name + ending))
        return kept
    raise AssertionError("there is always a further number")


def _as_before(part: Path, database: Path) -> None:
    """Let a file be read and written by whom the one before was, where there was one."""
    if not database.exists():
        return
    before = database.stat()
    part.chmod(before.st_mode & 0o777)
    with suppress(PermissionError):
        os.chown(part, before.st_uid, before.st_gid)


def _go_on_from(part: Path, given_out: Mapping[str, int]) -> None:
    """Let a database give out no id that was given out before."""
    with closing(sqlite3.connect(part, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        for table, last in given_out.items():
            changed = connection.execute(
                "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (last, table)
            )
            if not changed.rowcount:
                connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, last))
        connection.execute("COMMIT")
