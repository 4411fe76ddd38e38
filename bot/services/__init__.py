"""The use cases, one transaction each; knows nothing of Telegram."""

from bot.services.classroom import ClassService, Place, Setup
from bot.services.director import Director
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
from bot.services.jobs import MOST_TRIES, JobRefused, JobService, Taken
from bot.services.library import LibraryService, Page, Volume
from bot.services.personal import GivenAnswer, PersonalData, PersonalService
from bot.services.progress import Progress, Section
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
from bot.services.services import Services, open_services
from bot.services.starting import SoloPlayer
from bot.services.starts import Adaptive, StartService
from bot.services.study import GOALS, NEW_A_DAY, Reminder, StudyService
from storage.engine import StorageError
from storage.jobs import Job, Source
from storage.learners import Learner
from storage.people import Score, Standing
from storage.polls import Vote

__all__ = [
    "GOALS",
    "MOST_TRIES",
    "NEW_A_DAY",
    "REASONS",
    "Adaptive",
    "Answered",
    "Answering",
    "BankOnOffer",
    "Claimed",
    "ClassService",
    "Decided",
    "Director",
    "Ended",
    "FeedbackService",
    "GivenAnswer",
    "Gradebook",
    "Homework",
    "HomeworkService",
    "Inbox",
    "Job",
    "JobRefused",
    "JobService",
    "Learner",
    "LibraryService",
    "NothingToStudy",
    "OpenClaim",
    "OpenPassage",
    "OpenReport",
    "Page",
    "PersonalData",
    "PersonalService",
    "Place",
    "Posed",
    "Progress",
    "QuizService",
    "ReadingService",
    "Recollection",
    "Reminder",
    "Reply",
    "Reported",
    "Running",
    "Score",
    "Section",
    "Services",
    "Setup",
    "SoloPlayer",
    "Source",
    "Standing",
    "StartService",
    "StorageError",
    "StudyDay",
    "StudyService",
    "Taken",
    "Volume",
    "Vote",
    "open_services",
]
