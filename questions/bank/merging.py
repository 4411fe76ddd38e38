"""A bank that is made again: what people did to the one before stays; knows no file and no engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from questions.bank.upkeep import reanchor, renamed
from questions.language.wording import plain
from questions.model import UNESTIMATED, Bank, Document, Question, Status, content_id
from questions.verification.pairs import Compared


@dataclass(frozen=True, slots=True)
class Merged:
    """A bank that was made again, and what became of the one before.

    Attributes:
        bank: The bank.
        lost: The ids of its questions that are drafts since what they quote stands in no document any more.
        gone: The ids of the questions of before that it has no more.
    """

    bank: Bank
    lost: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


SAME_TEXT = 0.5
"""The share of its paragraphs from which a document of the same name is one that was changed."""


def continues(old: Bank, new: Bank) -> bool:
    """Whether a bank is made of the same documents as another, as they are now.

    They are the same where their texts are; or where their titles and paths are and at least half of the
    paragraphs of before stand in the texts of now.
    """
    if {one.sha256 for one in old.documents.values()} == {one.sha256 for one in new.documents.values()}:
        return True
    now = {(one.title, one.path): one.text for one in new.documents.values()}
    if {(one.title, one.path) for one in old.documents.values()} != set(now):
        return False
    paragraphs = [
        one.text[passage.start : passage.end] in now[one.title, one.path]
        for one in old.documents.values()
        for passage in one.passages
    ]
    return sum(paragraphs) >= SAME_TEXT * len(paragraphs)


def merge(old: Bank, new: Bank) -> Merged:
    """Return the new bank with what people did to the old one kept.

    A question is a person's when it is of human origin or was edited, so that its id is no longer that of its
    content. It is made again when the new bank has a question of the same id, that is, of the same content.
    Its quotes stand when each that proves it is somewhere in its document as it is now.

    | of the old bank | quotes | made again | becomes                                                    |
    | --------------- | ------ | ---------- | ---------------------------------------------------------- |
    | a person's      | stand  | either     | stays as it is; new ones that clash with it are left out   |
    | a person's      | lost   | either     | a draft, named in `lost`; new ones of its fact may come in |
    | rejected, draft | stand  | yes        | the new one, with the old status and note                  |
    | rejected, draft | stand  | no         | stays; the same with other wrong choices is left out       |
    | approved        | stand  | yes        | the new one; in `gone` where it clashes with a person's    |
    | approved        | stand  | no         | dropped, in `gone`                                         |
    | not a person's  | lost   | no         | a draft, named in `lost`: someone may have used it         |
    | not a person's  | lost   | yes        | the new one as a draft, named in `lost`                    |

    The titles of the bank and of its documents stay. So does a difficulty, unless nobody had estimated it:
    the file does not tell whether a person set it. A document that is not read any more stays while a
    question cites it.

    Args:
        old: The bank as it stands in its file.
        new: The bank as it was generated again.
    """
    names = _names(old, new)
    documents = _documents(old, new, names)
    before = _as_things_are(old, documents, names)
    lost = tuple(question.id for question in before if not _stands(question, documents))
    made = list(_made_again(before, new, lost))
    questions = (*made, *_not_made_again(before, made))
    ids = {question.id for question in questions}
    cited = {citation.document for question in questions for citation in question.citations}
    bank = Bank(
        title=old.title,
        language=new.language,
        documents={key: one for key, one in documents.items() if key in new.documents or key in cited},
        questions=questions,
    )
    return Merged(bank, lost, tuple(question.id for question in before if question.id not in ids))


def _made_again(before: tuple[Question, ...], new: Bank, lost: tuple[str, ...]) -> Iterator[Question]:
    """Yield the new questions, or what a person made of them, and none that a person's takes the place of."""
    by_id = {question.id: question for question in before}
    standing = [question for question in before if question.id not in lost]
    persons = [Compared(question) for question in standing if _is_persons(question)]
    set_aside = {_wording(one) for one in standing if one.status is not Status.APPROVED}
    for question in new.questions:
        earlier = by_id.get(question.id)
        if earlier and _is_persons(earlier):
            yield earlier
            continue
        compared = Compared(question)
        if any(compared.clash(other) for other in persons):
            continue
        if earlier:
            yield _as_before(question, earlier)
        elif _wording(question) not in set_aside:
            yield question


def _not_made_again(before: tuple[Question, ...], made: list[Question]) -> Iterator[Question]:
    """Yield the old questions that stay though they were not made again."""
    placed, ids = set(made), {question.id for question in made}
    for question in before:
        if _is_persons(question):
            if question not in placed:
                yield question
        elif question.status is not Status.APPROVED and question.id not in ids:
            yield question


def _is_persons(question: Question) -> bool:
    return question.origin == "human" or content_id(question) != question.id


def _wording(question: Question) -> tuple[str, str]:
    return plain(question.stem), plain(question.key)


def _as_before(question: Question, earlier: Question) -> Question:
    difficulty = question.difficulty if earlier.difficulty == UNESTIMATED else earlier.difficulty
    return replace(question, status=earlier.status, difficulty=difficulty, note=earlier.note)


def _stands(question: Question, documents: Mapping[str, Document]) -> bool:
    proof = (question.citation, *question.also)
    return all(citation.quote in documents[citation.document].text for citation in proof)


def _as_things_are(
    old: Bank, documents: Mapping[str, Document], names: Mapping[str, str]
) -> tuple[Question, ...]:
    """Return the old questions with their citations in the documents of now, drafts where a quote is lost."""
    changed = {name for key, name in names.items() if old.documents[key].text != documents[name].text}
    questions = tuple(renamed(question, names) for question in old.questions)
    anchored = reanchor(replace(old, documents=documents, questions=questions), changed).bank.questions
    return tuple(one if _stands(one, documents) else replace(one, status=Status.DRAFT) for one in anchored)


def _documents(old: Bank, new: Bank, names: Mapping[str, str]) -> dict[str, Document]:
    """Return the documents of both banks by their ids of now, those of the old one under its titles."""
    documents = dict(new.documents)
    for key, name in names.items():
        before = old.documents[key]
        documents[name] = replace(documents.get(name, before), id=name, title=before.title)
    return documents


def _names(old: Bank, new: Bank) -> dict[str, str]:
    """Return the id that each document of the old bank has now.

    A document is the same where its path is, else where its id is, unless another document has that id now.
    """
    paths = {document.path: key for key, document in new.documents.items()}
    claimed = {paths[document.path] for document in old.documents.values() if document.path in paths}
    return {
        key: paths.get(document.path) or (document.path if key in claimed else key)
        for key, document in old.documents.items()
    }
