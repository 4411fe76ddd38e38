"""A person's days of study: where one ends, and how many in a row; knows no question and no clock."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

TURN = timedelta(hours=4)
"""How long after midnight a day of study ends: who learns late at night learns on the same day."""

FORGIVEN_IN = 7
"""One missed day in so many is forgiven."""

DAY = timedelta(days=1)


def study_day(moment: datetime, zone: ZoneInfo) -> date:
    """Return the day of study in which a moment lies for somebody of a time zone."""
    return (moment.astimezone(zone).replace(tzinfo=None) - TURN).date()


def day_begins(day: date, zone: ZoneInfo) -> datetime:
    """Return the moment in which a day of study begins."""
    return datetime.combine(day, time()).replace(tzinfo=zone) + TURN


def review_moment(now: datetime, last: datetime | None, zone: ZoneInfo) -> datetime:
    """Return the moment at which an answer counts as a review.

    FSRS counts whole days of 24 hours. Who studies a little earlier today than yesterday has let a day pass
    all the same: the review counts from the time of day of the last one, which lies in the same day of study.

    Args:
        now: The time.
        last: When the question was reviewed last; None where it never was.
        zone: Where the person lives.
    """
    if last is None:
        return now
    return max(now, last + (study_day(now, zone) - study_day(last, zone)))


def streak(days: Collection[date], today: date) -> int:
    """Return on how many days somebody has studied in a row.

    A missed day does not break the row where none of the seven days before it was missed. Today can still
    become a day of study, so it is never missed.

    Args:
        days: The days on which the person has studied.
        today: The day of study that it is.
    """
    studied = set(days)
    first = min(studied, default=today)
    missed = [day for day in _between(first, today) if day not in studied]
    for before, day in zip([None, *missed], missed, strict=False):
        if before is not None and (day - before).days <= FORGIVEN_IN:
            first = day + DAY
    return sum(first <= day <= today for day in studied)


def _between(first: date, end: date) -> list[date]:
    """Return the days from the first to the one before the end."""
    return [first + DAY * count for count in range((end - first).days)]
