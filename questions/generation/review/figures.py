"""The figures of a judged sheet: shares, failed gates, agreement; pure, knows no file and no table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import ceil, nan

from questions.errors import VerdictInvalid
from questions.generation.review.sheet import Asked, Sheet
from questions.generation.review.verdicts import GATES, Verdict

WEAK = 0.85
"""The accepted share below which a pattern is marked."""

PATTERNS = "by pattern"


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    count: int
    of: int

    @property
    def value(self) -> float:
        """The share (0 to 1), not a number of none."""
        return self.count / self.of if self.of else nan


@dataclass(frozen=True, slots=True)
class Figures:
    """What the verdicts on a sheet come to.

    Attributes:
        asked: The questions on the sheet, judged or not.
        accepted: The accepted share of the judged questions by a group's title and a row's name.
        failed: The share that failed each gate with one judge at least.
        density: Questions a thousand words of the documents.
        agreement: Cohen's kappa of each two judges, with the number of questions that both judged.
    """

    asked: int
    accepted: Mapping[str, Mapping[str, Share]]
    failed: Mapping[str, Share]
    density: float
    agreement: Mapping[str, tuple[float, int]]


def figures(sheet: Sheet, verdicts: Iterable[Verdict]) -> Figures:
    """Count verdicts; a question counts as accepted when everyone who judged it accepts it.

    Args:
        sheet: The questions.
        verdicts: What was said of them, one verdict a judge and question.

    Raises:
        VerdictInvalid: [Q061] A judge judged a question twice.
    """
    said = _by_judge(verdicts)
    by_id = {
        asked.id: [found[asked.id] for found in said.values() if asked.id in found]
        for asked in sheet.questions
    }
    judged = [asked for asked in sheet.questions if by_id[asked.id]]
    passed = {asked.id for asked in judged if all(one.accepted for one in by_id[asked.id])}

    def share(some: Sequence[Asked]) -> Share:
        return Share(sum(asked.id in passed for asked in some), len(some))

    best = sorted(judged, key=lambda asked: -asked.rank)[: ceil(len(judged) / 5)]
    overall = {"all": share(judged), "best-ranked fifth": share(best)}
    alone = {
        f"by {name} alone": Share(sum(one.accepted for one in found.values()), len(found))
        for name, found in said.items()
    }
    words = sum(document.words for document in sheet.documents)
    return Figures(
        asked=len(sheet.questions),
        accepted={
            "accepted": overall | (alone if len(alone) > 1 else {}),
            "by kind": {
                name: share([asked for asked in judged if asked.kind == name])
                for name in sorted({asked.kind.value for asked in judged})
            },
            PATTERNS: {
                name: share([asked for asked in judged if asked.pattern == name])
                for name in sorted({asked.pattern for asked in judged})
            },
        },
        failed={
            f"G{gate} {name}": Share(
                sum(any(gate in one.failed for one in by_id[asked.id]) for asked in judged), len(judged)
            )
            for gate, name in GATES.items()
        },
        density=1000 * len(sheet.questions) / words if words else nan,
        agreement=_agreement(said),
    )


def kappa(pairs: Sequence[tuple[bool, bool]]) -> float:
    """Return Cohen's kappa: the agreement of two judges beyond what their habits alone would give.

    J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement
    20 (1960), 37–46: (observed − expected) / (1 − expected).

    Args:
        pairs: What each of the two said of the same thing.

    Returns:
        1 for full agreement, 0 for that of chance; not a number where chance alone gives full agreement,
        as when both accept everything.
    """
    if not pairs:
        return nan
    observed = sum(first == second for first, second in pairs) / len(pairs)
    first, second = (sum(side) / len(pairs) for side in zip(*pairs, strict=True))
    expected = first * second + (1 - first) * (1 - second)
    return (observed - expected) / (1 - expected) if expected < 1 else nan


def _by_judge(verdicts: Iterable[Verdict]) -> dict[str, dict[str, Verdict]]:
    said: dict[str, dict[str, Verdict]] = {}
    for verdict in verdicts:
        found = said.setdefault(verdict.judge, {})
        if verdict.id in found:
            raise VerdictInvalid(
                f"{verdict.judge} judged question {verdict.id} twice",
                advice="Name each file once, and name each file's judge",
            )
        found[verdict.id] = verdict
    return said


def _agreement(said: Mapping[str, Mapping[str, Verdict]]) -> dict[str, tuple[float, int]]:
    agreement: dict[str, tuple[float, int]] = {}
    for (one, first), (other, second) in combinations(said.items(), 2):
        pairs = [(first[which].accepted, second[which].accepted) for which in first.keys() & second.keys()]
        if pairs:
            agreement[f"{one} and {other}"] = (kappa(pairs), len(pairs))
    return agreement
