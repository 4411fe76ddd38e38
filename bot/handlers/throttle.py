"""Saying the same thing in a chat once in a while only, whichever process says it; knows no flow."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

from bot.crew import Crew

MOST = 10_000
"""How many things that were said are remembered."""


class Throttle:
    """Tells whether something may be said again.

    Args:
        seconds: How long it is not.
        crew: Knows what the other processes have said.
        clock: Seconds that only grow.
    """

    def __init__(self, seconds: float, crew: Crew, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._crew = crew
        self._clock = clock
        self._said: OrderedDict[tuple[int, str], float] = OrderedDict()

    async def allows(self, chat_id: int, what: str) -> bool:
        """Whether a chat may be told something now; if so, it counts as told."""
        now = self._clock()
        if now - self._said.get((chat_id, what), float("-inf")) < self._seconds:
            return False
        if not await self._crew.first(f"saying {what} in {chat_id}", self._seconds):
            return False
        self._said[chat_id, what] = now
        self._said.move_to_end((chat_id, what))
        if len(self._said) > MOST:
            self._said.popitem(last=False)
        return True
