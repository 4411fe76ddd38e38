"""A document that somebody sends becomes a bank of their own; one at a time for each person.

```mermaid
stateDiagram-v2
    [*] --> making: a file in private chat
    making --> making: progress (the same message is edited)
    making --> ready: questions were found, from there on a book like any other
    making --> refused: the file cannot be read or holds nothing to ask
    making --> given up: CancelMaking
```
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress

from telegram import CallbackQuery, Chat, Update
from telegram.error import TelegramError
from telegram.ext import CallbackQueryHandler, MessageHandler, filters

from bot.handlers.chat import acknowledge, edit, name_of, place_of, send
from bot.handlers.context import Context
from bot.handlers.pressing import taking
from bot.views.callbacks import CancelMaking, Press
from bot.views.library import ready_view
from bot.views.making import making_view
from bot.views.message import Message, shortened
from bot.views.pages import page_view
from bot.workshop import Making
from questions.errors import QuizError
from questions.quiz import Refusal, Refused

log = logging.getLogger(__name__)

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes that a bot can download (https://core.telegram.org/bots/api#getfile)."""

NAME, REASON = 80, 600
"""Characters of a file's name and of a reason that are told."""

MOST_JOBS = 8
"""Documents that wait for their turn."""

BETWEEN_EDITS = 2.0
"""Seconds between two words on how far it is."""


async def take(update: Update, context: Context) -> None:
    """Begin to make a bank of a file that somebody sends."""
    chat, user = place_of(update)
    document = update.effective_message.document if update.effective_message else None
    if document is None:
        raise TypeError("a file comes in a message")
    words, jobs = context.words, context.jobs
    if document.file_size and document.file_size > LARGEST_FILE:
        await send(chat, page_view(words, "file-too-large"))
        return
    name = shortened(document.file_name or "document", NAME)

    async def fetch() -> bytes:
        file = await context.bot.get_file(document.file_id)
        return bytes(await file.download_as_bytearray())

    if user.id in jobs:
        await send(chat, page_view(words, "making-another"))
        return
    if len(jobs) >= MOST_JOBS:
        await send(chat, page_view(words, "making-busy"))
        return
    sent = await send(chat, making_view(words, user.id, name, Making()))
    job = asyncio.create_task(_make(context, user.id, name_of(user), name, fetch, sent.message_id))
    jobs[user.id] = job
    job.add_done_callback(lambda done: jobs.pop(user.id) if jobs.get(user.id) is done else None)


async def _make(
    context: Context,
    user_id: int,
    person: str,
    name: str,
    fetch: Callable[[], Awaitable[bytes]],
    message_id: int,
) -> None:
    """Make a bank of a file, and tell its person in one message how far it is and what came of it."""
    words, told = context.words, 0.0

    async def watch(making: Making) -> None:
        nonlocal told
        if time.monotonic() - told < BETWEEN_EDITS:
            return
        told = time.monotonic()
        with suppress(TimeoutError):
            async with asyncio.timeout(BETWEEN_EDITS):
                await _show(context, user_id, message_id, making_view(words, user_id, name, making))

    try:
        bank = await context.workshop.make(name, fetch, watch)
    except asyncio.CancelledError:
        view = page_view(words, "making-given-up")
        await asyncio.shield(_show(context, user_id, message_id, view))
        raise
    except QuizError as error:
        view = Message(words("making-refused", reason=shortened(str(error), REASON)))
    except Exception:
        log.exception("A bank could not be made")
        view = page_view(words, "trouble")
    else:
        # From here on there is nothing to give up any more.
        context.jobs.pop(user_id, None)
        view = ready_view(words, user_id, await context.library.add(user_id, person, bank))
    if not await _show(context, user_id, message_id, view):
        with suppress(TelegramError):
            await context.bot.send_message(user_id, view.html, parse_mode="HTML", reply_markup=view.markup)


async def _show(context: Context, chat_id: int, message_id: int, view: Message) -> bool:
    """Turn the message into another; returns whether that was done."""
    try:
        await context.bot.edit_message_text(
            view.html, chat_id, message_id, parse_mode="HTML", reply_markup=view.markup
        )
    except TelegramError as error:
        log.info("A message could not be brought up to date: %s", error)
        return False
    return True


async def _step(update: Update, context: Context, query: CallbackQuery, pressed: Press) -> None:
    chat, user = place_of(update)
    if chat.type != Chat.PRIVATE or not isinstance(pressed, CancelMaking):
        raise Refused(Refusal.UNKNOWN)
    if pressed.user_id != user.id:
        raise Refused(Refusal.FOREIGN)
    job = context.jobs.get(user.id)
    await acknowledge(query)
    if job is None:
        await edit(query, page_view(context.words, "making-given-up"))
    else:
        job.cancel()


HANDLERS = (
    MessageHandler(filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE & filters.Document.ALL, take),
    CallbackQueryHandler(taking(_step), "^K:"),
)
