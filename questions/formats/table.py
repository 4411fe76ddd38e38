"""A bank as a table of our own in CSV, written and read back with every status; knows no file.

A cell that begins as a formula does is written as text, with an apostrophe that reading takes away again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping

from pydantic import ValidationError

from questions.bank.layout import CitationEntry
from questions.errors import FormatBroken
from questions.formats.exchange import Contents, Exported, Held, LeftOut, Unsupported, contents_of
from questions.formats.holding import place, written
from questions.formats.record import Record, Shelf, ShelfDocument, record_from, record_line
from questions.model import UNESTIMATED, Bank, Candidate, Choice, Citation, Kind, Question, content_id
from questions.reading.decoding import decode

COLUMNS = (
    "id kind status difficulty stem key distractors document paragraph quote origin bank "
    "document_title document_path record"
).split()
"""The distractors stand one a line; `record` is where the quotes begin and where distractors belong."""

FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
"""What a spreadsheet takes for a formula (https://owasp.org/www-community/attacks/CSV_Injection)."""

MARKED = re.compile(r"'+[=+\-@\t\r]")
NO_DOCUMENT = "?"


def write(bank: Bank, _: float) -> Exported:
    """Write all questions of a bank as a table, the drafts and the rejected ones too."""
    rows, left_out = written(bank, lambda question: _row(bank, question), every=True)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows([_as_text(row[name]) for name in COLUMNS] for row in rows)
    return Exported(text.getvalue().encode("utf-8-sig"), len(rows), left_out)


def read(data: bytes, name: str) -> Contents:
    """Read a table with at least the columns `stem` and `key`.

    Raises:
        FormatBroken: [Q071] It has no such columns, or is no CSV.
    """
    text = decode(data, name=name).removeprefix("\ufeff")
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restval="")
    try:
        names = {one.strip().lower() for one in reader.fieldnames or ()}
        if not {"stem", "key"} <= names:
            raise FormatBroken(
                f"{name} line 1: there is no column stem or no column key",
                advice=f"Name the columns {', '.join(COLUMNS[:10])} in the first line",
            )
        rows = [(reader.line_num, _cells(row)) for row in reader]
    except csv.Error as error:
        raise FormatBroken(
            f"{name} line {reader.line_num}: {error}", advice="Save it as CSV again"
        ) from error
    return contents_of((_held(row, f"line {line}") for line, row in rows), name, _shelf(rows))


def _row(bank: Bank, question: Question) -> dict[str, str]:
    if any("\n" in one.text for one in question.distractors):
        raise Unsupported("a distractor has several lines")
    document = bank.documents[question.citation.document]
    return {
        "id": question.id,
        "kind": question.kind.value,
        "status": question.status.value,
        "difficulty": str(question.difficulty),
        "stem": question.stem,
        "key": question.key,
        "distractors": "\n".join(one.text for one in question.distractors),
        "document": document.id,
        "paragraph": place(bank, question.citation),
        "quote": question.citation.quote,
        "origin": question.origin,
        "bank": bank.title,
        "document_title": document.title,
        "document_path": document.path,
        "record": record_line(question),
    }


def _cells(row: Mapping[str | None, str | list[str]]) -> dict[str, str]:
    return {
        name.strip().lower(): cell[1:] if MARKED.match(cell) else cell
        for name, cell in row.items()
        if name and isinstance(cell, str)
    }


def _as_text(cell: str) -> str:
    return f"'{cell}" if FORMULA.match(cell) else cell


def _shelf(rows: list[tuple[int, dict[str, str]]]) -> Shelf | None:
    """Return the bank and the documents that the rows name."""
    documents = {
        row["document"]: ShelfDocument(
            id=row["document"],
            title=row.get("document_title") or row["document"],
            path=row["document_path"],
        )
        for _, row in rows
        if row.get("document") and row.get("document_path")
    }
    title = next((row["bank"] for _, row in rows if row.get("bank")), None)
    return Shelf(title=title, documents=tuple(documents.values())) if title else None


def _held(row: dict[str, str], name: str) -> Held | LeftOut:
    kind = row.get("kind", "").strip() or Kind.CHOICE.value
    distractors = tuple(one.strip() for one in row.get("distractors", "").split("\n") if one.strip())
    stem, key = row["stem"].strip(), row["key"].strip()
    if kind not in list(Kind):
        return LeftOut(name, f"its kind {kind!r} is none of {', '.join(Kind)}")
    if not stem or not key:
        return LeftOut(name, "it has no stem or no key")
    held = Held(name=name, kind=Kind(kind), stem=stem, key=key, distractors=distractors)
    if not row.get("quote"):
        return held
    try:
        record = _record(row, held)
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors()[0]["loc"])
        return LeftOut(name, f"its {place}, {row.get(place, '')!r}, is not as it should be")
    return Held(name=name, kind=held.kind, stem=stem, key=key, distractors=distractors, record=record)


def _record(row: dict[str, str], held: Held) -> Record:
    """Return what the columns say of a question; our record tells only what no column does."""
    quote, document = row["quote"], row.get("document") or NO_DOCUMENT
    before = record_from(row.get("record", ""))
    citation = CitationEntry(document=document, start=0, end=len(quote), quote=quote)
    if before and (before.citation.quote, before.citation.document) == (quote, document):
        citation = before.citation
    asked = Candidate(
        kind=held.kind,
        stem=held.stem,
        key=held.key,
        distractors=tuple(Choice(text) for text in held.distractors),
        citation=Citation(document, 0, len(quote), quote),
    )
    return Record.model_validate(
        {
            "id": row.get("id") or content_id(asked),
            "kind": held.kind,
            "key": held.key,
            "citation": citation,
            "also": before.also if before else (),
            "belongs": before.belongs if before else {},
            "rank": before.rank if before else None,
            "note": before.note if before else "",
            "difficulty": row.get("difficulty") or UNESTIMATED,
            "status": row.get("status") or "draft",
            "origin": row.get("origin") or "human",
        }
    )
