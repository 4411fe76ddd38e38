"""Something that is looked after again and again; knows no flow."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from telegram.error import NetworkError, RetryAfter

from bot.services import StorageError

log = logging.getLogger(__name__)

AT_MOST = 3.0
"""Seconds that a round may take to its end when it is told to stop."""


class Rounds:
    """Does something every so often, whatever went wrong the last time.

    Args:
        look: Does it once.
        every: Seconds between two times.
        name: What it is called in the log.
    """

    def __init__(self, look: Callable[[], Awaitable[None]], *, every: float, name: str) -> None:
        self._look = look
        self._every = every
        self._name = name
        self._over = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to look."""
        self._task = asyncio.create_task(self._look_for_ever(), name=self._name)

    async def stop(self) -> None:
        """Look no more; what is under way is finished where that does not take long."""
        self._over.set()
        if self._task:
            await asyncio.wait([self._task], timeout=AT_MOST)
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _look_for_ever(self) -> None:
        while not self._over.is_set():
            try:
                await self._look()
            except (NetworkError, RetryAfter, StorageError) as error:
                log.warning("The %s are looked after later: %s", self._name, error)
            except Exception:
                log.exception("The %s could not be looked after", self._name)
            try:
                async with asyncio.timeout(self._every):
                    await self._over.wait()
            except TimeoutError:
                continue
