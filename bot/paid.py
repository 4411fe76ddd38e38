"""What a language model answered and was paid for, kept for each person until it is a bank; knows no model.

Where the bot was killed, the model was away or the budget ended a run, nothing is paid twice. What is kept
holds quotes of a person's document and questions on it: nobody else on the machine can read it, and it goes
when the bank is whole, when the person gives it up or erases everything, and a week after its last use.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from questions.errors import CacheUnwritable

LONGEST = 7 * 24 * 3600.0
"""Seconds after its last use for which something is kept."""


class Paid:
    """A folder for each person, made when it is needed.

    Args:
        folder: Where they are.
        clock: Gives the time, in seconds since 1970.
    """

    def __init__(self, folder: Path, *, clock: Callable[[], float] = time.time) -> None:
        self._folder = folder
        self._clock = clock

    def of(self, user_id: int) -> Path:
        """Return somebody's folder.

        Raises:
            CacheUnwritable: [Q086] It cannot be made.
        """
        self.sweep()
        folder = self._folder.resolve() / str(user_id)
        now = self._clock()
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder.mkdir(mode=0o700, exist_ok=True)
            os.utime(folder, (now, now))
        except OSError as error:
            raise CacheUnwritable(
                f"What the model says cannot be kept ({error.strerror})",
                advice="Whoever runs this bot can mend that: it is kept beside the database",
            ) from error
        return folder

    def forget(self, user_id: int) -> None:
        """Keep nothing of somebody's any more."""
        shutil.rmtree(self._folder / str(user_id), ignore_errors=True)

    def sweep(self) -> None:
        """Keep nothing any more that was not used for long."""
        before = self._clock() - LONGEST
        for folder in self._folder.glob("[0-9]*"):
            with suppress(FileNotFoundError):
                if folder.stat().st_mtime < before:
                    shutil.rmtree(folder, ignore_errors=True)
