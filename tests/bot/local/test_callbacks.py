"""Pressed buttons and their answers."""

import asyncio
from typing import Any

import pytest

from bot.local import CallbackAnswer, LocalTelegram, Person
from tests.bot.local.conftest import Clock, Refused

TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
KEYBOARD = {
    "inline_keyboard": [
        [{"text": "A. one", "callback_data": "a"}, {"text": "A", "callback_data": "exact"}],
        [{"text": "Site", "url": "https://example.org"}],
    ]
}


@pytest.fixture
async def question(telegram: LocalTelegram, ana: Person) -> dict[str, Any]:
    message: dict[str, Any] = await telegram.call(
        "sendMessage", {"chat_id": ana.id, "text": "?", "reply_markup": KEYBOARD}
    )
    return message


async def pressed(telegram: LocalTelegram) -> dict[str, Any]:
    """The callback query that the bot hears of next."""
    (update,) = await telegram.call("getUpdates", {"timeout": 5})
    await telegram.call("getUpdates", {"offset": update["update_id"] + 1})
    query: dict[str, Any] = update["callback_query"]
    return query


async def test_a_tap_brings_the_whole_message_to_the_bot_and_its_answer_back(
    telegram: LocalTelegram, ana: Person, question: dict[str, Any]
) -> None:
    tap = asyncio.create_task(ana.tap(question["message_id"], "A."))
    query = await pressed(telegram)
    assert (query["from"], query["message"], query["data"]) == (ana.user, question, "a")
    answer = {"callback_query_id": query["id"], "text": "x" * 200, "show_alert": True}
    await telegram.call("answerCallbackQuery", answer)
    assert await tap == CallbackAnswer("x" * 200, show_alert=True)


async def test_the_exact_label_goes_before_the_beginning_of_another(
    telegram: LocalTelegram, ana: Person, question: dict[str, Any]
) -> None:
    tap = asyncio.create_task(ana.tap(question["message_id"], "A"))
    query = await pressed(telegram)
    await telegram.call("answerCallbackQuery", {"callback_query_id": query["id"]})
    assert query["data"] == "exact"
    assert await tap == CallbackAnswer("", show_alert=False)


async def test_a_label_that_is_not_there_and_a_link_cannot_be_tapped(
    ana: Person, question: dict[str, Any]
) -> None:
    with pytest.raises(LookupError, match=r"no button 'Z'; it has 'A\. one', 'A', 'Site'"):
        await ana.tap(question["message_id"], "Z")
    with pytest.raises(LookupError, match=r"opens https://example\.org"):
        await ana.tap(question["message_id"], "Site")
    with pytest.raises(LookupError, match="no message 99"):
        await ana.tap(99, "A")


async def test_an_old_client_can_press_what_is_no_longer_there(
    telegram: LocalTelegram, ana: Person, question: dict[str, Any]
) -> None:
    press = asyncio.create_task(ana.press(question["message_id"], "gone"))
    query = await pressed(telegram)
    await telegram.call("answerCallbackQuery", {"callback_query_id": query["id"]})
    await press
    assert query["data"] == "gone"
    await telegram.call("deleteMessage", {"chat_id": ana.id, "message_id": question["message_id"]})
    press = asyncio.create_task(ana.press(question["message_id"], "a"))
    query = await pressed(telegram)
    await telegram.call("answerCallbackQuery", {"callback_query_id": query["id"]})
    await press
    assert query["message"] == {"chat": question["chat"], "message_id": question["message_id"], "date": 0}


async def test_a_bot_that_stays_silent_is_named_with_the_chat(ana: Person, question: dict[str, Any]) -> None:
    with pytest.raises(
        TimeoutError, match=r"(?s)Ana pressed 'a' and got nothing.*/start\n.*\[A\. one\] \[A\]"
    ):
        await ana.tap(question["message_id"], "A.", timeout=0.01)


async def test_a_query_takes_one_answer_in_time(
    telegram: LocalTelegram, ana: Person, question: dict[str, Any], refused: Refused, clock: Clock
) -> None:
    tap = asyncio.create_task(ana.tap(question["message_id"], "A"))
    query = await pressed(telegram)
    too_long = await refused("answerCallbackQuery", callback_query_id=query["id"], text="x" * 201)
    assert too_long == "Bad Request: MESSAGE_TOO_LONG"
    await telegram.call("answerCallbackQuery", {"callback_query_id": query["id"]})
    await tap
    assert await refused("answerCallbackQuery", callback_query_id=query["id"]) == TOO_OLD
    late = asyncio.create_task(ana.tap(question["message_id"], "A", timeout=0.01))
    query = await pressed(telegram)
    clock.pass_by(31)
    assert await refused("answerCallbackQuery", callback_query_id=query["id"]) == TOO_OLD
    with pytest.raises(TimeoutError):
        await late
    assert await refused("answerCallbackQuery", callback_query_id="nonsense") == TOO_OLD


async def test_in_a_group_everyone_can_press(telegram: LocalTelegram, ana: Person) -> None:
    ben = telegram.person("Ben")
    group = telegram.group("Class 7b", ana, ben)
    fields = {"chat_id": group.id, "text": "?", "reply_markup": KEYBOARD}
    message = await telegram.call("sendMessage", fields)
    tap = asyncio.create_task(ben.tap(message["message_id"], "A", chat=group))
    query = await pressed(telegram)
    await telegram.call("answerCallbackQuery", {"callback_query_id": query["id"], "text": "Hi"})
    assert query["from"]["first_name"] == "Ben"
    assert (await tap).text == "Hi"
