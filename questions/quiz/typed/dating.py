"""Dates read from the pieces of a text, in any usual order and spelling; knows no comparison."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from questions.quiz.typed.calendar import Date
from questions.quiz.typed.months import PARTS, WEEKDAYS, month_of
from questions.quiz.typed.numbering import read_number
from questions.quiz.typed.tokens import Token, figure_at, mark_at, word_at
from questions.quiz.typed.years import Span, read_span, read_year

JOINTS = frozenset({".", "/", "-"})


@dataclass(frozen=True, slots=True)
class Dated:
    """A date that was read.

    Attributes:
        dates: What it may be: "10/12/2007" is in December to some and in October to others.
        end: The place after it.
        slip: Whether its month is misspelt.
    """

    dates: frozenset[Date]
    end: int
    slip: bool = False


def read_date(tokens: Sequence[Token], place: int, *, ranged: bool = False) -> Dated | None:
    """Return the longest date that begins at a place, or None.

    Args:
        tokens: The pieces of the text.
        place: Where to read.
        ranged: Whether "1901-05" is a range of years rather than a month.
    """
    start = _after_weekday(tokens, place)
    part, start = _part(tokens, start)
    readings = chain(_in_digits(tokens, start, ranged=ranged), _in_words(tokens, start))
    found = max(readings, key=lambda dated: dated.end, default=None)
    if found is None or not part:
        return found
    return replace(found, dates=frozenset(replace(date, part=part) for date in found.dates))


def _after_weekday(tokens: Sequence[Token], place: int) -> int:
    if word_at(tokens, place) not in WEEKDAYS:
        return place
    place += 1
    while mark_at(tokens, place) in (",", ".") or word_at(tokens, place) == "the":
        place += 1
    return place


def _part(tokens: Sequence[Token], place: int) -> tuple[str, int]:
    part = PARTS.get(word_at(tokens, place), "")
    if not part:
        return "", place
    place += 1
    while word_at(tokens, place) in ("of", "the", "in") or mark_at(tokens, place) == "-":
        place += 1
    return part, place


def _in_digits(tokens: Sequence[Token], place: int, *, ranged: bool) -> Iterator[Dated]:
    figure = figure_at(tokens, place)
    if "." in figure:
        parts, end, joint = figure.split("."), place + 1, "."
    else:
        joint, parts, end = mark_at(tokens, place + 1), [figure], place + 1
        while figure and joint in JOINTS and mark_at(tokens, end) == joint and figure_at(tokens, end + 1):
            if len(parts) == 3:
                return
            parts.append(figure_at(tokens, end + 1))
            end += 2
    if not all(part.isascii() and part.isdigit() and len(part) <= 4 for part in parts):
        return
    if len(parts) == 3:
        dates = frozenset(_days(parts))
    elif len(parts) == 2 and not (ranged and joint == "-"):
        dates = frozenset(_months(parts))
    else:
        return
    if dates:
        yield Dated(dates, end)


def _days(parts: Sequence[str]) -> Iterator[Date]:
    first, second, third = parts
    if len(first) == 4:
        orders = [(third, second, first)]
    elif len(third) in (2, 4):
        orders = [(first, second, third), (second, first, third)]
    else:
        return
    for day, month, year in orders:
        if 1 <= int(day) <= 31 and 1 <= int(month) <= 12 and len(day) <= 2 and len(month) <= 2:
            for spelt_out in _full_years(year):
                yield Date((spelt_out, spelt_out), int(month), int(day))


def _months(parts: Sequence[str]) -> Iterator[Date]:
    month, year = parts if len(parts[1]) == 4 else (parts[1], parts[0])
    if len(year) == 4 and len(month) <= 2 and 1 <= int(month) <= 12:
        yield Date((int(year), int(year)), int(month))


def _full_years(year: str) -> tuple[int, ...]:
    return (int(year),) if len(year) == 4 else (1900 + int(year), 2000 + int(year))


def _in_words(tokens: Sequence[Token], place: int) -> Iterator[Dated]:
    for day, after_day in _day(tokens, place):
        yield from _month_then_year(tokens, after_day, day)
    yield from _month_then_year(tokens, place, None)
    year = read_year(tokens, place)
    if year:
        at = _past(tokens, year.end, ",")
        month = month_of(word_at(tokens, at))
        if month:
            end = at + 1 + (mark_at(tokens, at + 1) == ".")
            yield Dated(_dates(year, month[0], None), end, month[1])
            for day, after in _day(tokens, end):
                yield Dated(_dates(year, month[0], day), after, month[1])
        yield Dated(_dates(year, None, None), year.end)
    span = read_span(tokens, place)
    if span:
        yield Dated(_dates(span, None, None), span.end)


def _month_then_year(tokens: Sequence[Token], place: int, day: int | None) -> Iterator[Dated]:
    month = month_of(word_at(tokens, place))
    if not month or (month[0] > 12 and day):
        return
    number, slip = month
    end = place + 1 + (mark_at(tokens, place + 1) == ".")
    yield Dated(frozenset({Date(None, number, day)}), end, slip)
    days: list[tuple[int | None, int]] = [(day, end)]
    if day is None and number <= 12:
        days += _day(tokens, end)
    for known, after in days:
        if known is not None:
            yield Dated(frozenset({Date(None, number, known)}), after, slip)
        at = _past(tokens, after, ",", "of", "in", "-")
        if known is not None and known == day and mark_at(tokens, after) == "-":
            continue
        year = read_year(tokens, at, within=True)
        if year:
            yield Dated(_dates(year, number, known), year.end, slip)


def _day(tokens: Sequence[Token], place: int) -> Iterator[tuple[int, int]]:
    at = place + (word_at(tokens, place) == "the")
    number = read_number(tokens, at)
    if number is None or len(number.values) != 1 or mark_at(tokens, at) == "-":
        return
    value = min(number.values)
    if (number.words and not number.ordinal) or value.denominator != 1 or not 1 <= value <= 31:
        return
    end = number.end + (mark_at(tokens, number.end) == ".")
    yield int(value), _past(tokens, end, "of", "-")


def _past(tokens: Sequence[Token], place: int, *joints: str) -> int:
    return place + (place < len(tokens) and tokens[place].text in joints)


def _dates(span: Span, month: int | None, day: int | None) -> frozenset[Date]:
    return frozenset(Date(years, month, day) for years in span.years)
