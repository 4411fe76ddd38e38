"""Rows of JSON that outlive the process; knows SQLite and nothing of what the rows mean.

One file holds everything. Changes made between two calls of `Store.commit` reach the file together or not
at all, so that a message and the update which announces it cannot be torn apart by a kill. WAL with
`synchronous=NORMAL` keeps every committed change when the process dies; only a power cut can lose the last.
"""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.local.errors import StoreError

__all__ = ["Json", "Store", "Table"]

Json = dict[str, Any]

SCHEMA = 1
CREATE = (
    "CREATE TABLE IF NOT EXISTS record"
    " (kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID"
)


class Store:
    """The file, or only the memory where no file is named.

    Args:
        path: Where the rows are kept; None keeps them until the process ends.

    Raises:
        StoreError: The file cannot be opened, is no SQLite database or was written by another program.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._connection: sqlite3.Connection | None = None
        if path is not None:
            self._connection = _open(path)
        self._counters = self.table("counter")

    def table(self, kind: str) -> "Table":
        """All rows of one kind, read once and written through."""
        rows: dict[str, Any] = {}
        if self._connection is not None:
            found = self._connection.execute("SELECT key, value FROM record WHERE kind = ?", (kind,))
            rows = {key: json.loads(value) for key, value in found}
        return Table(self, kind, rows)

    def write(self, kind: str, key: str, value: Any) -> None:
        """Put one row into the open transaction."""
        if self._connection is not None:
            self._connection.execute(
                "INSERT INTO record VALUES (?, ?, ?)"
                " ON CONFLICT (kind, key) DO UPDATE SET value = excluded.value",
                (kind, key, json.dumps(value, ensure_ascii=False)),
            )

    def erase(self, kind: str, key: str) -> None:
        """Take one row out within the open transaction."""
        if self._connection is not None:
            self._connection.execute("DELETE FROM record WHERE kind = ? AND key = ?", (kind, key))

    def next_number(self, counter: str, *, first: int = 1) -> int:
        """A number that this counter has never given before, also in an earlier life of the process."""
        number: int = self._counters.get(counter, first)
        self._counters.put(counter, number + 1)
        return number

    def commit(self) -> None:
        """Make every change so far durable."""
        if self._connection is not None:
            self._connection.commit()

    def close(self) -> None:
        """Commit and let the file go."""
        if self._connection is not None:
            self._connection.commit()
            self._connection.close()
            self._connection = None


class Table:
    """The rows of one kind, by key."""

    def __init__(self, store: Store, kind: str, rows: dict[str, Any]) -> None:
        self._store = store
        self._kind = kind
        self._rows = rows

    def get(self, key: object, default: Any = None) -> Any:
        """The row, or the default."""
        return self._rows.get(str(key), default)

    def put(self, key: object, value: Any) -> None:
        """Write the row, new or changed."""
        self._rows[str(key)] = value
        self._store.write(self._kind, str(key), value)

    def remove(self, key: object) -> None:
        """Erase the row, if there is one."""
        if self._rows.pop(str(key), None) is not None:
            self._store.erase(self._kind, str(key))

    def values(self) -> Iterator[Any]:
        """Every row; the caller may change the table meanwhile."""
        return iter(list(self._rows.values()))

    def items(self) -> Iterator[tuple[str, Any]]:
        """Every key with its row; the caller may change the table meanwhile."""
        return iter(list(self._rows.items()))


def _open(path: Path) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(path, timeout=10)
    except sqlite3.Error as error:
        raise StoreError(path, str(error)) from error
    try:
        _prepare(connection, path)
    except (sqlite3.Error, StoreError) as error:
        connection.close()
        if isinstance(error, StoreError):
            raise
        raise StoreError(path, str(error)) from error
    return connection


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    foreign = version == 0 and connection.execute("SELECT 1 FROM sqlite_master").fetchone() is not None
    if foreign or version > SCHEMA:
        raise StoreError(path, "it was written by another program or a later version")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(CREATE)
    connection.execute(f"PRAGMA user_version = {SCHEMA}")
    connection.commit()
