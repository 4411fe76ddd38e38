"""What answers are worth in a class, and who stands where; knows no question, no clock and no chat."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

FULL_MARK = 1000
"""The mark of a right answer at once, where speed counts."""


class Scoring(StrEnum):
    """What a right answer earns: one point, points by speed, or no place on a podium."""

    RIGHT = "right"
    SPEED = "speed"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stands. Equal marks share a rank, and the next rank is left free for each of them.

    Attributes:
        rank: From 1.
        who: The person's number, or the team's.
        mark: The points so far.
    """

    rank: int
    who: int
    mark: float


def mark_of(scoring: Scoring, fraction: float, *, taken: float, allowed: float | None) -> float:
    """Return the mark of an answer.

    Where speed counts, a right answer earns `round((1 − (t/T)/2) × 1000)`, as Kahoot publishes it
    (https://support.kahoot.com/hc/en-us/articles/115002303908-How-points-work).

    Args:
        scoring: What counts.
        fraction: How right the answer is, from 0 to 1.
        taken: Seconds from the question to the answer; what lies beyond `allowed` counts as `allowed`.
        allowed: Seconds in which to answer; None without a deadline, where speed cannot count.
    """
    if scoring is not Scoring.SPEED or allowed is None:
        return fraction
    share = min(max(taken, 0.0), allowed) / allowed
    return round((1 - share / 2) * FULL_MARK * fraction)


def standings(marks: Mapping[int, float]) -> tuple[Place, ...]:
    """Return who stands where, the best first; people of one rank by their number.

    Args:
        marks: The points of each by number.
    """
    ordered = sorted(marks.items(), key=lambda entry: (-entry[1], entry[0]))
    places: list[Place] = []
    for index, (who, mark) in enumerate(ordered):
        tied = bool(places) and places[-1].mark == mark
        places.append(Place(places[-1].rank if tied else index + 1, who, mark))
    return tuple(places)


def team_marks(marks: Mapping[int, float], teams: Mapping[int, int]) -> dict[int, float]:
    """Return the mean mark of each team's members.

    Args:
        marks: The points of each person; who has none yet has 0.
        teams: The team of each person who is in one.
    """
    members: dict[int, list[float]] = {}
    for person, team in teams.items():
        members.setdefault(team, []).append(marks.get(person, 0.0))
    return {team: fmean(own) for team, own in members.items()}


def longest_streak(right: Iterable[bool]) -> int:
    """Return the most right answers in a row.

    Args:
        right: Whether each question in order was answered right; one left unanswered was not.
    """
    longest = current = 0
    for one in right:
        current = current + 1 if one else 0
        longest = max(longest, current)
    return longest
