"""In process and over HTTP: the same Telegram, and python-telegram-bot at home on both."""

import asyncio
import json
import socket
from typing import Any

import httpx
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Message
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter
from telegram.ext import ApplicationBuilder
from telegram.request import BaseRequest, HTTPXRequest, RequestData

from bot.local import ApiError, ConnectionLostError, LocalRequest, LocalServer, LocalTelegram, Person
from tests.bot.local.conftest import Clock
from tests.bot.local.demo import demo_application
from tests.bot.local.running import running


@pytest.fixture(params=["in process", "over HTTP"])
def bot(request: pytest.FixtureRequest, telegram: LocalTelegram, server: LocalServer) -> Bot:
    """A bot of python-telegram-bot on either way."""
    if request.param == "in process":
        return Bot(telegram.token, request=LocalRequest(telegram), get_updates_request=LocalRequest(telegram))
    return Bot(telegram.token, base_url=f"{server.address}/bot")


async def test_a_conversation_goes_the_same_way_on_both(telegram: LocalTelegram, server: LocalServer) -> None:
    for name, builder in {
        "Ana": ApplicationBuilder()
        .token(telegram.token)
        .request(LocalRequest(telegram))
        .get_updates_request(LocalRequest(telegram)),
        "Ben": ApplicationBuilder().token(telegram.token).base_url(f"{server.address}/bot"),
    }.items():
        person = telegram.person(name)
        async with running(demo_application(builder)):
            await person.send("/start")
            messages = await person.wait(lambda messages: len(messages) == 2)
            about = await person.tap(messages[1]["message_id"], "About")
            assert about.show_alert
            await person.tap(messages[1]["message_id"], "Start a quiz")
            messages = await person.wait(lambda messages: len(messages) == 3)
            assert "reply_markup" not in messages[1]
            await person.tap(messages[2]["message_id"], "A")
            messages = await person.wait(lambda messages: "right" in messages[2]["text"])
            assert [entity["type"] for entity in messages[2]["entities"]] == [
                "bold",
                "bold",
                "blockquote",
                "bold",
            ]


async def test_every_method_works_from_the_library(bot: Bot, ana: Person) -> None:
    async with bot:
        assert (await bot.get_me()).username == "local_bot"
        keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("A", callback_data="a")]])
        preview = LinkPreviewOptions(is_disabled=True)
        message = await bot.send_message(
            ana.id, "<b>é😀</b>", parse_mode="HTML", reply_markup=keyboard, link_preview_options=preview
        )
        assert message.text_html == "<b>é😀</b>"
        edited = await message.edit_text("y", reply_markup=keyboard)
        assert isinstance(edited, Message)
        await edited.edit_reply_markup(None)
        await edited.delete()
        await bot.send_chat_action(ana.id, "typing")
        await bot.set_my_commands([("quiz", "Start a quiz")])
        assert (await bot.get_my_commands())[0].command == "quiz"
        await bot.delete_my_commands()
        await bot.set_my_description("d")
        await bot.set_my_short_description("s")
        await bot.set_my_name("n")
        assert (await bot.get_my_description()).description == "d"
        assert (await bot.get_my_short_description()).short_description == "s"
        assert (await bot.get_my_name()).name == "n"
        assert (await bot.get_chat(ana.id)).first_name == "Ana"
        await bot.set_chat_menu_button()
        await bot.delete_webhook()
        assert (await bot.get_webhook_info()).url == ""
        await ana.send("hello")
        (update,) = await bot.get_updates(timeout=1, allowed_updates=["message"])
        assert update.message is not None
        assert update.message.text == "hello"


async def test_refusals_and_faults_become_the_librarys_errors(
    bot: Bot, telegram: LocalTelegram, ana: Person
) -> None:
    ben = telegram.person("Ben")
    async with bot:
        with pytest.raises(BadRequest, match=r"^Message text is empty$"):
            await bot.send_message(ana.id, " ")
        with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
            await bot.send_message(ben.id, "x")
        telegram.faults.refuse("sendMessage", retry_after=7)
        with pytest.raises(RetryAfter, match="0:00:07"):
            await bot.send_message(ana.id, "x")
        telegram.faults.fail("sendMessage", status=503)
        with pytest.raises(NetworkError, match="Service Unavailable"):
            await bot.send_message(ana.id, "x")
        telegram.faults.drop("sendMessage")
        with pytest.raises(NetworkError, match="Server disconnected without sending a response"):
            await bot.send_message(ana.id, "x")
        assert len(ana.messages()) == 1
        telegram.faults.lose_reply("sendMessage")
        with pytest.raises(NetworkError, match="Server disconnected without sending a response"):
            await bot.send_message(ana.id, "x")
        assert len(ana.messages()) == 2
        await bot.send_message(ana.id, "well again")


async def test_faults_wait_in_line_and_know_their_method(telegram: LocalTelegram, ana: Person) -> None:
    fields = {"chat_id": ana.id, "text": "x"}
    telegram.faults.refuse("sendMessage", retry_after=2, times=2)
    telegram.faults.drop("sendMessage")
    await telegram.call("getMe")
    for _ in range(2):
        with pytest.raises(ApiError, match="429 Too Many Requests: retry after 2"):
            await telegram.call("sendMessage", fields)
    with pytest.raises(ConnectionLostError):
        await telegram.call("sendMessage", fields)
    telegram.faults.lose_reply("sendMessage")
    with pytest.raises(ConnectionLostError):
        await telegram.call("sendMessage", {})
    with pytest.raises(ValueError, match="no method 'sendTelepathy'"):
        telegram.faults.refuse("sendTelepathy")


