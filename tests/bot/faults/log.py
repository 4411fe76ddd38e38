"""The log of a bot that is in trouble: lines, and no trace."""

from __future__ import annotations

import re
from pathlib import Path

LINE = re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} [A-Z]+ [\w.]+: \S")


def lines_of(log: Path) -> list[str]:
    """Return the lines of a log, and assert that each is an entry of its own."""
    lines = log.read_text("utf-8").splitlines()
    for line in lines:
        assert LINE.match(line), "\n".join(lines[-40:])
    return lines
