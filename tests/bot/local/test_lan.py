"""A class in one room: other machines come in with the code, each under a name of its own.

The tests listen on 127.0.0.1 alone. Another machine is a browser that asks for the address in the network.
"""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import httpx
import pytest
from playwright.async_api import expect

from bot.local import LocalServer, LocalTelegram
from bot.local.files import Upload
from bot.local.http.lan import lan_host
from tests.bot.local.browsing import CHROMIUM, FITS, chromium, visitor
from tests.bot.local.conftest import Clock

LAN_NAME = "lan.localhost"
CLOSED = [
    "/client/me?name=Ana",
    "/client/events?name=Ana",
    "/client/file/local000001-abc?name=Ana",
    "/client/invitation",
    "/client/qr.svg",
    "/bot1:local/getMe",
    "/bot1:local/getUpdates",
]
ACTIONS: dict[str, dict[str, object]] = {
    "send": {"chat_id": 1001, "text": "hello", "reply_to": 0},
    "press": {"chat_id": 1001, "message_id": 1, "data": "a"},
    "vote": {"chat_id": 1001, "message_id": 1, "options": [0]},
    "group": {"title": "Class 7b", "payload": ""},
    "join": {"chat_id": -4_000_001},
    "free": {},
}


@asynccontextmanager
async def classroom(telegram: LocalTelegram, *, port: int = 0) -> AsyncIterator[LocalServer]:
    server = LocalServer(telegram, port=port, lan=True, listen="127.0.0.1", lan_name=LAN_NAME)
    async with server:
        yield server


@pytest.fixture
async def server(telegram: LocalTelegram) -> AsyncIterator[LocalServer]:
    async with classroom(telegram) as server:
        yield server


class Machine:
    """A machine in the room, or the teacher's own.

    Args:
        server: What it reaches.
        here: Whether it is the one that the server runs on.
    """

    def __init__(self, server: LocalServer, *, here: bool = False) -> None:
        self.host = (server.address if here else server.lan_address).removeprefix("http://")
        self._client = httpx.AsyncClient(base_url=server.address)

    async def get(self, path: str) -> httpx.Response:
        """What a GET answers; of what never ends, only the status."""
        async with self._client.stream("GET", path, headers={"host": self.host}) as answer:
            if not answer.headers.get("content-type", "").startswith("text/event-stream"):
                await answer.aread()
            return answer

    async def does(self, action: str, **body: object) -> httpx.Response:
        """What the page's POST answers."""
        headers = {"host": self.host, "origin": f"http://{self.host}"}
        return await self._client.post(f"/client/{action}", json=body, headers=headers)

    async def enter(self, name: str, code: str) -> int:
        """The status with which it is let in or not."""
        return (await self.does("enter", name=name, code=code)).status_code

    @property
    def cookie(self) -> str:
        """What the browser keeps, as it sends it."""
        return "; ".join(f"{name}={value}" for name, value in self._client.cookies.items())

    async def raw(self, method: str, path: str, *, body: object = None, **headers: str) -> int:
        """The status of a request with headers of its own."""
        return (await self._client.request(method, path, json=body, headers=headers)).status_code

    async def __aenter__(self) -> "Machine":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


async def test_without_the_code_nobody_reads_or_does_anything(
    telegram: LocalTelegram, server: LocalServer
) -> None:
    ana = telegram.person("Ana")
    await ana.send("/start")
    telegram.group("Class 7b")
    async with Machine(server) as phone, Machine(server, here=True) as desk:
        for path in CLOSED:
            assert (await phone.get(path)).status_code == 403, path
        for action, body in ACTIONS.items():
            assert (await phone.does(action, name="Ana", **body)).status_code == 403, action
        assert (await phone.get("/")).status_code == 200
        assert len(ana.messages()) == 1
        for path in set(CLOSED) - {CLOSED[2]}:
            assert (await desk.get(path)).status_code == 200, path


