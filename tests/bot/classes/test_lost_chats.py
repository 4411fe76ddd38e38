"""A group that can no longer be written to ends its quiz, with a word to the host and the results so far."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.local import Group, LocalTelegram
from tests.bot.classes.classroom import Classroom
from tests.bot.classes.conftest import PassBy
from tests.bot.conftest import Running
from tests.bot.student import Student

TROUBLES: dict[str, tuple[Callable[[LocalTelegram, Group], object], str]] = {
    "removed": (LocalTelegram.remove_bot, "I was removed from the group."),
    "deleted": (LocalTelegram.delete_group, "The group is gone."),
    "upgraded": (LocalTelegram.upgrade, "Telegram has moved the group to a new one"),
    "polls": (LocalTelegram.restrict_polls, "I am not allowed to send polls there."),
}


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_the_host_is_told_what_happened_and_gets_what_was_answered(
    classroom: Classroom, pass_by: PassBy, running: Running, trouble: str
) -> None:
    happens, says = TROUBLES[trouble]
    host = Student(classroom.host.person)
    await host.says("/start")
    poll = await classroom.starts()
    await classroom.votes(classroom.students[0], poll, right=True)
    result = await classroom.closes(1)
    await classroom.shows(result, "Next")
    happens(running.telegram, classroom.group)
    await pass_by(10)
    messages = await host.person.wait(lambda messages: any("photo" in one for one in messages))
    word = next(one["text"] for one in messages if "had to end" in one.get("text", ""))
    assert word.startswith("The quiz “The Harbour Light” in Class 7b had to end.")
    assert says in word
    assert await running.application.bot_data["services"].classes.running(classroom.group.id, 0) is None


async def test_after_an_upgrade_a_quiz_starts_in_the_new_group(
    classroom: Classroom, running: Running
) -> None:
    await classroom.starts()
    classroom.group = running.telegram.upgrade(classroom.group)
    classroom.host.chat = classroom.group
    await classroom.host.says("/quiz")
    await classroom.host.sees("A quiz for the class")
    await classroom.host.taps("▶ Start")
    await classroom.asks(1)
