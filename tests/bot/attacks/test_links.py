"""Whoever guesses links finds nothing of anybody else's, and whoever writes odd ones is greeted."""

from __future__ import annotations

from random import Random

import pytest

from bot.local import Person
from tests.bot.attacks.forging import Failures, Found, everything_told
from tests.bot.attacks.guessing import guesses, prefixes
from tests.bot.attacks.others import Others, of_people, rows
from tests.bot.conftest import Running
from tests.bot.student import PATIENCE, Student

pytestmark = pytest.mark.timeout(400)

IN_ONE_CHAT = 100
"""Links that one person opens: a chat is read as a whole each time."""

MOST = 15
"""Codes by chance for each sort of link: the trial guesses more."""


async def guess_all(running: Running, others: Others, *, most: int, seed: int = 1) -> Found:
    """Open link after link, and look that nothing of others' was told or changed."""
    before, found = await rows(running.database), Found()
    strangers: list[Person] = []
    with Failures() as failures:
        for payload in guesses(others, most=most, random=Random(seed)):
            if not 0 < len(payload) < 4000:
                continue
            if found.tried % IN_ONE_CHAT == 0:
                strangers.append(await _stranger(running, f"Eve {len(strangers)}"))
            found.tried += 1
            await _answered(strangers[-1], f"/start {payload}")
            found.crashed += [f"{payload!r}: {one}" for one in failures.heard]
            failures.heard.clear()
    after = await rows(running.database)
    assert sorted(set(before) - set(after)) == [], "rows of others are changed or gone"
    assert sorted(of_people(set(after) - set(before), others.ids)) == []
    told = [everything_told(running, eve, None) for eve in strangers]
    found.seen += [one for one in others.secrets if any(one in all_of_it for all_of_it in told)]
    return found


async def _stranger(running: Running, name: str) -> Person:
    eve = running.person(name)
    await eve.start()
    await Student(eve).sees("Hello")
    return eve


async def _answered(person: Person, text: str) -> None:
    sent = await person.send(text)
    number = sent["message_id"]
    await person.wait(lambda messages: messages[-1]["message_id"] > number, timeout=PATIENCE)


async def test_guessed_links_lead_to_nothing_of_others(running: Running, others: Others) -> None:
    found = await guess_all(running, others, most=MOST)
    assert (found.crashed, found.seen) == ([], [])


def test_every_sort_of_link_is_guessed() -> None:
    assert prefixes() == {"hw_", "book_", "join_", "missed_", "p_"}
