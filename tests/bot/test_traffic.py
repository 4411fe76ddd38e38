"""Updates keep their order in a chat, and requests wait as long as they are told."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import Chat, Message, Update
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut

from bot.gauges import Gauges
from bot.journal import Journal
from bot.pace import UNHURRIED, Pace
from bot.sightings import Sightings
from bot.traffic import TRIES, ChatOrder, Patience


async def nothing(_: object) -> None:
    """What is done with an update that was worked on."""


def update(number: int, chat: int) -> Update:
    return Update(number, Message(number, datetime.now(UTC), Chat(chat, "private")))


async def test_one_chat_is_served_in_order_and_does_not_hold_up_another() -> None:
    order, done = ChatOrder(Sightings(), Journal(Gauges()), nothing), []
    first_may_end, other_done = asyncio.Event(), asyncio.Event()

    async def first() -> None:
        await first_may_end.wait()
        done.append("first")

    async def second() -> None:
        done.append("second")

    async def other() -> None:
        done.append("other")
        other_done.set()

    async with asyncio.TaskGroup() as group:
        group.create_task(order.process_update(update(1, 7), first()))
        group.create_task(order.process_update(update(2, 7), second()))
        group.create_task(order.process_update(update(3, 8), other()))
        await other_done.wait()
        assert done == ["other"]
        first_may_end.set()
    assert done == ["other", "first", "second"]


class Flaky:
    """A request that fails as told, then answers."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)
        self.calls = 0

    async def __call__(self) -> bool:
        self.calls += 1
        if self.errors:
            raise self.errors.pop(0)
        return True


async def request(flaky: Flaky, endpoint: str) -> Any:
    return await Patience(Pace(UNHURRIED), Sightings(), Gauges()).process_request(
        flaky, (), {}, endpoint, {}, None
    )


async def test_what_may_be_done_twice_is_tried_again() -> None:
    flaky = Flaky(TimedOut(), NetworkError("gone"))
    assert await request(flaky, "editMessageText")
    assert flaky.calls == 3


async def test_what_must_not_be_done_twice_is_not() -> None:
    flaky = Flaky(NetworkError("nobody knows whether it was sent"))
    with pytest.raises(NetworkError):
        await request(flaky, "sendMessage")
    assert flaky.calls == 1


async def test_a_pause_is_kept_even_for_a_message_since_it_was_not_sent() -> None:
    flaky = Flaky(RetryAfter(0), RetryAfter(0))
    assert await request(flaky, "sendMessage")
    assert flaky.calls == 3


async def test_a_refusal_is_no_failure_of_the_network() -> None:
    flaky = Flaky(BadRequest("message is not modified"))
    with pytest.raises(BadRequest):
        await request(flaky, "editMessageText")
    assert flaky.calls == 1


async def test_patience_ends() -> None:
    flaky = Flaky(*(RetryAfter(0) for _ in range(10)))
    with pytest.raises(RetryAfter):
        await request(flaky, "sendMessage")
    assert flaky.calls == TRIES
