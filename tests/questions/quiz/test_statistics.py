"""What attempts tell of questions: how hard they are, and whether those who know the rest know them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.quiz import Observation, QuestionStatistics, statistics_of

SHARES = st.floats(0, 1)


def observed(fractions: Sequence[float], rests: Sequence[float | None]) -> list[Observation]:
    """One person's attempt after another at one question."""
    return [
        Observation(person, "asked", fraction, rest)
        for person, (fraction, rest) in enumerate(zip(fractions, rests, strict=True))
    ]


def fared(observations: Sequence[Observation], *, estimate: float = 0.4) -> QuestionStatistics:
    return statistics_of({"asked": estimate}, observations)["asked"]


@pytest.mark.parametrize(
    ("right", "wrong", "difficulty"),
    [(0, 0, 0.4), (1, 0, 4 / 11), (0, 1, 5 / 11), (5, 5, 0.45), (9, 1, 0.25), (900, 100, 104 / 1010)],
)
def test_the_estimate_counts_for_ten_attempts(right: int, wrong: int, difficulty: float) -> None:
    one = fared(observed([1] * right + [0] * wrong, [0.5] * (right + wrong)))
    assert one.attempts == right + wrong
    assert one.difficulty == pytest.approx(difficulty)


def test_half_an_answer_counts_for_half() -> None:
    assert fared(observed([0.5] * 10, [None] * 10), estimate=0.5).difficulty == pytest.approx(0.5)


def test_the_discrimination_is_the_correlation_with_the_rest() -> None:
    fractions, rests = [1] * 20 + [0] * 10, [0.8] * 15 + [0.4] * 5 + [0.8] * 2 + [0.4] * 8
    one = fared(observed(fractions, rests))
    assert one.discrimination == pytest.approx((15 * 8 - 5 * 2) / (20 * 10 * 17 * 13) ** 0.5)
    assert not one.suspect


def test_a_question_that_only_those_miss_who_know_the_rest_is_suspect() -> None:
    one = fared(observed([1] * 15 + [0] * 15, [0.2] * 15 + [0.9] * 15))
    assert one.discrimination == pytest.approx(-1)
    assert one.suspect


@pytest.mark.parametrize(("good", "suspect"), [(18, False), (17, True)])
def test_a_question_is_suspect_below_a_fifth(good: int, suspect: bool) -> None:
    rests = [0.9] * good + [0.1] * (30 - good) + [0.9] * (30 - good) + [0.1] * good
    one = fared(observed([1] * 30 + [0] * 30, rests))
    assert one.discrimination == pytest.approx((2 * good - 30) / 30)
    assert one.suspect is suspect


def test_no_discrimination_is_told_before_thirty_attempts() -> None:
    observations = observed([1, 0] * 15, [0.9, 0.1] * 15)
    assert fared(observations[:29]).discrimination is None
    assert fared(observations).discrimination == pytest.approx(1)


def test_an_answer_without_a_rest_counts_for_the_difficulty_alone() -> None:
    one = fared(observed([1, 0] * 15, [0.9, 0.1] * 14 + [None, None]))
    assert (one.attempts, one.discrimination) == (30, None)


@pytest.mark.parametrize(("fractions", "rests"), [([1] * 30, [0.9, 0.1] * 15), ([1, 0] * 15, [0.7] * 30)])
def test_where_all_are_alike_nothing_discriminates(fractions: list[float], rests: list[float]) -> None:
    one = fared(observed(fractions, rests))
    assert one.discrimination is None
    assert not one.suspect


def test_only_a_persons_first_attempt_counts() -> None:
    again = [Observation(7, "asked", fraction, 0.5) for fraction in (0, 1, 1)]
    assert fared(again) == fared(again[:1])
    assert fared(again).attempts == 1


def test_every_question_is_told_of_and_no_other() -> None:
    observations = [Observation(7, "one", 1, None), Observation(7, "former", 0, None)]
    assert statistics_of({"one": 0.5, "two": 0.3}, observations) == {
        "one": QuestionStatistics(1, 5 / 11, None, 1.0),
        "two": QuestionStatistics(0, 0.3, None),
    }


@given(SHARES, st.lists(st.tuples(SHARES, SHARES), max_size=60))
def test_statistics_stay_in_their_bounds(estimate: float, answers: list[tuple[float, float]]) -> None:
    observations = observed([fraction for fraction, _ in answers], [rest for _, rest in answers])
    one = fared(observations, estimate=estimate)
    assert -1e-9 <= one.difficulty <= 1 + 1e-9
    assert one.discrimination is None or -1 - 1e-9 <= one.discrimination <= 1 + 1e-9


@given(SHARES, st.integers(0, 50), st.integers(0, 50))
def test_a_right_answer_makes_it_easier_and_a_wrong_one_harder(
    estimate: float, right: int, wrong: int
) -> None:
    answers = [1.0] * right + [0.0] * wrong
    now, easier, harder = (
        fared(observed([*answers, *more], [None] * (len(answers) + len(more))), estimate=estimate).difficulty
        for more in ([], [1.0], [0.0])
    )
    assert easier <= now + 1e-9
    assert harder >= now - 1e-9


@pytest.mark.parametrize(("people", "right", "missed"), [(20, 4, True), (20, 5, False), (19, 3, False)])
def test_a_question_that_at_most_a_fifth_of_twenty_know_should_be_looked_at(
    people: int, right: int, missed: bool
) -> None:
    one = fared(observed([1] * right + [0] * (people - right), [None] * people))
    assert one.right == pytest.approx(right / people)
    assert one.missed_by_most is missed


def chosen(picks: Sequence[str], *, offered: tuple[str, ...]) -> list[Observation]:
    return [
        Observation(person, "asked", 0, None, choice=pick, offered=offered)
        for person, pick in enumerate(picks)
    ]


def test_a_choice_that_none_of_twenty_picked_is_told() -> None:
    offered = ("1642", "1703", "1824")
    assert fared(chosen(["1642"] * 19 + ["1703"], offered=offered)).unpicked == {"1824"}
    assert fared(chosen(["1642"] * 18 + ["1703"], offered=offered)).unpicked == frozenset()
    assert fared(chosen(["1642"] * 18 + ["1703", "1824"], offered=offered)).unpicked == frozenset()
    assert fared(chosen(["1642"] * 30, offered=())).unpicked == frozenset()
