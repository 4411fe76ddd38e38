"""What a typed answer came to; knows no rule of grading."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Match(StrEnum):
    """How an answer stands to the key; the reader is told by a sentence for each."""

    EXACT = "exact"
    ACCEPTED = "accepted"
    SAME_NUMBER = "same-number"
    SAME_DATE = "same-date"
    FORM = "form"
    SLIP = "slip"
    WRONG_NUMBER = "wrong-number"
    WRONG_DATE = "wrong-date"
    COARSE = "coarse"
    OTHER = "other"
    EMPTY = "empty"


RIGHT = (Match.EXACT, Match.ACCEPTED, Match.SAME_DATE, Match.SAME_NUMBER, Match.FORM, Match.SLIP)
"""The matches that are right, the closest first."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an answer came to.

    Attributes:
        right: Whether it counts as right.
        match: How it stands to the key.
        read_as: The date or number that was understood, such as "10 December 2007"; empty for other answers.
    """

    right: bool
    match: Match
    read_as: str = ""


def verdict_of(match: Match, read_as: str = "") -> Verdict:
    """Return the verdict that a match stands for."""
    return Verdict(match in RIGHT, match, read_as)
