"""A person who studies, and a clock that only a test moves."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.views.study import EAST
from tests.bot.conftest import Run, Running
from tests.bot.student import Student


class Calendar:
    """A moment that passes only when a test says so."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 2, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def passes(self, **span: float) -> None:
        """Let time pass, as `timedelta` takes it."""
        self.moment += timedelta(**span)


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


@pytest.fixture
async def running(run: Run, calendar: Calendar) -> AsyncIterator[Running]:
    async with run(clock=calendar, admin_ids=frozenset({1002})) as bot:
        yield bot


@pytest.fixture
def ana(running: Running) -> Student:
    return Student(running.person("Ana"))


@pytest.fixture
def teacher(running: Running, ana: Student) -> Student:  # noqa: ARG001 (the second person has the number above)
    teacher = Student(running.person("Mr Holm"))
    assert teacher.person.id == 1002
    return teacher


async def skips(student: Student) -> None:
    """Skip the open question, and see what comes after it."""
    before = student.newest["text"]
    await student.taps("Skip")
    await student.person.wait(lambda messages: messages[-1]["text"] != before)


async def lives_in_berlin(student: Student) -> None:
    """Tell the time zone: the clock's offset first, then the place."""
    await student.says("/settings")
    await student.sees("How you study")
    await student.taps("Time zone")
    asked = await student.sees("What time is it where you are?")
    rows = asked["reply_markup"]["inline_keyboard"]
    clocks = {button["callback_data"]: button["text"] for row in rows for button in row}
    await student.taps(clocks[f"Z:{EAST + 60}:-"])
    await student.sees("Where are you?")
    await student.taps("Berlin")
    await student.sees("Your time zone is Europe/Berlin")


async def reviews(student: Student) -> None:
    """Begin a review."""
    await student.says("/review")
    await student.person.wait(lambda messages: messages[-1]["from"]["is_bot"])
