"""The use cases, one transaction each; knows nothing of Telegram."""

from bot.services.books import BookService, Care, Match
from bot.services.choosing import ChoosingService
from bot.services.classroom import ClassService, Place, Setup
from bot.services.crew import LEASE, CrewService
from bot.services.director import Director
from bot.services.editing import REASONS_AGAINST, Approval, EditingService, Moved
from bot.services.feedback import (
    REASONS,
    Claimed,
    Decided,
    FeedbackService,
    Inbox,
    OpenClaim,
    OpenReport,
    Reported,
)
from bot.services.gradebook import Gradebook
from bot.services.homework import Homework, HomeworkService
from bot.services.insight import InsightService
from bot.services.jobs import MOST_TRIES, JobRefused, JobService, Taken
from bot.services.library import LibraryService, Listed, Volume
from bot.services.mending import VERSION, MendingService
from bot.services.pages import Overview, Page, Sort, short_name
from bot.services.personal import GivenAnswer, PersonalData, PersonalService
from bot.services.progress import Progress, Section
from bot.services.prompts import PromptService
from bot.services.quiz import QuizService
from bot.services.reading import Answering, OpenPassage, ReadingService, Reply
from bot.services.results import (
    Answered,
    BankOnOffer,
    Ended,
    NothingToStudy,
    Posed,
    Recollection,
    Running,
    StudyDay,
)
from bot.services.roles import Invited, Role, RoleService
from bot.services.services import Services, open_services
from bot.services.starting import SoloPlayer
from bot.services.starts import Adaptive, StartService
from bot.services.study import GOALS, NEW_A_DAY, Reminder, StudyService
from storage.books import Book, Visibility
from storage.engine import StorageError
from storage.jobs import Job, JobState, Source
from storage.learners import Learner
from storage.paces import SentTo
from storage.people import Score, Standing
from storage.polls import Vote
from storage.roles import Member
from storage.updates import Arrival

__all__ = [
    "GOALS",
    "LEASE",
    "MOST_TRIES",
    "NEW_A_DAY",
    "REASONS",
    "REASONS_AGAINST",
    "VERSION",
    "Adaptive",
    "Answered",
    "Answering",
    "Approval",
    "Arrival",
    "BankOnOffer",
    "Book",
    "BookService",
    "Care",
    "ChoosingService",
    "Claimed",
    "ClassService",
    "CrewService",
    "Decided",
    "Director",
    "EditingService",
    "Ended",
    "FeedbackService",
    "GivenAnswer",
    "Gradebook",
    "Homework",
    "HomeworkService",
    "Inbox",
    "InsightService",
    "Invited",
    "Job",
    "JobRefused",
    "JobService",
    "JobState",
    "Learner",
    "LibraryService",
    "Listed",
    "Match",
    "Member",
    "MendingService",
    "Moved",
    "NothingToStudy",
    "OpenClaim",
    "OpenPassage",
    "OpenReport",
    "Overview",
    "Page",
    "PersonalData",
    "PersonalService",
    "Place",
    "Posed",
    "Progress",
    "PromptService",
    "QuizService",
    "ReadingService",
    "Recollection",
    "Reminder",
    "Reply",
    "Reported",
    "Role",
    "RoleService",
    "Running",
    "Score",
    "Section",
    "SentTo",
    "Services",
    "Setup",
    "SoloPlayer",
    "Sort",
    "Source",
    "Standing",
    "StartService",
    "StorageError",
    "StudyDay",
    "StudyService",
    "Taken",
    "Visibility",
    "Volume",
    "Vote",
    "open_services",
    "short_name",
]
