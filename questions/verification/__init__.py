"""The gate between any engine and a bank: a candidate becomes a question or is rejected; knows no engine.

Each check has a code and looks at what can be checked by rule of the gates G1 to G8 of a good question. It
works on the question and its documents alone, so that a bank mended by hand is held to the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from questions.model import Bank, Candidate, Question, content_id
from questions.verification.balance import uneven
from questions.verification.checks import CHECKS
from questions.verification.fault import Fault
from questions.verification.pairs import clashes
from questions.verification.tongues import Documents

__all__ = ["CHECKS", "Fault", "Rejected", "bank_faults", "faults", "verify"]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A candidate that did not become a question, with every fault found."""

    candidate: Candidate
    faults: tuple[Fault, ...]


def faults(asked: Candidate, documents: Documents) -> tuple[Fault, ...]:
    """Return everything that is wrong with a question, nothing where it passes.

    Args:
        asked: The question or candidate.
        documents: Its documents by id.
    """
    return tuple(Fault(code, reason) for code, check in CHECKS for reason in check(asked, documents))


def verify(candidate: Candidate, documents: Documents) -> Question | Rejected:
    """Make a question of a candidate that passes every check.

    Args:
        candidate: What an engine proposes.
        documents: Its documents by id.
    """
    found = faults(candidate, documents)
    if found:
        return Rejected(candidate, found)
    content = {field.name: getattr(candidate, field.name) for field in fields(Candidate)}
    return Question(id=content_id(candidate), **content)


def bank_faults(bank: Bank) -> Iterator[tuple[str, Fault]]:
    """Yield the faults of a bank with the id of the question that has each.

    Drafts and rejected questions are held to nothing, since they are never asked.
    """
    ids: set[str] = set()
    for question in bank.approved:
        for fault in faults(question, bank.documents):
            yield question.id, fault
        if question.id in ids:
            yield question.id, Fault("V20", "another question has the same id")
        ids.add(question.id)
    yield from clashes(bank.approved)
    yield from uneven(bank.approved)
