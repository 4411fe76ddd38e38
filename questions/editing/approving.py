"""Which questions may be asked beside the others of their bank; knows no change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from questions.editing.refusing import Unfit
from questions.model import Bank, Kind, Question, Status
from questions.verification import Fault, faults
from questions.verification.balance import uneven
from questions.verification.pairs import clash_fault, collisions


@dataclass(frozen=True, slots=True)
class Approved:
    """A bank in which questions were approved.

    Attributes:
        bank: The bank.
        refused: What keeps each of the others from being asked, by its id.
    """

    bank: Bank
    refused: Mapping[str, tuple[Fault, ...]]


def approve(bank: Bank, ids: Collection[str]) -> Approved:
    """Let questions be asked, but those that have a fault of their own or cannot stand beside the others.

    A fault that the bank has without them is not held against them.

    Args:
        bank: The bank.
        ids: The questions.
    """
    refused: dict[str, tuple[Fault, ...]] = {}
    waiting = dict.fromkeys(one.id for one in bank.questions if one.id in ids)
    for name in tuple(waiting):
        if found := unfit_for(bank, bank.question(name)):
            refused[name] = found
            del waiting[name]
    without = _with_statuses(bank, waiting, Status.DRAFT)
    collided, tipped = _collided(without, waiting), {fault.code for _, fault in uneven(without.approved)}
    while True:
        approved = _with_statuses(bank, waiting, Status.APPROVED)
        blamed: defaultdict[str, list[Fault]] = defaultdict(list)
        for name, fault in _collided(approved, waiting) - collided:
            blamed[name].append(fault)
        for name, fault in uneven(approved.approved):
            if fault.code not in tipped and (last := _last(bank, waiting, like=name)):
                blamed[last].append(fault)
        if not blamed:
            return Approved(approved, refused)
        for name, against in blamed.items():
            refused[name] = tuple(against)
            waiting.pop(name, None)


def unfit_for(bank: Bank, question: Question) -> tuple[Fault, ...]:
    """Return the faults that a question has of its own."""
    return faults(question, bank.documents)


def change(bank: Bank, question: Question) -> Bank:
    """Put a question in the place of the one with its id.

    One that is asked must have no fault as it is now; one that is not may have those that it had before.

    Raises:
        Unfit: It has a fault.
    """
    before = bank.question(question.id)
    if question.status is Status.APPROVED:
        draft = _put(bank, replace(question, status=Status.DRAFT))
        tried = approve(draft, [question.id])
        if found := tried.refused.get(question.id):
            raise Unfit(*(one.reason for one in found))
        return tried.bank
    had = {one.code for one in unfit_for(bank, before)}
    if new := [one.reason for one in unfit_for(bank, question) if one.code not in had]:
        raise Unfit(*new)
    return _put(bank, question)


def _collided(bank: Bank, waiting: Collection[str]) -> set[tuple[str, Fault]]:
    """Return which questions cannot stand beside others, held against one that waits where that can be."""
    found = set()
    for name, reason, other in collisions(bank.approved):
        blamed, beside = (other, name) if other in waiting and name not in waiting else (name, other)
        if blamed in waiting:
            found.add((blamed, _told(reason, bank.question(beside))))
    return found


def _told(reason: str, beside: Question) -> Fault:
    """Return the fault of a question that cannot stand beside another, which is named by what it asks."""
    fault = clash_fault(reason, beside.id)
    said = "asks for the same" if fault.code == "V21" else "and this one tell each other's answers"
    return Fault(fault.code, f"“{beside.stem}” {said}")


def _last(bank: Bank, waiting: Collection[str], *, like: str) -> str | None:
    """Return the last question that waits and is a claim, or no claim, like another one."""
    claims = bank.question(like).kind is Kind.TRUE_FALSE
    alike = [
        one.id for one in bank.questions if one.id in waiting and (one.kind is Kind.TRUE_FALSE) is claims
    ]
    return alike[-1] if alike else None


def _with_statuses(bank: Bank, names: Collection[str], status: Status) -> Bank:
    questions = (replace(one, status=status) if one.id in names else one for one in bank.questions)
    return replace(bank, questions=tuple(questions))


def _put(bank: Bank, question: Question) -> Bank:
    questions = (question if one.id == question.id else one for one in bank.questions)
    return replace(bank, questions=tuple(questions))
