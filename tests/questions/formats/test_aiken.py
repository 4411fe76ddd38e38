"""Aiken: choices and nothing else, and that is said."""

from __future__ import annotations

import pytest
from hypothesis import assume, given

from questions.errors import FormatBroken, NothingToExport
from questions.formats import contents, proved
from questions.model import Kind, Question, Status
from tests.material import bank, harbour, typed_bank
from tests.questions.formats.drawn import bank_of, questions, there


def test_a_question_is_its_stem_its_letters_and_its_answer() -> None:
    text = there(bank(), "aiken").data.decode()
    first, second, third = text.rstrip("\n").split("\n\n")
    assert first.split("\n")[0] == "When did Marta Brandt build the harbour light of Ostholm?"
    letter = first.split("\n")[-1].removeprefix("ANSWER: ")
    assert f"\n{letter}. March 1871\n" in first
    letters = {one[-1] for one in (first, second, third)}
    assert len(letters) > 1


def test_what_it_cannot_hold_is_said() -> None:
    asked = (*bank().questions, *typed_bank().questions)
    exported = there(bank_of(*asked), "aiken")
    assert exported.count == 3
    everywhere, *typed = exported.left_out
    assert everywhere.name == "every question"
    assert [one.name for one in typed] == [one.id for one in typed_bank().questions]
    assert all("Aiken holds only choices" in one.reason for one in typed)
    with pytest.raises(NothingToExport, match=r"^\[Q075\] aiken can hold no question"):
        there(typed_bank(), "aiken")


@given(asked=questions(choices_only=True, newlines=False))
def test_whatever_the_texts_a_question_comes_back_with_its_choices(asked: Question) -> None:
    assume("__" not in asked.stem)
    try:
        exported = there(bank_of(asked), "aiken")
    except NothingToExport as error:
        assert "begins as a choice" in str(error)
        return
    (held,) = contents(exported.data, "a.txt", of="aiken").held
    assert (held.stem, held.key) == (asked.stem, asked.key)
    assert held.distractors == tuple(one.text for one in asked.distractors)


def test_what_others_wrote_comes_in_as_drafts_with_a_proof() -> None:
    text = (
        "When did Marta Brandt build\r\nthe harbour light?\r\n"
        "A) March 1871\r\nB) June 1913\r\nANSWER: A\r\n\r\n"
        "The light was kept by Jon Vik until May 1956.\nA. True\nB. False\nANSWER: a\n"
        "What is the moon made of?\nA. Rock\nB. Cheese\nANSWER: B\n"
    )
    imported = proved(contents(text.encode(), "others.txt"), [harbour()])
    light, kept = imported.questions
    assert light.stem == "When did Marta Brandt build the harbour light?"
    assert (kept.kind, kept.key) == (Kind.TRUE_FALSE, "True")
    assert {light.status, kept.status} == {Status.DRAFT}
    assert [one.name for one in imported.left_out] == ["line 11"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Why?\nA. So\nB. No\nANSWER: C\n", 4),
        ("Why?\nA. So\nB. No\n\nHow?\nA. So\nANSWER: A\n", 5),
        ("Why?\nA. So\nB. No\n", 1),
        ("ANSWER: A\n", 1),
    ],
)
def test_a_broken_file_is_an_error_with_its_line(text: str, line: int) -> None:
    with pytest.raises(FormatBroken, match=rf"^\[Q071\] a\.txt line {line}: "):
        contents(text.encode(), "a.txt", of="aiken")


def test_a_choice_needs_no_space_but_its_letter_in_order() -> None:
    text = "Where was it?\nU.S.-built it was not.\nA)Here\nB.There\nANSWER: B\n"
    (held,) = contents(text.encode(), "a.txt").held
    assert (held.stem, held.key, held.distractors) == (
        "Where was it? U.S.-built it was not.",
        "There",
        ("Here",),
    )
