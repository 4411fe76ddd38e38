"""What sort of answer a key wants, so that one knows how exact to be; tells nothing more of it."""

from __future__ import annotations

from enum import StrEnum


class Wanted(StrEnum):
    """What is to be typed: a date as exact as this, a number, or words."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    NUMBER = "number"
    WORDS = "words"


def wanted_by(key: str) -> Wanted:
    """Return what sort of answer a key wants."""
    # Loaded when the first answer is to be typed: they have a hundred patterns.
    from questions.quiz.typed.keys import value_key

    value = value_key(key)
    if value is None:
        return Wanted.WORDS
    if not value.dated:
        return Wanted.NUMBER
    readings = value.values[0].dates
    if any(date.day for date in readings):
        return Wanted.DAY
    return Wanted.MONTH if any(date.month for date in readings) else Wanted.YEAR
