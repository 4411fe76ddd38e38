"""Messages keep to Telegram's pace: in a chat, in a group, overall, and as long as it asks for a pause."""

from __future__ import annotations

import asyncio
import time

from bot.pace import TELEGRAM, Pace, Rates
from bot.sightings import Sightings

GROUP, PERSON = -7, 7
FREE = Rates(overall=1000, chat=0.0, group=1000, others=1000, minute=0.3)


async def took(*waits: tuple[Pace, int | None, bool, bool]) -> float:
    """The seconds that messages wait, one after another."""
    began = time.monotonic()
    for pace, chat, sends, first in waits:
        await pace.wait(chat, sends=sends, first=first)
    return time.monotonic() - began


def test_the_pace_is_telegrams() -> None:
    assert Rates(overall=30, chat=1.0, group=20, others=12, minute=60.0) == TELEGRAM


async def test_two_messages_to_a_chat_are_a_pause_apart_and_an_edit_waits_for_none() -> None:
    pace = Pace(Rates(overall=1000, chat=0.2, group=1000, others=1000))
    assert await took((pace, PERSON, True, False), (pace, PERSON, True, False)) >= 0.19
    assert await took((pace, PERSON, False, False), (pace, 8, True, False)) < 0.15


async def test_a_group_gets_so_many_in_any_minute() -> None:
    pace = Pace(Rates(overall=1000, chat=0.0, group=3, others=3, minute=0.3))
    began = time.monotonic()
    sent = []
    for _ in range(7):
        await pace.wait(GROUP, sends=True)
        sent.append(time.monotonic() - began)
    for earlier, later in zip(sent, sent[3:], strict=False):
        assert later - earlier >= 0.29


async def test_what_is_first_may_use_the_pace_that_others_leave() -> None:
    pace = Pace(Rates(overall=1000, chat=0.0, group=4, others=2, minute=0.5))
    for _ in range(2):
        await pace.wait(GROUP, sends=True)
    crowd = asyncio.create_task(took((pace, GROUP, True, False)))
    assert await took((pace, GROUP, True, True), (pace, GROUP, True, True)) < 0.4
    assert await crowd >= 0.4


async def test_all_chats_together_keep_to_the_overall_pace() -> None:
    pace = Pace(Rates(overall=5, chat=0.0, group=1000, others=1000))
    assert await took(*((pace, chat, True, False) for chat in range(1, 7))) >= 0.95


async def test_a_pause_that_telegram_asks_for_holds_every_call_to_that_chat_and_no_other() -> None:
    pace = Pace(FREE)
    await pace.hold(GROUP, 0.3)
    assert await took((pace, PERSON, True, False), (pace, None, False, False)) < 0.2
    assert await took((pace, GROUP, False, True)) >= 0.05
    await pace.hold(None, 0.2)
    assert await took((pace, PERSON, False, False)) >= 0.15


def test_a_supergroup_numbers_its_own_messages_and_the_others_share_a_count() -> None:
    sightings = Sightings()
    sightings.note(-1_001_000_000_001, 50)
    sightings.note(-4, 900)
    sightings.note(7, 850)
    assert sightings.newest(-1_001_000_000_001) == 50
    assert sightings.newest(-1_001_000_000_002) == 0
    assert sightings.newest(-5) == sightings.newest(7) == 900
