"""Links that lead into the private chat, t.me/…?start=…; knows what each leads to, and no rule of play."""

from __future__ import annotations

import re

from telegram import Update
from telegram.ext import CommandHandler, filters

from bot.handlers import homework, library, pages, quiz, reading, roles
from bot.handlers.chat import name_of, place_of, send
from bot.handlers.context import Context
from bot.menus import show_all_to
from bot.views.classroom import class_missed_view
from bot.views.pages import page_view
from bot.views.pointers import PREFIX

HOMEWORK = re.compile("hw_([0-9a-f]{20})")
BOOK = re.compile("book_([0-9a-f]{20})")
JOIN = re.compile("join_([0-9a-f]{20})")
MISSED = re.compile("missed_([0-9]{1,18})")


async def follow(update: Update, context: Context) -> None:
    """Go where a link leads; a link that leads nowhere greets. Who runs the bot gets all of its menu."""
    chat, user = place_of(update)
    payload = context.args[0] if context.args else ""
    if payload == "quiz":
        await context.quiz.remember(user.id, name_of(user))
        await quiz.choose(update, context)
    elif payload.startswith(PREFIX):
        await reading.follow(update, context, payload)
    elif match := HOMEWORK.fullmatch(payload):
        await homework.show(update, context, match[1])
    elif match := BOOK.fullmatch(payload):
        await library.follow(update, context, match[1])
    elif match := JOIN.fullmatch(payload):
        await roles.follow(update, context, match[1])
    elif match := MISSED.fullmatch(payload):
        missed = await context.classes.missed(int(match[1]), user.id)
        if missed:
            await send(chat, class_missed_view(context.words, missed))
        else:
            await send(chat, page_view(context.words, "class-missed-none"))
    else:
        await pages.start(update, context)
    if user.id in context.admin_ids:
        await show_all_to(context.bot, user.id)


HANDLERS = (CommandHandler("start", follow, filters.ChatType.PRIVATE),)
