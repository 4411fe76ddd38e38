"""The bot's name and descriptions; knows their lengths and nothing of commands."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.local.errors import bad_request
from bot.local.fields import string
from bot.local.methods.commands import language
from bot.local.methods.method import Method
from bot.local.store import Json
from bot.local.world import World

__all__ = ["METHODS"]

LIMITS = {"name": 64, "description": 512, "short_description": 120}
REFUSALS = {
    "name": "BOT_TITLE_INVALID",
    "description": "DESCRIPTION_TOO_LONG",
    "short_description": "ABOUT_TOO_LONG",
}


def _setter(word: str) -> Callable[[World, Json], Awaitable[Any]]:
    async def set_word(world: World, fields: Json) -> bool:
        text = fields.get(word, "").strip()
        if len(text) > LIMITS[word]:
            raise bad_request(REFUSALS[word])
        world.profile.set(word, language(fields), text)
        world.feed.publish("profile", None)
        return True

    return set_word


def _getter(word: str) -> Callable[[World, Json], Awaitable[Any]]:
    async def get_word(world: World, fields: Json) -> Json:
        return {word: world.profile.get(word, language(fields))}

    return get_word


METHODS = [
    method
    for word, title in (
        ("name", "Name"),
        ("description", "Description"),
        ("short_description", "ShortDescription"),
    )
    for method in (
        Method(f"setMy{title}", _setter(word), {word: string, "language_code": string}),
        Method(f"getMy{title}", _getter(word), {"language_code": string}),
    )
]
