"""A SQLite database that nobody else has open, however idle they are; knows no table of ours.

Every connection in WAL mode holds a shared lock as long as it is open, so that the mode can be changed only
where there is no other (https://www.sqlite.org/pragma.html#pragma_journal_mode). BEGIN EXCLUSIVE alone would
not see a bot that is at rest: in WAL mode it waits for writers only.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from questions.errors import DatabaseInUse

PENDING = 0x40000000
"""Where SQLite locks a file: 512 bytes from here (https://www.sqlite.org/lockingv3.html)."""

LOCKS = 512
BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED")


@contextmanager
def alone_with(database: Path) -> Iterator[Mapping[str, int]]:
    """Keep everybody else from a database, and have all of it in its one file.

    A damaged one cannot be locked by SQLite; that somebody has it open is found all the same.

    Gives:
        The last id that each table has given out which gives out none twice; nothing where it is damaged.

    Raises:
        DatabaseInUse: [Q042] Somebody has it open.
        OSError: It cannot be written.
    """
    if not database.exists():
        yield {}
        return
    with closing(sqlite3.connect(database, isolation_level=None, timeout=0)) as connection:
        try:
            connection.execute("PRAGMA journal_mode=DELETE")
            connection.execute("BEGIN EXCLUSIVE")
            if connection.execute("PRAGMA journal_mode").fetchone() != ("delete",):
                raise _in_use(database)  # somebody has just opened it
            given_out = _given_out(connection)
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorname.startswith(BUSY):
                raise _in_use(database) from error
            connection.close()
            _try_lock(database)
            yield {}
        else:
            yield given_out


def _given_out(connection: sqlite3.Connection) -> Mapping[str, int]:
    query = "SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_sequence'"
    if not connection.execute(query).fetchone()[0]:
        return {}
    return dict(connection.execute("SELECT name, seq FROM sqlite_sequence"))


def _try_lock(database: Path) -> None:
    if sys.platform == "win32":
        return
    import fcntl

    opened = os.open(database, os.O_RDWR)
    try:
        fcntl.lockf(opened, fcntl.LOCK_EX | fcntl.LOCK_NB, LOCKS, PENDING)
    except OSError as error:
        raise _in_use(database) from error
    finally:
        os.close(opened)


def _in_use(database: Path) -> DatabaseInUse:
    return DatabaseInUse(
        f"The database {database} is in use", advice="Stop the bot that uses it; the file was left as it is"
    )
