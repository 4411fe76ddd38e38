"""Dates, durations and numbers as they stand in English text, typed; knows no parse and no names.

The types are what a choice is compared by: two choices are of one form when their types are equal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class MentionType(StrEnum):
    """What a mention is, down to its granularity."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    ERA_YEAR = "year of an era"
    DECADE = "decade"
    CENTURY = "century"
    DURATION = "duration"
    MONEY = "money"
    PERCENT = "percent"
    QUANTITY = "quantity"
    COUNT = "count"


DATES = frozenset(
    {
        MentionType.DAY,
        MentionType.MONTH,
        MentionType.YEAR,
        MentionType.ERA_YEAR,
        MentionType.DECADE,
        MentionType.CENTURY,
    }
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A typed span of a text.

    Attributes:
        type: What it is.
        start: First code point.
        end: One past the last.
        text: The text there.
        unit: The unit of a duration or quantity, singular; empty for others.
    """

    type: MentionType
    start: int
    end: int
    text: str
    unit: str = ""


MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SMALL = (
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
TIME_UNITS = ("second", "minute", "hour", "day", "week", "month", "year", "decade", "century")
MEASURES = (
    "millimetre", "millimeter", "centimetre", "centimeter", "metre", "meter", "kilometre", "kilometer",
    "mile", "inch", "foot", "feet", "yard", "gram", "kilogram", "tonne", "ton", "pound", "litre", "liter",
    "hectare", "acre", "degree", "°C", "volt", "watt", "kilowatt", "megawatt", "mm", "cm", "m", "km", "kg",
)  # fmt: skip

SPACE = "[ \u00a0\u202f\u2009]"
_MONTH = "|".join(MONTHS)
_YEAR = "(?:1[0-9]{3}|20[0-9]{2})"
_WORD = (
    rf"(?:(?:{'|'.join(TENS)})(?:-(?:one|{'|'.join(SMALL[:8])}))?"
    rf"|{'|'.join(SMALL)}|(?:a|one) (?:hundred|thousand|million))"
)
_DIGITS = rf"(?:\d{{1,3}}(?:(?:,|{SPACE})\d{{3}})+|\d+)(?:\.\d+)?"
_SCALE = rf"(?:{SPACE}(?:thousand|million|billion|trillion))?"
_NUMBER = rf"(?:{_DIGITS}|{_WORD}){_SCALE}"
_JOINT = rf"(?:{SPACE}|-)"
_TIMES = f"(?P<unit>{'|'.join(TIME_UNITS)}|centurie)s?"
_MEASURES = f"(?P<unit>(?:square |cubic )?(?:{'|'.join(MEASURES)}))s?"

_RULES = (
    (MentionType.DAY, rf"\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{_MONTH}),? {_YEAR}"),
    (MentionType.DAY, rf"(?:{_MONTH}) \d{{1,2}}(?:st|nd|rd|th)?,? {_YEAR}"),
    (MentionType.MONTH, rf"(?:{_MONTH}) {_YEAR}"),
    (MentionType.DECADE, "(?:1[0-9]|20)[0-9]0s"),
    (MentionType.CENTURY, r"\d{1,2}(?:st|nd|rd|th)[ -]century(?: (?:BCE?|CE|AD))?"),
    (MentionType.MONEY, rf"[$£€¥]{SPACE}?{_DIGITS}{_SCALE}"),
    (MentionType.MONEY, rf"{_NUMBER}{SPACE}(?P<unit>dollars|euros|pounds sterling|yen|francs|cents)"),
    (MentionType.PERCENT, rf"{_DIGITS}{SPACE}?(?P<unit>%|percent|per cent)"),
    (MentionType.DURATION, rf"{_NUMBER}{_JOINT}{_TIMES}"),
    (MentionType.QUANTITY, rf"{_NUMBER}{_JOINT}{_MEASURES}"),
    (MentionType.ERA_YEAR, r"\d{1,4} (?:BCE?|AD|CE)"),
    (MentionType.YEAR, _YEAR),
    (MentionType.COUNT, _NUMBER),
)
_NOT_INSIDE = r"(?<![\w.,:/–$£€¥-])", r"(?![\w/%])(?![.,–-]\d)(?!:\d)"

PATTERNS = tuple(
    (kind, re.compile(_NOT_INSIDE[0] + f"(?:{pattern})" + _NOT_INSIDE[1])) for kind, pattern in _RULES
)
"""The rules in the order in which they are tried: at one place the first that fits holds."""


def find_mentions(text: str) -> tuple[Mention, ...]:
    """Return the dates, durations and numbers of a text in order, none inside another.

    A year stands alone only after a word that a year follows; otherwise four digits are a count.
    """
    taken: list[tuple[int, int]] = []
    found: list[Mention] = []
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < last and first < end for first, last in taken):
                continue
            if kind is MentionType.YEAR and not _dated(text, start):
                continue
            taken.append((start, end))
            unit = match.groupdict().get("unit") or ""
            found.append(Mention(kind, start, end, match.group(), _singular(unit)))
    return tuple(sorted(found, key=lambda mention: mention.start))


def type_of(text: str) -> MentionType | None:
    """Return the type of a text that is one date, duration or number as a whole, or None."""
    for kind, pattern in PATTERNS:
        if pattern.fullmatch(text.strip()):
            return kind
    return None


_DATED = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|during|before|after|to|between|and|early|late|mid|around|about|the|his|her|its|their"
    r"|spring|summer|autumn|fall|winter)|[(–,-])[ \u00a0]?$",
    re.IGNORECASE,
)


def _dated(text: str, start: int) -> bool:
    return bool(_DATED.search(text[max(0, start - 12) : start]))


def _singular(unit: str) -> str:
    return "century" if unit.lower() == "centurie" else unit.lower()
