"""A folder for the work on one document, gone with it even if the bot was killed; knows no document.

A folder is locked as long as its process lives: the system lets go of the lock of one that was killed. So
what a killed bot left is told from what another bot on this machine is at work on. Windows has no such
locks: there it stays for the system to clear.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PREFIX = "quizbot-"
UNFINISHED = ".new-"
"""Stands before the name until the folder is locked."""


@contextmanager
def workplace() -> Iterator[Path]:
    """A new folder, for this block alone."""
    made = Path(tempfile.mkdtemp(prefix=UNFINISHED + PREFIX))
    lock = _lock(made)
    folder = made.rename(made.with_name(made.name.removeprefix(UNFINISHED)))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def clear_away() -> None:
    """Remove the folders of bots that were killed."""
    if sys.platform == "win32":
        return
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError):
            if folder.is_symlink() or folder.stat().st_uid != os.getuid():
                continue
            lock = _lock(folder)
            if lock is not None:
                shutil.rmtree(folder, ignore_errors=True)
                os.close(lock)


def _lock(folder: Path) -> int | None:
    """Lock a folder; returns what holds the lock, or None where somebody else does."""
    if sys.platform == "win32":
        return None
    import fcntl

    held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(held)
        return None
    return held
