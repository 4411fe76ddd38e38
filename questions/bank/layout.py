"""The layout of a bank's file: what stands in it, and the way to the model and back; knows no file."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from questions.model import UNESTIMATED, Bank, Choice, Citation, Kind, Question, Status

FORMAT = 1

Text = Annotated[str, Field(min_length=1)]
Offset = Annotated[int, Field(ge=0)]


class _Entry(BaseModel):
    # What holds the others is built at the first bank, once for all: by itself none is asked for.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class CitationEntry(_Entry):
    """A citation as the file has it."""

    document: Text
    start: Offset
    end: Offset
    quote: Text


class DistractorEntry(_Entry):
    """A distractor as the file has it."""

    text: Text
    citation: CitationEntry | None = None


class QuestionEntry(_Entry):
    """A question as the file has it."""

    id: Text
    kind: Kind
    stem: Text
    key: Text
    distractors: tuple[DistractorEntry, ...] = ()
    citation: CitationEntry
    also: tuple[CitationEntry, ...] = ()
    difficulty: Annotated[float, Field(ge=0, le=1)] = UNESTIMATED
    rank: Annotated[float, Field(ge=0, le=1)] | None = None
    status: Status = Status.APPROVED
    note: str = ""
    origin: Text = "human"


class DocumentEntry(_Entry):
    """A document as the file has it: where its text is, and which text it was."""

    id: Text
    title: Text
    path: Text
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class BookEntry(_Entry):
    """The book of the bot that a file was sent from: its code, and the start of its bank's hash then."""

    code: Annotated[str, Field(pattern="^[0-9a-f]{20}$")]
    version: Annotated[str, Field(pattern="^[0-9a-f]{16}$")]


class BankFile(_Entry):
    """The whole file."""

    format: Annotated[Literal["1"], Field(description="the version of this layout")]
    book: BookEntry | None = None
    title: Text
    language: Text = "en"
    documents: Annotated[tuple[DocumentEntry, ...], Field(min_length=1)]
    questions: tuple[QuestionEntry, ...] = ()


def bank_data(bank: Bank, *, book: BookEntry | None = None) -> dict[str, Any]:
    """Return the bank as plain lists and mappings, in the order of the file.

    Args:
        bank: The bank.
        book: The book that it is sent from, None where it is no book's.
    """
    return {
        "format": FORMAT,
        **({"book": {"code": book.code, "version": book.version}} if book else {}),
        "title": bank.title,
        "language": bank.language,
        "documents": [
            {"id": document.id, "title": document.title, "path": document.path, "sha256": document.sha256}
            for document in bank.documents.values()
        ],
        "questions": [_question_data(question) for question in bank.questions],
    }


def _question_data(question: Question) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": question.id,
        "kind": question.kind.value,
        "stem": question.stem,
        "key": question.key,
        "distractors": [
            {"text": choice.text} | ({"citation": citation_data(choice.citation)} if choice.citation else {})
            for choice in question.distractors
        ],
        "citation": citation_data(question.citation),
        "also": [citation_data(citation) for citation in question.also],
        "difficulty": question.difficulty,
        "rank": question.rank,
        "status": question.status.value,
        "note": question.note,
        "origin": question.origin,
    }
    return {key: value for key, value in data.items() if value not in ([], None, "")}


def citation_data(citation: Citation) -> dict[str, Any]:
    """Return a citation as the file has it."""
    return {
        "document": citation.document,
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
    }


def question_from(entry: QuestionEntry) -> Question:
    """Return the question that an entry holds."""
    return Question(
        id=entry.id,
        kind=entry.kind,
        stem=entry.stem,
        key=entry.key,
        distractors=tuple(
            Choice(choice.text, citation_from(choice.citation) if choice.citation else None)
            for choice in entry.distractors
        ),
        citation=citation_from(entry.citation),
        also=tuple(citation_from(citation) for citation in entry.also),
        difficulty=entry.difficulty,
        rank=entry.rank,
        status=entry.status,
        note=entry.note,
        origin=entry.origin,
    )


def citation_from(entry: CitationEntry) -> Citation:
    """Return the citation that an entry holds."""
    return Citation(entry.document, entry.start, entry.end, entry.quote)
