"""Our own table: all of a bank, and no formula."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given

from questions.errors import FormatBroken
from questions.formats import contents, proved
from questions.model import Kind, Question, Status
from tests.material import BUILT, bank, harbour, typed_bank
from tests.questions.formats.drawn import back, bank_of, questions, there


def test_a_bank_comes_back_as_it_was() -> None:
    for one in (bank(), typed_bank()):
        got, held = back(one, "csv", name="a.csv")
        assert got == one.questions
        assert held.shelf is not None
        assert held.shelf.title == one.title


def test_drafts_and_rejected_questions_leave_too() -> None:
    first, second, third = bank().questions
    asked = (first, replace(second, status=Status.DRAFT), replace(third, status=Status.REJECTED))
    held = contents(there(bank_of(*asked), "csv").data, "a.csv")
    assert proved(held, [harbour()]).questions == asked


@given(asked=questions(newlines=False))
def test_whatever_the_texts_a_question_comes_back_as_it_was(asked: Question) -> None:
    got, _ = back(bank_of(asked), "csv", name="a.csv")
    assert got == (asked,)


@given(asked=questions())
def test_no_cell_begins_as_a_formula_does(asked: Question) -> None:
    exported = there(bank_of(asked), "csv") if not several_lines(asked) else there(bank(), "csv")
    rows = csv.reader(io.StringIO(exported.data.decode("utf-8-sig"), newline=""))
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row)


def several_lines(asked: Question) -> bool:
    return any("\n" in one.text for one in asked.distractors)


def test_a_table_that_a_teacher_wrote_by_hand_needs_two_columns() -> None:
    table = (
        "Stem;Key;Distractors;Quote\r\n"
        f'When was the light built?;March 1871;"June 1913\nMay 1956\nMay 1946";{BUILT}\r\n'
        "When did the museum open?;4 April 1988;;\r\n"
        "Who was king?;Frederik;;\r\n"
    )
    imported = proved(contents(table.encode("cp1252"), "a.csv"), [harbour()])
    light, museum = imported.questions
    assert light.citation.quote == BUILT
    assert light.citation.start == harbour().text.index(BUILT)
    assert [one.text for one in light.distractors] == ["June 1913", "May 1956", "May 1946"]
    assert museum.citation.quote == "The museum opened on 4 April 1988."
    assert {light.status, museum.status} == {Status.DRAFT}
    assert [str(one) for one in imported.left_out] == [
        "line 6: no passage proves it, so it is not in the bank"
    ]


def test_a_row_that_cannot_be_is_named() -> None:
    table = "kind,stem,key,difficulty,quote\nriddle,Why?,So,,\n"
    table += f"short,Who?,Marta Brandt,hard,{BUILT}\nshort,,x,,\n"
    said = [str(one) for one in contents(table.encode(), "a.csv").left_out]
    assert said[0].startswith("line 2: its kind 'riddle' is none of choice, ")
    assert said[1:] == [
        "line 3: its difficulty, 'hard', is not as it should be",
        "line 4: it has no stem or no key",
    ]


def test_approved_by_a_stranger_is_a_draft_until_it_passes() -> None:
    table = (
        f"kind,stem,key,status,quote\n{Kind.SHORT},Who built it in the harbour?,Jon Vik,approved,{BUILT}\n"
    )
    imported = proved(contents(table.encode(), "a.csv"), [harbour()])
    assert [one.status for one in imported.questions] == [Status.DRAFT]
    assert "it is a draft now, not approved" in imported.left_out[0].reason


def test_a_table_without_our_columns_is_an_error_with_its_line() -> None:
    with pytest.raises(FormatBroken, match=r"^\[Q071\] a\.csv line 1: there is no column stem"):
        contents(b"question,answer\nWhy?,So\n", "a.csv")
