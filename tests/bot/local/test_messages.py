"""Sending, editing and deleting: what is done and what is refused."""

from typing import Any

import pytest

from bot.local import LocalTelegram, Person
from bot.local.methods import METHODS
from tests.bot.local.conftest import Clock, Refused

ROW = [[{"text": "A", "callback_data": "a"}]]
KEYBOARD = {"inline_keyboard": ROW}


async def sent(telegram: LocalTelegram, person: Person, **fields: Any) -> dict[str, Any]:
    message: dict[str, Any] = await telegram.call(
        "sendMessage", {"chat_id": person.id, "text": "x", **fields}
    )
    return message


async def test_a_message_is_seen_with_its_sender_time_and_keyboard(
    telegram: LocalTelegram, ana: Person, clock: Clock
) -> None:
    message = await sent(telegram, ana, reply_markup=KEYBOARD)
    assert message == {
        "message_id": 2,
        "from": {"id": 1, "is_bot": True, "first_name": "Local bot", "username": "local_bot"},
        "chat": {"id": ana.id, "type": "private", "first_name": "Ana"},
        "date": int(clock()),
        "text": "x",
        "reply_markup": KEYBOARD,
    }
    assert ana.messages()[-1] == message


async def test_a_reply_carries_what_it_replies_to(
    telegram: LocalTelegram, ana: Person, refused: Refused
) -> None:
    reply = await sent(telegram, ana, reply_parameters={"message_id": 1})
    assert reply["reply_to_message"]["text"] == "/start"
    description = await refused("sendMessage", chat_id=ana.id, text="x", reply_parameters={"message_id": 99})
    assert description == "Bad Request: message to be replied not found"
    loose = {"message_id": 99, "allow_sending_without_reply": True}
    assert "reply_to_message" not in await sent(telegram, ana, reply_parameters=loose)


async def test_an_edit_is_seen_marked_and_takes_the_keyboard_away(
    telegram: LocalTelegram, ana: Person, clock: Clock
) -> None:
    first = await sent(telegram, ana, reply_markup=KEYBOARD)
    clock.pass_by(60)
    fields = {"chat_id": ana.id, "message_id": first["message_id"]}
    edited = await telegram.call("editMessageText", {**fields, "text": "y"})
    assert (edited["text"], edited["edit_date"], edited["date"]) == ("y", int(clock()), first["date"])
    assert "reply_markup" not in edited
    again = await telegram.call("editMessageReplyMarkup", {**fields, "reply_markup": KEYBOARD})
    assert again == {**edited, "reply_markup": KEYBOARD}
    assert ana.messages()[-1] == again


async def test_an_edit_that_changes_nothing_is_refused(
    telegram: LocalTelegram, ana: Person, refused: Refused
) -> None:
    message = await sent(telegram, ana, text="<b>x</b>", parse_mode="HTML", reply_markup=KEYBOARD)
    place = {"chat_id": ana.id, "message_id": message["message_id"], "reply_markup": KEYBOARD}
    expected = (
        "Bad Request: message is not modified: specified new message content and reply markup are exactly"
        " the same as a current content and reply markup of the message"
    )
    assert await refused("editMessageText", **place, text=" <b>x</b> ", parse_mode="HTML") == expected
    assert await refused("editMessageReplyMarkup", **place) == expected
    await telegram.call("editMessageText", {**place, "text": "x"})
    assert await refused("editMessageText", **place, text="x") == expected


async def test_only_the_bots_own_messages_can_be_edited(ana: Person, refused: Refused) -> None:
    missing = await refused("editMessageText", chat_id=ana.id, message_id=99, text="x")
    assert missing == "Bad Request: message to edit not found"
    foreign = await refused("editMessageText", chat_id=ana.id, message_id=1, text="x")
    assert foreign == "Bad Request: message can't be edited"


async def test_a_deleted_message_is_gone(telegram: LocalTelegram, ana: Person, refused: Refused) -> None:
    message = await sent(telegram, ana)
    place = {"chat_id": ana.id, "message_id": message["message_id"]}
    assert await telegram.call("deleteMessage", place) is True
    assert [message["text"] for message in ana.messages()] == ["/start"]
    assert await refused("deleteMessage", **place) == "Bad Request: message to delete not found"


async def test_after_two_days_a_message_cannot_be_deleted(
    ana: Person, refused: Refused, clock: Clock
) -> None:
    clock.pass_by(48 * 3600 + 1)
    description = await refused("deleteMessage", chat_id=ana.id, message_id=1)
    assert description == "Bad Request: message can't be deleted for everyone"


async def test_the_bot_cannot_write_first(telegram: LocalTelegram, refused: Refused) -> None:
    ben = telegram.person("Ben")
    description = await refused("sendMessage", code=403, chat_id=ben.id, text="x")
    assert description == "Forbidden: bot can't initiate conversation with a user"
    assert await refused("getChat", chat_id=ben.id) == "Bad Request: chat not found"
    assert await refused("sendMessage", chat_id=99, text="x") == "Bad Request: chat not found"
    assert await refused("sendMessage", chat_id="@nobody", text="x") == "Bad Request: chat not found"


