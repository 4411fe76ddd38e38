"""All use cases over one database and one shelf of banks; knows how they are made, not what they do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from random import Random
from secrets import token_hex

from bot.services.books import BookService
from bot.services.choosing import ChoosingService
from bot.services.classroom import ClassService
from bot.services.crew import CrewService
from bot.services.director import Director
from bot.services.editing import EditingService
from bot.services.feedback import FeedbackService
from bot.services.homework import HomeworkService
from bot.services.insight import InsightService
from bot.services.jobs import JobService
from bot.services.library import LibraryService
from bot.services.mending import MendingService
from bot.services.personal import PersonalService
from bot.services.prompts import PromptService
from bot.services.quiz import QuizService
from bot.services.reading import ReadingService
from bot.services.roles import RoleService
from bot.services.shelf import Shelf
from bot.services.starts import StartService
from bot.services.study import StudyService
from questions.model import Bank, Question
from storage.engine import Database


@dataclass(frozen=True, slots=True)
class Services:
    """The use cases: of one person's quiz, its beginning and its study, of a class and its homework.

    Reading is that of the documents, the library holds what people make of theirs, feedback is what people
    say of questions, personal what belongs to a person; the director keeps classes going. Books is what is
    done with what stands in the library, editing what is done to its questions in the chat, mending in a
    file, prompts what people are asked to write, roles who may do what, jobs what is being made, choosing who
    may say by what, insight what whoever runs the bot sees of the database. The crew is there where several
    processes can serve one database.
    """

    starts: StartService
    quiz: QuizService
    study: StudyService
    feedback: FeedbackService
    personal: PersonalService
    classes: ClassService
    homework: HomeworkService
    director: Director
    reading: ReadingService
    library: LibraryService
    books: BookService
    roles: RoleService
    editing: EditingService
    mending: MendingService
    prompts: PromptService
    jobs: JobService
    choosing: ChoosingService
    crew: CrewService | None
    insight: InsightService


async def open_services(
    database: Database,
    banks: Mapping[str, Bank],
    *,
    clock: Callable[[], datetime],
    random: Random,
    fits: Callable[[Question], bool],
    admin_ids: frozenset[int] = frozenset(),
    model: str | None = None,
) -> Services:
    """Keep the banks, so that sessions and citations outlive their files, and return the use cases.

    Args:
        database: Where it is remembered.
        banks: The banks that can be asked from, by their short names.
        clock: Gives the time, with its zone.
        random: The source of chance.
        fits: Whether a class can be asked a question.
        admin_ids: Who runs the bot.
        model: The name of the language model that teachers may choose, or None.
    """
    shelf = Shelf(database, banks, fits=fits)
    await shelf.open()
    library = LibraryService(database, shelf, clock=clock, random=random)
    roles = RoleService(database, admin_ids=admin_ids, clock=clock, random=random)
    choosing = ChoosingService(roles, model=model)
    return Services(
        starts=StartService(database, shelf, clock=clock, random=random),
        quiz=QuizService(database, shelf, clock=clock),
        study=StudyService(database, shelf, clock=clock),
        feedback=FeedbackService(database, shelf, clock=clock),
        personal=PersonalService(database, shelf, clock=clock, random=random),
        classes=ClassService(database, shelf, clock=clock, random=random, fits=fits),
        homework=HomeworkService(database, shelf, clock=clock, random=random),
        director=Director(database, shelf, clock=clock),
        reading=ReadingService(database, shelf, clock=clock, random=random),
        library=library,
        books=BookService(database, shelf, library, roles),
        roles=roles,
        jobs=JobService(database, choosing, clock=clock),
        choosing=choosing,
        insight=InsightService(database),
        editing=EditingService(database, shelf, library),
        mending=MendingService(database, shelf, library),
        prompts=PromptService(database, clock=clock),
        crew=CrewService(database, holder=token_hex(8)) if database.shared else None,
    )
