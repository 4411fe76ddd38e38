"""Typed answers graded against a key, tolerantly and with the reason; knows no question, chat or clock."""

from questions.quiz.typed.grading import grade_typed
from questions.quiz.typed.verdict import Match, Verdict
from questions.quiz.typed.wanted import Wanted, wanted_by

__all__ = ["Match", "Verdict", "Wanted", "grade_typed", "wanted_by"]
