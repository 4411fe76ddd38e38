"""How questions have fared: their observed difficulty and discrimination; knows no database and no chat.

Only a person's first attempt at a question counts, as in Moodle's quiz report: after it the person has seen
the passage that proves the key (https://docs.moodle.org/dev/Quiz_statistics_calculations).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import StatisticsError, correlation

PRIOR_WEIGHT = 10
"""How many attempts the estimate counts for."""

ENOUGH = 30
"""The attempts from which a discrimination is told: its standard error is about 0.18 then."""

LOW_DISCRIMINATION = 0.2
"""The discrimination below which a question should be looked at."""

TELLING = 20
"""The attempts from which a share and a choice that nobody picked are told: one in 20 is five per cent."""

LOW_SHARE = 0.2
"""The share right up to which a question should be looked at: a guess among four is right more often."""


@dataclass(frozen=True, slots=True)
class Observation:
    """An attempt as it counts for the statistics.

    Attributes:
        person: Who answered, by number.
        question_id: The question.
        fraction: How right the answer was, from 0 to 1.
        rest: The mean fraction of the person's other answers in the same session; None where there is none.
        choice: What was answered.
        offered: The choices that it was chosen among; none where it was typed.
    """

    person: int
    question_id: str
    fraction: float
    rest: float | None
    choice: str = ""
    offered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionStatistics:
    """How a question has fared.

    Attributes:
        attempts: How many people have tried it.
        difficulty: From 0, easy, to 1, hard: the estimate at first, the observed one as attempts come in.
        discrimination: How far those who know the rest know this, from −1 to 1; None below 30 attempts, or
            where all answers or all rests are the same.
        right: The share right, from 0 to 1, of all who have tried it; None where nobody has.
        unpicked: The choices that were offered 20 people or more and picked by none, the key among them.
    """

    attempts: int
    difficulty: float
    discrimination: float | None
    right: float | None = None
    unpicked: frozenset[str] = frozenset()

    @property
    def suspect(self) -> bool:
        """Whether those who know the rest miss it about as often as others, so that it should be looked at.

        Below 0.2 a question is poor and needs revision by the usual reading (Ebel & Frisbie 1991, *Essentials
        of Educational Measurement*, 5th edition, p. 232, given for Kelley's upper and lower 27 per cent and
        used for correlations alike). A wrong key tends to show as a discrimination below zero.
        """
        return self.discrimination is not None and self.discrimination < LOW_DISCRIMINATION

    @property
    def missed_by_most(self) -> bool:
        """Whether, of 20 people or more, at most a fifth were right, so that it should be looked at.

        That is fewer than would guess right among four; Moodle's report calls a question of which at most 20
        per cent are right difficult, and one of at most 5 extremely so or wrong
        (https://docs.moodle.org/en/Quiz_statistics_report).
        """
        return self.right is not None and self.attempts >= TELLING and self.right <= LOW_SHARE


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
    right = 1 - missed / len(observed) if observed else None
    return QuestionStatistics(
        len(observed), difficulty, _discrimination(observed), right, _unpicked(observed)
    )


def _unpicked(observed: Sequence[Observation]) -> frozenset[str]:
    """Return the choices that nobody picks.

    A distractor that fewer than five per cent pick does not work as one (Haladyna & Downing 1993, "How many
    options is enough for a multiple-choice test item?", *Educational and Psychological Measurement* 53); here
    it is told once 20 people have had it before them and none has picked it.
    """
    offered = Counter(choice for one in observed for choice in set(one.offered))
    picked = {one.choice for one in observed}
    return frozenset(choice for choice, count in offered.items() if count >= TELLING) - picked


def _discrimination(observed: Sequence[Observation]) -> float | None:
    compared = [(one.fraction, one.rest) for one in observed if one.rest is not None]
    if len(compared) < ENOUGH:
        return None
    try:
        return correlation(*zip(*compared, strict=True))
    except StatisticsError:
        return None
