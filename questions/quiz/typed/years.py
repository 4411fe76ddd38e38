"""Years, decades and centuries read from the pieces of a text; knows no month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from questions.quiz.typed.months import AFTER_CHRIST, BEFORE_CHRIST, DECADES
from questions.quiz.typed.numbering import read_number
from questions.quiz.typed.numerals import ROMAN, UNITS
from questions.quiz.typed.tokens import Token, figure_at, mark_at, word_at

FIRST, LAST = 1000, 2199
"""The bare figures that may be a year; others need a month or an era."""

ZEROS = frozenset({"oh", "o", "zero", "ought"})


@dataclass(frozen=True, slots=True)
class Span:
    """Years that were read.

    Attributes:
        years: What they may be, each as the first and the last year.
        end: The place after them.
    """

    years: frozenset[tuple[int, int]]
    end: int


def read_year(tokens: Sequence[Token], place: int, *, within: bool = False) -> Span | None:
    """Return the year that begins at a place, or None.

    Args:
        tokens: The pieces of the text.
        place: Where to read.
        within: Whether a month stands before it, so that "96" is a year too.
    """
    for prefix in ("the", "year"):
        place += word_at(tokens, place) == prefix and word_at(tokens, place + 1) in ("year", "")
    era_first = word_at(tokens, place) in AFTER_CHRIST
    at = place + era_first
    short = mark_at(tokens, at) == "'"
    figure = figure_at(tokens, at + short)
    if short and len(figure) != 2:
        return None
    if figure and not (figure.isascii() and figure.isdigit() and len(figure) <= 4):
        return None
    if not figure:
        return _in_words(tokens, at)
    end = at + short + 1
    if era_first or word_at(tokens, end) in AFTER_CHRIST:
        return _one(int(figure), end + (not era_first))
    if word_at(tokens, end) in BEFORE_CHRIST:
        return _one(-int(figure), end + 1)
    if len(figure) == 2 and (short or (within and int(figure) > 31)):
        return Span(frozenset((year, year) for year in (1900 + int(figure), 2000 + int(figure))), end)
    if FIRST <= int(figure) <= LAST or (within and len(figure) >= 3):
        return _one(int(figure), end)
    return None


def _one(year: int, end: int) -> Span:
    return Span(frozenset({(year, year)}), end)


def _in_words(tokens: Sequence[Token], place: int) -> Span | None:
    number = read_number(tokens, place)
    if number is None or not number.words or number.ordinal or number.part or len(number.values) != 1:
        return None
    value = min(number.values)
    if value.denominator == 1 and FIRST <= value <= LAST:
        return _one(int(value), number.end)
    if not 10 <= value <= 21 or value.denominator != 1:
        return None
    at = number.end + (mark_at(tokens, number.end) == "-")
    if word_at(tokens, at) in ZEROS:
        at += 1 + (mark_at(tokens, at + 1) == "-")
        units = UNITS.get(word_at(tokens, at), 0)
        return _one(int(value) * 100 + units, at + 1) if 1 <= units <= 9 else None
    pair = read_number(tokens, at)
    if pair is None or not pair.words or pair.ordinal or pair.part or len(pair.values) != 1:
        return None
    second = min(pair.values)
    return (
        _one(int(value * 100 + second), pair.end) if 10 <= second <= 99 and second.denominator == 1 else None
    )


def read_span(tokens: Sequence[Token], place: int) -> Span | None:
    """Return the decade or century that begins at a place, or None."""
    place += word_at(tokens, place) == "the"
    return _century(tokens, place) or _decade(tokens, place)


def _decade(tokens: Sequence[Token], place: int) -> Span | None:
    short = mark_at(tokens, place) == "'"
    figure, end = figure_at(tokens, place + short), place + short + 1
    end += mark_at(tokens, end) == "'"
    if figure.isdigit() and figure.endswith("0") and word_at(tokens, end) == "s" and tokens[end].glued:
        return _decades(int(figure), end + 1) if len(figure) in (2, 4) else None
    first = word_at(tokens, place)
    if first in DECADES:
        return _decades(DECADES[first], place + 1)
    number = read_number(tokens, place)
    if number is None or not number.words or len(number.values) != 1 or not 10 <= min(number.values) <= 20:
        return None
    at = number.end + (mark_at(tokens, number.end) == "-")
    tens = DECADES.get(word_at(tokens, at))
    return _decades(int(min(number.values)) * 100 + tens, at + 1) if tens else None


def _decades(first: int, end: int) -> Span:
    if first < 100:
        years = [(century + first, century + first + 9) for century in (1800, 1900, 2000)]
        return Span(frozenset(years), end)
    spans = {(first, first + 9)}
    if first % 100 == 0:
        spans.add((first, first + 99))
    return Span(frozenset(spans), end)


def _century(tokens: Sequence[Token], place: int) -> Span | None:
    number = read_number(tokens, place)
    roman = ROMAN.get(word_at(tokens, place), 0)
    if number is not None and number.ordinal and len(number.values) == 1:
        count, end = int(min(number.values)), number.end
    elif roman:
        count, end = roman, place + 1
    else:
        return None
    end += mark_at(tokens, end) == "-"
    if word_at(tokens, end) not in ("century", "cent", "c") or count > 30:
        return None
    end += 1 + (mark_at(tokens, end + 1) == ".")
    last = count * 100
    if word_at(tokens, end) in BEFORE_CHRIST:
        return Span(frozenset({(-last, 99 - last)}), end + 1)
    return Span(frozenset({(last - 100, last - 1)}), end + (word_at(tokens, end) in AFTER_CHRIST))
