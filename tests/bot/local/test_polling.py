"""How the bot hears of updates."""

import asyncio
import json
from typing import Any

import pytest
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot.local import ApiError, LocalTelegram, Person
from tests.bot.local.conftest import Refused
from tests.bot.proxy import PROOF
from tests.ports import free_port


async def polled(telegram: LocalTelegram, **fields: Any) -> list[str]:
    updates = await telegram.call("getUpdates", fields)
    return [update["message"]["text"] for update in updates]


async def test_updates_come_in_order_until_they_are_confirmed(telegram: LocalTelegram, ana: Person) -> None:
    for text in ("one", "two", "three"):
        await ana.send(text)
    updates = await telegram.call("getUpdates", {"limit": 2})
    assert [update["message"]["text"] for update in updates] == ["one", "two"]
    assert await polled(telegram) == ["one", "two", "three"]
    second = updates[1]["update_id"]
    assert second == updates[0]["update_id"] + 1
    assert await polled(telegram, offset=second) == ["two", "three"]
    assert await polled(telegram) == ["two", "three"]
    assert await polled(telegram, offset=-1) == ["three"]
    assert await polled(telegram) == ["three"]
    assert (await telegram.call("getWebhookInfo"))["pending_update_count"] == 1


async def test_a_long_poll_returns_as_soon_as_there_is_news(telegram: LocalTelegram, ana: Person) -> None:
    poll = asyncio.create_task(polled(telegram, timeout=50))
    await asyncio.sleep(0)
    assert not poll.done()
    await ana.send("news")
    assert await poll == ["news"]


async def test_a_poll_without_news_ends_empty(telegram: LocalTelegram) -> None:
    assert await polled(telegram, timeout=0) == []


async def test_a_later_poll_ends_the_earlier_one(telegram: LocalTelegram, ana: Person) -> None:
    first = asyncio.create_task(polled(telegram, timeout=50))
    await asyncio.sleep(0)
    second = asyncio.create_task(polled(telegram, timeout=50))
    with pytest.raises(ApiError, match="409 Conflict: terminated by other getUpdates request"):
        await first
    await ana.send("news")
    assert await second == ["news"]


async def test_only_allowed_kinds_are_kept_from_then_on(telegram: LocalTelegram, ana: Person) -> None:
    await ana.send("before")
    await polled(telegram, allowed_updates=["callback_query"])
    await ana.send("after")
    assert await polled(telegram) == ["before"]
    assert (await telegram.call("getWebhookInfo"))["allowed_updates"] == ["callback_query"]
    await polled(telegram, allowed_updates=[])
    await ana.send("again")
    assert await polled(telegram) == ["before", "again"]


async def test_pending_updates_can_be_dropped(telegram: LocalTelegram, ana: Person) -> None:
    await ana.send("old")
    await telegram.call("deleteWebhook", {"drop_pending_updates": True})
    assert await polled(telegram) == []


async def test_a_webhook_is_on_this_machine_and_keeps_polling_out_until_it_is_taken_away(
    telegram: LocalTelegram, refused: Refused
) -> None:
    description = await refused("setWebhook", url="https://example.org/hook")
    assert description.startswith(
        "Bad Request: bad webhook: the local Telegram calls addresses on this machine"
    )
    address = f"http://127.0.0.1:{free_port()}/hook"
    assert await telegram.call("setWebhook", {"url": address}) is True
    assert (await telegram.call("getWebhookInfo"))["url"] == address
    assert (await refused("getUpdates", code=409)).startswith("Conflict: can't use getUpdates")
    assert await telegram.call("setWebhook", {"url": ""}) is True
    assert (await telegram.call("getWebhookInfo"))["url"] == ""
    assert await telegram.call("getUpdates") == []


async def test_an_update_is_brought_with_the_secret_until_it_is_taken(
    telegram: LocalTelegram, ana: Person
) -> None:
    came: asyncio.Queue[tuple[str, str]] = asyncio.Queue()
    answers = iter((503, 200, 200))

    class Taker(RequestHandler):
        def post(self) -> None:
            came.put_nowait(
                (self.request.headers.get(PROOF, ""), json.loads(self.request.body)["message"]["text"])
            )
            self.set_status(next(answers))

    server, port = HTTPServer(Application([("/hook", Taker)])), free_port()
    server.listen(port, "127.0.0.1")
    try:
        address = f"http://127.0.0.1:{port}/hook"
        await telegram.call("setWebhook", {"url": address, "secret_token": "s3cret"})
        await ana.send("one")
        assert [await came.get() for _ in range(2)] == [("s3cret", "one")] * 2
        await ana.send("two")
        assert await came.get() == ("s3cret", "two")
    finally:
        await telegram.call("deleteWebhook")
        server.stop()
        await server.close_all_connections()


async def test_one_chat_is_brought_in_order_and_waits_for_itself_alone(
    telegram: LocalTelegram, ana: Person
) -> None:
    came: asyncio.Queue[str] = asyncio.Queue()
    taking = asyncio.Event()

    class Taker(RequestHandler):
        def post(self) -> None:
            text = json.loads(self.request.body)["message"]["text"]
            refused = text == "first of Ana" and not taking.is_set()
            self.set_status(503 if refused else 200)
            if not refused:
                came.put_nowait(text)

    server, port = HTTPServer(Application([("/hook", Taker)])), free_port()
    server.listen(port, "127.0.0.1")
    try:
        await telegram.call("setWebhook", {"url": f"http://127.0.0.1:{port}/hook"})
        await ana.send("first of Ana")
        await ana.send("second of Ana")
        await telegram.person("Ben").send("of Ben")
        assert await came.get() == "of Ben"
        taking.set()
        assert [await came.get() for _ in range(2)] == ["first of Ana", "second of Ana"]
    finally:
        await telegram.call("deleteWebhook")
        server.stop()
        await server.close_all_connections()


async def test_a_repeated_update_comes_again_after_it_was_confirmed(
    telegram: LocalTelegram, ana: Person
) -> None:
    telegram.faults.repeat_updates()
    await ana.send("one")
    (update,) = await telegram.call("getUpdates")
    assert await telegram.call("getUpdates", {"offset": update["update_id"] + 1}) == [update]
    assert await telegram.call("getUpdates", {"offset": update["update_id"] + 1}) == []
