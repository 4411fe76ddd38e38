"""Numbers in figures and in words, read from the pieces of a text; knows no unit and no date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from questions.quiz.typed.numerals import (
    GROUPS,
    ORDINAL_ENDS,
    ORDINAL_SCALES,
    ORDINAL_TENS,
    ORDINAL_UNITS,
    PARTS,
    SCALES,
    SHORT_SCALES,
    TENFOLD,
    UNITS,
)
from questions.quiz.typed.tokens import Token, figure_at, mark_at, word_at

MOST_DIGITS = 40
GROUPED = re.compile(r"\d{1,3}(?:,\d{2})*,\d{3}")
"""Thousands, and lakhs as India writes them."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number that was read.

    Attributes:
        values: What it may be: "15.900" is 15900 to some and 15.9 to others.
        end: The place after it.
        ordinal: Whether it counts a place in a row.
        part: Whether it is a part of a whole in words.
        words: Whether it was written in words.
    """

    values: frozenset[Fraction]
    end: int
    ordinal: bool = False
    part: bool = False
    words: bool = False


def values_of(figure: str) -> frozenset[Fraction]:
    """Return what a figure may be, with either use of point and comma; nothing where it is no number."""
    if len(figure) > MOST_DIGITS:
        return frozenset()
    marks = "".join(dict.fromkeys(sign for sign in figure if not sign.isdigit()))
    if not marks:
        return frozenset({Fraction(int(figure))})
    if len(marks) > 2:
        return frozenset()
    readings = {_thousands(figure, marks), _decimal(figure, marks)} - {None}
    return frozenset(value for value in readings if value is not None)


def _thousands(figure: str, marks: str) -> Fraction | None:
    if len(marks) != 1:
        return None
    groups = re.split(r"[.,' ]", figure)
    regular = all(len(group) == 3 for group in groups[1:]) and 1 <= len(groups[0]) <= 3
    if groups[0].startswith("0") or not (regular or GROUPED.fullmatch(figure)):
        return None
    return Fraction(int("".join(groups)))


def _decimal(figure: str, marks: str) -> Fraction | None:
    point = marks[-1]
    if point not in ".," or figure.count(point) != 1:
        return None
    whole, _, part = figure.partition(point)
    if len(marks) == 2:
        value = _thousands(whole, marks[0])
        if value is None:
            return None
        whole = str(value)
    elif point == "," and len(part) == 3 and not whole.startswith("0"):
        return None
    return Fraction(f"{whole or 0}.{part}")


def read_number(tokens: Sequence[Token], place: int) -> Number | None:
    """Return the number that begins at a place, or None."""
    if word_at(tokens, place) in ("minus", "negative"):
        return _negative(_unsigned(tokens, place + 1))
    if mark_at(tokens, place) == "-" and (not tokens[place].glued or place == 0):
        return _negative(_unsigned(tokens, place + 1))
    return _unsigned(tokens, place)


def _negative(number: Number | None) -> Number | None:
    if number is None:
        return None
    return Number(frozenset(-value for value in number.values), number.end, words=number.words)


def _unsigned(tokens: Sequence[Token], place: int) -> Number | None:
    return _in_figures(tokens, place) or _in_parts(tokens, place) or _in_words(tokens, place)


def _in_figures(tokens: Sequence[Token], place: int) -> Number | None:
    values, end = values_of(figure_at(tokens, place)) if figure_at(tokens, place) else frozenset(), place + 1
    if not values:
        return None
    if word_at(tokens, end) in ORDINAL_ENDS and tokens[end].glued:
        return Number(values, end + 1, ordinal=True)
    if broken := _broken(tokens, place):
        return _scaled(tokens, *broken)
    if broken := _broken(tokens, end):
        values, end = frozenset(value + part for value in values for part in broken[0]), broken[1]
    return _scaled(tokens, values, end)


def _broken(tokens: Sequence[Token], place: int) -> tuple[frozenset[Fraction], int] | None:
    above, below = figure_at(tokens, place), figure_at(tokens, place + 2)
    if mark_at(tokens, place + 1) != "/" or not (above.isdigit() and below.isdigit()):
        return None
    if len(above) > 2 or len(below) > 2 or int(above) >= int(below) or mark_at(tokens, place + 3) == "/":
        return None
    return frozenset({Fraction(int(above), int(below))}), place + 3


def _scaled(tokens: Sequence[Token], values: frozenset[Fraction], end: int) -> Number:
    values, end = _and_a_half(tokens, values, end)
    scale = SCALES.get(word_at(tokens, end)) or SHORT_SCALES.get(word_at(tokens, end))
    if word_at(tokens, end) in ("m", "b") or not scale:
        scale = 1
    if word_at(tokens, end) == "hundred":
        scale = 100
    if scale == 1:
        group = GROUPS.get(word_at(tokens, end), 1)
        return Number(frozenset(value * group for value in values), end + (group > 1))
    values, end = frozenset(value * scale for value in values), end + 1
    rest = read_number(tokens, end) if figure_at(tokens, end) else None
    if rest and not rest.ordinal and all(0 < value < scale for value in rest.values):
        values, end = frozenset(value + more for value in values for more in rest.values), rest.end
    return Number(values, end)


def _and_a_half(
    tokens: Sequence[Token], values: frozenset[Fraction], end: int
) -> tuple[frozenset[Fraction], int]:
    words = [word_at(tokens, end + step) for step in range(3)]
    for phrase, part in ((["and", "a", "half"], 2), (["and", "a", "quarter"], 4)):
        if words == phrase:
            return frozenset(value + Fraction(1, part) for value in values), end + 3
    return values, end


def _in_parts(tokens: Sequence[Token], place: int) -> Number | None:
    first, second = word_at(tokens, place), word_at(tokens, place + 1)
    above = 1 if first in ("a", "an") else UNITS.get(first, 0)
    if first == "half":
        value, end = Fraction(1, 2), place + 1
    elif above and second in PARTS and (above == 1 or second.endswith("s")):
        value, end = Fraction(above, PARTS[second]), place + 2
    elif above > 1 and mark_at(tokens, place + 1) == "-" and word_at(tokens, place + 2) in PARTS:
        if not word_at(tokens, place + 2).endswith("s"):
            return None
        value, end = Fraction(above, PARTS[word_at(tokens, place + 2)]), place + 3
    else:
        return None
    scale_at = end + 1 if word_at(tokens, end) in ("a", "an", "of") else end
    scale_at += word_at(tokens, end) == "of" and word_at(tokens, scale_at) in ("a", "an")
    scale = SCALES.get(word_at(tokens, scale_at), 0) or GROUPS.get(word_at(tokens, scale_at), 0)
    if scale:
        return Number(frozenset({value * scale}), scale_at + 1, words=True)
    return Number(frozenset({value}), end, part=True, words=True)


def _in_words(tokens: Sequence[Token], place: int) -> Number | None:
    reading = _Reading(tokens, place)
    return reading.read()


class _Reading:
    """Goes through the words of one number: the group that is open, and the groups that a scale has closed."""

    def __init__(self, tokens: Sequence[Token], place: int) -> None:
        self.tokens, self.place, self.start = tokens, place, place
        self.total, self.group, self.below = 0, 0, 1000
        self.least_scale = 10**15
        self.ordinal = False

    def read(self) -> Number | None:
        while not self.ordinal and self._take():
            pass
        if self.place == self.start:
            return None
        values = frozenset({Fraction(self.total + self.group)})
        if self.ordinal:
            return Number(values, self.place, ordinal=True, words=True)
        if word_at(self.tokens, self.place) == "point":
            return self._after_point()
        halved, end = _and_a_half(self.tokens, frozenset({Fraction(1)}), self.place)
        if end > self.place:
            return self._halved(halved, end)
        return Number(values, self.place, words=True)

    def _halved(self, halved: frozenset[Fraction], end: int) -> Number:
        part = min(halved) - 1
        if self.total and not self.group:
            return Number(frozenset({self.total + part * self.least_scale}), end, words=True)
        number = _scaled(self.tokens, frozenset({self.total + self.group + part}), end)
        return Number(number.values, number.end, words=True)

    def _after_point(self) -> Number:
        end, digits = self.place + 1, ""
        while word_at(self.tokens, end) in UNITS and UNITS[word_at(self.tokens, end)] < 10:
            digits += str(UNITS[word_at(self.tokens, end)])
            end += 1
        if not digits or len(digits) > MOST_DIGITS:
            return Number(frozenset({Fraction(self.total + self.group)}), self.place, words=True)
        number = _scaled(self.tokens, frozenset({Fraction(f"{self.total + self.group}.{digits}")}), end)
        return Number(number.values, number.end, words=True)

    def _take(self) -> bool:
        at = self.place
        if at > self.start:
            if self.tokens[at : at + 1] and self.tokens[at].glued and self._joint(mark_at(self.tokens, at)):
                at += 1
            if word_at(self.tokens, at) == "and" and (self.below == 100 or self.group == 0):
                at += 1
        word = word_at(self.tokens, at)
        if at == self.start and word in ("a", "an"):
            return self._take_one(at)
        taken = self._small(word) or self._scale(word)
        if taken:
            self.place = at + 1
        return taken

    def _joint(self, mark: str) -> bool:
        return mark == "-" or (mark == "," and self.total > 0 and self.group == 0)

    def _take_one(self, at: int) -> bool:
        following = word_at(self.tokens, at + 1)
        if following == "hundred" or following in SCALES or following in GROUPS:
            self.group, self.below, self.place = 1, 1, at + 1
            return True
        return False

    def _small(self, word: str) -> bool:
        ordinal = word in ORDINAL_UNITS or word in ORDINAL_TENS
        found = {**UNITS, **TENFOLD, **ORDINAL_UNITS, **ORDINAL_TENS}.get(word)
        if found is None or found >= self.below or (found == 0 and self.place > self.start):
            return False
        self.group += found
        self.ordinal = ordinal
        self.below = 10 if found >= 20 else 1
        return True

    def _scale(self, word: str) -> bool:
        if word in ORDINAL_SCALES and (self.group or self.place == self.start):
            self.group = max(self.group, 1) * ORDINAL_SCALES[word]
            self.ordinal = True
            return True
        if word == "hundred" and 0 < self.group < 100:
            self.group, self.below = self.group * 100, 100
            return True
        if word in GROUPS and (self.group or self.place == self.start) and not self.total:
            self.group, self.below = max(self.group, 1) * GROUPS[word], 0
            return True
        scale = SCALES.get(word, 0)
        if scale and self.group and scale < self.least_scale:
            self.total, self.group, self.below = self.total + self.group * scale, 0, 1000
            self.least_scale = scale
            return True
        return False
