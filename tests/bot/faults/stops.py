"""A class whose bot is told to stop again and again while people vote."""

from __future__ import annotations

import asyncio
import signal
import time
from dataclasses import dataclass, field

from tests.bot.classes.survival import Trial

AT_MOST = 5.0
"""Seconds that a bot may take to its end."""


@dataclass
class Stops(Trial):
    """A class that plays while its bot is told to stop at random moments.

    Attributes:
        ended: The seconds that each life took to its end.
    """

    ended: list[float] = field(default_factory=list)

    async def end(self, running: asyncio.subprocess.Process) -> None:
        """Tell it to stop, and see that it does by itself."""
        told = time.monotonic()
        running.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(running.wait(), 4 * AT_MOST) == 0
        self.ended.append(time.monotonic() - told)
