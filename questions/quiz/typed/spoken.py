"""Numbers in words: whole ones, ordinals, parts of a whole; knows no unit and no date."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from questions.quiz.typed.counting import Number, and_a_half, scaled
from questions.quiz.typed.figures import MOST_DIGITS
from questions.quiz.typed.numerals import (
    GROUPS,
    ORDINAL_SCALES,
    ORDINAL_TENS,
    ORDINAL_UNITS,
    PARTS,
    SCALES,
    TENFOLD,
    UNITS,
)
from questions.quiz.typed.tokens import Token, mark_at, word_at


def in_parts(tokens: Sequence[Token], place: int) -> Number | None:
    """Return the part of a whole that begins at a place, such as "two thirds", or None."""
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


def in_words(tokens: Sequence[Token], place: int) -> Number | None:
    """Return the whole or decimal number in words that begins at a place, or None."""
    return _Reading(tokens, place).read()


class _Reading:
    """Goes through the words of one number: the open group, and those that a scale has closed."""

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
        halved, end = and_a_half(self.tokens, frozenset({Fraction(1)}), self.place)
        if end > self.place:
            return self._halved(halved, end)
        return Number(values, self.place, words=True)

    def _halved(self, halved: frozenset[Fraction], end: int) -> Number:
        part = min(halved) - 1
        if self.total and not self.group:
            return Number(frozenset({self.total + part * self.least_scale}), end, words=True)
        number = scaled(self.tokens, frozenset({self.total + self.group + part}), end)
        return Number(number.values, number.end, words=True)

    def _after_point(self) -> Number:
        end, digits = self.place + 1, ""
        while word_at(self.tokens, end) in UNITS and UNITS[word_at(self.tokens, end)] < 10:
            digits += str(UNITS[word_at(self.tokens, end)])
            end += 1
        if not digits or len(digits) > MOST_DIGITS:
            return Number(frozenset({Fraction(self.total + self.group)}), self.place, words=True)
        number = scaled(self.tokens, frozenset({Fraction(f"{self.total + self.group}.{digits}")}), end)
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
        if self.start == self.place == 0 and word in ("hundred", "thousand", "million", "billion"):
            self.group = 1
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
