"""How questions have fared: their observed difficulty and discrimination; knows no database and no chat.

Only a person's first attempt at a question counts, as in Moodle's quiz report: after it the person has seen
the passage that proves the key (https://docs.moodle.org/dev/Quiz_statistics_calculations).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import StatisticsError, correlation

PRIOR_WEIGHT = 10
"""How many attempts the estimate counts for."""

ENOUGH = 30
"""The attempts from which a discrimination is told: its standard error is about 0.18 then."""

LOW_DISCRIMINATION = 0.2
"""The discrimination below which a question should be looked at."""


@dataclass(frozen=True, slots=True)
class Observation:
    """An attempt as it counts for the statistics.

    Attributes:
        person: Who answered, by number.
        question_id: The question.
        fraction: How right the answer was, from 0 to 1.
        rest: The mean fraction of the person's other answers in the same session; None where there is none.
    """

    person: int
    question_id: str
    fraction: float
    rest: float | None


@dataclass(frozen=True, slots=True)
class QuestionStatistics:
    """How a question has fared.

    Attributes:
        attempts: How many people have tried it.
        difficulty: From 0, easy, to 1, hard: the estimate at first, the observed one as attempts come in.
        discrimination: How far those who know the rest know this, from −1 to 1; None below 30 attempts, or
            where all answers or all rests are the same.
    """

    attempts: int
    difficulty: float
    discrimination: float | None

    @property
    def suspect(self) -> bool:
        """Whether those who know the rest miss it about as often as others, so that it should be looked at.

        Below 0.2 a question is poor and needs revision by the usual reading (Ebel & Frisbie 1991, *Essentials
        of Educational Measurement*, 5th edition, p. 232, given for Kelley's upper and lower 27 per cent and
        used for correlations alike). A wrong key tends to show as a discrimination below zero.
        """
        return self.discrimination is not None and self.discrimination < LOW_DISCRIMINATION


def statistics_of(
    estimates: Mapping[str, float], observations: Iterable[Observation]
) -> dict[str, QuestionStatistics]:
    """Return how each question has fared.

    The difficulty is 1 less the share right, drawn towards the estimate while attempts are few: the mean of
    the posterior of a Beta prior that is centred at the estimate and counts for 10 attempts (Gelman et al.
    2013, *Bayesian Data Analysis*, 3rd edition, section 2.4; the same weighing of an observation against what
    was expected as in Kelley 1927, *Interpretation of Educational Measurements*).

    The discrimination is the point-biserial correlation of the question with the rest of the session. The
    question is left out of the rest, else it would correlate with itself (Henrysson 1963, "Correction of
    item-total correlations in item analysis", *Psychometrika* 28). The rest is a mean, since sessions differ
    in length and in what they ask: a short one makes it rougher, and the discrimination lower than it is.

    Args:
        estimates: The estimated difficulty (0 to 1) of each question by its id.
        observations: The attempts, the earliest first; those at other questions are passed over.
    """
    first: dict[str, dict[int, Observation]] = {question_id: {} for question_id in estimates}
    for one in observations:
        if one.question_id in first:
            first[one.question_id].setdefault(one.person, one)
    return {
        question_id: _fared(estimates[question_id], tuple(tried.values()))
        for question_id, tried in first.items()
    }


def _fared(estimate: float, observed: Sequence[Observation]) -> QuestionStatistics:
    missed = sum(1 - one.fraction for one in observed)
    difficulty = (PRIOR_WEIGHT * estimate + missed) / (PRIOR_WEIGHT + len(observed))
    return QuestionStatistics(len(observed), difficulty, _discrimination(observed))


def _discrimination(observed: Sequence[Observation]) -> float | None:
    compared = [(one.fraction, one.rest) for one in observed if one.rest is not None]
    if len(compared) < ENOUGH:
        return None
    try:
        return correlation(*zip(*compared, strict=True))
    except StatisticsError:
        return None