async def test_a_group_is_a_chat_of_its_members(
    telegram: LocalTelegram, ana: Person, refused: Refused
) -> None:
    ben, eve = telegram.person("Ben"), telegram.person("Eve")
    group = telegram.group("Class 7b", ana, ben)
    hers = await ana.send("/quiz", chat=group)
    mine = await telegram.call("sendMessage", {"chat_id": group.id, "text": "x"})
    assert ben.messages(chat=group) == ana.messages(chat=group) == [hers, mine]
    assert [message["text"] for message in ana.messages()] == ["/start"]
    with pytest.raises(LookupError):
        eve.messages(chat=group)
    foreign = await refused("deleteMessage", chat_id=group.id, message_id=hers["message_id"])
    assert foreign == "Bad Request: message can't be deleted"
    assert telegram.group("Class 7b", eve) == group
    assert len(eve.messages(chat=group)) == 2


async def test_in_a_group_the_bot_hears_commands_replies_and_mentions_of_it(
    telegram: LocalTelegram, ana: Person
) -> None:
    group = telegram.group("Class 7b", ana)
    said = await telegram.call("sendMessage", {"chat_id": group.id, "text": "x"})
    for text in ("hello", "/quiz", "/quiz@other_bot", "/quiz@Local_Bot", "hi @local_bot", "it is 5 /8"):
        await ana.send(text, chat=group)
    await ana.send("seven", chat=group, reply_to=said["message_id"])
    updates = await telegram.call("getUpdates")
    heard = [update["message"]["text"] for update in updates]
    assert heard == ["/quiz", "/quiz@Local_Bot", "hi @local_bot", "it is 5 /8", "seven"]


async def test_chat_actions_are_checked(telegram: LocalTelegram, ana: Person, refused: Refused) -> None:
    assert await telegram.call("sendChatAction", {"chat_id": ana.id, "action": "typing"}) is True
    description = await refused("sendChatAction", chat_id=ana.id, action="sleeping")
    assert description == "Bad Request: wrong parameter action in request"


def button(**fields: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "A", **fields}]]}


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        (button(callback_data=""), "BUTTON_DATA_INVALID"),
        (button(callback_data="é" * 32 + "x"), "BUTTON_DATA_INVALID"),
        (button(), "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
        (
            button(callback_data="a", url="https://example.org"),
            "can't parse inline keyboard button: A button must have exactly one action",
        ),
        (button(url="nowhere"), "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL"),
        (button(callback_data="a", colour="red"), 'can\'t parse reply markup: Unknown field "colour"'),
        (button(callback_data=1), 'can\'t parse reply markup: Field "callback_data" must be a str'),
        (button(text=" ", url="tg://x"), "can't parse inline keyboard button: Can't find field \"text\""),
        ({"inline_keyboard": [["A"]]}, "can't parse inline keyboard button: Expected an Object"),
        ({"inline_keyboard": ROW * 101}, "REPLY_MARKUP_TOO_LONG"),
        ({"inline_keyboard": [ROW[0] * 9]}, "an inline keyboard row has at most 8 buttons"),
        ({"keyboard": [["A"]]}, "reply keyboards are not supported by the local Telegram"),
        ({}, "can't parse reply keyboard markup JSON object"),
        ("no JSON", 'can\'t parse "reply_markup": invalid JSON'),
        ([], 'can\'t parse "reply_markup": object expected'),
    ],
)
async def test_a_wrong_keyboard_is_refused_and_nothing_is_sent(
    markup: Any, reason: str, ana: Person, refused: Refused
) -> None:
    assert (
        await refused("sendMessage", chat_id=ana.id, text="x", reply_markup=markup)
        == f"Bad Request: {reason}"
    )
    assert len(ana.messages()) == 1


async def test_64_bytes_of_callback_data_pass_and_empty_rows_vanish(
    telegram: LocalTelegram, ana: Person
) -> None:
    longest = [[{"text": "A", "callback_data": "é" * 32, "style": "success"}]]
    message = await sent(telegram, ana, reply_markup={"inline_keyboard": [[], *longest]})
    assert message["reply_markup"] == {"inline_keyboard": longest}
    assert "reply_markup" not in await sent(telegram, ana, reply_markup={"inline_keyboard": []})


@pytest.mark.parametrize("markup", [{"remove_keyboard": True}, {"force_reply": True, "selective": False}])
async def test_markup_for_the_writing_field_is_accepted_and_leaves_no_trace(
    markup: dict[str, Any], telegram: LocalTelegram, ana: Person
) -> None:
    assert "reply_markup" not in await sent(telegram, ana, reply_markup=markup)


async def test_unknown_methods_and_fields_missing_fields_and_wrong_types_are_refused(
    ana: Person, refused: Refused
) -> None:
    assert await refused("sendTelepathy", code=404) == "Not Found"
    unknown = await refused("sendMessage", chat_id=ana.id, text="x", colour="red")
    assert unknown == 'Bad Request: unknown field "colour" of sendMessage'
    assert await refused("sendMessage", text="x") == "Bad Request: chat_id is empty"
    assert await refused("sendMessage", chat_id=ana.id) == "Bad Request: message text is empty"
    assert await refused("editMessageText", chat_id=1, text="x") == (
        "Bad Request: message identifier is not specified"
    )
    assert await refused("sendMessage", chat_id="abc", text="x") == (
        'Bad Request: field "chat_id" must be of type Integer'
    )
    assert await refused("sendMessage", chat_id=ana.id, text=5) == (
        'Bad Request: field "text" must be of type String'
    )
    assert await refused("sendMessage", chat_id=ana.id, text="\ud83d") == (
        "Bad Request: strings must be encoded in UTF-8"
    )
    assert await refused("sendMessage", chat_id=ana.id, text="x", protect_content="perhaps") == (
        'Bad Request: field "protect_content" must be of type Boolean'
    )


def test_every_method_requires_only_fields_that_it_accepts() -> None:
    assert all(set(method.required) <= set(method.accepts) for method in METHODS.values())
