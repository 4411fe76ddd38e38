"""The sheet: questions as they are put before judges, one JSON line each; knows no verdict.

The first line names the documents with their words, so that a document without a question counts too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from string import ascii_uppercase

from pydantic import BaseModel, ConfigDict, ValidationError

from questions.errors import SheetInvalid
from questions.generation import Kept
from questions.model import Document, Kind


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True)


class Source(_Entry):
    """A document that was asked about, with its length in words."""

    id: str
    sha256: str
    words: int


class Wrong(_Entry):
    """A distractor, with the passage where it belongs if it stands in one."""

    text: str
    quote: str | None = None


class Asked(_Entry):
    """A question as it is judged.

    Attributes:
        id: The question's id.
        document: The id of the document that proves it.
        kind: How it is answered.
        pattern: How it was made; kept from the judges.
        rank: The estimated chance (0 to 1) that it passes; kept from the judges.
        stem: What is asked.
        key: The right answer.
        distractors: The wrong choices.
        quotes: The passages that prove the key, the first alone or with those that it leans on.
        marks: What the rank was made from.
    """

    id: str
    document: str
    kind: Kind
    pattern: str
    rank: float
    stem: str
    key: str
    distractors: tuple[Wrong, ...]
    quotes: tuple[str, ...]
    marks: dict[str, float]


class Sheet(_Entry):
    """Questions to judge, with the documents that they are of."""

    documents: tuple[Source, ...]
    questions: tuple[Asked, ...] = ()


def sheet_of(documents: Sequence[Document], kept: Sequence[Kept]) -> Sheet:
    """Return the sheet of what was kept of documents."""
    sources = tuple(Source(id=one.id, sha256=one.sha256, words=one.words) for one in documents)
    return Sheet(documents=sources, questions=tuple(_asked(one) for one in kept))


def _asked(kept: Kept) -> Asked:
    question, proposal = kept.question, kept.proposal
    wrong = (
        Wrong(text=one.text, quote=one.citation.quote if one.citation else None)
        for one in question.distractors
    )
    return Asked(
        id=question.id,
        document=question.citation.document,
        kind=question.kind,
        pattern=proposal.pattern,
        rank=proposal.rank,
        stem=question.stem,
        key=question.key,
        distractors=tuple(wrong),
        quotes=tuple(citation.quote for citation in (question.citation, *question.also)),
        marks=dict(proposal.marks),
    )


def page(number: int, asked: Asked) -> str:
    """Return a question as a judge reads it, without its pattern and its rank.

    Args:
        number: Its place on the sheet, from 1.
        asked: The question. Its choices stand in an order that its id gives.
    """
    return "\n".join(_lines(number, asked))


def _lines(number: int, asked: Asked) -> Iterator[str]:
    yield f"\n{number}. {asked.kind} ({asked.document}, {asked.id})"
    yield f"   {asked.stem}"
    choices = [Wrong(text=asked.key), *asked.distractors]
    order = list(range(len(choices)))
    Random(asked.id).shuffle(order)  # noqa: S311  (an order, not a secret)
    for letter, place in zip(ascii_uppercase, order, strict=False):
        yield f"   {letter}  {choices[place].text}{'' if place else '   <- key'}"
    for lead, quote in zip(("proof", *("  and" for _ in asked.quotes)), asked.quotes, strict=False):
        yield f"   {lead}: “{quote}”"
    for letter, place in zip(ascii_uppercase, order, strict=False):
        if place:
            quoted = choices[place].quote
            yield f"       {letter}: “{quoted}”" if quoted else f"       {letter}: (stands in no passage)"


def dump_sheet(sheet: Sheet, path: Path) -> None:
    """Write a sheet.

    Raises:
        SheetInvalid: [Q060] The file cannot be written.
    """
    rows = [{"documents": [one.model_dump(mode="json") for one in sheet.documents]}]
    rows += [one.model_dump(mode="json") for one in sheet.questions]
    try:
        path.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")
    except OSError as error:
        raise SheetInvalid(
            f"The sheet {path} cannot be written ({error.strerror})", advice="Choose another --out"
        ) from error


def load_sheet(path: Path) -> Sheet:
    """Read a sheet.

    Raises:
        SheetInvalid: [Q060] The file cannot be read or is no sheet.
    """
    number = 1
    try:
        with path.open(encoding="utf-8") as lines:
            sheet = Sheet.model_validate_json(next(lines, ""))
            questions = []
            for number, line in enumerate(lines, start=2):  # noqa: B007  (named where a line is at fault)
                questions.append(Asked.model_validate_json(line))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise SheetInvalid(
            f"{path} line {number}: {place or 'not a line of a sheet'}: {first['msg'].lower()}",
            advice="Make the sheet with 'ask'",
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", "not UTF-8")
        raise SheetInvalid(f"The sheet {path} cannot be read ({reason})", advice="Check the name") from error
    return sheet.model_copy(update={"questions": tuple(questions)})
