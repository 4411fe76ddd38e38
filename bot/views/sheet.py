"""A class's results as files for a gradebook, CSV and XLSX; knows no database and no chat.

A cell that begins as a formula does is written as text: a name is typed by its person.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from bot.services import Gradebook
from bot.views.words import Words

Cell = str | int | float | None
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula (https://owasp.org/www-community/attacks/CSV_Injection)."""

NO_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML has no place for (https://www.w3.org/TR/xml/#charsets), and a lone carriage return."""


def rows_of(words: Words, book: Gradebook) -> Iterator[list[Cell]]:
    """Give the head and a line for each person, the best first.

    A line holds the place, the name, the team where there are any, the points, the percentage, how many were
    right and how many were asked; then for each question the answer, its fraction (0 to 1), its mark and its
    seconds.
    """
    teams = book.rules.teams > 0
    head = ["place", "name", *(["team"] if teams else []), "grade", "percent", "right", "asked"]
    each = ("choice", "fraction", "mark", "seconds")
    numbers = range(1, book.asked + 1)
    yield [
        *(words.plain(f"sheet-{name}") for name in head),
        *(words.plain(f"sheet-{name}", number=number) for number in numbers for name in each),
    ]
    ranks = {place.who: place.rank for place in book.places}
    ordered = sorted(
        book.people.values(), key=lambda one: (-book.grades[one.id], one.name.casefold(), one.id)
    )
    for person in ordered:
        team = [words.plain(f"team-{person.team}") if person.team is not None else None] if teams else []
        right = book.asked - len(book.missed(person.id))
        percent = round(100 * right / book.asked) if book.asked else 0
        line: list[Cell] = [
            ranks.get(person.id),
            person.name,
            *team,
            book.grades[person.id],
            percent,
            right,
            book.asked,
        ]
        for position in range(book.asked):
            attempt = book.attempts.get((position, person.id))
            if attempt is None:
                line += [None, 0.0, 0.0, None]
            else:
                seconds = None if attempt.seconds is None else round(attempt.seconds, 1)
                line += [attempt.choice, attempt.fraction, attempt.mark, seconds]
        yield line


def csv_of(words: Words, book: Gradebook) -> bytes:
    """Return the results as CSV in UTF-8, with the mark by which a spreadsheet knows that it is."""
    return csv_file(rows_of(words, book))


def csv_file(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return rows as CSV in UTF-8, with the mark by which a spreadsheet knows that it is."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([_as_text(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def xlsx_of(words: Words, book: Gradebook) -> bytes:
    """Return the results as a spreadsheet: one sheet of people, one of the questions with their keys."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    workbook = Workbook()
    results = workbook.worksheets[0]
    results.title = words.plain("sheet-results")
    questions = workbook.create_sheet(words.plain("sheet-questions"))
    for row in rows_of(words, book):
        results.append([_plain(cell) for cell in row])
    questions.append(["", words.plain("sheet-question"), words.plain("sheet-key")])
    for position in range(book.asked):
        question = book.posed(position).question
        questions.append([position + 1, _plain(question.stem), _plain(question.key)])
    for sheet in (results, questions):
        sheet.freeze_panes = "C2" if sheet is results else "B2"
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        for written in (one for line in sheet.iter_rows() for one in line):
            if isinstance(written.value, str):
                written.data_type = "s"
    results.column_dimensions[get_column_letter(2)].width = 28
    questions.column_dimensions["B"].width = 80
    questions.column_dimensions["C"].width = 30
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def _as_text(cell: Cell) -> Cell:
    if isinstance(cell, str) and cell.startswith(FORMULA):
        return f"'{cell}"
    return "" if cell is None else cell


def _plain(cell: Cell) -> Cell:
    """Return a cell without the characters that a spreadsheet's XML cannot hold."""
    return NO_XML.sub("", cell) if isinstance(cell, str) else cell
