"""Which proposals a bank keeps: the best, none that gives another away; knows no engine and no parse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from questions.generation.difficulty import estimated
from questions.generation.proposal import Proposal
from questions.language.wording import plain
from questions.model import UNESTIMATED, Candidate, Document, Kind, Question
from questions.verification import Rejected, verify
from questions.verification.pairs import Company, Compared

T = TypeVar("T")

NEAR = 100
"""Questions kept before that each is compared with: more than a stretch gives."""

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
        self._company = Company(near=NEAR)

    def choose(self, proposals: Iterable[Proposal]) -> Iterator[Kept | Refused]:
        """Yield each proposal as kept or refused: questions before blanks before claims, the best first."""
        waiting = sorted(proposals, key=_order)
        for proposal, fits in _in_balance(waiting, lambda one: _tips(one.candidate, self._claims)):
            reason = self._against(proposal) or ("" if fits else "too many alike")
            compared = Compared(proposal.candidate, proposal.asks)
            if not reason:
                found = self._company.clash(compared)
                reason = found[0] if found else ""
            if reason:
                yield Refused(proposal, reason)
                continue
            verdict = verify(_with_difficulty(proposal.candidate), self._documents)
            if isinstance(verdict, Rejected):
                yield Refused(proposal, ", ".join(sorted({fault.code for fault in verdict.faults})))
                continue
            self._company.join(verdict.id, compared)
            self._asked.add(_fact(proposal))
            if proposal.candidate.kind is Kind.TRUE_FALSE:
                self._claims[proposal.candidate.key] += 1
            yield Kept(verdict, proposal)

    def _against(self, proposal: Proposal) -> str:
        if proposal.rank < self._floor:
            return "rank"
        return "asked already" if _fact(proposal) in self._asked else ""


def best(kept: Sequence[Kept], limit: int) -> list[Kept]:
    """Return the best of what was kept, claims still in balance.

    Args:
        kept: What was kept.
        limit: The most to return.
    """
    claims = Counter[str]()
    chosen: list[Kept] = []
    in_order = sorted(kept, key=lambda one: _order(one.proposal))
    for one, fits in _in_balance(in_order, lambda one: _tips(one.question, claims)):
        if len(chosen) == limit or not fits:
            break
        if one.question.kind is Kind.TRUE_FALSE:
            claims[one.question.key] += 1
        chosen.append(one)
    return chosen


def _in_balance(waiting: Sequence[T], tips: Callable[[T], bool]) -> Iterator[tuple[T, bool]]:
    """Yield each with whether it fits: one that would tip the balance waits until others have made room.

    Args:
        waiting: What is chosen among, in order.
        tips: Whether one would tip the balance of what was taken until then.
    """
    while True:
        held: list[T] = []
        for one in waiting:
            if tips(one):
                held.append(one)
            else:
                yield one, True
        if len(held) == len(waiting):
            yield from ((one, False) for one in held)
            return
        waiting = held


def _tips(candidate: Candidate, claims: Counter[str]) -> bool:
    """Whether one more claim of this truth would tip the balance of those that were taken."""
    if candidate.kind is not Kind.TRUE_FALSE:
        return False
    others = claims.total() - claims[candidate.key]
    return claims[candidate.key] >= MOST_ALIKE * (others + 1)


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
