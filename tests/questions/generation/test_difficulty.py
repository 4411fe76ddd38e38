"""How hard a question will be is told by its features, each in the direction that the literature gives it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.generation import Proposal
from questions.generation.difficulty import estimated, nearness
from questions.generation.selection import Kept, Selection
from questions.model import Candidate, Choice, Kind
from tests.material import BUILT, candidate, cite, harbour

GOOD = candidate()
WORDS = st.text(max_size=20)
YEARS = st.integers(1000, 2099)


def offering(*texts: str, cited: int = 0, **changes: object) -> Candidate:
    """The candidate with other wrong choices, so many of them cited."""
    choices = tuple(Choice(text, cite(BUILT) if n < cited else None) for n, text in enumerate(texts))
    return candidate(distractors=choices, **changes)


@pytest.mark.parametrize(
    ("asked", "difficulty"),
    [
        (GOOD, 0.35),
        (offering("March 1870", "March 1872", "March 1873"), 0.37),
        (offering("March 1870", "March 1872", "March 1873", cited=3), 0.4),
        (offering("True", kind=Kind.TRUE_FALSE, key="False"), 0.27),
        (offering("Jon Vik", "Olaf Holm", "Ida Dahl", key="Marta Brandt"), 0.3),
        (offering(kind=Kind.SHORT, key="Marta Brandt"), 0.54),
    ],
    ids=["choice", "near", "near and cited", "true or false", "names", "typed"],
)
def test_the_estimate_is_the_share_that_neither_knows_nor_guesses(
    asked: Candidate, difficulty: float
) -> None:
    assert estimated(asked) == difficulty


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("March 1871", "June 1871", 1),
        ("4 April 1988", "12th of May 1978", 0.5),
        ("1871", "1881", 0.5),
        ("the 1960s", "the 1970s", 0.5),
        ("12th century", "13th century", 0.5),
        ("50 BC", "50 AD", 0.5),
        ("31 metres", "62 metres", 0.5),
        ("15 900", "31,800", 0.5),
        ("$1.5 million", "$750,000", 0.5),
        ("twenty-one days", "fourteen days", 2 / 3),
        ("a hundred years", "fifty years", 0.5),
        ("0 %", "0 %", 1),
        ("the Harbour Board", "Harbour Board", 1),
        ("Jon Vik", "Ida Dahl", 0),
        ("March 1871", "Jon Vik", 0),
    ],
)
def test_nearness_is_of_years_of_amounts_or_of_letters(one: str, other: str, near: float) -> None:
    assert nearness(one, other) == pytest.approx(near)
    assert nearness(other, one) == nearness(one, other)


@given(WORDS, WORDS)
def test_nearness_is_a_share_and_whole_for_the_same(one: str, other: str) -> None:
    assert 0 <= nearness(one, other) <= 1
    assert nearness(one, one) == 1


@given(
    kind=st.sampled_from(Kind),
    stem=WORDS,
    key=WORDS,
    texts=st.lists(WORDS, max_size=5),
    cited=st.integers(0, 5),
    also=st.booleans(),
)
def test_a_difficulty_is_a_share_in_hundredths(
    kind: Kind, stem: str, key: str, texts: list[str], cited: int, also: bool
) -> None:
    asked = offering(*texts, cited=cited, kind=kind, stem=stem, key=key, also=(cite(BUILT),) * also)
    assert 0 <= estimated(asked) <= 1
    assert round(estimated(asked), 2) == estimated(asked)


@given(key=YEARS, years=st.lists(YEARS, min_size=1, max_size=4), step=st.integers(0, 500))
def test_a_date_nearer_to_the_key_never_makes_it_easier(key: int, years: list[int], step: int) -> None:
    first, *others = years
    nearer = max(key, first - step) if first > key else min(key, first + step)
    far, near = (
        offering(f"May {year}", *(f"May {other}" for other in others), key=f"May {key}")
        for year in (first, nearer)
    )
    assert estimated(near) >= estimated(far)


@given(key=st.integers(1, 10**6), near=st.integers(1, 10**6), far=st.integers(1, 10**6))
def test_a_number_nearer_to_the_key_never_makes_it_easier(key: int, near: int, far: int) -> None:
    near, far = sorted((near, far), key=lambda number: max(number, key) / min(number, key))
    texts = (f"{number:,} metres" for number in (near, far))
    nearer, farther = (offering(text, key=f"{key:,} metres") for text in texts)
    assert estimated(nearer) >= estimated(farther)


@given(texts=st.lists(WORDS, min_size=1, max_size=5), cited=st.integers(0, 4), more=WORDS)
def test_what_tempts_more_never_makes_it_easier(texts: list[str], cited: int, more: str) -> None:
    asked = offering(*texts, cited=cited)
    assert estimated(offering(*texts, cited=cited + 1)) >= estimated(asked)
    assert estimated(offering(*texts, more, cited=cited)) >= estimated(asked)
    assert estimated(replace(asked, stem=f"{asked.stem} {more}")) >= estimated(asked)
    assert estimated(replace(asked, also=(cite(BUILT),))) >= estimated(asked)


def test_a_true_or_false_question_is_easier_than_the_same_asked_for_a_word() -> None:
    claim = offering("True", kind=Kind.TRUE_FALSE, key="False")
    assert estimated(claim) < estimated(GOOD) < estimated(offering(kind=Kind.SHORT))


@pytest.mark.parametrize(("given", "kept"), [(0.5, estimated(GOOD)), (0.8, 0.8)])
def test_a_bank_has_the_estimate_unless_the_engine_gave_its_own(given: float, kept: float) -> None:
    selection = Selection({"harbour": harbour()}, floor=0)
    (one,) = selection.choose([Proposal(replace(GOOD, difficulty=given), "wh: when", 1, GOOD.key)])
    assert isinstance(one, Kept)
    assert one.question.difficulty == kept
