"""A day of study ends at four in the morning where its person lives; a row of days forgives one a week."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from questions.quiz import day_begins, review_moment, streak, study_day

BERLIN = ZoneInfo("Europe/Berlin")
TODAY = date(2026, 3, 20)


def ago(*days: int) -> set[date]:
    return {TODAY - timedelta(days=count) for count in days}


def test_late_at_night_it_is_still_the_same_day() -> None:
    assert study_day(datetime(2026, 3, 2, 2, 59, tzinfo=UTC), BERLIN) == date(2026, 3, 1)
    assert study_day(datetime(2026, 3, 2, 3, 0, tzinfo=UTC), BERLIN) == date(2026, 3, 2)


@given(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_a_moment_lies_in_its_day_in_every_season(moment: datetime) -> None:
    day = study_day(moment, BERLIN)
    begins = [day_begins(one, BERLIN).astimezone(UTC) for one in (day, day + timedelta(days=1))]
    assert begins[0] <= moment < begins[1]


def test_a_day_has_passed_where_study_begins_a_little_earlier_than_the_day_before() -> None:
    last = datetime(2026, 3, 2, 12, 10, tzinfo=UTC)
    counted = review_moment(datetime(2026, 3, 3, 11, 50, tzinfo=UTC), last, BERLIN)
    assert counted - last == timedelta(days=1)
    later = datetime(2026, 3, 3, 12, 30, tzinfo=UTC)
    assert review_moment(later, last, BERLIN) == later
    again = datetime(2026, 3, 2, 12, 20, tzinfo=UTC)
    assert review_moment(again, last, BERLIN) == again
    assert review_moment(again, None, BERLIN) == again


def test_a_row_counts_the_days_of_study() -> None:
    assert streak(ago(0, 1, 2), TODAY) == 3
    assert streak(set(), TODAY) == 0


def test_today_can_still_be_studied() -> None:
    assert streak(ago(1, 2, 3), TODAY) == 3


def test_one_missed_day_a_week_is_forgiven() -> None:
    assert streak(ago(0, 1, 3, 4), TODAY) == 4
    assert streak(ago(0, 1, 3, 4, 5, 6, 7, 8, 9, 11), TODAY) == 10


def test_a_second_missed_day_in_a_week_breaks_the_row() -> None:
    assert streak(ago(0, 1, 4, 5), TODAY) == 2
    assert streak(ago(0, 2, 4, 5, 6), TODAY) == 1
    assert streak(ago(30), TODAY) == 0
