"""Amounts: numbers with the units that stand at them, read and compared; knows no date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from questions.quiz.typed.counting import Number
from questions.quiz.typed.measures import CURRENCIES, DEGREES, DIMENSIONS, MOST_WORDS, SIZES, SPELLINGS
from questions.quiz.typed.numbering import read_number
from questions.quiz.typed.tokens import Token, mark_at, word_at

MILLIONS = {"m": 10**6, "b": 10**9}
"""Letters that are a scale to some and a unit to others."""

FEWEST_LETTERS = 3
"""A shorter spelling of a unit stands behind figures only."""

LESS = frozenset({"under", "below", "most"})
MORE = frozenset({"over", "above", "exceeding", "least"})


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit.

    Attributes:
        readings: Each value that it may have with the unit that goes with it, "" for none.
        end: The place after it.
        part: Whether it is a part of a whole in words: "half".
        ordinal: Whether it counts a place in a row.
        bound: 1 where it is said to be more, -1 where it is said to be less, otherwise 0.
    """

    readings: frozenset[tuple[Fraction, str]]
    end: int
    part: bool = False
    ordinal: bool = False
    bound: int = 0

    @property
    def bare(self) -> bool:
        """Whether it has no unit."""
        return all(not unit for _, unit in self.readings)


def read_amount(tokens: Sequence[Token], place: int, *, key: bool = False) -> Amount | None:
    """Return the amount that begins at a place, or None.

    Args:
        tokens: The pieces of the text.
        place: Where to read.
        key: Whether the text is a key: its "31 m" is metres and never millions, its "1.500" has a decimal
            point.
    """
    currency, start = _unit(tokens, place)
    currency = tuple(unit for unit in currency if unit in CURRENCIES)
    number = read_number(tokens, start if currency else place)
    if number is None:
        return _one_of_a_unit(tokens, place)
    if key and len(number.values) > 1:
        number = replace(number, values=frozenset({min(number.values, key=abs)}))
    amount = _with_unit(tokens, number, currency, key=key)
    return Amount(amount.readings, amount.end, number.part, number.ordinal, _bound(tokens, place))


def _one_of_a_unit(tokens: Sequence[Token], place: int) -> Amount | None:
    """Return "an hour" as one; after a noun it is "every hour"."""
    opens = place == 0 or word_at(tokens, place - 1) in ("for", "about", "only", "took", "lasted")
    units, end = _unit(tokens, place + 1) if opens and word_at(tokens, place) in ("a", "an") else ((), 0)
    if not units or len(tokens[place + 1].text) < FEWEST_LETTERS:
        return None
    return _joined(tokens, Amount(frozenset((Fraction(1), unit) for unit in units), end))


def _with_unit(tokens: Sequence[Token], number: Number, currency: tuple[str, ...], *, key: bool) -> Amount:
    at = number.end + (mark_at(tokens, number.end) == "-" and bool(word_at(tokens, number.end + 1)))
    if word_at(tokens, at) in ("a", "an", "of") and number.part and _unit(tokens, at + 1)[0]:
        at += 1
    if number.part and word_at(tokens, at) == "of" and word_at(tokens, at + 1) in ("a", "an"):
        at += 2
    letter = word_at(tokens, at)
    million = MILLIONS.get(letter, 0)
    units, end = (currency, number.end) if currency else _unit(tokens, at)
    if number.ordinal:
        units, end = (), number.end
    readings = {(value, unit) for value in number.values for unit in units or ("",)}
    if not units:
        end = number.end
    if million and (not key or currency or not _measured(tokens, at + 1)):
        more, more_end = _unit(tokens, at + 1)
        scaled = {(value * million, unit) for value in number.values for unit in currency or more or ("",)}
        only = bool(currency) or bool(more) or (key and letter == "m") or not units
        readings = scaled if only else readings | scaled
        end = more_end if more and not currency else at + 1
    return _joined(tokens, Amount(frozenset(readings), end))


def _measured(tokens: Sequence[Token], place: int) -> bool:
    return place >= len(tokens) or tokens[place].kind != "word" or tokens[place].text in DIMENSIONS


def _joined(tokens: Sequence[Token], amount: Amount) -> Amount:
    """Add "11 inches" to "5 feet"."""
    if not amount.bare and [word_at(tokens, amount.end + step) for step in range(3)] == ["and", "a", "half"]:
        readings = frozenset((value + Fraction(1, 2), unit) for value, unit in amount.readings)
        return Amount(readings, amount.end + 3)
    at = amount.end + (word_at(tokens, amount.end) == "and")
    number = read_number(tokens, at) if not amount.bare and amount.end < len(tokens) else None
    units, end = _unit(tokens, number.end) if number else ((), 0)
    if number and word_at(tokens, number.end) == "in":
        units, end = ("inch",), number.end + 1
    if not number or not units:
        return amount
    summed = {
        (value + more * SIZES[small][1] / SIZES[large][1], large)
        for value, large in amount.readings
        for small in units
        for more in number.values
        if large and SIZES[small][0] == SIZES[large][0] and SIZES[small][1] < SIZES[large][1]
    }
    return Amount(frozenset(summed), end) if summed else amount


def _unit(tokens: Sequence[Token], place: int) -> tuple[tuple[str, ...], int]:
    words = [token.text if token.text != "/" else "per" for token in tokens[place : place + MOST_WORDS]]
    for count in range(len(words), 0, -1):
        units = SPELLINGS.get(tuple(words[:count]))
        if units:
            return units, place + count
    return (), place


def _bound(tokens: Sequence[Token], place: int) -> int:
    before, earlier = word_at(tokens, place - 1), word_at(tokens, place - 2)
    if before == "than":
        return {"less": -1, "fewer": -1, "lower": -1, "more": 1, "greater": 1, "higher": 1}.get(earlier, 0)
    return (before in MORE) - (before in LESS or (earlier, before) == ("up", "to"))


def same_amount(key: Amount, text: Amount) -> bool:
    """Whether an answer's amount is the key's: the same value, and no unit that contradicts it.

    "Less than 30" is not 30, but "more than 30" is how many write a rounded figure. "3" is right for "third",
    but "third" is not for 3.
    """
    if key.bound * text.bound < 0 or (text.bound < 0 and key.bound == 0):
        return False
    if (text.ordinal and not key.ordinal) or (key.ordinal and text.part):
        return False
    return any(
        _same(mine, theirs, part=text.part or key.part) for mine in key.readings for theirs in text.readings
    )


def _same(key: tuple[Fraction, str], text: tuple[Fraction, str], *, part: bool) -> bool:
    (mine, unit), (theirs, other) = key, text
    if part and {unit, other} == {"", "percent"}:
        return mine * (1 if unit else 100) == theirs * (1 if other else 100)
    if not unit or not other:
        return mine == theirs
    if "degree" in (unit, other) and {unit, other} & DEGREES:
        return mine == theirs
    return SIZES[unit][0] == SIZES[other][0] and mine * SIZES[unit][1] == theirs * SIZES[other][1]


def shown(amount: Amount) -> str:
    """Return a number as it was understood, such as "15,900"; empty where it may be several."""
    values = {value for value, _ in amount.readings}
    if len(values) != 1:
        return ""
    value = values.pop()
    if value.denominator == 1:
        return f"{value.numerator:,}"
    digits = f"{float(value):,.6f}".rstrip("0") if abs(value) < 10**12 else ""
    return digits if digits and Fraction(digits.replace(",", "")) == value else str(value)
