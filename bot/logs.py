"""How the log is written: a line for what the network does, a trace for a bug; knows no flow."""

from __future__ import annotations

import logging

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


def log_at(level: str) -> None:
    """Write the log to stderr.

    Args:
        level: The least severity that is written, `DEBUG` to `ERROR`.
    """
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for handler in logging.getLogger().handlers:
        handler.addFilter(OneLine())
    for name in CHATTY:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelNamesMapping()[level]))
