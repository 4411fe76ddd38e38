"""What only we know of a question, as one line of JSON that rides along in a file; knows no format."""

from __future__ import annotations

import json
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from questions.bank.layout import CitationEntry, Text, citation_data
from questions.model import UNESTIMATED, Bank, Kind, Question, Status

MARK = "passage-quiz:"
SHELF_MARK = "passage-quiz-bank:"
HIDDEN = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\x7f"}
"""Signs that would end the comment of HTML in which a record rides; JSON has them in strings alone."""


class Record(BaseModel):
    """What the words of a question in another format do not tell.

    The key is there for numbers, which others write without unit and spaces.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    id: Text
    kind: Kind
    key: Text
    citation: CitationEntry
    also: tuple[CitationEntry, ...] = ()
    belongs: dict[str, CitationEntry] = {}
    difficulty: Annotated[float, Field(ge=0, le=1)] = UNESTIMATED
    rank: Annotated[float, Field(ge=0, le=1)] | None = None
    status: Status = Status.DRAFT
    note: str = ""
    origin: Text = "human"


class ShelfDocument(BaseModel):
    """A document that questions of a file cite."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    id: Text
    title: Text
    path: Text


class Shelf(BaseModel):
    """The bank that a file was made of."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    title: Text
    language: Text = "en"
    documents: tuple[ShelfDocument, ...] = ()


def record_line(question: Question) -> str:
    """Return a question's record, one line of ASCII."""
    return _line(
        {
            "id": question.id,
            "kind": question.kind.value,
            "key": question.key,
            "citation": citation_data(question.citation),
            "also": [citation_data(one) for one in question.also],
            "belongs": {
                one.text: citation_data(one.citation) for one in question.distractors if one.citation
            },
            "difficulty": question.difficulty,
            "status": question.status.value,
            "origin": question.origin,
        }
        | ({} if question.rank is None else {"rank": question.rank})
        | ({"note": question.note} if question.note else {})
    )


def shelf_line(bank: Bank) -> str:
    """Return a bank's title and documents, one line of ASCII."""
    documents = [{"id": one.id, "title": one.title, "path": one.path} for one in bank.documents.values()]
    return _line({"title": bank.title, "language": bank.language, "documents": documents})


def record_from(line: str) -> Record | None:
    """Return the record in a line, or None where it is none or was mangled on its way."""
    try:
        return Record.model_validate_json(line)
    except ValidationError:
        return None


def shelf_from(line: str) -> Shelf | None:
    """Return the bank's record in a line, or None where it is none."""
    try:
        return Shelf.model_validate_json(line)
    except ValidationError:
        return None


def _line(data: dict[str, Any]) -> str:
    return json.dumps(data, separators=(",", ":")).translate(HIDDEN)
