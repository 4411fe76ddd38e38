"""What the bot says about itself, and for whom."""

from typing import Any

import pytest

from bot.local import LocalTelegram, Person
from tests.bot.local.conftest import Refused

QUIZ = {"command": "quiz", "description": "Start a quiz"}


async def test_commands_are_kept_by_scope_and_language(telegram: LocalTelegram, ana: Person) -> None:
    await telegram.call("setMyCommands", {"commands": [QUIZ]})
    assert await telegram.call("getMyCommands") == [QUIZ]
    assert await telegram.call("getMyCommands", {"language_code": "de"}) == []
    hers = [{"command": "stop", "description": "Stop"}]
    scope = {"type": "chat", "chat_id": ana.id}
    await telegram.call("setMyCommands", {"commands": hers, "scope": scope})
    assert ana.commands() == hers
    await telegram.call("deleteMyCommands", {"scope": scope})
    assert ana.commands() == [QUIZ]


async def test_a_person_sees_the_words_of_their_language(telegram: LocalTelegram) -> None:
    max_ = telegram.person("Max", language="de")
    await telegram.call("setMyCommands", {"commands": [QUIZ]})
    german = [{"command": "quiz", "description": "Quiz starten"}]
    await telegram.call("setMyCommands", {"commands": german, "language_code": "de"})
    await telegram.call("setMyDescription", {"description": "Fragt.", "language_code": "de"})
    assert max_.commands() == german
    assert max_.describes("description") == "Fragt."
    assert telegram.person("Ana").describes("description") == ""


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        ({"command": "Quiz", "description": "x"}, "BOT_COMMAND_INVALID"),
        ({"command": "", "description": "x"}, "BOT_COMMAND_INVALID"),
        ({"command": "q" * 33, "description": "x"}, "BOT_COMMAND_INVALID"),
        ({"command": "quiz", "description": " "}, "command description must be non-empty"),
        ({"command": "quiz", "description": "x" * 257}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"command": "quiz"}, "can't parse BotCommand: Can't find field \"description\""),
        ({**QUIZ, "icon": "x"}, "can't parse BotCommand: unknown field"),
        ("quiz", "can't parse BotCommand: expected an Object"),
    ],
)
async def test_a_wrong_command_is_refused(command: Any, reason: str, refused: Refused) -> None:
    assert await refused("setMyCommands", commands=[QUIZ, command]) == f"Bad Request: {reason}"


async def test_a_hundred_commands_are_the_limit(telegram: LocalTelegram, refused: Refused) -> None:
    many = [{"command": f"c{number}", "description": "x" * 256} for number in range(101)]
    assert await refused("setMyCommands", commands=many) == "Bad Request: BOT_COMMANDS_TOO_MUCH"
    await telegram.call("setMyCommands", {"commands": many[:100]})


@pytest.mark.parametrize("scope", [{"type": "everyone"}, {"type": "chat"}, {"type": "default", "chat_id": 1}])
async def test_a_wrong_scope_is_refused(scope: dict[str, Any], refused: Refused) -> None:
    description = await refused("setMyCommands", commands=[QUIZ], scope=scope)
    assert description == "Bad Request: can't parse BotCommandScope"


@pytest.mark.parametrize(
    ("word", "title", "limit", "reason"),
    [
        ("name", "Name", 64, "BOT_TITLE_INVALID"),
        ("description", "Description", 512, "DESCRIPTION_TOO_LONG"),
        ("short_description", "ShortDescription", 120, "ABOUT_TOO_LONG"),
    ],
)
async def test_the_bots_own_words_are_kept_and_bounded(
    word: str, title: str, limit: int, reason: str, telegram: LocalTelegram, refused: Refused
) -> None:
    await telegram.call(f"setMy{title}", {word: "x" * limit})
    assert await telegram.call(f"getMy{title}", {"language_code": "de"}) == {word: "x" * limit}
    assert await refused(f"setMy{title}", **{word: "x" * (limit + 1)}) == f"Bad Request: {reason}"
    await telegram.call(f"setMy{title}")
    assert await telegram.call(f"getMy{title}") == {word: "Local bot" if word == "name" else ""}


async def test_a_name_that_is_set_is_the_bots_name(telegram: LocalTelegram) -> None:
    await telegram.call("setMyName", {"name": "Passage Quiz"})
    assert (await telegram.call("getMe"))["first_name"] == "Passage Quiz"


async def test_the_menu_button_is_kept(telegram: LocalTelegram, ana: Person, refused: Refused) -> None:
    await telegram.call("setChatMenuButton", {"menu_button": {"type": "commands"}})
    assert await telegram.call("getChatMenuButton", {"chat_id": ana.id}) == {"type": "commands"}
    description = await refused("setChatMenuButton", menu_button={"type": "web_app"})
    assert description.startswith("Bad Request: can't parse menu button")


async def test_a_language_code_has_two_letters(refused: Refused) -> None:
    description = await refused("setMyName", name="x", language_code="english")
    assert description == "Bad Request: invalid language code specified"
