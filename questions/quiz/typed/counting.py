"""Numbers in figures, with the scale in words that may follow them; knows no unit and no date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from questions.quiz.typed.figures import values_of
from questions.quiz.typed.numerals import GROUPS, ORDINAL_ENDS, SCALES, SHORT_SCALES
from questions.quiz.typed.tokens import Token, figure_at, mark_at, word_at


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


def in_figures(tokens: Sequence[Token], place: int) -> Number | None:
    """Return the number in figures that begins at a place, or None."""
    values, end = values_of(figure_at(tokens, place)) if figure_at(tokens, place) else frozenset(), place + 1
    if not values:
        return None
    if word_at(tokens, end) in ORDINAL_ENDS and tokens[end].glued:
        return Number(values, end + 1, ordinal=True)
    if broken := _broken(tokens, place):
        return scaled(tokens, *broken)
    if broken := _broken(tokens, end):
        values, end = frozenset(value + part for value in values for part in broken[0]), broken[1]
    return scaled(tokens, values, end)


def _broken(tokens: Sequence[Token], place: int) -> tuple[frozenset[Fraction], int] | None:
    above, below = figure_at(tokens, place), figure_at(tokens, place + 2)
    if mark_at(tokens, place + 1) != "/" or not (above.isdigit() and below.isdigit()):
        return None
    if len(above) > 2 or len(below) > 2 or int(above) >= int(below) or mark_at(tokens, place + 3) == "/":
        return None
    return frozenset({Fraction(int(above), int(below))}), place + 3


def scaled(tokens: Sequence[Token], values: frozenset[Fraction], end: int) -> Number:
    """Return a number with the scale that stands behind it: "and a half million"."""
    values, end = and_a_half(tokens, values, end)
    scale = SCALES.get(word_at(tokens, end)) or SHORT_SCALES.get(word_at(tokens, end))
    if word_at(tokens, end) in ("m", "b") or not scale:
        scale = 1
    if word_at(tokens, end) == "hundred":
        scale = 100
    if scale == 1:
        group = GROUPS.get(word_at(tokens, end), 1)
        return Number(frozenset(value * group for value in values), end + (group > 1))
    values, end = frozenset(value * scale for value in values), end + 1
    rest = in_figures(tokens, end)
    if rest and not rest.ordinal and all(0 < value < scale for value in rest.values):
        values, end = frozenset(value + more for value in values for more in rest.values), rest.end
    return Number(values, end)


def and_a_half(
    tokens: Sequence[Token], values: frozenset[Fraction], end: int
) -> tuple[frozenset[Fraction], int]:
    """Return values with the half or quarter that is added to them, and the place after it."""
    words = [word_at(tokens, end + step) for step in range(3)]
    for phrase, part in ((["and", "a", "half"], 2), (["and", "a", "quarter"], 4)):
        if words == phrase:
            return frozenset(value + Fraction(1, part) for value in values), end + 3
    return values, end
