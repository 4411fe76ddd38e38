"""The use cases, one transaction each; knows nothing of Telegram."""

from bot.services.classroom import ClassService, Place, Setup
from bot.services.director import Director
from bot.services.gradebook import Gradebook
from bot.services.homework import Homework, HomeworkService
from bot.services.quiz import QuizService
from bot.services.reading import Answering, OpenPassage, ReadingService, Reply
from bot.services.results import Answered, BankOnOffer, Ended, Posed, Running
from bot.services.services import Services, open_services
from storage.engine import StorageError
from storage.people import Score, Standing
from storage.polls import Vote

__all__ = [
    "Answered",
    "Answering",
    "BankOnOffer",
    "ClassService",
    "Director",
    "Ended",
    "Gradebook",
    "Homework",
    "HomeworkService",
    "OpenPassage",
    "Place",
    "Posed",
    "QuizService",
    "ReadingService",
    "Reply",
    "Running",
    "Score",
    "Services",
    "Setup",
    "Standing",
    "StorageError",
    "Vote",
    "open_services",
]
