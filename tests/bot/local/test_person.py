"""Someone who chats: what they can do and what they see."""

import asyncio

import pytest
from telegram import Message, MessageOriginUser

from bot.local import LocalTelegram, Person


async def test_a_name_is_one_person_with_one_chat(telegram: LocalTelegram, ana: Person) -> None:
    assert telegram.person("Ana").id == ana.id
    assert telegram.person("Ana").messages() == ana.messages()
    assert telegram.person("Ben").id != ana.id


async def test_a_command_is_marked_as_telegram_marks_it(telegram: LocalTelegram, ana: Person) -> None:
    message = await ana.send("/quiz now")
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 5}]
    (update,) = await telegram.call("getUpdates")
    assert update["message"] == message
    assert message["from"]["first_name"] == message["chat"]["first_name"] == "Ana"


async def test_a_deep_link_starts_the_bot_with_its_payload(ana: Person) -> None:
    assert (await ana.start("bank_7-B"))["text"] == "/start bank_7-B"
    for payload in ("with space", "x" * 65, "é"):
        with pytest.raises(ValueError, match="deep-link payload"):
            await ana.start(payload)


@pytest.mark.parametrize("text", ["", " \n", "x" * 4097])
async def test_what_no_client_lets_through_cannot_be_sent(text: str, ana: Person) -> None:
    with pytest.raises(ValueError, match="1 to 4096 characters"):
        await ana.send(text)


@pytest.mark.parametrize("name", ["", "  ", "x" * 65])
def test_a_person_needs_a_name(name: str, telegram: LocalTelegram) -> None:
    with pytest.raises(ValueError, match="1 to 64 characters"):
        telegram.person(name)


async def test_waiting_ends_when_the_chat_is_as_expected(telegram: LocalTelegram, ana: Person) -> None:
    waiting = asyncio.create_task(ana.wait(lambda messages: messages[-1]["text"] == "done"))
    sent = await telegram.call("sendMessage", {"chat_id": ana.id, "text": "at work"})
    fields = {"chat_id": ana.id, "message_id": sent["message_id"], "text": "done"}
    await telegram.call("editMessageText", fields)
    assert [message["text"] for message in await waiting] == ["/start", "done"]


async def test_waiting_in_vain_shows_the_chat(ana: Person) -> None:
    with pytest.raises(TimeoutError, match=r"Ana waited and got nothing in 0\.01 s:\n  #1 Ana: /start"):
        await ana.wait(lambda messages: len(messages) > 1, timeout=0.01)


async def test_what_a_test_does_to_its_messages_stays_with_the_test(ana: Person) -> None:
    ana.messages()[0]["text"] = "changed"
    assert ana.messages()[0]["text"] == "/start"


async def test_a_long_text_comes_in_as_many_messages_as_it_needs(
    telegram: LocalTelegram, ana: Person
) -> None:
    text = "".join(f"{number:07d} " for number in range(1100))
    sent = await ana.paste(text)
    assert [len(message["text"]) for message in sent] == [4095, 4095, 607]
    assert [update["message"] for update in await telegram.call("getUpdates")][-3:] == sent
    with pytest.raises(ValueError, match="1 to 4096 characters"):
        await ana.paste(" ")


async def test_what_is_forwarded_names_who_wrote_it(telegram: LocalTelegram, ana: Person) -> None:
    ben = telegram.person("Ben")
    group = telegram.group("Class 7b", ana, ben)
    said = await ben.send("/look at this", chat=group)
    filed = await ben.send_file("town.txt", b"Ostholm", chat=group, reply_to=said["message_id"])
    assert filed["reply_to_message"] == said
    for message in (said, filed):
        forwarded = await ana.forward(message)
        origin = {"type": "user", "date": message["date"], "sender_user": ben.user}
        assert forwarded["forward_origin"] == origin
        assert forwarded["chat"]["id"] == ana.id
        assert "reply_to_message" not in forwarded
        assert forwarded.get("document") == message.get("document")
        assert (await telegram.call("getUpdates"))[-1]["message"] == forwarded
        parsed = Message.de_json(forwarded, None)
        assert parsed
        assert isinstance(parsed.forward_origin, MessageOriginUser)
    with pytest.raises(ValueError, match="sent on"):
        await ana.forward(await ana.share_place(1.0, 2.0))
