"""Two banks become one, or a question goes over to another bank; knows no file and no engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from questions.bank.upkeep import renamed
from questions.model import Bank, Document, Question, Status
from questions.verification.balance import uneven
from questions.verification.pairs import Company, Compared


@dataclass(frozen=True, slots=True)
class Joined:
    """A bank with what came to it.

    Attributes:
        bank: The bank.
        added: The ids of the questions that came.
        drafts: Those among them that are drafts now: approved, they would clash with another question, or
            make guessing by habit pay.
        double: The ids of those that the bank had already.
    """

    bank: Bank
    added: tuple[str, ...]
    drafts: tuple[str, ...]
    double: tuple[str, ...]


def join(bank: Bank, other: Bank, questions: Sequence[Question] | None = None) -> Joined:
    """Return a bank with the questions of another one after its own.

    Args:
        bank: The bank that stays.
        other: The one whose questions come.
        questions: Which of them come; by default all.
    """
    coming = other.questions if questions is None else questions
    cited = {citation.document for one in coming for citation in one.citations}
    names = _names(bank, [document for key, document in other.documents.items() if key in cited])
    documents = dict(bank.documents)
    for key, name in names.items():
        documents.setdefault(name, replace(other.documents[key], id=name))
    known = {one.id for one in bank.questions}
    added = [renamed(one, names) for one in coming if one.id not in known]
    added, drafts = _apart(bank.approved, added)
    joined = replace(bank, documents=documents, questions=(*bank.questions, *added))
    return Joined(
        joined,
        added=tuple(one.id for one in added),
        drafts=tuple(drafts),
        double=tuple(one.id for one in coming if one.id in known),
    )


def without(bank: Bank, question_ids: frozenset[str]) -> Bank:
    """Return a bank without some questions, and without the documents that nothing cites any more."""
    kept = tuple(one for one in bank.questions if one.id not in question_ids)
    cited = {citation.document for one in kept for citation in one.citations}
    documents = {key: one for key, one in bank.documents.items() if key in cited}
    return replace(bank, questions=kept, documents=documents)


def _names(bank: Bank, documents: Sequence[Document]) -> Mapping[str, str]:
    """Return what each document is called in the bank: as the one of the same text, or by a free name."""
    same = {document.sha256: key for key, document in bank.documents.items()}
    taken = set(bank.documents)
    names = {}
    for document in documents:
        name = same.get(document.sha256)
        if name is None:
            free = (document.id if number == 1 else f"{document.id}-{number}" for number in count(1))
            name = next(one for one in free if one not in taken)
            taken.add(name)
        names[document.id] = name
    return names


def _apart(standing: Sequence[Question], coming: Sequence[Question]) -> tuple[list[Question], list[str]]:
    """Return the questions that come, as drafts where they cannot be asked beside those that stand."""
    company = Company(near=len(standing) + len(coming))
    for one in standing:
        company.join(one.id, Compared(one))
    drafts = []
    for one in coming:
        if one.status is Status.APPROVED:
            compared = Compared(one)
            if company.clash(compared):
                drafts.append(one.id)
            else:
                company.join(one.id, compared)
    asked = [one for one in coming if one.status is Status.APPROVED and one.id not in drafts]
    while last := next(
        (key for key, _ in uneven([*standing, *asked]) if key in {one.id for one in asked}), None
    ):
        drafts.append(last)
        asked = [one for one in asked if one.id != last]
    set_aside = set(drafts)
    return [replace(one, status=Status.DRAFT) if one.id in set_aside else one for one in coming], drafts
