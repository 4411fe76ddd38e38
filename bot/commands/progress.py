"""A bar on stderr while documents are read, for those who wait; knows no engine and no bank."""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from threading import Timer
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

PATIENCE = 2.0
"""Seconds in which nothing is shown."""


class Reading:
    """Shows how many words were read and how long the rest will take, once someone has waited.

    Nothing is written where the console is no terminal.

    Args:
        console: Where to show it.
    """

    def __init__(self, console: Console) -> None:
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
            speed_estimate_period=inf,  # a long stretch outlasts the usual 30 seconds
        )
        self._task = self._progress.add_task("", total=None)
        self._timer = Timer(PATIENCE, self._progress.start)
        self._timer.daemon = True

    def __enter__(self) -> Reading:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        self._timer.join()
        if self._progress.live.is_started:
            self._progress.stop()

    def at(self, what: str, *, words: int | None = None) -> None:
        """Tell what is done now.

        Args:
            what: What is done.
            words: How many words it has to read, where that is known.
        """
        self._progress.update(self._task, description=what, total=words)
        self._progress.advance(self._task, 0)

    def read(self, words: int) -> None:
        """Count words as read."""
        self._progress.advance(self._task, words)


def watching(reading: Reading, what: str) -> Callable[[int, int], None]:
    """Return what is told how much is done and of how much, and shows it.

    Args:
        reading: Shows it.
        what: What is done.
    """
    told = 0

    def watch(done: int, whole: int) -> None:
        nonlocal told
        reading.at(what, words=whole)
        reading.read(done - told)
        told = done

    reading.at(what)
    return watch
