"""The words of dates: months and how they are cut and misspelt, days of the week; knows no grammar."""

from __future__ import annotations

from questions.language.mentions import MONTHS
from questions.quiz.typed.calendar import SEASONS
from questions.quiz.typed.distance import edits
from questions.quiz.typed.numerals import TENFOLD

FULL = {name.casefold(): number for number, name in enumerate(MONTHS, 1)}
CUT = {name[:3]: number for name, number in FULL.items()} | {"sept": 9}
NAMES = {**FULL, **CUT, **SEASONS}
WEEKDAYS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday
    mon tue tues wed thu thur thurs fri sat sun""".split()
)
DECADES = {f"{word[:-1]}ies": number for word, number in TENFOLD.items()}
PARTS = {
    "early": "early",
    "beginning": "early",
    "start": "early",
    "mid": "mid",
    "middle": "mid",
    "late": "late",
    "end": "late",
}
BEFORE_CHRIST = frozenset({"bc", "bce"})
AFTER_CHRIST = frozenset({"ad", "ce"})
FEWEST_LETTERS = 4
"""A misspelling is shorter in no month but May, whose neighbours, such as Mary, are words of their own."""


def month_of(word: str) -> tuple[int, bool] | None:
    """Return the month or season that a word names and whether it is misspelt, or None.

    A misspelling must be nearer to one month than to any other: "Juny" is none.
    """
    if word in NAMES:
        return NAMES[word], False
    if len(word) < FEWEST_LETTERS or word in WEEKDAYS:
        return None
    distances = sorted((edits(word, name, 2), number) for name, number in FULL.items())
    (nearest, number), (next_nearest, _) = distances[:2]
    allowed = 1 if len(word) < 7 else 2
    may = number == FULL["may"]
    return (number, True) if nearest <= allowed and nearest < next_nearest and not may else None