async def test_a_wrong_token_is_unauthorized(telegram: LocalTelegram, server: LocalServer) -> None:
    for request in (LocalRequest(telegram), HTTPXRequest()):
        bot = Bot("2:other", base_url=f"{server.address}/bot", request=request)
        async with request:
            with pytest.raises(InvalidToken, match=r"^Unauthorized$"):
                await bot.get_me()


CALLS: list[tuple[str, dict[str, Any]]] = [
    ("getMe", {}),
    ("GETME", {}),
    ("sendMessage", {"chat_id": 1001, "text": "é<b>😀</b>", "parse_mode": "HTML"}),
    ("sendMessage", {"chat_id": 1001, "text": ""}),
    ("sendMessage", {"chat_id": 1001, "text": "x", "reply_markup": {"inline_keyboard": [[{"text": "A"}]]}}),
    ("sendMessage", {"chat_id": 1001, "text": "x", "colour": "red"}),
    ("sendMessage", {"chat_id": 7, "text": "x"}),
    ("sendTelepathy", {}),
    ("getUpdates", {"timeout": 0, "limit": 5}),
    ("setMyCommands", {"commands": [{"command": "quiz", "description": "Quiz"}]}),
]


def as_text(fields: dict[str, Any]) -> dict[str, str]:
    return {name: value if isinstance(value, str) else json.dumps(value) for name, value in fields.items()}


@pytest.mark.parametrize(("method", "fields"), CALLS)
async def test_every_way_gives_the_same_answer_byte_for_byte(
    method: str, fields: dict[str, Any], clock: Clock
) -> None:
    answers = []
    for way in ("in process", "query", "form", "JSON", "multipart"):
        telegram = LocalTelegram(clock=clock)
        await telegram.person("Ana").send("/start")
        answers.append(await answer(telegram, way, method, fields))
        telegram.close()
    assert answers == [answers[0]] * 5


async def answer(telegram: LocalTelegram, way: str, method: str, fields: dict[str, Any]) -> tuple[int, bytes]:
    if way == "in process":
        url = f"https://api.telegram.org/bot{telegram.token}/{method}"
        return await LocalRequest(telegram).do_request(url, "POST", Data(fields))  # type: ignore[arg-type]
    server = LocalServer(telegram, port=0)
    await server.start()
    url = f"{server.address}/bot{telegram.token}/{method}"
    async with httpx.AsyncClient() as client:
        match way:
            case "query":
                response = await client.get(url, params=as_text(fields))
            case "form":
                response = await client.post(url, data=as_text(fields))
            case "JSON":
                response = await client.post(url, json=fields)
            case _:
                parts = {name: (None, value) for name, value in as_text(fields).items()}
                response = await client.post(url, files=parts)
    await server.stop()
    return response.status_code, response.content


class Data:
    """What a request of the library carries, without the library's private parts."""

    contains_files = False

    def __init__(self, fields: dict[str, Any]) -> None:
        self.json_parameters = as_text(fields)


async def test_what_cannot_be_read_is_refused_in_the_apis_own_form(
    telegram: LocalTelegram, server: LocalServer
) -> None:
    url = f"{server.address}/bot{telegram.token}/getMe"
    async with httpx.AsyncClient() as client:
        for body, kind in [(b"{", "application/json"), (b"[]", "application/json"), (b"x", "text/plain")]:
            response = await client.post(url, content=body, headers={"Content-Type": kind})
            assert (response.status_code, response.json()["ok"]) == (400, False)
        response = await client.post(url, content=b"a=%ff", headers={"Content-Type": FORM})
        assert response.json()["description"] == "Bad Request: strings must be encoded in UTF-8"
        response = await client.put(url)
        assert response.json() == {"ok": False, "error_code": 405, "description": "Method Not Allowed"}
        response = await client.get(f"{server.address}/bot{telegram.token}")
        assert response.json() == {"ok": False, "error_code": 404, "description": "Not Found"}


FORM = "application/x-www-form-urlencoded"


async def test_a_client_that_hangs_up_takes_no_update_with_it(
    telegram: LocalTelegram, server: LocalServer, ana: Person
) -> None:
    url = f"{server.address}/bot{telegram.token}/getUpdates?timeout=50"
    async with httpx.AsyncClient() as client:
        with pytest.raises(httpx.ReadTimeout):
            await client.get(url, timeout=0.2)
        await ana.send("news")
        updates = (await client.get(url)).json()["result"]
    assert [update["message"]["text"] for update in updates] == ["news"]


async def test_a_poll_ends_with_its_connection(telegram: LocalTelegram) -> None:
    async with LocalServer(telegram, port=0) as server, httpx.AsyncClient() as client:
        with pytest.raises(httpx.ReadTimeout):
            await client.get(f"{server.address}/bot{telegram.token}/getUpdates?timeout=50", timeout=0.2)
    left = asyncio.all_tasks() - {asyncio.current_task()}
    if left:
        _, left = await asyncio.wait(left, timeout=2)
    assert not left


async def test_a_taken_port_is_named_at_once(server: LocalServer, telegram: LocalTelegram) -> None:
    second = LocalServer(telegram, port=int(server.address.rpartition(":")[2]))
    with pytest.raises(OSError, match="in use"):
        await second.start()


async def test_a_stopped_server_lets_its_port_go(telegram: LocalTelegram) -> None:
    server = LocalServer(telegram, port=0)
    await server.start()
    port = int(server.address.rpartition(":")[2])
    await server.stop()
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_the_request_is_one_of_the_librarys(telegram: LocalTelegram) -> None:
    request = LocalRequest(telegram)
    assert isinstance(request, BaseRequest)
    assert request.read_timeout is None
    assert RequestData().contains_files is False