async def test_the_code_lets_in_and_the_cookie_is_for_this_server_alone(server: LocalServer) -> None:
    assert re.fullmatch(r"\d{6}", server.join_code)
    assert server.join_url == f"{server.lan_address}/?code={server.join_code}"
    async with Machine(server) as phone:
        assert await phone.enter("Ana", wrong(server.join_code)) == 403
        assert (await phone.get("/client/me")).status_code == 403
        answer = await phone.does("enter", name="Ana", code=server.join_code)
        cookie = answer.headers["set-cookie"]
        assert re.match(r"seat\d+=[0-9a-f]{32};", cookie)
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie
        assert await phone.enter("Ben", server.join_code) == 200
        assert (await phone.get("/client/me")).json() == {"name": "Ben", "here": False}
        assert (await phone.get("/client/events?name=Ben")).status_code == 200


async def test_wrong_codes_are_counted_by_the_minute(server: LocalServer, clock: Clock) -> None:
    async with Machine(server) as phone:
        for _ in range(5):
            assert await phone.enter("Ana", wrong(server.join_code)) == 403
        assert await phone.enter("Ana", server.join_code) == 429
        clock.pass_by(59)
        assert await phone.enter("Ana", server.join_code) == 429
        clock.pass_by(2)
        assert await phone.enter("Ana", server.join_code) == 200


async def test_a_name_is_the_browsers_that_took_it_first(
    telegram: LocalTelegram, server: LocalServer
) -> None:
    async with Machine(server) as first, Machine(server) as second, Machine(server, here=True) as desk:
        assert await first.enter(" Ana  Lopez ", server.join_code) == 200
        ana = telegram.person("Ana Lopez")
        for name in ("Ana Lopez", "ana lopez", "ANA LOPEZ "):
            assert await second.enter(name, server.join_code) == 409
            assert (await desk.get(f"/client/me?name={name}")).status_code == 409
        send = {"chat_id": ana.id, "text": "hello", "reply_to": 0}
        assert (await desk.does("send", name="Ana Lopez", **send)).status_code == 409
        assert await second.enter("Ana M.", server.join_code) == 200
        assert (await second.get("/client/events?name=Ana Lopez")).status_code == 403
        assert (await second.does("send", name="Ana Lopez", **send)).status_code == 403
        assert (await second.does("send", name="Ana M.", **send)).status_code == 404
        assert (await first.does("send", name="Ana Lopez", **send)).status_code == 200
        assert [message["text"] for message in ana.messages()] == ["hello"]


async def test_what_the_teacher_is_called_is_taken(server: LocalServer) -> None:
    async with Machine(server) as phone, Machine(server, here=True) as desk:
        assert (await desk.get("/client/me?name=Ms Smith")).json() == {"name": "Ms Smith", "here": True}
        assert (await desk.get("/client/me?name=MS SMITH")).json()["name"] == "Ms Smith"
        assert await phone.enter("ms smith", server.join_code) == 409


async def test_another_name_needs_no_code_and_leaves_the_first_to_others(server: LocalServer) -> None:
    async with Machine(server) as phone, Machine(server) as other:
        await phone.enter("Ana", server.join_code)
        assert await phone.enter("Anna", "") == 200
        assert (await phone.get("/client/me")).json()["name"] == "Anna"
        assert await other.enter("Anna", server.join_code) == 409
        assert await other.enter("Ana", server.join_code) == 200


async def test_the_teacher_frees_a_name_and_the_old_browser_is_out(
    telegram: LocalTelegram, server: LocalServer
) -> None:
    async with Machine(server) as old, Machine(server) as new, Machine(server, here=True) as desk:
        await old.enter("Ana", server.join_code)
        seats = (await desk.get("/client/invitation")).json()["seats"]
        assert seats == [{"name": "Ana", "here": False}]
        events = f"{server.address}/client/events?name=Ana"
        headers = {"host": old.host, "cookie": old.cookie}
        async with (
            httpx.AsyncClient() as client,
            client.stream("GET", events, headers=headers) as stream,
            asyncio.timeout(5),
        ):
            lines = stream.aiter_lines()
            assert await anext(lines) == "event: state"
            assert (await desk.does("free", name="ana")).status_code == 200
            assert await new.enter("Ana", server.join_code) == 200
            ana = telegram.person("Ana")
            await ana.send("a secret")
            assert not [line async for line in lines if "secret" in line]
        assert (await old.get("/client/me")).status_code == 403


