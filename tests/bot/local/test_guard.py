"""A localhost server keeps other sites in the same browser out."""

import asyncio
import json
from typing import Any

import httpx
import pytest

from bot.local import LocalServer, LocalTelegram

FIRST = 1001
"""The chat of the first person."""
EVERYWHERE = ["/", "/chat.js", "/client/events?name=You", "/bot1:local/getMe"]


async def got(server: LocalServer, path: str, **headers: str) -> int:
    async with (
        httpx.AsyncClient() as client,
        client.stream("GET", server.address + path, headers=headers) as answer,
    ):
        return answer.status_code


async def posted(server: LocalServer, path: str, body: Any, **headers: str) -> httpx.Response:
    async with httpx.AsyncClient() as client:
        return await client.post(server.address + path, json=body, headers=headers)


@pytest.mark.parametrize("path", EVERYWHERE)
async def test_a_foreign_host_name_is_refused(path: str, server: LocalServer) -> None:
    assert await got(server, path) == 200
    port = server.address.rpartition(":")[2]
    assert await got(server, path, host=f"LOCALHOST:{port}") == 200
    for host in (f"evil.example:{port}", "127.0.0.1", "127.0.0.1:1", f"127.0.0.1.evil.example:{port}"):
        assert await got(server, path, host=host) == 403


@pytest.mark.parametrize("path", EVERYWHERE)
async def test_a_foreign_origin_is_refused(path: str, server: LocalServer) -> None:
    assert await got(server, path, origin=server.address) == 200
    for origin in (
        "http://evil.example",
        "null",
        "http://127.0.0.1:1",
        server.address.replace("http", "https"),
    ):
        assert await got(server, path, origin=origin) == 403


async def test_a_request_from_another_site_is_refused_but_a_link_to_the_page_works(
    server: LocalServer,
) -> None:
    for path in ("/client/events?name=You", "/bot1:local/getMe"):
        assert await got(server, path, **{"sec-fetch-site": "cross-site"}) == 403
        assert await got(server, path, **{"sec-fetch-site": "same-origin"}) == 200
    assert await got(server, "/", **{"sec-fetch-site": "cross-site"}) == 200


async def test_the_page_acts_only_from_our_origin_and_with_json(
    server: LocalServer, telegram: LocalTelegram
) -> None:
    you = telegram.person("You")
    body = {"name": "You", "chat_id": you.id, "text": "hello", "reply_to": 0}
    assert (await posted(server, "/client/send", body)).status_code == 403
    assert (await posted(server, "/client/send", body, origin="http://evil.example")).status_code == 403
    plain = {"origin": server.address, "content-type": "text/plain"}
    assert (await posted(server, "/client/send", body, **plain)).status_code == 415
    assert you.messages() == []
    accepted = await posted(server, "/client/send", body, origin=server.address)
    assert accepted.json()["text"] == "hello"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/client/send", {"name": "You"}),
        ("/client/send", {"name": "", "chat_id": FIRST, "text": "x", "reply_to": 0}),
        ("/client/send", {"name": "You", "chat_id": FIRST, "text": " ", "reply_to": 0}),
        ("/client/send", {"name": "You", "chat_id": FIRST, "text": "\ud83d", "reply_to": 0}),
        ("/client/send", {"name": "\ud83d", "chat_id": FIRST, "text": "x", "reply_to": 0}),
        ("/client/send", {"name": "You", "chat_id": FIRST, "text": "x", "reply_to": "1"}),
        ("/client/send", ["You"]),
        ("/client/press", {"name": "You", "chat_id": FIRST, "message_id": "1", "data": "a"}),
        ("/client/press", {"name": "You", "chat_id": FIRST, "message_id": 1, "data": "x" * 65}),
        ("/client/vote", {"name": "You", "chat_id": FIRST, "message_id": 1, "options": ["0"]}),
        ("/client/vote", {"name": "You", "chat_id": FIRST, "message_id": 1, "options": 0}),
        ("/client/group", {"name": "You", "title": " ", "payload": ""}),
        ("/client/group", {"name": "You", "title": "x" * 129, "payload": ""}),
        ("/client/group", {"name": "You", "title": "7b", "payload": "a b"}),
        ("/client/join", {"name": "You", "chat_id": "-1"}),
    ],
)
async def test_nonsense_from_the_page_is_refused(path: str, body: Any, server: LocalServer) -> None:
    async with httpx.AsyncClient() as client:
        headers = {"origin": server.address, "content-type": "application/json"}
        response = await client.post(server.address + path, content=json.dumps(body), headers=headers)
    assert response.status_code == 400


@pytest.mark.parametrize("path", ["/nothing.js", "/../api.py", "/%2e%2e/api.py", "/page/chat.js", "/client/"])
async def test_nothing_but_the_page_can_be_read(path: str, server: LocalServer) -> None:
    assert await got(server, path) == 404


async def test_every_answer_carries_the_strict_policy(server: LocalServer) -> None:
    async with httpx.AsyncClient() as client:
        for path in ("/", "/chat.css", "/bot1:local/getMe", "/nothing.js"):
            headers = (await client.get(server.address + path)).headers
            assert "default-src 'none'" in headers["content-security-policy"]
            assert "unsafe" not in headers["content-security-policy"]
            assert headers["x-content-type-options"] == "nosniff"


async def test_the_events_tell_the_state_and_then_each_change(
    server: LocalServer, telegram: LocalTelegram
) -> None:
    you = telegram.person("You")
    await you.send("/start")
    events = f"{server.address}/client/events?name=You"
    async with httpx.AsyncClient() as client, client.stream("GET", events) as response:
        lines = response.aiter_lines()

        async def event() -> tuple[str, Any]:
            async with asyncio.timeout(5):
                kind, data, _ = [await anext(lines) for _ in range(3)]
            return kind.removeprefix("event: "), json.loads(data.removeprefix("data: "))

        kind, state = await event()
        assert kind == "state"
        assert state["person"] == {"id": you.id, "name": "You"}
        assert state["may_invite"] is False
        (chat,) = state["chats"]
        assert (chat["chat_id"], chat["type"]) == (you.id, "private")
        assert [message["text"] for message in chat["messages"]] == ["/start"]
        await telegram.person("Ben").send("not for you")
        await telegram.call("sendMessage", {"chat_id": you.id, "text": "x"})
        assert (await event())[1]["message"]["text"] == "x"
        await telegram.call("editMessageText", {"chat_id": you.id, "message_id": 3, "text": "y"})
        assert (await event())[0] == "edited"
        await telegram.call("sendChatAction", {"chat_id": you.id, "action": "typing"})
        typing = {"chat_id": you.id, "action": "typing", "now": telegram.world.clock()}
        assert await event() == ("action", typing)
        await telegram.call("deleteMessage", {"chat_id": you.id, "message_id": 3})
        kind, deleted = await event()
        assert (kind, deleted["chat_id"], deleted["message_id"]) == ("deleted", you.id, 3)
        await telegram.call("setMyDescription", {"description": "new"})
        kind, profile = await event()
        assert (kind, profile["bot"]["description"]) == ("profile", "new")
