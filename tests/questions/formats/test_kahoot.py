"""Kahoot's sheet, opened by openpyxl: its columns, its limits, nothing cut."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import assume, given
from openpyxl import Workbook, load_workbook

from questions.errors import FormatBroken, NothingToExport
from questions.formats import contents, proved
from questions.model import Choice, Kind, Question, Status
from tests.material import bank, candidate, harbour, typed_bank
from tests.questions.formats.drawn import bank_of, questions, there


def rows(data: bytes) -> list[list[object]]:
    sheet = load_workbook(BytesIO(data)).worksheets[0]
    return [list(row) for row in sheet.iter_rows(min_row=8, values_only=True)]


def asked(**changes: object) -> Question:
    made = candidate(**changes)
    return Question(
        id="0" * 8, kind=made.kind, stem=made.stem, key=made.key, distractors=made.distractors,
        citation=made.citation,
    )  # fmt: skip


def sheet_of(*lines: list[object]) -> bytes:
    workbook = Workbook()
    for line in lines:
        workbook.worksheets[0].append(line)
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def test_the_columns_are_those_of_the_template() -> None:
    head, first, *_ = rows(there(bank(), "kahoot").data)
    assert [str(one).split(" ")[0] for one in head[1:]] == [
        "Question", "Answer", "Answer", "Answer", "Answer", "Time", "Correct",
    ]  # fmt: skip
    number, stem, *answers, seconds, right = first
    assert (number, seconds) == (1, 30)
    assert stem == "When did Marta Brandt build the harbour light of Ostholm?"
    assert isinstance(right, int)
    assert answers[right - 1] == "March 1871"


def test_what_is_too_long_or_typed_is_left_out_and_named() -> None:
    long = asked(stem=f"When {'was ' * 30}it?")
    wide = asked(key="x" * 76)
    many = asked(distractors=tuple(Choice(str(year)) for year in range(1872, 1877)))
    for one, said in (
        (long, "its stem has 128 characters, and Kahoot takes 120"),
        (wide, "has 76 characters, and Kahoot takes 75"),
        (many, "it has 6 choices, and Kahoot takes 4"),
        (typed_bank().questions[0], "it is a number question"),
    ):
        exported = there(bank_of(bank().questions[0], one), "kahoot")
        assert exported.count == 1
        everywhere, named = exported.left_out
        assert "has no place for them" in everywhere.reason
        assert (named.name, said in named.reason) == (one.id, True), named


@given(drawn=questions(choices_only=True))
def test_whatever_the_texts_a_question_comes_back_with_its_choices(drawn: Question) -> None:
    assume("__" not in drawn.stem)
    try:
        exported = there(bank_of(drawn), "kahoot")
    except NothingToExport as error:
        assert "Kahoot takes" in str(error)
        return
    (held,) = contents(exported.data, "a.xlsx").held
    assert (held.stem, held.key) == (drawn.stem, drawn.key)
    assert held.distractors == tuple(one.text for one in drawn.distractors)


def test_no_cell_is_a_formula() -> None:
    exported = there(bank_of(asked(stem="=1+1", key="=cmd|x")), "kahoot")
    sheet = load_workbook(BytesIO(exported.data)).worksheets[0]
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}


def test_what_others_wrote_comes_in_as_drafts_with_a_proof() -> None:
    data = sheet_of(
        ["Our quiz"],
        ["Question", "Answer 1", "Answer 2", "Answer 3", "Time limit", "Correct answer(s)"],
        ["When did Marta Brandt build the harbour light?", "June 1913", "March 1871", None, 20, 2.0],
        ["The light was kept by Jon Vik until May 1956.", "True", "False", None, 20, 1],
        ["Who kept it?", "Jon Vik", "Marta Brandt", None, 20, "1,2"],
        ["What is the moon made of?", "Rock", "Cheese", None, 20, 2],
        ["And?", "Rock", "Cheese", None, 20, 7],
    )
    imported = proved(contents(data, "others.xlsx"), [harbour()])
    light, kept = imported.questions
    assert (light.key, [one.text for one in light.distractors]) == ("March 1871", ["June 1913"])
    assert (kept.kind, kept.key) == (Kind.TRUE_FALSE, "True")
    assert {light.status, kept.status} == {Status.DRAFT}
    assert [one.name for one in imported.left_out] == ["row 5", "row 7", "row 6"]


@pytest.mark.parametrize("data", [b"no spreadsheet", b"PK\x03\x04", sheet_of(["a", "b"]), b""])
def test_a_broken_file_is_one_error(data: bytes) -> None:
    with pytest.raises(FormatBroken, match=r"^\[Q071\] a\.xlsx line 1: "):
        contents(data, "a.xlsx")
