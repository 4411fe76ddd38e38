"""Keeping a bank true: citations found again where a document changed; knows no file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from questions.model import Bank, Citation, Question, Status

Lines = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class LoadedBank:
    """A bank from a file, and what had to be done to it.

    Attributes:
        bank: The bank; questions whose quote is lost are drafts.
        moved: The ids of questions whose citations were found again elsewhere.
        lost: The ids of questions whose quote no longer stands in its document.
        lines: The line, from 1, of each field of each question in the file, by the question's id.
    """

    bank: Bank
    moved: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    lines: Lines = field(default_factory=dict)


def reanchor(bank: Bank, changed: set[str]) -> LoadedBank:
    """Find the citations of changed documents again by their quotes, the nearest place first.

    Args:
        bank: The bank with the documents as they are now.
        changed: The ids of the documents whose text is another than before.
    """
    questions: list[Question] = []
    moved: list[str] = []
    lost: list[str] = []

    def anchored(citation: Citation) -> Citation | None:
        if citation.document not in changed:
            return citation
        return find_again(citation, bank.documents[citation.document].text)

    for question in bank.questions:
        proof = [anchored(citation) for citation in (question.citation, *question.also)]
        found = [citation for citation in proof if citation]
        distractors = tuple(
            replace(choice, citation=anchored(choice.citation) if choice.citation else None)
            for choice in question.distractors
        )
        if len(found) < len(proof):
            lost.append(question.id)
            questions.append(replace(question, distractors=distractors, status=Status.DRAFT))
            continue
        anew = replace(question, citation=found[0], also=tuple(found[1:]), distractors=distractors)
        if anew != question:
            moved.append(question.id)
        questions.append(anew)
    return LoadedBank(replace(bank, questions=tuple(questions)), tuple(moved), tuple(lost))


def find_again(citation: Citation, text: str) -> Citation | None:
    """Return the citation at the place nearest to its old one where its quote stands, or None."""
    places = []
    place = text.find(citation.quote)
    while place >= 0:
        places.append(place)
        place = text.find(citation.quote, place + 1)
    if not places:
        return None
    start = min(places, key=lambda place: abs(place - citation.start))
    return replace(citation, start=start, end=start + len(citation.quote))


def renamed(question: Question, names: Mapping[str, str]) -> Question:
    """Return a question whose citations know its documents by other ids."""

    def cited(citation: Citation) -> Citation:
        return replace(citation, document=names[citation.document])

    return replace(
        question,
        citation=cited(question.citation),
        also=tuple(cited(citation) for citation in question.also),
        distractors=tuple(
            replace(choice, citation=choice.citation and cited(choice.citation))
            for choice in question.distractors
        ),
    )
