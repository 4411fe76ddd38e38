"""Dates of any granularity and how two of them stand to each other; knows no text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from questions.language.mentions import MONTHS

SEASONS = {"spring": 13, "summer": 14, "autumn": 15, "fall": 15, "winter": 16}
"""Seasons stand where a month does, numbered after the months."""

SEASON_NAMES = ("spring", "summer", "autumn", "winter")


class Relation(Enum):
    """How an answer's date stands to the key's."""

    SAME = auto()
    COARSER = auto()
    DIFFERENT = auto()


@dataclass(frozen=True, slots=True)
class Date:
    """A date.

    Attributes:
        years: The first and the last year that it spans: one year, a decade or a century; before Christ
            negative; None where no year is given.
        month: 1 to 12, or a season from 13; None where none is given.
        day: 1 to 31, or None.
        part: "early", "mid" or "late" where it is narrowed so, otherwise empty.
    """

    years: tuple[int, int] | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""


def relation(key: Date, text: Date) -> Relation:
    """Return how an answer's date stands to the key's.

    An answer that says more than the key, such as a day where the key has month and year, is the same where
    all that can be compared agrees: what the passage does not say cannot make an answer wrong. A single year
    in place of a decade is different: it is a guess.
    """
    parts = (
        _years(key.years, text.years),
        _part(key.month, text.month),
        _part(key.day, text.day),
        _part(key.part or None, text.part or None),
    )
    shared = Relation.SAME in parts or (key.years and text.years)
    if Relation.DIFFERENT in parts or not shared:
        return Relation.DIFFERENT
    return Relation.COARSER if Relation.COARSER in parts else Relation.SAME


def _years(key: tuple[int, int] | None, text: tuple[int, int] | None) -> Relation | None:
    if key is None or text is None or key == text:
        return _part(key, text)
    return Relation.COARSER if text[0] <= key[0] and key[1] <= text[1] else Relation.DIFFERENT


def _part(key: object | None, text: object | None) -> Relation | None:
    if key is None:
        return None
    if text is None:
        return Relation.COARSER
    return Relation.SAME if key == text else Relation.DIFFERENT


def written(date: Date) -> str:
    """Return a date as a reader writes it, such as "10 December 2007"."""
    words = [date.part] if date.part else []
    if date.day:
        words.append(str(date.day))
    if date.month:
        words.append(MONTHS[date.month - 1] if date.month <= len(MONTHS) else SEASON_NAMES[date.month - 13])
    if date.years:
        first, last = date.years
        span = last - first + 1
        era = " BC" if first < 0 else ""
        words.append(f"{abs(first)}{'s' if span == 10 else f'–{abs(last)}' if span > 1 else ''}{era}")
    return " ".join(words)
