"""Reminders: at the chosen time, once a day, silent when nothing is due, and gone with one tap."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from bot.reminding import Reminding
from storage.tables import LearnerRow
from tests.bot.conftest import Run, Running
from tests.bot.student import Student, labels
from tests.bot.study.conftest import Calendar, lives_in_berlin


async def wants(student: Student, time: str) -> None:
    """Choose a time for reminders."""
    await student.says("/settings")
    await student.sees("How you study")
    await student.taps("Reminder")
    await student.sees("When shall I remind you?")
    await student.taps(time)
    await student.person.wait(lambda messages: f"Reminder: {time}" in labels(messages[-1]))


async def look(running: Running) -> None:
    """Let the bot look at the clock."""
    reminding: Reminding = running.application.bot_data["reminding"]
    await reminding.remind()


def reminders(student: Student) -> list[dict[str, Any]]:
    found = [one for one in student.person.messages() if one["from"]["is_bot"]]
    return [one for one in found if "due." in one["text"] and "No more reminders" in labels(one)]


@pytest.fixture
async def berliner(ana: Student) -> Student:
    """Somebody in Berlin whose questions are all new."""
    await lives_in_berlin(ana)
    return ana


async def test_a_reminder_comes_at_its_time_once_a_day(
    berliner: Student, running: Running, calendar: Calendar
) -> None:
    await wants(berliner, "18:00")
    for hour in range(9, 24):
        calendar.moment = datetime(2026, 3, 2, hour, 1, tzinfo=UTC)
        await look(running)
        assert len(reminders(berliner)) == (hour >= 17), hour
    reminder = await berliner.sees("3 questions are due.")
    assert labels(reminder) == ["Review", "No more reminders"]
    calendar.moment = datetime(2026, 3, 3, 17, 0, tzinfo=UTC)
    await look(running)
    await look(running)
    assert len(reminders(berliner)) == 2


async def test_nothing_is_said_where_nothing_is_due(
    berliner: Student, running: Running, calendar: Calendar
) -> None:
    await wants(berliner, "18:00")
    await berliner.says("/settings")
    await berliner.sees("How you study")
    await berliner.taps("New: 20")
    await berliner.sees("How many new questions a day?")
    await berliner.taps("0")
    await berliner.person.wait(lambda messages: "New: 0" in labels(messages[-1]))
    calendar.moment = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
    await look(running)
    assert reminders(berliner) == []


async def test_one_tap_ends_the_reminders(berliner: Student, running: Running, calendar: Calendar) -> None:
    await wants(berliner, "18:00")
    calendar.moment = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
    await look(running)
    await berliner.sees("3 questions are due.")
    await berliner.taps("No more reminders")
    await berliner.sees("How you study")
    assert "Reminder: off" in labels(berliner.newest)
    calendar.passes(days=1)
    await look(running)
    assert reminders(berliner) == []


async def test_a_restart_neither_repeats_a_reminder_nor_sends_one_in_the_night(
    run: Run, calendar: Calendar
) -> None:
    async with run(clock=calendar) as before:
        ana = Student(before.person("Ana"))
        await lives_in_berlin(ana)
        await wants(ana, "18:00")
        calendar.moment = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
        await look(before)
        assert len(reminders(ana)) == 1
    async with run(clock=calendar) as after:
        await look(after)
        assert len(reminders(ana)) == 1
    calendar.moment = datetime(2026, 3, 3, 22, 30, tzinfo=UTC)
    async with run(clock=calendar) as late:
        await look(late)
        assert len(reminders(ana)) == 1
    calendar.moment = datetime(2026, 3, 4, 18, 30, tzinfo=UTC)
    async with run(clock=calendar) as soon:
        await look(soon)
        assert len(reminders(ana)) == 2


@pytest.mark.parametrize(
    ("moments", "counts"),
    [
        # Berlin, 29 March 2026: the clock goes from 2:00 to 3:00, so the same time comes an hour sooner.
        (["2026-03-28T17:00", "2026-03-29T15:59", "2026-03-29T16:00", "2026-03-29T17:00"], [1, 1, 2, 2]),
        # Berlin, 25 October 2026: the clock goes from 3:00 back to 2:00.
        (["2026-10-24T16:00", "2026-10-25T16:30", "2026-10-25T17:00", "2026-10-25T18:00"], [1, 1, 2, 2]),
    ],
)
async def test_a_clock_change_moves_the_reminder_with_the_clock(
    berliner: Student, running: Running, calendar: Calendar, moments: list[str], counts: list[int]
) -> None:
    await wants(berliner, "18:00")
    for moment, count in zip(moments, counts, strict=True):
        calendar.moment = datetime.fromisoformat(moment).replace(tzinfo=UTC)
        await look(running)
        assert len(reminders(berliner)) == count, moment


async def test_an_hour_that_a_clock_change_repeats_or_leaves_out_has_one_reminder(
    berliner: Student, running: Running, calendar: Calendar
) -> None:
    async with running.database.write() as session:
        row = await session.get(LearnerRow, berliner.person.id)
        if row is None:
            raise LookupError(berliner.person.id)
        row.remind_at = 2 * 60 + 30
    for day, hours, total in ((25, (0, 1, 2), 1), (26, (0, 1, 2), 2)):
        for hour in hours:
            calendar.moment = datetime(2026, 10, day, hour, 31, tzinfo=UTC)
            await look(running)
        assert len(reminders(berliner)) == total
    async with running.database.write() as session:
        row = await session.get(LearnerRow, berliner.person.id)
        if row is None:
            raise LookupError(berliner.person.id)
        row.reminded_on = None
    for hour in (0, 1, 2):
        calendar.moment = datetime(2026, 3, 29, hour, 31, tzinfo=UTC)
        await look(running)
    assert len(reminders(berliner)) == 3


async def test_a_time_that_has_passed_today_begins_tomorrow(
    berliner: Student, running: Running, calendar: Calendar
) -> None:
    await wants(berliner, "9:00")
    await look(running)
    assert reminders(berliner) == []
    calendar.moment = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
    await look(running)
    assert len(reminders(berliner)) == 1


async def test_who_has_told_no_time_zone_is_asked_before_a_reminder_is_chosen(ana: Student) -> None:
    await ana.says("/settings")
    await ana.sees("How you study")
    await ana.taps("Reminder")
    await ana.sees("What time is it where you are?")


async def test_one_person_whose_reminder_fails_stops_nobody_elses(
    berliner: Student, running: Running, calendar: Calendar
) -> None:
    ben = Student(running.person("Ben"))
    await lives_in_berlin(ben)
    for student in (berliner, ben):
        await wants(student, "18:00")
    async with running.database.write() as session:
        row = await session.get(LearnerRow, berliner.person.id)
        assert row
        row.zone = "Nowhere/Atlantis"
    calendar.moment = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
    await look(running)
    assert len(reminders(ben)) == 1


async def test_who_blocks_the_bot_is_not_reminded_again(
    berliner: Student, running: Running, calendar: Calendar
) -> None:
    await wants(berliner, "18:00")
    calendar.moment = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
    await berliner.person.block()
    await look(running)
    async with running.database.read() as session:
        assert (await session.execute(select(LearnerRow.remind_at))).scalar_one() is None
