"""How the log is written: a line for what the network does, a trace for a bug; knows no flow."""

from __future__ import annotations

import logging

from telegram.error import TelegramError

CHATTY = ("httpx", "apscheduler", "tornado.access", "alembic", "markdown_it", "matplotlib", "PIL")
"""They write a line a request, and httpx's line holds the token."""


class OneLine(logging.Filter):
    """Shortens what python-telegram-bot logs of a failing server to its first line."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Take the trace off a record, and keep it."""
        error = record.exc_info[1] if record.exc_info else None
        if record.name.startswith("telegram") and isinstance(error, TelegramError):
            record.msg, record.args = f"{record.getMessage()} {error}", ()
            record.exc_info = record.exc_text = None
        return True


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
