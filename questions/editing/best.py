"""Only the best questions of a bank, by the rank that their engine gave them; knows no engine."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from questions.editing.approving import approve
from questions.model import Bank, Kind, Question, Status

LEFT_BY_RANK = "not among the best"
"""What is noted of a question that was left out by its rank alone."""

MOST_ALIKE = 2
"""How many times as many statements may be true as false, or false as true, and so many more."""


def only_best(bank: Bank, count: int) -> Bank:
    """Return a bank of which only the best are asked; the rest is left out with a note, and comes back by it.

    A question without a rank was written or brought by a person: it stays as it is.

    Args:
        bank: The bank.
        count: How many questions are asked, 0 for all.
    """
    left = [one.id for one in bank.questions if one.status is Status.REJECTED and one.note == LEFT_BY_RANK]
    again = approve(_noted(bank, left, Status.DRAFT, ""), left)
    refused = list(again.refused)
    whole = _noted(again.bank, refused, Status.REJECTED, LEFT_BY_RANK)
    if not count:
        return whole
    own = [one for one in whole.approved if one.rank is None]
    ranked = sorted((one for one in whole.approved if one.rank is not None), key=_order)
    best = _in_balance(ranked, max(count - len(own), 0), own)
    rest = [one.id for one in ranked if one.id not in best]
    return _noted(whole, rest, Status.REJECTED, LEFT_BY_RANK)


def _order(question: Question) -> float:
    return -(question.rank or 0)


def _in_balance(ranked: list[Question], count: int, own: list[Question]) -> set[str]:
    """Return the best, but no statement that would tip the balance between true and false ones."""
    claims = Counter(one.key for one in own if one.kind is Kind.TRUE_FALSE)
    best: set[str] = set()
    for one in ranked:
        if len(best) == count:
            break
        if one.kind is Kind.TRUE_FALSE:
            if claims[one.key] >= MOST_ALIKE * (claims.total() - claims[one.key] + 1):
                continue
            claims[one.key] += 1
        best.add(one.id)
    return best


def _noted(bank: Bank, names: list[str], status: Status, note: str) -> Bank:
    chosen = set(names)
    questions = (
        replace(one, status=status, note=note) if one.id in chosen else one for one in bank.questions
    )
    return replace(bank, questions=tuple(questions))
