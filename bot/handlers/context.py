"""What every handler gets: the use cases and the words; knows no flow."""

from __future__ import annotations

from typing import Any

from telegram.ext import CallbackContext, ContextTypes, ExtBot

from bot.conductor import Conductor
from bot.delivery import Delivery
from bot.handlers.members import Members
from bot.handlers.throttle import Throttle
from bot.services import ClassService, HomeworkService, QuizService, ReadingService
from bot.views.words import Words, english


class Context(CallbackContext[ExtBot[int], dict[Any, Any], dict[Any, Any], dict[str, Any]]):
    """An update's surroundings."""

    @property
    def quiz(self) -> QuizService:
        """The use cases."""
        service: QuizService = self.bot_data["quiz"]
        return service

    @property
    def classes(self) -> ClassService:
        """The use cases of a class."""
        service: ClassService = self.bot_data["classes"]
        return service

    @property
    def homework(self) -> HomeworkService:
        """The use cases of homework."""
        service: HomeworkService = self.bot_data["homework"]
        return service

    @property
    def reading(self) -> ReadingService:
        """The use cases of reading."""
        reading: ReadingService = self.bot_data["reading"]
        return reading

    @property
    def delivery(self) -> Delivery:
        """What brings files to people."""
        delivery: Delivery = self.bot_data["delivery"]
        return delivery

    @property
    def conductor(self) -> Conductor:
        """What keeps classes going."""
        conductor: Conductor = self.bot_data["conductor"]
        return conductor

    @property
    def admin_ids(self) -> frozenset[int]:
        """Who may run a class wherever the bot is."""
        admins: frozenset[int] = self.bot_data["admin_ids"]
        return admins

    @property
    def members(self) -> Members:
        """Who was seen to administer which group."""
        members: Members = self.bot_data["members"]
        return members

    @property
    def notices(self) -> Throttle:
        """What groups have been told lately."""
        notices: Throttle = self.bot_data["notices"]
        return notices

    @property
    def words(self) -> Words:
        """The words of the person's language: English is the only one so far."""
        return english(self.bot.username)


CONTEXT_TYPES = ContextTypes(context=Context)
