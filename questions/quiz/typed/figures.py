"""Figures with the separators of thousands and decimals that are in use; knows no word."""

from __future__ import annotations

import re
from fractions import Fraction

MOST_DIGITS = 40
GROUPED = re.compile(r"\d{1,3}(?:,\d{2})*,\d{3}")
"""Thousands, and lakhs as India writes them."""


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
