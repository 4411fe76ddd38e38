"""What every handler gets: the use cases and the words; knows no flow."""

from __future__ import annotations

from typing import Any

from telegram.ext import CallbackContext, ContextTypes, ExtBot

from bot.services import QuizService
from bot.views.words import Words, english


class Context(CallbackContext[ExtBot[int], dict[Any, Any], dict[Any, Any], dict[str, Any]]):
    """An update's surroundings."""

    @property
    def quiz(self) -> QuizService:
        """The use cases."""
        service: QuizService = self.bot_data["quiz"]
        return service

    @property
    def words(self) -> Words:
        """The words of the person's language: English is the only one so far."""
        return english()


CONTEXT_TYPES = ContextTypes(context=Context)
