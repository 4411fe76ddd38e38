"""What judges failed in the engine's questions is not asked again: prose with the fault, and without."""

from __future__ import annotations

import pytest

from questions.errors import NothingToAsk
from questions.generation import make_bank
from questions.generation.rules import RulesGenerator
from questions.language.pipeline import load_pipeline
from questions.reading import document_from_text

DATED = " Ida Dahl came in June 1913. Jon Vik left in May 1926. Olaf Holm died in March 1931."


def stems(text: str, *, key: str = "") -> list[str]:
    document = document_from_text(text, path="any.txt")
    try:
        made = make_bank([document], RulesGenerator(load_pipeline()))
    except NothingToAsk:
        return []
    first = text.partition(". ")[0]
    questions = [one for one in made.bank.questions if one.citation.quote.startswith(first)]
    return [one.stem for one in questions if key in one.key]


@pytest.mark.parametrize(
    ("asked", "not_asked"),
    [
        (
            "Marta Brandt rebuilt the old tower of Ostholm in May 1921.",
            "Marta Brandt rebuilt the tower in May 1921.",
        ),
        ("Marta Brandt left Ostholm in May 1921.", "The keeper left the tower in May 1921."),
        ("Marta Brandt left Ostholm in May 1921.", "Marta Brandt had left Ostholm by May 1921."),
        ("Marta Brandt left Ostholm in May 1921.", "Marta Brandt (born in May 1921) left Ostholm."),
        ("Marta Brandt left Ostholm in May 1921.", "Marta Brandt, who had come in May 1921, left Ostholm."),
    ],
)
def test_what_is_unnamed_open_ended_or_an_aside_is_not_asked(asked: str, not_asked: str) -> None:
    assert stems(asked + DATED, key="May 1921")
    assert stems(not_asked + DATED, key="May 1921") == []


def test_a_figure_in_the_present_is_asked_of_the_text() -> None:
    (stem,) = stems("Ostholm has 15 900 inhabitants and an old harbour." + DATED)
    assert stem.startswith("According to the text, ")


def test_an_event_named_by_a_noun_is_asked_by_its_verb() -> None:
    found = stems(
        "Following Ostholm’s declaration of independence on 4 April 1921, the town was rebuilt." + DATED
    )
    assert "On what date did Ostholm declare independence?" in found


def test_a_person_whom_the_whole_text_is_about_is_no_secret() -> None:
    text = "Marta Brandt built the old tower of Ostholm in May 1921." + DATED
    assert any(stem.startswith("Who ") for stem in stems(text))
    assert not any(stem.startswith("Who ") for stem in stems(text + " Marta Brandt painted it." * 5))


def test_a_bracket_is_left_out_with_the_comma_that_parts_subject_and_verb() -> None:
    (stem,) = stems("Ostholm (an old harbour), has about 15 900 inhabitants." + DATED)
    assert stem == "According to the text, Ostholm has about ____ inhabitants."