async def test_a_restart_throws_nobody_out(tmp_path: Path) -> None:
    telegram = LocalTelegram(path=tmp_path / "chats.db")
    async with classroom(telegram) as server, Machine(server) as phone:
        await phone.enter("Ana", server.join_code)
        cookie = phone.cookie
    telegram.close()
    assert cookie.partition("=")[2].encode() not in (tmp_path / "chats.db").read_bytes()
    again = LocalTelegram(path=tmp_path / "chats.db")
    port = int(server.address.rpartition(":")[2])
    async with classroom(again, port=port) as server, Machine(server) as phone, Machine(server) as other:
        assert await phone.raw("GET", "/client/me", host=phone.host, cookie=cookie) == 200
        assert await other.enter("Ana", server.join_code) == 409
    again.close()


async def test_the_invitation_leads_into_a_group_and_is_shown_here_only(
    telegram: LocalTelegram, server: LocalServer
) -> None:
    group = telegram.group("Class 7b")
    async with Machine(server) as phone, Machine(server, here=True) as desk:
        told = (await desk.get(f"/client/invitation?group={group.id}")).json()
        assert told["url"] == f"{server.join_url}&group={group.id}"
        assert (told["code"], told["address"]) == (server.join_code, server.lan_address)
        picture = await desk.get(f"/client/qr.svg?group={group.id}")
        assert picture.headers["content-type"] == "image/svg+xml"
        assert picture.content.startswith(b"<?xml")
        assert (await desk.get("/client/qr.svg?group=x&y")).status_code == 400
        await phone.enter("Ana", server.join_code)
        for path in ("/client/invitation", "/client/qr.svg", "/bot1:local/getMe"):
            assert (await phone.get(path)).status_code == 403
        assert (await phone.does("free", name="Ana")).status_code == 403


async def test_one_joins_groups_and_nobodys_private_chat(
    telegram: LocalTelegram, server: LocalServer
) -> None:
    ben = telegram.person("Ben")
    group = telegram.group("Class 7b", ben)
    gone = telegram.group("Gone")
    telegram.delete_group(gone)
    async with Machine(server) as phone:
        await phone.enter("Ana", server.join_code)
        for chat_id in (ben.id, gone.id, -1, 0):
            assert (await phone.does("join", name="Ana", chat_id=chat_id)).status_code == 404
        send = {"name": "Ana", "chat_id": group.id, "text": "hello", "reply_to": 0}
        assert (await phone.does("send", **send)).status_code == 404
        assert (await phone.does("join", name="Ana", chat_id=group.id)).json() == {"chat_id": group.id}
        assert (await phone.does("send", **send)).status_code == 200
        moved = telegram.upgrade(group)
        assert (await phone.does("join", name="Ana", chat_id=group.id)).json() == {"chat_id": moved.id}


async def test_a_file_is_for_those_in_its_chat(telegram: LocalTelegram, server: LocalServer) -> None:
    ben = telegram.person("Ben")
    group = telegram.group("Class 7b", ben)
    page = Upload("evil.html", b"<script>alert(1)</script>")
    sent = await telegram.call("sendDocument", {"chat_id": group.id, "document": page})
    path = f"/client/file/{sent['document']['file_id']}"
    async with Machine(server) as phone:
        await phone.enter("Ana", server.join_code)
        assert (await phone.get(f"{path}?name=Ana")).status_code == 404
        assert (await phone.get(f"{path}?name=Ben")).status_code == 403
        await phone.does("join", name="Ana", chat_id=group.id)
        file = await phone.get(f"{path}?name=Ana")
        assert file.content == page.content
        assert file.headers["content-type"] == "application/octet-stream"
        assert file.headers["content-disposition"] == "attachment; filename*=UTF-8''evil.html"


async def test_foreign_hosts_and_origins_are_refused_here_too(server: LocalServer) -> None:
    async with Machine(server) as phone:
        port = phone.host.rpartition(":")[2]
        for host in (f"evil.example:{port}", LAN_NAME, f"{LAN_NAME}:1"):
            assert await phone.raw("GET", "/", host=host) == 403
        for origin in ("http://evil.example", server.address, f"https://{phone.host}"):
            body = {"name": "Ana", "code": server.join_code}
            assert await phone.raw("POST", "/client/enter", body=body, host=phone.host, origin=origin) == 403


