"""Ports for the servers of the tests; knows no server."""

from __future__ import annotations

import os
import re
import socket
from itertools import count

BELOW_EPHEMERAL = 20_000
"""Here begin ports that systems give to nobody who asks for any."""

_WORKER = int(re.sub(r"\D", "", os.environ.get("PYTEST_XDIST_WORKER", "")) or 0)
_NUMBERS = count(BELOW_EPHEMERAL + 1_000 * _WORKER)


def free_port() -> int:
    """Return a port of 127.0.0.1 on which nothing listens, another one each time and in each process."""
    for port in _NUMBERS:
        with socket.socket() as tried:
            try:
                tried.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port
    raise AssertionError("numbers have no end")
