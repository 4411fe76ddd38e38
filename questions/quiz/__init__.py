"""The rules of play, pure: time and randomness come in as arguments; knows no database, chat or file."""

from questions.quiz.grading import Outcome, grade
from questions.quiz.planning import Asked, askable, plan
from questions.quiz.session import Phase, Refusal, Refused, Session, advance, answer, stop
from questions.quiz.statistics import Observation, QuestionStatistics, statistics_of

__all__ = [
    "Asked",
    "Observation",
    "Outcome",
    "Phase",
    "QuestionStatistics",
    "Refusal",
    "Refused",
    "Session",
    "advance",
    "answer",
    "askable",
    "grade",
    "plan",
    "statistics_of",
    "stop",
]
