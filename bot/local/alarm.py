"""A call at a time of the world's clock; knows the event loop and nothing of what is to be done."""

import asyncio
from collections.abc import Callable

__all__ = ["Alarm"]


class Alarm:
    """Rings once, where an event loop runs. The clock decides: who is rung too early sets it again.

    Args:
        clock: Seconds since 1970.
        ring: What to call.
    """

    def __init__(self, clock: Callable[[], float], ring: Callable[[], None]) -> None:
        self._clock = clock
        self._ring = ring
        self._set: tuple[float, asyncio.AbstractEventLoop, asyncio.TimerHandle] | None = None

    def set(self, when: float | None) -> None:
        """Ring at this time and no other; None not at all."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return
        if self._set is not None and self._set[:2] == (when, loop):
            return
        self.stop()
        if when is not None:
            self._set = (when, loop, loop.call_later(max(when - self._clock(), 0), self._go_off))

    def stop(self) -> None:
        """Do not ring."""
        if self._set is not None:
            self._set[2].cancel()
            self._set = None

    def _go_off(self) -> None:
        self._set = None
        self._ring()
