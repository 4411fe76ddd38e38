"""What points to the key without knowledge: its length, its precision, an article, dates that cross in it.

Knows one question, no document and no engine.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from questions.language.mentions import DATES, MONTHS, type_of
from questions.language.wording import sounds_vowel
from questions.model import BLANK, Candidate, Kind

ORDER = re.compile(
    r"\b(?:early|earliest|first|finally|further|last|late|latest|later|originally)\b", re.IGNORECASE
)
YEAR = re.compile(r"\d{3,4}")
ARTICLE = re.compile(rf"\b(an?) {BLANK}", re.IGNORECASE)
FIGURE = re.compile(r"\d[\d,.\u00a0\u202f ]*")


def no_length_cue(asked: Candidate, _: object) -> Iterator[str]:
    """Yield a fault where the key is visibly the longest or the shortest choice."""
    if not asked.distractors or asked.kind is Kind.TRUE_FALSE:
        return
    others = sorted(len(choice.text) for choice in asked.distractors)
    longest = others[-1]
    if len(asked.key) > 1.5 * longest and len(asked.key) - longest > 6:
        yield f"the key is visibly the longest choice ({len(asked.key)} characters against {longest})"
    if len(asked.key) * 2 < others[0] and others[0] - len(asked.key) > 8:
        yield f"the key is visibly the shortest choice ({len(asked.key)} characters against {others[0]})"


def no_order_cue(asked: Candidate, _: object) -> Iterator[str]:
    """Yield a fault where the stem says "first" or "last" and the key is the earliest or the latest."""
    years = [[int(year) for year in YEAR.findall(choice.text)] for choice in asked.choices]
    word = ORDER.search(asked.stem)
    if word and all(years) and years[0] in (min(years), max(years)):
        yield f"{word.group()!r} in the stem points to the earliest or the latest choice"


def no_precision_cue(asked: Candidate, _: object) -> Iterator[str]:
    """Yield a fault where one figure is written more exactly, or more roundly, than all others."""
    if type_of(asked.key) in (None, *DATES):
        return
    digits = [_significant(choice.text) for choice in asked.choices]
    if len(digits) < 2 or None in digits:
        return
    key, *others = (count for count in digits if count is not None)
    if key > max(others) + 1 or key < min(others):
        yield f"the key {asked.key!r} is written more exactly or more roundly than the other figures"


def _significant(text: str) -> int | None:
    """Return how many digits of a figure are not mere zeros, or None where it is none."""
    found = FIGURE.search(text)
    return len(re.sub(r"\D", "", found.group()).strip("0")) or 1 if found else None


def no_article_cue(asked: Candidate, _: object) -> Iterator[str]:
    """Yield a fault where "a" or "an" before the blank fits some choices alone."""
    found = ARTICLE.search(asked.stem)
    if found:
        vowel = found.group(1).lower() == "an"
        for choice in asked.choices:
            if choice.text and sounds_vowel(choice.text) is not vowel:
                yield f"{found.group(1)!r} before the blank does not fit {choice.text!r}"


def no_crossing_cue(asked: Candidate, _: object) -> Iterator[str]:
    """Yield a fault where the key alone has both the month and the year that most choices have."""
    if asked.kind is Kind.TRUE_FALSE or type_of(asked.key) not in DATES:
        return
    parts = [(_month(choice.text), _year(choice.text)) for choice in asked.choices]
    if not all(month and year for month, year in parts):
        return
    months, years = (Counter(column) for column in zip(*parts, strict=True))
    month, year = parts[0]
    crossing = months[month] > 1 and years[year] > 1
    if crossing and not any(months[m] > 1 and years[y] > 1 for m, y in parts[1:]):
        yield f"the other dates point to {asked.key!r}: it alone has a month and a year that are there again"


def _month(text: str) -> str:
    return next((month for month in MONTHS if month in text), "")


def _year(text: str) -> str:
    found = YEAR.search(text)
    return found.group() if found else ""