async def test_without_lan_there_is_no_way_in(telegram: LocalTelegram) -> None:
    async with (
        LocalServer(telegram, port=0, lan_name=LAN_NAME) as server,
        Machine(server) as phone,
        Machine(server, here=True) as desk,
    ):
        assert (await phone.get("/")).status_code == 403
        assert await phone.enter("Ana", server.join_code) == 403
        assert (await desk.get("/client/invitation")).status_code == 404
        assert (await desk.get("/client/qr.svg")).status_code == 404


def test_the_address_in_the_network_is_one() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+\.\d+", lan_host())


@pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine to open the chat page in")
async def test_a_class_scans_the_code_and_is_in_its_group() -> None:
    telegram = LocalTelegram(name="Passage Quiz")
    group = telegram.group("Class 7b", telegram.person("Ms Smith"))
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(classroom(telegram))
        browser = await stack.enter_async_context(chromium())
        teacher = await stack.enter_async_context(visitor(browser, width=1180))
        ana = await stack.enter_async_context(visitor(browser, refused=True))
        ben = await stack.enter_async_context(visitor(browser, refused=True))
        await teacher.goto(f"{server.address}/?as=Ms+Smith&group={group.id}")
        await teacher.get_by_role("button", name="Invite the class").click()
        panel = teacher.get_by_role("dialog", name="Come into Class 7b")
        await expect(panel).to_contain_text(f"{server.join_code[:3]} {server.join_code[3:]}")
        await expect(panel).to_contain_text("Nobody is in yet.")
        assert await panel.get_by_role("img").evaluate("image => image.naturalWidth") > 100

        await ana.goto(f"{server.join_url}&group={group.id}")
        await expect(ana.get_by_role("textbox", name="Name")).to_be_focused()
        assert server.join_code not in ana.url
        await ana.keyboard.type("Ana")
        await ana.keyboard.press("Enter")
        await expect(ana.get_by_role("heading", name="Class 7b")).to_be_visible()
        await expect(panel.get_by_role("listitem")).to_have_text(["AnaRelease"])

        await ben.goto(server.lan_address)
        await expect(ben.get_by_text("Type the code that your teacher shows")).to_be_visible()
        await ben.get_by_label("Code").fill(wrong(server.join_code))
        await ben.get_by_role("textbox", name="Name").fill("ana")
        await ben.keyboard.press("Enter")
        await expect(ben.get_by_role("alert")).to_contain_text("That is not the code.")
        await ben.get_by_label("Code").fill(f"{server.join_code[:3]} {server.join_code[3:]}")
        await ben.keyboard.press("Enter")
        await expect(ben.get_by_role("alert")).to_have_text(
            "That name is taken. Add a letter or your surname."
        )
        await ben.get_by_role("textbox", name="Name").fill("Ben")
        await ben.keyboard.press("Enter")
        await expect(ben.get_by_role("heading", name="Class 7b")).to_be_visible()
        assert await ben.evaluate(FITS)
        await ben.reload()
        await expect(ben.get_by_role("button", name="You chat as Ben")).to_be_visible()

        await ben.get_by_role("button", name="You chat as Ben").click()
        await ben.get_by_role("textbox", name="Name").fill("Ana")
        await ben.keyboard.press("Enter")
        await expect(ben.get_by_role("dialog")).to_contain_text("That name is taken.")
        await ben.get_by_role("textbox", name="Name").fill("Benjamin")
        await ben.keyboard.press("Enter")
        await expect(ben.get_by_role("button", name="You chat as Benjamin")).to_be_visible()

        await panel.get_by_role("button", name="Release the name Ana").click()
        await expect(panel.get_by_role("listitem")).to_have_text(["BenjaminRelease"])
        await telegram.call("sendMessage", {"chat_id": group.id, "text": "news"})
        await expect(ana.get_by_text("Type the code that your teacher shows")).to_be_visible()
    telegram.close()
