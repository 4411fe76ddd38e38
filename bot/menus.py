"""What a bot says of itself, and which commands each person finds in its menu; knows what no command does."""

from __future__ import annotations

import logging
from collections.abc import Collection

from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeChat
from telegram.error import BadRequest, Forbidden

from bot.views.words import english

log = logging.getLogger(__name__)

COMMANDS = (
    "quiz",
    "make_quiz",
    "review",
    "ask",
    "progress",
    "settings",
    "library",
    "stop",
    "score",
    "leaderboard",
    "help",
    "privacy",
    "export_my_data",
    "delete_my_data",
)
GROUP_COMMANDS = ("quiz", "make_quiz", "stop")
ADMIN_COMMANDS = (*COMMANDS, "reports", "teachers")


async def introduce(bot: Bot, admin_ids: Collection[int]) -> None:
    """Set the command menus and what the bot says of itself.

    Args:
        bot: The bot.
        admin_ids: Who runs it, and has more in the menu.
    """
    words = english()
    await bot.set_my_commands(_commands(*COMMANDS))
    in_groups = [BotCommand(name, words(f"command-group-{name}")) for name in GROUP_COMMANDS]
    await bot.set_my_commands(in_groups, BotCommandScopeAllGroupChats())
    for admin_id in admin_ids:
        await show_all_to(bot, admin_id)
    await bot.set_my_description(words("bot-description"))
    await bot.set_my_short_description(words("bot-short-description"))


async def show_all_to(bot: Bot, admin_id: int) -> None:
    """Put what only who runs the bot may do in their private chat's menu, where they have opened that."""
    try:
        await bot.set_my_commands(_commands(*ADMIN_COMMANDS), BotCommandScopeChat(admin_id))
    except (BadRequest, Forbidden) as error:
        log.info("The admin %s has no menu of their own yet: %s", admin_id, error)


def _commands(*names: str) -> list[BotCommand]:
    words = english()
    return [BotCommand(name, words(f"command-{name}")) for name in names]
