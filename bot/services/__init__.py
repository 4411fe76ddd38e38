"""The use cases, one transaction each; knows nothing of Telegram."""

from bot.services.quiz import QuizService
from bot.services.results import Answered, BankOnOffer, Ended, Posed, Running
from storage.people import Score, Standing

__all__ = ["Answered", "BankOnOffer", "Ended", "Posed", "QuizService", "Running", "Score", "Standing"]
