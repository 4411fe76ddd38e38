"""Numbers of either sign, in figures or in words; knows no unit and no date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from questions.quiz.typed.counting import Number, in_figures
from questions.quiz.typed.spoken import in_parts, in_words
from questions.quiz.typed.tokens import Token, mark_at, word_at


def read_number(tokens: Sequence[Token], place: int) -> Number | None:
    """Return the number that begins at a place, or None."""
    if word_at(tokens, place) in ("minus", "negative"):
        return _negative(_unsigned(tokens, place + 1))
    if mark_at(tokens, place) == "-" and (not tokens[place].glued or place == 0):
        return _negative(_unsigned(tokens, place + 1))
    return _unsigned(tokens, place)


def _negative(number: Number | None) -> Number | None:
    return number and replace(number, values=frozenset(-value for value in number.values))


def _unsigned(tokens: Sequence[Token], place: int) -> Number | None:
    return in_figures(tokens, place) or in_parts(tokens, place) or in_words(tokens, place)
