"""The bot's command menu; knows what a command looks like and for whom it is."""

import re
from typing import Any

from bot.local.errors import bad_request
from bot.local.fields import array, integer, json_object, string
from bot.local.methods.method import Method
from bot.local.profile import DEFAULT_SCOPE
from bot.local.store import Json
from bot.local.world import World

__all__ = ["METHODS"]

COMMANDS = 100
DESCRIPTION = 256
NAME = re.compile(r"[a-z0-9_]{1,32}")
WIDE = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators"})
NARROW = {
    "chat": {"chat_id"},
    "chat_administrators": {"chat_id"},
    "chat_member": {"chat_id", "user_id"},
}


async def set_my_commands(world: World, fields: Json) -> bool:
    """Set the commands of a scope and language."""
    commands = [_command(command) for command in fields["commands"]]
    if len(commands) > COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    world.profile.set_commands(commands, _scope(world, fields), language(fields))
    world.feed.publish("profile", None)
    return True


async def get_my_commands(world: World, fields: Json) -> list[Json]:
    """The commands of exactly this scope and language."""
    return world.profile.commands(_scope(world, fields), language(fields))


async def delete_my_commands(world: World, fields: Json) -> bool:
    """Leave the scope and language to the next wider ones."""
    world.profile.set_commands([], _scope(world, fields), language(fields))
    world.feed.publish("profile", None)
    return True


async def set_chat_menu_button(world: World, fields: Json) -> bool:
    """Choose the button beside the writing field."""
    button = fields.get("menu_button", {"type": "default"})
    if button not in ({"type": "default"}, {"type": "commands"}):
        raise bad_request("can't parse menu button: the local Telegram has the types default and commands")
    world.profile.set_menu_button(_private(world, fields), button)
    return True


async def get_chat_menu_button(world: World, fields: Json) -> Json:
    """The button beside the writing field."""
    return world.profile.menu_button(_private(world, fields))


def language(fields: Json) -> str:
    """The language_code of a call: two letters, or empty for everyone."""
    code: str = fields.get("language_code", "")
    if code and re.fullmatch(r"[a-z]{2}", code) is None:
        raise bad_request("invalid language code specified")
    return code


def _private(world: World, fields: Json) -> int | None:
    if "chat_id" not in fields:
        return None
    chat = world.chats.chat(fields["chat_id"])
    if chat["type"] != "private":
        raise bad_request("chat is not a private chat")
    number: int = chat["id"]
    return number


def _command(given: Any) -> Json:
    if not isinstance(given, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    for name in ("command", "description"):
        if not isinstance(given.get(name), str):
            raise bad_request(f"can't parse BotCommand: Can't find field \"{name}\"")
    if set(given) != {"command", "description"}:
        raise bad_request("can't parse BotCommand: unknown field")
    command, description = given["command"].removeprefix("/"), given["description"].strip()
    if NAME.fullmatch(command) is None:
        raise bad_request("BOT_COMMAND_INVALID")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command, "description": description}


def _scope(world: World, fields: Json) -> Json:
    scope: Json = fields.get("scope", DEFAULT_SCOPE)
    kind = scope.get("type")
    needed = set() if kind in WIDE else NARROW.get(str(kind))
    if needed is None or set(scope) != needed | {"type"}:
        raise bad_request("can't parse BotCommandScope")
    if "chat_id" in scope:
        world.chats.chat(scope["chat_id"])
    return scope


METHODS = [
    Method(
        "setMyCommands",
        set_my_commands,
        {"commands": array, "scope": json_object, "language_code": string},
        ("commands",),
    ),
    Method("getMyCommands", get_my_commands, {"scope": json_object, "language_code": string}),
    Method("deleteMyCommands", delete_my_commands, {"scope": json_object, "language_code": string}),
    Method("setChatMenuButton", set_chat_menu_button, {"chat_id": integer, "menu_button": json_object}),
    Method("getChatMenuButton", get_chat_menu_button, {"chat_id": integer}),
]
