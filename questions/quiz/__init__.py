"""The rules of play, pure: time and randomness come in as arguments; knows no database, chat or file."""

from questions.quiz.classroom import (
    ClassPhase,
    ClassSession,
    Rules,
    begin,
    cancel,
    close_early,
    closed,
    extend,
    onward,
    pass_time,
    pause,
    posted,
    resume,
    reveal,
    skip,
    stop_class,
)
from questions.quiz.grading import Outcome, grade
from questions.quiz.planning import Asked, askable, plan
from questions.quiz.scoring import Place, Scoring, longest_streak, mark_of, standings, team_marks
from questions.quiz.session import Phase, Refusal, Refused, Session, advance, answer, stop
from questions.quiz.statistics import Observation, QuestionStatistics, statistics_of
from questions.quiz.typed import Match, Verdict, grade_typed

__all__ = [
    "Asked",
    "ClassPhase",
    "ClassSession",
    "Match",
    "Observation",
    "Outcome",
    "Phase",
    "Place",
    "QuestionStatistics",
    "Refusal",
    "Refused",
    "Rules",
    "Scoring",
    "Session",
    "Verdict",
    "advance",
    "answer",
    "askable",
    "begin",
    "cancel",
    "close_early",
    "closed",
    "extend",
    "grade",
    "grade_typed",
    "longest_streak",
    "mark_of",
    "onward",
    "pass_time",
    "pause",
    "plan",
    "posted",
    "resume",
    "reveal",
    "skip",
    "standings",
    "statistics_of",
    "stop",
    "stop_class",
    "team_marks",
]
