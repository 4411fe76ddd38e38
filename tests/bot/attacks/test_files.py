"""Files and their names: what a stranger calls one leads nowhere, and no cell of ours is a formula."""

from __future__ import annotations

import csv
import io
import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.filenames import NAME, file_ending, file_name, spoken_title
from bot.services import Gradebook
from bot.views.sheet import csv_of, xlsx_of
from bot.views.words import english
from questions.bank import bank_to_yaml, dump_bank, load_bank, read_written
from questions.errors import BankError, DocumentMissing, QuizError
from questions.formats import FORMATS, export
from questions.model import Bank, Choice
from questions.quiz import Asked, Rules
from questions.reading import read_document
from storage.classes import Player
from storage.sessions import Attempt
from tests.bot.conftest import Run
from tests.bot.making.bench import Bench, sees
from tests.bot.student import Student
from tests.material import TEXT, bank

NAMES = (
    *(
        "../../x.txt",
        "/etc/passwd",
        "..\\..\\x.txt",
        "C:\\x.txt",
        "a\x00b.txt",
        "\x00",
        "CON",
        "nul.txt",
        ".",
    ),
    *(
        "..",
        "~/.ssh/id",
        "-rf",
        "$(reboot).txt",
        "`id`;.txt",
        "a\nb.txt",
        "\u202etxt.exe",
        "x" * 5000 + ".txt",
    ),
    *(
        ".txt",
        "   ",
        "a/b/c.txt",
        "COM1.txt",
        "file:///etc/passwd",
        "%2e%2e%2fx",
        "\ufffe.txt",
        "a" * 80 + "/../b",
    ),
)
FORMULAS = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    '=HYPERLINK("http://x")',
    "＝1+1",
)


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_name_of_a_file_holds_neither_a_folder_nor_a_command(name: str) -> None:
    for made in (file_name(name, ".yaml"), file_name(spoken_title(name), ".csv")):
        assert re.fullmatch(r"[\w-]{1,80}\.(yaml|csv)", made)
    assert not {"/", "\\", "\x00", "\n"} & set(spoken_title(name) + file_ending(name))
    assert 0 < len(spoken_title(name)) <= NAME


async def test_a_file_by_a_hostile_name_is_read_in_a_place_that_we_name(run: Run, bench: Bench) -> None:
    bench.open()
    async with run(workshop=bench.workshop) as running:
        for number, name in enumerate(NAMES):
            sender = Student(running.person(f"Sender {number}"))
            await sender.person.send_file(name, TEXT.encode())
            if not name.endswith(("yaml", "yml")):
                await sees(sender, "📚")
    given = {Path(one["file"]).name for one in bench.begun}
    assert all(re.fullmatch(r"[a-z]+(\.[A-Za-z0-9]{1,8})?", one) for one in given), given


@pytest.mark.parametrize(
    "path", ["/dev/zero", "pipe.txt", "../../../../../../etc/shadow", "a\x00b", "x" * 5000, "."]
)
def test_a_bank_whose_document_is_a_device_or_nowhere_is_refused(tmp_path: Path, path: str) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (harbour,) = bank().documents.values()
    hostile = replace(bank(), documents={"harbour": replace(harbour, path=path)})
    file = tmp_path / "bank.yaml"
    file.write_text(bank_to_yaml(hostile), encoding="utf-8")
    with pytest.raises(QuizError):
        load_bank(file)


@pytest.mark.parametrize("name", ["/dev/zero.txt", "pipe.txt"])
def test_a_device_or_a_pipe_is_no_document(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(DocumentMissing):
        read_document(tmp_path / name)


BOMBS = {
    "aliases": "a: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: &c [*b,*b,*b]\nformat: *c\n",
    "merges": "a: &a {x: 1}\n" + "".join(f"b{n}: {{<<: *a}}\n" for n in range(9)),
    "depth": "[" * 100_000,
    "depth of maps": "{a: " * 50_000,
    "python": "!!python/object/apply:os.system ['touch pwned']\n",
    "names": "!!python/name:os.system\n",
    "number": f"format: {'9' * 1_000_000}\n",
    "keys": "".join(f"k{n}: 1\n" for n in range(100_000)),
    "anchors": "".join(f"k{n}: &a{n} 1\n" for n in range(20_000)),
    "dates": "format: 2026-99-99\n",
    "sexagesimal": f"format: {':'.join(['59'] * 20_000)}\n",
    "binary": "format: !!binary '!!!'\n",
    "documents": "--- 1\n" * 20_000,
    "control": "format: \x1b\x07\n",
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
@pytest.mark.timeout(60)
def test_a_yaml_bomb_is_no_bank(bomb: str) -> None:
    with pytest.raises(BankError) as refused:
        read_written(bomb, name="bank.yaml")
    assert len(str(refused.value)) < 2000
    assert not Path("pwned").exists()


def formulas() -> Gradebook:
    """What people with names that are formulas chose among choices that are such."""
    first, *others = bank().questions
    texts = [Choice(one) for one in FORMULAS[:3]]
    asked = replace(first, stem=FORMULAS[0], key=FORMULAS[1], distractors=tuple(texts))
    people = {number: Player(number, name) for number, name in enumerate(FORMULAS)}
    attempts = {(0, n): Attempt(n, 0, asked.id, name, 0.0, 0.0, 1.0) for n, name in enumerate(FORMULAS)}
    whole = replace(bank(), title=FORMULAS[0], questions=(asked, *others))
    plan = (Asked(asked.id, tuple(one.text for one in texts)),)
    return Gradebook(1, FORMULAS[0], whole, plan, Rules(), 1, people, attempts)


def test_no_cell_of_results_is_a_formula() -> None:
    book = formulas()
    for row in csv.reader(io.StringIO(csv_of(english(), book).decode("utf-8-sig"))):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))]
    for sheet in load_workbook(io.BytesIO(xlsx_of(english(), book))):
        assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}


@pytest.mark.parametrize("name", ["\ufffe", "\uffff", "a\x00b", "\x0b\x1f", "_x0041_", "x" * 40_000])
def test_a_name_that_xml_cannot_hold_does_not_keep_a_class_from_its_results(name: str) -> None:
    book = formulas()
    named = replace(book, title=name, people={**book.people, 0: Player(0, name)})
    assert load_workbook(io.BytesIO(xlsx_of(english(), named)))
    assert csv_of(english(), named)


def hostile_bank() -> Bank:
    """A bank whose title, stems, keys, choices and headings are formulas."""
    first, second, third = bank().questions
    changed = [
        replace(
            one,
            stem=f"{sign} {one.stem}",
            distractors=tuple(Choice(text) for text in (*FORMULAS[2:4], FORMULAS[-1])),
        )
        for one, sign in zip((first, second, third), ("=", "+", "@"), strict=True)
    ]
    return replace(bank(), title=FORMULAS[0], questions=tuple(changed))


def test_no_cell_of_an_export_is_a_formula() -> None:
    exported = export(hostile_bank(), "csv", now=0).data.decode("utf-8-sig")
    for row in csv.reader(io.StringIO(exported)):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    sheet, *_ = load_workbook(io.BytesIO(export(hostile_bank(), "kahoot", now=0).data))
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}


@pytest.mark.parametrize("to", FORMATS)
def test_an_export_of_hostile_texts_ends_in_a_file_or_a_reason(to: str, tmp_path: Path) -> None:
    try:
        assert export(hostile_bank(), to, now=0).data
    except QuizError as error:
        assert error.code == "Q075"
    dump_bank(hostile_bank(), tmp_path / "bank.yaml")
    assert {one.name for one in tmp_path.iterdir()} == {"bank.yaml"}
