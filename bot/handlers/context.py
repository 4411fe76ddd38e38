"""What every handler gets: the use cases and the words; knows no flow."""

from __future__ import annotations

from typing import Any

from telegram.ext import CallbackContext, ContextTypes, ExtBot

from bot.conductor import Conductor
from bot.delivery import Delivery
from bot.handlers.members import Members
from bot.handlers.throttle import Throttle
from bot.journal import note_refusal
from bot.maker import Maker
from bot.services import (
    BookService,
    ClassService,
    EditingService,
    FeedbackService,
    HomeworkService,
    JobService,
    LibraryService,
    MendingService,
    PersonalService,
    PromptService,
    QuizService,
    ReadingService,
    RoleService,
    Services,
    StartService,
    StudyService,
)
from bot.views.words import Html, Words, english


class Context(CallbackContext[ExtBot[int], dict[Any, Any], dict[Any, Any], dict[str, Any]]):
    """An update's surroundings."""

    @property
    def services(self) -> Services:
        """All use cases."""
        services: Services = self.bot_data["services"]
        return services

    @property
    def starts(self) -> StartService:
        """The ways in which one person's session begins."""
        return self.services.starts

    @property
    def quiz(self) -> QuizService:
        """The use cases of one person's quiz."""
        return self.services.quiz

    @property
    def study(self) -> StudyService:
        """The use cases of a person's study."""
        return self.services.study

    @property
    def feedback(self) -> FeedbackService:
        """What people say of questions."""
        return self.services.feedback

    @property
    def personal(self) -> PersonalService:
        """What belongs to a person."""
        return self.services.personal

    @property
    def classes(self) -> ClassService:
        """The use cases of a class."""
        return self.services.classes

    @property
    def homework(self) -> HomeworkService:
        """The use cases of homework."""
        return self.services.homework

    @property
    def reading(self) -> ReadingService:
        """The use cases of reading."""
        return self.services.reading

    @property
    def library(self) -> LibraryService:
        """The banks that people make."""
        return self.services.library

    @property
    def books(self) -> BookService:
        """What is done with whole banks of the library."""
        return self.services.books

    @property
    def roles(self) -> RoleService:
        """Who may do what."""
        return self.services.roles

    @property
    def editing(self) -> EditingService:
        """What makers do to the questions of their books."""
        return self.services.editing

    @property
    def mending(self) -> MendingService:
        """What makers do to their books in files."""
        return self.services.mending

    @property
    def prompts(self) -> PromptService:
        """What people are asked to write."""
        return self.services.prompts

    @property
    def maker(self) -> Maker:
        """What makes banks of what people send."""
        maker: Maker = self.bot_data["maker"]
        return maker

    @property
    def jobs(self) -> JobService:
        """The banks that are to be made."""
        return self.services.jobs

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
        """Who runs the bot."""
        return self.roles.admin_ids

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

    def refusal(self, reason: str) -> Html:
        """Note that a step is refused, and return how the person is told."""
        note_refusal(reason)
        return self.words(f"alert-{reason}")


CONTEXT_TYPES = ContextTypes(context=Context)
