"""Whoever forges presses sees and changes nothing of anybody else's, from whichever chat."""

from __future__ import annotations

from random import Random

import pytest

from bot.local import Group, Person
from bot.views.callbacks import PRESSES
from tests.bot.attacks.forging import Found, press_all
from tests.bot.attacks.others import Others, of_people, rows
from tests.bot.conftest import Running
from tests.bot.student import Student

MOST = 6
"""Presses of a letter from one place: the trial makes more."""

PLACES = ("in private", "in a group of one’s own", "in the class’s group", "in private, as one of the class")


async def stands(running: Running, others: Others, place: str) -> tuple[Person, Group | None]:
    """Somebody at a place, with a message of the bot there."""
    if "class" in place:
        (person,) = others.room.students
        chat = others.room.group if "group" in place else None
    else:
        person = running.person("Eve")
        chat = running.telegram.group("Eve and her own", person) if "group" in place else None
    await person.start()
    await Student(person).sees("Hello")
    if chat and chat != others.room.group:
        await person.send("/quiz", chat=chat)
        await Student(person, chat=chat).sees("A quiz for the class")
    return person, chat


async def attack(running: Running, others: Others, place: str, *, most: int, seed: int = 1) -> Found:
    """Press everything from a place, and look that nothing of others' has changed."""
    forger, chat = await stands(running, others, place)
    before = await rows(running.database)
    known = ("Class 9c of Ostholm",) if "class" in place else ()
    found = await press_all(running, forger, chat, others, most=most, random=Random(seed), known=known)
    after = await rows(running.database)
    own = of_people(before, [forger.id])
    changed = sorted(set(before) - own - set(after))
    assert changed == [], "rows of others are changed or gone"
    added = sorted(of_people(set(after) - set(before), others.ids))
    assert added == [], "others have rows that they had not"
    return found


@pytest.mark.parametrize("place", PLACES)
async def test_forged_presses_tell_and_change_nothing_of_others(
    running: Running, others: Others, place: str
) -> None:
    found = await attack(running, others, place, most=MOST)
    assert (found.crashed, found.seen) == ([], [])
    assert found.letters == set(PRESSES), "a letter was forged with nothing that a button can say"


async def test_a_class_is_not_steered_from_another_chat_not_even_by_its_host(
    running: Running, others: Others
) -> None:
    host, class_id = others.room.host.person, others.sessions[-1]
    elsewhere = running.telegram.group("Another class", host)
    await host.send("/quiz", chat=elsewhere)
    page = await Student(host, chat=elsewhere).sees("A quiz for the class")
    before = await rows(running.database)
    steps = ("begin", "cancel", "skip", "next", "more", "pause", "resume", "ask", "stop")
    for data in (*(f"k:{class_id}:0:0:{step}" for step in steps), f"j:{class_id}:0", f"w:{class_id}:7:1"):
        for chat in (elsewhere, None):
            answer = await host.press(page["message_id"], data, chat=chat)
            assert answer.text == "This button is too old. Please start again with /quiz.", data
    assert await rows(running.database) == before


async def test_a_button_under_a_poll_that_would_be_a_text_does_no_harm(
    others: Others, caplog: pytest.LogCaptureFixture
) -> None:
    (ben,) = others.room.students
    poll = others.room.polls(1)[-1]
    assert (await ben.press(poll["message_id"], f"E:{ben.id}:0", chat=others.room.group)).text == ""
    assert "A handler failed" not in caplog.text
