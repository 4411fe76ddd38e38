"""Wrong answers made of right ones: another date, another number, in the same form; knows no text.

A number differs from the key by a tenth at least and keeps its digits' form, separators and unit; a date
keeps its granularity and does not lie after the latest date of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from questions.language.amounts import NUMBERS
from questions.language.mentions import MONTHS, TENS, MentionType, type_of

FACTORS = (0.6, 0.7, 0.75, 0.8, 0.85, 1.15, 1.2, 1.25, 1.3, 1.4, 1.5)
STEPS = (-4, -3, -2, -1, 1, 2, 3, 4)
YEARS = (-30, -20, -12, -10, -8, -5, -3, -2, -1, 1, 2, 3, 5, 8, 10, 12, 20, 30)
NEAR_YEARS = (-3, -2, -1, 1, 2)
LARGEST_STEPPED = 20
THIS_CENTURY = 21

DIGITS = re.compile(r"\d[\d,.\u00a0\u202f ]*\d|\d")
YEAR = re.compile(r"\b[12]\d{3}\b")
NUMBER_WORDS = {number: word for word, number in NUMBERS.items()}


def variations(
    key: str, *, random: Random, latest_year: int, kind: MentionType | None = None
) -> Iterator[str]:
    """Yield texts of the key's type and form that say something else, in the order of chance.

    Args:
        key: A date, duration or number.
        random: The source of chance.
        latest_year: The year that no date comes after.
        kind: The key's type where its text alone does not tell: 1709 may be a year or a count.
    """
    kind = kind or type_of(key)
    if kind is None:
        return
    if kind in (MentionType.YEAR, MentionType.DECADE):
        made = _years(key, random, latest_year, steps=YEARS)
    elif kind in (MentionType.DAY, MentionType.MONTH):
        made = _dates(key, random, latest_year)
    elif kind is MentionType.CENTURY:
        made = _centuries(key, random)
    else:
        made = _numbers(key, random)
    yield from (text for text in made if type_of(text) is kind or (key.isdigit() and text.isdigit()))


def _years(key: str, random: Random, latest: int, *, steps: tuple[int, ...]) -> Iterator[str]:
    found = YEAR.search(key)
    if not found:
        return
    year = int(found.group())
    scale = 10 if key.endswith("0s") else 1
    for step in random.sample(steps, len(steps)):
        if year + step * scale <= latest:
            yield key.replace(found.group(), str(year + step * scale), 1)


def _dates(key: str, random: Random, latest: int) -> Iterator[str]:
    """Yield dates of another year, of another month and of both, the same ones: no part points to the key."""
    month = next(month for month in MONTHS if month in key)
    near = [other for other in MONTHS if other != month and _exists(key, other)]
    years = list(_years(key, random, latest, steps=NEAR_YEARS))
    for year in years:
        for other in random.sample(near, len(near)):
            yield year
            yield key.replace(month, other, 1)
            yield year.replace(month, other, 1)


def _exists(key: str, month: str) -> bool:
    day = re.match(r"\d{1,2}", re.sub(rf"^(?:{'|'.join(MONTHS)}) ", "", key))
    return not day or int(day.group()) <= (28 if month == "February" else 30)


def _centuries(key: str, random: Random) -> Iterator[str]:
    number = int(DIGITS.search(key).group())  # type: ignore[union-attr]
    for step in random.sample((-3, -2, -1, 1, 2), 5):
        if 1 < number + step <= THIS_CENTURY:
            yield re.sub(r"^\d+(?:st|nd|rd|th)", _ordinal(number + step), key)


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _numbers(key: str, random: Random) -> Iterator[str]:
    found = DIGITS.search(key)
    if found is None:
        yield from _words(key, random)
        return
    text = found.group()
    value = float(re.sub(r"[,\u00a0\u202f ]", "", text))
    seen = {value}
    for other in _other_values(value, random):
        if other not in seen:
            seen.add(other)
            yield key.replace(text, _like(text, other), 1)


def _other_values(value: float, random: Random) -> Iterator[float]:
    if value <= LARGEST_STEPPED and value == int(value):
        for step in random.sample(STEPS, len(STEPS)):
            if value + step > 1:
                yield value + step
        return
    if value < 1000 and value % 5 == 0:
        unit = 10.0 if value % 10 == 0 else 5.0
        steps = random.sample((-4, -3, -2, -1, 1, 2, 3, 4), 8)
        yield from (
            value + step * unit
            for step in steps
            if value + step * unit > 0 and abs(step * unit) * 10 >= value
        )
        return
    digits = f"{value:.10g}".replace(".", "").strip("0")
    unit = 10.0 ** (_magnitude(value) - max(len(digits), 2) + 1)
    for factor in random.sample(FACTORS, len(FACTORS)):
        other = round(round(value * factor / unit) * unit, 6)
        if abs(other - value) * 10 >= value:
            yield other


def _magnitude(value: float) -> int:
    return int(f"{value:e}".split("e")[1])


def _like(text: str, value: float) -> str:
    """Write a number with the separators and decimals of another."""
    decimals = len(text.partition(".")[2])
    separator = next((sign for sign in text if sign in ",\u00a0\u202f "), "")
    return f"{value:,.{decimals}f}".replace(",", separator)


def _words(key: str, random: Random) -> Iterator[str]:
    word = next((word for word in key.replace("-", " ").split() if word.lower() in NUMBERS), None)
    if word is None or any(tens + "-" in key.lower() for tens in TENS):
        return
    number = NUMBERS[word.lower()]
    tens = number >= 20
    near = sorted((one for one in NUMBER_WORDS if (one >= 20) is tens), key=lambda one: abs(one - number))[
        1:6
    ]
    for other in random.sample(near, len(near)):
        changed = NUMBER_WORDS[other]
        yield key.replace(word, changed.capitalize() if word[0].isupper() else changed, 1)
