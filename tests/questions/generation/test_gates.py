"""What judges failed in the engine's questions is not asked again: prose with the fault, and without."""

from __future__ import annotations

import pytest

from tests.questions.generation.reading import stretch

DATED = " Ida Dahl came to Ribe in June 1923. Jon Vik left Ribe in May 1926. Olaf Holm died in March 1921."


def stems(text: str, *, key: str = "") -> list[str]:
    first = text.partition(". ")[0]
    return [
        one.candidate.stem
        for one in stretch(text).proposals
        if one.candidate.citation.quote.startswith(first) and key in one.candidate.key
    ]


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
        ("Marta Brandt left Ostholm in May 1921.", "Marta Brandt left Ostholm again in May 1921."),
        ("Ostholm had 15 900 inhabitants in 1921.", "Ostholm had over 15 900 inhabitants."),
        ("The oil of Ostholm lasted for 14 days.", "The oil of Ostholm was 14 days old."),
        ("The oil of Ostholm lasted for 14 days.", "Jon Vik, a 14-year-old boy, painted the oil of Ostholm."),
        (
            "Ostholm was the capital of the province of Norwick after 211 battles.",
            "Ostholm became the capital of the province of Norwick after 211 and grew.",
        ),
    ],
)
def test_what_is_unnamed_open_ended_repeated_or_an_aside_is_not_asked(asked: str, not_asked: str) -> None:
    for key in ("May 1921", "15 900", "14", "211"):
        if key in asked:
            assert stems(asked + DATED, key=key)
            assert stems(not_asked + DATED, key=key) == []


def test_a_figure_that_holds_on_the_day_of_the_text_is_asked_of_the_text() -> None:
    found = stems("Ostholm now has 15 900 inhabitants and an old harbour." + DATED, key="15 900")
    assert found
    assert all(stem.startswith("According to the text, ") for stem in found)


def test_a_person_whom_the_whole_text_is_about_is_no_secret() -> None:
    text = "Marta Brandt built the old tower of Ostholm in May 1921." + DATED
    assert any(stem.startswith("Who ") for stem in stems(text))
    more = " She painted it. She sold it. She bought it. She left it. Marta Brandt died. Marta Brandt slept."
    assert not any(stem.startswith("Who ") for stem in stems(text + more))


def test_whoever_is_born_is_not_offered_dates_of_later_events() -> None:
    text = "Marta Brandt was born in Ribe on 4 April 1921. Ida Dahl came to Ribe on 3 June 1923."
    proposal = next(one for one in stretch(text).proposals if one.pattern == "cloze: date")
    assert all(choice.citation is None for choice in proposal.candidate.distractors)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Figure 1.2 Marta Brandt built the old tower of Ostholm in May 1921.",
        "Brandt, M. (1921). Marta Brandt built the old tower of Ostholm in May 1921.",
        "The tower stood.\nThe sea was grey.\nMarta Brandt left Ostholm in May 1921.",
        "Marta Brandt shows the old tower of Ostholm.",
    ],
)
def test_captions_references_and_verse_are_no_prose(paragraph: str) -> None:
    read = stretch(paragraph + "\n\nIda Dahl came to Ribe in June 1923, and Jon Vik left Ribe in May 1926.")
    assert all(one.candidate.citation.start > len(paragraph) for one in read.proposals)
    assert "no prose" in {one.reason for one in read.dropped}


@pytest.mark.parametrize(
    ("turned", "not_turned"),
    [
        (
            "Ostholm has not enjoyed the growth of Norwick in the north.",
            "Ostholm has not enjoyed the growth of its neighbours, and had to let its many ships go.",
        ),
        (
            "Marta Brandt strengthened the rights of the miners of Ostholm.",
            "Marta Brandt worked to strengthen the rights of the miners of Ostholm.",
        ),
    ],
)
def test_no_claim_is_false_in_one_half_alone_or_absurd(turned: str, not_turned: str) -> None:
    assert stems(turned + DATED, key="False")
    assert stems(not_turned + DATED, key="True")
    assert stems(not_turned + DATED, key="False") == []


def test_nothing_is_left_of_what_was_taken_out() -> None:
    text = "Ida Dahl was named painter of the year in Ostholm in 1905, [3] and she left Ribe in 1906."
    found = stems(text + DATED, key="1905")
    assert found
    assert all("Ostholm?" in stem or "in ____." in stem for stem in found)
    assert any(stem.startswith("In what") for stem in stems("Jon Vik played a keeper in 1905." + DATED))
    of_a_play = stems("Jon Vik played a keeper in 1905’s comedy Hamlet." + DATED)
    assert of_a_play
    assert not any(stem.startswith("In what") for stem in of_a_play)
