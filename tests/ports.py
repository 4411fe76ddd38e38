"""Ports for the servers of the tests; knows no server."""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Iterator
from itertools import cycle

BELOW_EPHEMERAL = 20_000
"""Here begin ports that systems give to nobody who asks for any."""

EPHEMERAL = 32_000
"""Here begin those that they give, some below the usual 32,768."""

_WORKER = int(re.sub(r"\D", "", os.environ.get("PYTEST_XDIST_WORKER", "")) or 0)
_WORKERS = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
_OWN = range(BELOW_EPHEMERAL + _WORKER, EPHEMERAL, _WORKERS)
_FIRST = os.getpid() % len(_OWN)
_NUMBERS: Iterator[int] = cycle((*_OWN[_FIRST:], *_OWN[:_FIRST]))
"""Each worker has its own, and another run of the tests on this machine begins elsewhere."""


def free_port() -> int:
    """Return a port of 127.0.0.1 on which nothing listens, another one for long and in each process."""
    for port in _NUMBERS:
        with socket.socket() as tried:
            try:
                tried.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port
    raise AssertionError("numbers have no end")
