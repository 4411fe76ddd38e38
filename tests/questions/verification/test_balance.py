"""Whoever guesses by habit is right no more often than chance has it: no bank tells its keys as a whole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from questions.model import Choice, Kind, Question
from questions.verification import bank_faults
from questions.verification.balance import FEWEST, uneven
from tests.material import bank, question

HEIGHTS = ("21 metres", "31 metres", "38 metres", "44 metres")
AMOUNTS = ("900", "1 400", "15 900", "21 000")
IN_WORDS = ("two years", "six years", "eleven years", "twenty years")
IN_SCALES = ("900,000 tons", "1.5 million tons", "2 million tons", "1 billion tons")
YEARS = ("March 1861", "March 1871", "March 1881", "March 1891")


def claims(true: int, false: int) -> list[Question]:
    """So many statements that are true, and then so many that are false."""
    keys = [("True", "False")] * true + [("False", "True")] * false
    return [
        replace(question(), id=f"{n}", kind=Kind.TRUE_FALSE, key=key, distractors=(Choice(other),))
        for n, (key, other) in enumerate(keys)
    ]


def figures(*places: int, choices: tuple[str, ...] = HEIGHTS) -> list[Question]:
    """Questions of which each has its key at this place of the choices."""
    return [
        replace(
            question(),
            id=f"{n}",
            key=choices[place],
            distractors=tuple(Choice(text) for text in reversed(choices) if text != choices[place]),
        )
        for n, place in enumerate(places)
    ]


def found(questions: list[Question]) -> list[tuple[str, str, str]]:
    return [(name, fault.code, fault.reason) for name, fault in uneven(questions)]


@pytest.mark.parametrize(
    ("true", "false", "fault"),
    [
        (7, 1, ("7", "V23", "7 of 8 statements are true")),
        (1, 7, ("7", "V23", "7 of 8 statements are false")),
        (8, 0, ("7", "V23", "8 of 8 statements are true")),
        (6, 2, None),
        (4, 4, None),
        (16, 5, ("20", "V23", "16 of 21 statements are true")),
        (15, 5, None),
        (7, 0, None),
        (0, 0, None),
    ],
)
def test_statements_are_not_mostly_true_nor_mostly_false(
    true: int, false: int, fault: tuple[str, str, str] | None
) -> None:
    assert found(claims(true, false)) == ([fault] if fault else [])


@pytest.mark.parametrize(
    ("places", "fault"),
    [
        ((1,) * 8, ("7", "V24", "8 of 8 keys are number 2 of their figures by size")),
        ((3, 0, 0, 0, 0, 0, 0, 0), ("7", "V24", "7 of 8 keys are number 1 of their figures by size")),
        ((1, 1, 1, 1, 1, 1, 2, 3), None),
        ((0, 1, 2, 3, 0, 1, 2, 3), None),
        ((1,) * 7, None),
    ],
    ids=["all", "seven of eight", "three quarters", "spread", "too few to tell"],
)
def test_the_key_is_not_always_at_one_place_by_size(
    places: tuple[int, ...], fault: tuple[str, str, str] | None
) -> None:
    assert found(figures(*places)) == ([fault] if fault else [])


@pytest.mark.parametrize("choices", [AMOUNTS, IN_WORDS, IN_SCALES], ids=["digits", "words", "scales"])
def test_figures_are_sorted_by_what_they_say_not_as_they_are_written(choices: tuple[str, ...]) -> None:
    reason = "8 of 8 keys are number 3 of their figures by size"
    assert found(figures(*(2,) * FEWEST, choices=choices)) == [("7", "V24", reason)]


def test_a_figure_that_a_person_wrote_in_another_way_is_no_error() -> None:
    assert found(figures(0, 1, 2, 3, 0, 1, 2, 3, choices=("1.234.567 metres", *HEIGHTS[1:]))) == []


@pytest.mark.parametrize(
    "choices",
    [YEARS, ("Ida Dahl", "Jon Vik", "Olaf Holm", "Marta Brandt")],
    ids=["dates", "names"],
)
def test_the_place_of_what_has_no_figure_tells_nothing(choices: tuple[str, ...]) -> None:
    assert found(figures(*(1,) * FEWEST, choices=choices)) == []


def test_a_choice_between_two_figures_has_no_place_between() -> None:
    assert found(figures(*(1,) * FEWEST, choices=HEIGHTS[:2])) == []


def test_other_questions_are_not_counted_among_the_statements() -> None:
    assert [code for _, code, _ in found([*claims(7, 1), *figures(*range(4), *range(4))])] == ["V23"]


@pytest.mark.parametrize(("uneven", "code"), [(claims(8, 0), "V23"), (figures(*(1,) * FEWEST), "V24")])
def test_a_bank_is_held_to_it(uneven: list[Question], code: str) -> None:
    assert code in {fault.code for _, fault in bank_faults(replace(bank(), questions=tuple(uneven)))}
