"""Which proposals a bank keeps: the best, none that gives another away; knows no engine and no parse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from questions.generation.difficulty import estimated
from questions.generation.proposal import Proposal
from questions.language.wording import plain
from questions.model import UNESTIMATED, Candidate, Document, Kind, Question
from questions.verification import Rejected, verify
from questions.verification.pairs import Compared

MOST_ALIKE = 2
"""How many times as many statements may be true as false, or false as true, and so many more."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A question that was chosen, with the proposal that it came from."""

    question: Question
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class Refused:
    """A proposal that was not chosen, and why."""

    proposal: Proposal
    reason: str


class Selection:
    """Chooses among the proposals of a stretch, the best first.

    Args:
        documents: The documents by id.
        floor: The rank (0 to 1) below which nothing is asked.
    """

    def __init__(self, documents: Mapping[str, Document], *, floor: float) -> None:
        self._documents = documents
        self._floor = floor
        self._asked: set[tuple[str, str]] = set()
        self._claims = Counter[str]()

    def choose(self, proposals: Iterable[Proposal]) -> Iterator[Kept | Refused]:
        """Yield each proposal as kept or refused: questions before blanks before claims, the best first."""
        kept: list[Compared] = []
        waiting = sorted(proposals, key=_order)
        for proposal in waiting:
            reason = self._against(proposal)
            compared = Compared(proposal.candidate, proposal.asks)
            if not reason:
                reason = next((found for other in kept if (found := compared.clash(other))), "")
            if reason:
                yield Refused(proposal, reason)
                continue
            verdict = verify(_with_difficulty(proposal.candidate), self._documents)
            if isinstance(verdict, Rejected):
                yield Refused(proposal, ", ".join(sorted({fault.code for fault in verdict.faults})))
                continue
            kept.append(compared)
            self._asked.add(_fact(proposal))
            if proposal.candidate.kind is Kind.TRUE_FALSE:
                self._claims[proposal.candidate.key] += 1
            yield Kept(verdict, proposal)

    def _against(self, proposal: Proposal) -> str:
        candidate = proposal.candidate
        if proposal.rank < self._floor:
            return "rank"
        if _fact(proposal) in self._asked:
            return "asked already"
        if candidate.kind is Kind.TRUE_FALSE:
            others = self._claims.total() - self._claims[candidate.key]
            if self._claims[candidate.key] >= MOST_ALIKE * (others + 1):
                return "too many alike"
        return ""


def _with_difficulty(candidate: Candidate) -> Candidate:
    """Give a candidate the estimate of its difficulty, unless its engine gave it one."""
    if candidate.difficulty != UNESTIMATED:
        return candidate
    return replace(candidate, difficulty=estimated(candidate))


FORMS = (Kind.CHOICE, Kind.NUMBER, Kind.CLOZE, Kind.SHORT, Kind.TRUE_FALSE)
"""The kinds in the order in which a class likes them, and in which a fact is asked once only."""


def _order(proposal: Proposal) -> tuple[int, bool, float, int, str]:
    """Sort by form, then the best first; true statements last: any sentence makes one, so they fill up."""
    candidate = proposal.candidate
    true = candidate.key == "True"
    return FORMS.index(candidate.kind), true, -proposal.rank, candidate.citation.start, candidate.stem


def _fact(proposal: Proposal) -> tuple[str, str]:
    return plain(proposal.candidate.stem), plain(proposal.asks)
