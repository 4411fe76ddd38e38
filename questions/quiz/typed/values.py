"""The dates and amounts of a text in order, with what stands between them; knows no key and no verdict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from questions.quiz.typed.amounts import Amount, read_amount
from questions.quiz.typed.calendar import Date
from questions.quiz.typed.dating import Dated, read_date
from questions.quiz.typed.tokens import Token, figure_at, word_at

LINKS = frozenset({"-", "/", "to", "until", "till", "through", "and", "or"})
DATE_LINKS = frozenset(
    {
        "in",
        "of",
        "by",
        "on",
        "until",
        "till",
        "since",
        "from",
        "to",
        "through",
        "before",
        "after",
        "during",
        "the",
    }
)


@dataclass(frozen=True, slots=True)
class Value:
    """A date or an amount in a text; four bare digits may be either.

    Attributes:
        start: The place of its first piece.
        end: The place after its last.
        dates: The dates that it may be, none for an amount.
        amount: The amount that it may be, None for a date.
        slip: Whether a month in it is misspelt.
        bound: For a date, -1 where it is said to be before it and 1 where after.
    """

    start: int
    end: int
    dates: frozenset[Date] = frozenset()
    amount: Amount | None = None
    slip: bool = False
    bound: int = 0


def values_in(tokens: Sequence[Token], *, key: bool = False, ranged: bool = False) -> tuple[Value, ...]:
    """Return the dates and amounts of a text in order.

    Args:
        tokens: Its pieces.
        key: Whether it is a key.
        ranged: Whether "1901-05" is a range of years rather than a month.
    """
    found: list[Value] = []
    place = 0
    while place < len(tokens):
        value = _value_at(tokens, place, key=key, ranged=ranged)
        if value is None:
            place += 1
            continue
        found.append(value)
        place = value.end
    return tuple(_completed(tokens, found))


def _value_at(tokens: Sequence[Token], place: int, *, key: bool, ranged: bool) -> Value | None:
    date = read_date(tokens, place, ranged=ranged)
    if date is not None and not _dated(tokens, place, date):
        date = None
    amount = read_amount(tokens, place, key=key)
    if date and (amount is None or date.end >= amount.end):
        both = amount if amount and amount.end == date.end else None
        bound = {"before": -1, "after": 1}.get(word_at(tokens, place - 1), 0)
        return Value(place, date.end, date.dates, both, date.slip, bound)
    return Value(place, amount.end, amount=amount) if amount else None


def _dated(tokens: Sequence[Token], place: int, date: Dated) -> bool:
    """Whether a lone month is one: "may" and "march" are verbs in most places."""
    if date.end > place + 1 or not all(one.years is None and one.day is None for one in date.dates):
        return True
    neighbours = (
        tokens[place - 1].text if place else "",
        tokens[date.end].text if date.end < len(tokens) else "",
    )
    if date.slip:
        return False
    return all(not word or word in DATE_LINKS or word in LINKS or not word.isalpha() for word in neighbours)


def link(tokens: Sequence[Token], one: Value, other: Value) -> str:
    """Return the word or dash that joins two values, empty where more or nothing stands between them."""
    between = [token.text for token in tokens[one.end : other.start] if token.text != "the"]
    return between[0] if len(between) == 1 and between[0] in LINKS else ""


def _completed(tokens: Sequence[Token], found: Sequence[Value]) -> Iterable[Value]:
    """Give each end of a range what stands at its other end: "March to June 1871", "1934-52", "10-20 km"."""
    values = list(found)
    for index in range(len(values) - 1):
        one, other = values[index], values[index + 1]
        if not link(tokens, one, other):
            continue
        values[index], values[index + 1] = _shared(tokens, one, other)
    return values


def _shared(tokens: Sequence[Token], one: Value, other: Value) -> tuple[Value, Value]:
    first, second = next(iter(one.dates), None), next(iter(other.dates), None)
    if first and second and first.years is None and second.years and len(other.dates) == 1:
        return replace(one, dates=frozenset({replace(first, years=second.years)})), other
    short = figure_at(tokens, other.start)
    if first and first.years and second is None and len(short) == 2 and other.end == other.start + 1:
        year = first.years[0] // 100 * 100 + int(short)
        if len(one.dates) == 1 and first.month is None and year > first.years[0]:
            return one, replace(other, dates=frozenset({Date((year, year))}), amount=None)
    if one.amount and not first and second and second.day and one.amount.bare:
        day = min((value for value, _ in one.amount.readings), default=0)
        if 1 <= day <= 31 and day == int(day):
            dates = frozenset(replace(date, day=int(day)) for date in other.dates)
            return replace(one, dates=dates, amount=None), other
    if one.amount and other.amount and one.amount.bare and not other.amount.bare and not first:
        readings = {(value, unit) for value, _ in one.amount.readings for _, unit in other.amount.readings}
        return replace(one, amount=replace(one.amount, readings=frozenset(readings))), other
    return one, other
