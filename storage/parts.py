"""A file that is whole or not there: written beside its name and put there at the end; knows no table."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

COMPANIONS = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file while it is open."""


class AtWorkError(OSError):
    """Another process writes the same file now."""


@contextmanager
def part_of(target: Path) -> Iterator[Path]:
    """Give an empty file beside a name, for its owner alone; what is left of it at the end is removed.

    What a killed process has left there is taken over: nobody holds its lock any more.

    Raises:
        AtWorkError: Another process writes the same file now.
        OSError: Nothing can be written there.
    """
    part = target.with_name(f".{target.name}.part")
    held = os.open(part, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    try:
        _lock(held)
        _remove(part, *COMPANIONS)
        os.ftruncate(held, 0)
        part.chmod(0o600)
        try:
            yield part
        finally:
            _remove(part, "", *COMPANIONS)
    finally:
        os.close(held)


def put(part: Path, target: Path) -> None:
    """Put what was written under its name, unless something stands there, so that a power cut leaves it.

    Raises:
        FileExistsError: Something stands there.
        OSError: It cannot be put there.
    """
    sync(part)
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if target.exists():
            raise FileExistsError from None
        part.rename(target)
    sync(target.parent)


def sync(path: Path) -> None:
    """Have a file, or the names in a folder, on the disk."""
    if sys.platform == "win32" and path.is_dir():
        return
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _lock(held: int) -> None:
    if sys.platform == "win32":
        return
    import fcntl

    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise AtWorkError("another process writes it now") from error
    if not os.fstat(held).st_nlink:
        raise AtWorkError("another process has just written it")


def _remove(part: Path, *endings: str) -> None:
    for ending in endings:
        part.with_name(part.name + ending).unlink(missing_ok=True)
