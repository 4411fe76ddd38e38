"""A sentence is made to stand alone in its own words, or dropped with the reason."""

from __future__ import annotations

import pytest

from tests.questions.generation.reading import dropped, made_of_last, said, stretch

BRANDT = "Marta Brandt was a Danish engineer. "


@pytest.mark.parametrize(
    ("sentence", "statement"),
    [
        (
            "However, Marta Brandt built the old harbour light of Ostholm in 1871.",
            "Marta Brandt built the old harbour light of Ostholm in 1871.",
        ),
        (
            "Marta Brandt built the harbour light (a tower of brick) near Ostholm in 1871.",
            "Marta Brandt built the harbour light near Ostholm in 1871.",
        ),
        (
            "Marta Brandt also built two bridges near Ostholm in 1871.",
            "Marta Brandt built two bridges near Ostholm in 1871.",
        ),
        (
            "Lighthouses guide ships along dangerous coasts, which sailors of all countries have known for "
            "centuries and will know for many more years.",
            "Lighthouses guide ships along dangerous coasts.",
        ),
    ],
)
def test_connectives_brackets_and_additions_are_left_out(sentence: str, statement: str) -> None:
    assert statement in said(sentence)


def test_each_coordinated_clause_is_a_statement_of_its_own() -> None:
    text = "Marta Brandt built the bridge of Ribe in 1871, and Jon Vik painted the bridge of Ribe in 1880."
    assert said(text) == [
        "Marta Brandt built the bridge of Ribe in 1871.",
        "Jon Vik painted the bridge of Ribe in 1880.",
    ]


def test_a_relative_clause_is_a_statement_of_its_own_and_left_out_of_the_other() -> None:
    first = "Ida Dahl, who came from the old city of Ribe, painted the harbour light of Ostholm."
    assert said(first) == [
        "Ida Dahl painted the harbour light of Ostholm.",
        "Ida Dahl came from the old city of Ribe.",
    ]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        (
            BRANDT + "She built the harbour light of Ostholm in 1871.",
            "Marta Brandt built the harbour light of Ostholm in 1871.",
        ),
        (
            BRANDT + "Her father was a blacksmith from Ribe.",
            "Marta Brandt’s father was a blacksmith from Ribe.",
        ),
        (
            "The harbour of Ostholm is deep. The harbour was dug in 1840 by Danish soldiers.",
            "The harbour of Ostholm was dug in 1840 by Danish soldiers.",
        ),
    ],
)
def test_what_the_sentence_before_names_is_put_in_and_that_sentence_cited(text: str, statement: str) -> None:
    (made,) = made_of_last(text)
    assert said(text) == [statement]
    assert text.startswith(made.also[0].quote)  # type: ignore[union-attr]


def test_a_pronoun_beside_the_name_that_it_means_stays() -> None:
    text = "Jon Vik, 19, a member of the Harbour Board all his life, painted the light of Ostholm."
    assert said(text) == [text]


def test_a_pronoun_that_may_mean_two_people_is_not_guessed() -> None:
    text = "Marta Brandt met Ida Dahl in Ribe. She built the harbour light of Ostholm in 1871."
    assert said(text) == []
    assert dropped(text) == ["“she” may mean more than one thing"]


def test_a_pronoun_does_not_reach_into_another_paragraph() -> None:
    apart = "Marta Brandt came to Ostholm.\n\nShe opened the museum of Ostholm in May 1988."
    together = apart.replace("\n\n", " ")
    assert any("opened" in one.candidate.stem for one in stretch(together).proposals)
    assert not any("opened" in one.candidate.stem for one in stretch(apart).proposals)


def test_what_was_so_on_the_day_of_the_text_is_asked_of_the_text() -> None:
    assert said("Ostholm now has a museum of lamps and nets.") == [
        "According to the text, Ostholm has a museum of lamps and nets."
    ]


def test_a_definition_may_have_an_article_alone() -> None:
    text = "A lighthouse is a tower that guides ships by a strong light."
    assert said(text) == [text]


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("This tower was built in 1871 by Danish soldiers.", "leans on another sentence by “this”"),
        ("Marta Brandt built another light near Ostholm in 1872.", "leans on another sentence by “another”"),
        ("In 1871 Ostholm was finally taken by Danish soldiers.", "leans on another sentence by “finally”"),
        ("The tower was built in 1871 by Danish soldiers.", "its subject is not named"),
        ("We built the harbour light of Ostholm in 1871.", "speaks to its reader or of its writer"),
        ("Marta Brandt left Ostholm in May.", "bound to the day of the text"),
        ("Marta Brandt will build a new tower near Ostholm.", "what is still to come"),
        ("The bus from Ribe to Ostholm runs every hour.", "a guide's directions"),
        ("Marta Brandt did build the light of Ostholm in 1871.", "insists on what was said before"),
        ("The harbour lights of Ostholm was built in 1871.", "subject and verb that disagree"),
        ("Marta Brandt said that the light of Ostholm was too weak.", "what somebody says"),
        ("The Ostholm Museum shows a collection of lamps of the Ostholm Museum.", "says its subject again"),
    ],
)
def test_what_leans_on_others_or_is_not_worth_asking_is_dropped_with_its_reason(
    sentence: str, reason: str
) -> None:
    assert said(sentence) == []
    assert dropped(sentence) == [reason]
