"""How a process at work beside the bot behaves: within bounds, telling lines, ending with it; knows no work.

What it costs is bounded here, where the system has bounds, and what breaks ends with it. It yields to the
bot, which has people to answer, and ends with it: stdin is a pipe that says nothing and closes when the bot
dies, however that comes.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from contextlib import suppress
from pathlib import Path

MEMORY = 3 * 2**30
"""Bytes of address space: the language pipeline takes about one."""

SECONDS = 600
"""Of a processor: a book of 200,000 words takes about three minutes."""

WRITTEN = 100 * 2**20
"""Bytes of a file that is written."""

NICE = 10
"""How far this process lets others go first: 0 is not at all, 19 the most."""

FIRST_TO_GO = "1000"
"""Where the system has too little memory, it ends this process and not the bot (Linux, proc(5))."""


def bound() -> None:
    """Bound what this process may take; Windows has no such bounds."""
    if sys.platform == "win32":
        return
    import resource

    os.nice(NICE)
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(FIRST_TO_GO)

    for limit, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, WRITTEN),
    ):
        with suppress(ValueError, OSError):
            _, highest = resource.getrlimit(limit)
            least = most if highest == resource.RLIM_INFINITY else min(most, highest)
            resource.setrlimit(limit, (least, least))


def say(**facts: object) -> None:
    """Tell a line."""
    print(json.dumps(facts), flush=True)


def end_with_the_bot() -> None:
    """End, from now on, when stdin does."""
    threading.Thread(target=_wait_for_the_end, daemon=True).start()


def _wait_for_the_end() -> None:
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)
