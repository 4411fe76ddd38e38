"""How the log is written: a line for what the network does, a trace for a bug; knows no flow."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from sqlalchemy.exc import DatabaseError, InterfaceError, OperationalError
from telegram.error import TelegramError

CHATTY = ("httpx", "apscheduler", "tornado.access", "alembic", "markdown_it", "matplotlib", "PIL")
"""They write a line a request, and httpx's line holds the token."""


class OneLine(logging.Filter):
    """Shortens what is logged of a failing server or database to its first line.

    A statement that is wrong is a bug of ours, and keeps its trace.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Take the trace off a record, and keep it."""
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(record.args, tuple):
            record.args = tuple(_first_line(one) if _is_outage(one) else one for one in record.args)
        if (record.name.startswith("telegram") and isinstance(error, TelegramError)) or _is_outage(error):
            record.msg, record.args = f"{record.getMessage()} {_first_line(error)}", ()
            record.exc_info = record.exc_text = None
        return True


def _is_outage(error: object) -> bool:
    """Whether a database is full, locked, damaged or away."""
    return isinstance(error, OperationalError | InterfaceError) or type(error) is DatabaseError


def _first_line(error: object) -> str:
    return str(error).partition("\n")[0]


class Discreet(logging.Formatter):
    """Writes lines without what nobody may read, wherever a library has put it, traces among them.

    Args:
        hidden: What that is.
    """

    def __init__(self, hidden: Iterable[str]) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        # The longest first: the secret part of a token is a part of the token.
        self._hidden = sorted({one for one in hidden if one}, key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record."""
        line = super().format(record)
        for one in self._hidden:
            line = line.replace(one, "[hidden]")
        return line


def log_at(level: str, *, hidden: Iterable[str] = ()) -> None:
    """Write the log to stderr.

    Args:
        level: The least severity that is written, `DEBUG` to `ERROR`.
        hidden: Secrets, which are written as `[hidden]`.
    """
    logging.basicConfig(level=level)
    for handler in logging.getLogger().handlers:
        handler.addFilter(OneLine())
        handler.setFormatter(Discreet(hidden))
    for name in CHATTY:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelNamesMapping()[level]))
