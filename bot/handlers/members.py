"""Who was seen to administer which group, for a short while; knows no flow.

A pupil who presses the host's buttons again and again must not make the bot ask Telegram each time.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

SECONDS = 20.0
"""How long it is believed."""

MOST = 10_000
"""How many people are remembered."""


class Members:
    """Remembers who administers.

    Args:
        clock: Seconds that only grow.
    """

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen: OrderedDict[tuple[int, int], tuple[float, bool]] = OrderedDict()

    def get(self, chat_id: int, user_id: int) -> bool | None:
        """Whether somebody administers a group; None where that was not asked lately."""
        seen = self._seen.get((chat_id, user_id))
        return seen[1] if seen and self._clock() - seen[0] < SECONDS else None

    def note(self, chat_id: int, user_id: int, administers: bool) -> None:
        """Take note of what Telegram says."""
        self._seen[chat_id, user_id] = (self._clock(), administers)
        self._seen.move_to_end((chat_id, user_id))
        if len(self._seen) > MOST:
            self._seen.popitem(last=False)
