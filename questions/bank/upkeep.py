"""Keeping a bank true: citations found again where a document changed, people's edits kept; knows no file."""

from __future__ import annotations

from dataclasses import dataclass, replace

from questions.model import Bank, Citation, Question, Status, content_id


@dataclass(frozen=True, slots=True)
class LoadedBank:
    """A bank from a file, and what had to be done to it.

    Attributes:
        bank: The bank; questions whose quote is lost are drafts.
        moved: The ids of questions whose citations were found again elsewhere.
        lost: The ids of questions whose quote no longer stands in its document.
    """

    bank: Bank
    moved: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


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


def merge(old: Bank, new: Bank) -> Bank:
    """Return the new bank with what people did to the old one kept.

    Kept are hand-edited questions, questions of human origin, statuses that a person set, and the titles. A
    new question that asks the same of the same passage as a kept one is left out.

    Args:
        old: The bank as it stands in its file, its documents as they are now.
        new: The bank as it was generated again.
    """
    before = {question.id: question for question in old.questions}
    kept = {
        question.id: question
        for question in old.questions
        if question.origin == "human" or content_id(question) != question.id
    }
    facts = {
        (question.citation, text) for question in kept.values() for text in (question.key, question.stem)
    }
    questions = []
    for question in new.questions:
        if question.id in kept:
            questions.append(kept.pop(question.id))
        elif {(question.citation, question.key), (question.citation, question.stem)} & facts:
            continue
        elif question.id in before:
            questions.append(replace(question, status=before[question.id].status))
        else:
            questions.append(question)
    documents = {
        key: replace(document, title=old.documents[key].title) if key in old.documents else document
        for key, document in new.documents.items()
    }
    return replace(new, title=old.title, documents=documents, questions=(*questions, *kept.values()))
