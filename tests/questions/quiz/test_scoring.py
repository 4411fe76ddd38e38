"""Marks, places, teams and streaks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.quiz import Place, Scoring, longest_streak, mark_of, standings, team_marks

MARKS = st.dictionaries(st.integers(1, 50), st.sampled_from([0.0, 1.0, 2.0, 750.0]))


@pytest.mark.parametrize(
    ("taken", "mark"), [(0, 1000), (3, 950), (10, 833), (15, 750), (30, 500), (31, 500), (-1, 1000)]
)
def test_speed_counts_as_published(taken: float, mark: float) -> None:
    assert mark_of(Scoring.SPEED, 1.0, taken=taken, allowed=30) == mark


def test_a_wrong_answer_earns_nothing_however_fast() -> None:
    for scoring in Scoring:
        assert mark_of(scoring, 0.0, taken=0, allowed=30) == 0


def test_a_right_answer_is_a_point_where_speed_does_not_count_or_cannot() -> None:
    assert mark_of(Scoring.RIGHT, 1.0, taken=29, allowed=30) == 1
    assert mark_of(Scoring.SPEED, 1.0, taken=29, allowed=None) == 1


def test_equal_marks_share_a_rank_and_leave_the_next_ones_free() -> None:
    places = standings({3: 5.0, 1: 7.0, 2: 5.0, 4: 1.0})
    assert places == (Place(1, 1, 7.0), Place(2, 2, 5.0), Place(2, 3, 5.0), Place(4, 4, 1.0))


@given(MARKS)
def test_a_rank_is_one_more_than_the_number_of_those_with_a_better_mark(marks: dict[int, float]) -> None:
    places = standings(marks)
    assert {place.who: place.mark for place in places} == marks
    for place in places:
        assert place.rank == 1 + sum(mark > place.mark for mark in marks.values())


def test_a_team_has_the_mean_of_its_members_and_who_answered_nothing_counts_in_it() -> None:
    assert team_marks({1: 4.0, 2: 1.0}, {1: 0, 2: 1, 3: 1}) == {0: 4.0, 1: 0.5}


@pytest.mark.parametrize(
    ("right", "longest"), [("", 0), ("0", 0), ("1", 1), ("110111", 3), ("1110", 3), ("10101", 1)]
)
def test_a_streak_is_broken_by_a_wrong_or_missing_answer(right: str, longest: int) -> None:
    assert longest_streak(letter == "1" for letter in right) == longest
