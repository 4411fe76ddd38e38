"""A copy of a SQLite database as it was at one moment, and what is wrong with one; knows no table of ours.

The copy is made by SQLite's backup API (https://www.sqlite.org/backup.html). The source is held in one read
transaction meanwhile: in WAL mode that keeps no writer waiting, and the copy need not begin again when one
has written, as it would between two steps otherwise.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from storage.migrations import known, newer

STEP = 512
"""Pages that are copied between two words on how far it is: 2 MB."""

Watch = Callable[[int, int], None]
"""Is told how many pages, or rows, are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Inventory:
    """What a database holds.

    Attributes:
        size: Its bytes.
        tables: How many tables.
        rows: How many rows in all of them.
    """

    size: int
    tables: int
    rows: int


class NotOursError(Exception):
    """It is a SQLite database, and none of this program."""


class DamagedError(Exception):
    """A part of it cannot be trusted; its text says which."""


def moment_of(path: Path) -> sqlite3.Connection:
    """Open a database, held as it is at this moment until it is closed.

    Raises:
        sqlite3.Error: It cannot be opened or read, or is none.
    """
    address = f"{path.resolve().as_uri()}?mode=rw"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=10)
    try:
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def copy(source: sqlite3.Connection, target: Path, watch: Watch) -> None:
    """Copy a database as it was at the moment that its connection holds; one file, without a log beside it.

    Raises:
        sqlite3.Error: It cannot be read, or the copy not be written.
    """

    def watching(_status: int, left: int, total: int) -> None:
        watch(total - left, total)

    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        # Whole or not at all is by its name: no log of its own is needed, and it is synchronised at the end.
        connection.execute("PRAGMA journal_mode=OFF")
        connection.execute("PRAGMA synchronous=OFF")
        source.backup(connection, pages=STEP, progress=watching)
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


def inspect(path: Path) -> Inventory:
    """Look through every page and reference of a database that nobody else has open.

    Raises:
        NotOursError: It is none of this program.
        DamagedError: A part of it cannot be trusted.
        DatabaseNewer: [Q041] A newer version of this program wrote it.
    """
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            if verdict != "ok":
                raise DamagedError(str(verdict).splitlines()[-1])
            _recognise(connection)
            astray = connection.execute("PRAGMA foreign_key_check").fetchone()
            if astray:
                raise DamagedError(f"a row of {astray[0]} names one of {astray[2]} that is not there")
            return _inventory(connection, path)
    except sqlite3.Error as error:
        raise DamagedError(str(error)) from error


def _recognise(connection: sqlite3.Connection) -> None:
    query = "SELECT count(*) FROM sqlite_master WHERE name IN ('alembic_version', 'users', 'sessions')"
    if connection.execute(query).fetchone()[0] < 3:
        raise NotOursError
    for (revision,) in connection.execute("SELECT version_num FROM alembic_version"):
        if revision not in known():
            raise newer()


def _inventory(connection: sqlite3.Connection, path: Path) -> Inventory:
    tables = [
        name
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
        if name != "alembic_version"
    ]
    counts = [connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables]  # noqa: S608
    return Inventory(path.stat().st_size, len(tables), sum(counts))
