"""Kahoot's spreadsheet, the columns of its template, written and read; knows no file.

The limits are those that the template names: a question of 120 characters, two to four answers of 75, one of
eight times.
"""

from __future__ import annotations

import io
import logging
import re
import warnings
from collections.abc import Sequence

from questions.errors import DocumentTooLarge, FormatBroken
from questions.formats.exchange import Contents, Exported, Held, LeftOut, Unsupported, contents_of
from questions.formats.holding import CONTROL, seated, written
from questions.formats.weighing import ours, truth_of
from questions.model import Bank, Kind, Question
from questions.reading.extraction.archive import Archive

log = logging.getLogger(__name__)

MOST_STEM, MOST_ANSWER, MOST_ANSWERS = 120, 75, 4
SECONDS = 30
"""One of 5, 10, 20, 30, 60, 90, 120 and 240."""

MOST_UNPACKED = 5_000_000
"""Bytes that a spreadsheet may unpack to; ten thousand questions take 4 MB, and openpyxl builds an object of
every cell and style, of which 200 kB can unpack to millions."""

MOST_PART = 500_000
"""Bytes of a part of its XML that holds no cells, such as its styles."""

XML_PART = re.compile(r"\.(?:xml|rels)$", re.IGNORECASE)
CELLS = re.compile(r"xl/(?:worksheets/|sharedStrings)", re.IGNORECASE)

HEAD = (
    "",
    "Question - max 120 characters",
    *(f"Answer {number} - max 75 characters" for number in range(1, MOST_ANSWERS + 1)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)
HEAD_ROW = 8
"""Where the template has its head; Kahoot reads the questions below it."""

NO_PLACE = "citations, feedback, difficulty and id are left out: Kahoot's sheet has no place for them"


def write(bank: Bank, _: float) -> Exported:
    """Write the approved questions with choices of a bank; one that is too long is left out, none is cut."""
    from openpyxl import Workbook

    rows, left_out = written(bank, _row)
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Sheet1"
    sheet["B2"] = "Quiz template"
    sheet["B3"] = bank.title if not CONTROL.search(bank.title) else "Passage Quiz"
    for place, row in enumerate([HEAD, *([number, *row] for number, row in enumerate(rows, 1))]):
        for column, value in enumerate(row, 1):
            sheet.cell(HEAD_ROW + place, column, value)
    for line in sheet.iter_rows():
        for cell in line:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # not a formula, whatever it begins with
    sheet.column_dimensions["B"].width = 70
    file = io.BytesIO()
    workbook.save(file)
    everywhere = (LeftOut("every question", NO_PLACE),) if rows else ()
    return Exported(file.getvalue(), len(rows), (*everywhere, *left_out))


def read(data: bytes, name: str) -> Contents:
    """Read Kahoot's sheet.

    Raises:
        FormatBroken: [Q071] It is no spreadsheet, or has no head as the template has.
    """
    rows = _rows(data, name)
    for number, row in enumerate(rows, 1):
        if _is_head(row):
            columns = _columns(row)
            below = enumerate(rows[number:], number + 1)
            found = (_held(line, columns, f"row {at}") for at, line in below if any(map(str.strip, line)))
            return contents_of(found, name)
    raise FormatBroken(
        f"{name} line 1: no row has the columns of Kahoot's template", advice=f"Name them as {HEAD[1]!r}"
    )


def _row(question: Question) -> list[str | int]:
    if not question.distractors:
        raise Unsupported(f"it is a {question.kind.value} question, and Kahoot's sheet holds only choices")
    choices = seated(question)
    if len(choices) > MOST_ANSWERS:
        raise Unsupported(f"it has {len(choices)} choices, and Kahoot takes {MOST_ANSWERS}")
    if len(question.stem) > MOST_STEM:
        raise Unsupported(f"its stem has {len(question.stem)} characters, and Kahoot takes {MOST_STEM}")
    if long := [one.text for one in choices if len(one.text) > MOST_ANSWER]:
        raise Unsupported(
            f"its choice {long[0]!r} has {len(long[0])} characters, and Kahoot takes {MOST_ANSWER}"
        )
    right = next(place for place, one in enumerate(choices, 1) if one.text == question.key)
    empty = [""] * (MOST_ANSWERS - len(choices))
    return [question.stem, *(one.text for one in choices), *empty, SECONDS, right]


def _rows(data: bytes, name: str) -> list[list[str]]:
    try:
        archive = Archive(data, name)
        sizes = {member: archive.size(member) for member in archive.names}
        looks = (
            size for member, size in sizes.items() if XML_PART.search(member) and not CELLS.match(member)
        )
        if max(looks, default=0) <= MOST_PART and sum(sizes.values()) <= MOST_UNPACKED:
            return _cells(data)
    except DocumentTooLarge as error:
        raise FormatBroken(str(error.args[0]), advice="Part the file") from error
    except Exception as error:
        # What openpyxl raises on a broken part is of any kind, down to an AttributeError.
        log.debug("%s cannot be read", name, exc_info=error)
        raise FormatBroken(
            f"{name} line 1: it is no spreadsheet that can be read",
            advice="Save it as .xlsx again, without a password",
        ) from error
    raise FormatBroken(
        f"{name} unpacks to {sum(sizes.values())} bytes, more than we read of a quiz", advice="Part the file"
    )


def _cells(data: bytes) -> list[list[str]]:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of looks that it leaves out, and we read values alone
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        try:
            rows = workbook.worksheets[0].iter_rows(max_row=20_000, max_col=20, values_only=True)
            return [["" if cell is None else _text(cell) for cell in row] for row in rows]
        finally:
            workbook.close()


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return CONTROL.sub("", str(cell)).strip()


def _is_head(row: Sequence[str]) -> bool:
    low = [cell.lower() for cell in row]
    return any(one.startswith("question") for one in low) and any(one.startswith("correct") for one in low)


def _columns(row: Sequence[str]) -> dict[str, list[int]]:
    low = [cell.lower() for cell in row]
    return {
        word: [place for place, cell in enumerate(low) if cell.startswith(word)]
        for word in ("question", "answer", "correct")
    }


def _held(row: list[str], columns: dict[str, list[int]], name: str) -> Held | LeftOut:
    stem = row[columns["question"][0]]
    answers = {place: row[column] for place, column in enumerate(columns["answer"], 1)}
    right = [one.strip() for one in row[columns["correct"][0]].split(",") if one.strip()]
    if len(right) != 1:
        return LeftOut(name, "it has several right answers" if right else "it names no right answer")
    key = answers.get(int(right[0])) if right[0].isdecimal() else None
    if not stem or not key:
        return LeftOut(name, f"it has no question, or no answer {right[0]!r}")
    others = [text for place, text in answers.items() if text and place != int(right[0])]
    if not others:
        return LeftOut(name, "it has no wrong answer")
    if sorted((key.lower(), *(one.lower() for one in others))) == ["false", "true"]:
        answer = truth_of(key.lower() == "true")
        return Held(
            name=name, kind=Kind.TRUE_FALSE, stem=stem, key=answer.key, distractors=answer.distractors
        )
    kind, stem, key = ours(Kind.CHOICE, stem, key, None)
    return Held(name=name, kind=kind, stem=stem, key=key, distractors=tuple(others))
