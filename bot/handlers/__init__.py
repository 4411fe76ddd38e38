"""Updates become use cases and use cases become messages; one module a flow, no logic, no database."""

from __future__ import annotations

from typing import Any

from telegram.ext import Application

from bot.handlers import (
    books,
    classroom,
    editing,
    feedback,
    homework,
    library,
    links,
    making,
    opening,
    pages,
    personal,
    prompting,
    quiz,
    reading,
    roles,
    study,
)
from bot.handlers.trouble import report

__all__ = ["add_handlers"]


def add_handlers(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """Add every flow to an application."""
    for handler in prompting.prompts({**editing.TAKERS, **books.TAKERS}):
        application.add_handler(handler, group=prompting.BEFORE_ALL)
    for handler in (
        *classroom.HANDLERS,
        *homework.HANDLERS,
        *library.HANDLERS,
        *roles.HANDLERS,
        *books.HANDLERS,
        *editing.HANDLERS,
        *making.HANDLERS,
        *links.HANDLERS,
        *pages.HANDLERS,
        *opening.HANDLERS,
        *study.HANDLERS,
        *feedback.HANDLERS,
        *personal.HANDLERS,
        *reading.HANDLERS,
        *quiz.HANDLERS,
        reading.IN_OWN_WORDS,
        pages.LOST,
    ):
        application.add_handler(handler)
    application.add_error_handler(report)
