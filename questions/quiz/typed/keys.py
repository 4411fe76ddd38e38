"""Tells a key of dates or amounts from a name or term; knows no answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from questions.quiz.typed.folding import tidied
from questions.quiz.typed.measures import DIMENSIONS
from questions.quiz.typed.phrases import singular
from questions.quiz.typed.tokens import Token, tokens_of
from questions.quiz.typed.values import Value, values_in
from questions.quiz.typed.wording import VALUE_FRAME

LONGEST_NOUN = 5
"""Words that may follow a number for it still to count something: "15 900 visitors a year"."""


@dataclass(frozen=True, slots=True)
class ValueKey:
    """A key that is dates or amounts and nothing else.

    Attributes:
        tokens: Its pieces.
        values: Its dates and amounts, at least one.
        noun: What its one number counts, singular, empty for other keys.
    """

    tokens: tuple[Token, ...]
    values: tuple[Value, ...]
    noun: tuple[str, ...] = ()

    @property
    def dated(self) -> bool:
        """Whether it is a date."""
        return bool(self.values[0].dates)


def value_key(key: str) -> ValueKey | None:
    """Return a key as dates or amounts, or None where it is a name, a term or a phrase."""
    tokens = tokens_of(key)
    values = values_in(tokens, key=True, ranged=True)
    if not values:
        return None
    rest = _words_beside(tokens, values)
    if all(word in VALUE_FRAME | DIMENSIONS for word in rest):
        return ValueKey(tokens, values)
    last = values[-1]
    noun = [token.text for token in tokens[last.end :]]
    first = tidied(key).split()
    counted = len(values) == 1 and last.amount and last.amount.bare and not last.amount.ordinal
    if not counted or not 1 <= len(noun) <= LONGEST_NOUN or any(word[:1].isupper() for word in first[1:]):
        return None
    if any(word not in VALUE_FRAME for word in _words_beside(tokens[: last.end], values)):
        return None
    return ValueKey(tokens, values, tuple(map(singular, noun)))


def _words_beside(tokens: Sequence[Token], values: Sequence[Value]) -> list[str]:
    inside = {place for value in values for place in range(value.start, value.end)}
    return [token.text for place, token in enumerate(tokens) if place not in inside and token.kind == "word"]
