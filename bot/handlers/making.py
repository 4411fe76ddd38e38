"""What somebody sends becomes a bank of their own: a document, a text; one at a time for each person.

```mermaid
stateDiagram-v2
    [*] --> waiting: a file in private chat
    [*] --> waiting: /make_quiz as a reply to a file or a text, in a group too
    [*] --> offered: the same of a teacher, where a language model can be chosen
    [*] --> offered: a text in private chat that is too long for an answer or a question
    offered --> offered: its next piece (the same message is edited)
    offered --> waiting: TakeText 1, TakeText 2 (with the language model, for teachers)
    offered --> left: TakeText 0, or another text or file
    waiting --> waiting: those before are done (the same message is edited)
    waiting --> reading: its turn has come
    reading --> reading: progress (the same message is edited)
    reading --> ready: questions were found, from there on a book like any other
    reading --> refused: it cannot be read or holds nothing to ask
    waiting --> given up: CancelMaking, /delete_my_data
    reading --> given up: CancelMaking, /delete_my_data
```

From `offered` to the result it is one message in the private chat, and one row: a bot that was killed goes
on with it.
"""

from __future__ import annotations

from telegram import CallbackQuery, Chat, Update
from telegram import Message as Sent
from telegram.constants import ChatAction
from telegram.error import BadRequest, Forbidden
from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot.engines import LLM, RULES
from bot.handlers.chat import acknowledge, edit, message_of, name_of, place_of, send, thread_of
from bot.handlers.context import Context
from bot.handlers.pressing import taking
from bot.journal import note_refusal
from bot.pasting import title_of
from bot.services import JobRefused, Source
from bot.views.callbacks import CancelMaking, Press, TakeText
from bot.views.making import closed_view, group_view, left_view
from bot.views.message import shortened
from bot.views.pages import page_view
from questions.quiz import Refusal, Refused

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes that a bot can download (https://core.telegram.org/bots/api#getfile)."""

NAME = 80
"""Characters of a file's name that are kept."""


async def take(update: Update, context: Context) -> None:
    """Make a bank of a file that somebody sends."""
    await _make(update, context, _message(update))


async def make_quiz(update: Update, context: Context) -> None:
    """Make a bank of the message that the command replies to, or tell how it is used."""
    replied = _message(update).reply_to_message
    if _source(replied) is None:
        await send(place_of(update)[0], page_view(context.words, "make-usage"))
    else:
        await _make(update, context, replied)


async def make_quiz_in_group(update: Update, context: Context) -> None:
    """Make a bank of the message that the command replies to, in the private chat of whoever asks."""
    chat, user = place_of(update)
    words, thread, notices = context.words, thread_of(update), context.notices
    replied = _message(update).reply_to_message
    source = _source(replied)
    if source is None:
        if await notices.allows(chat.id, "make-usage"):
            await send(chat, page_view(words, "make-usage-group"), thread_id=thread)
        return
    try:
        await context.bot.send_chat_action(user.id, ChatAction.TYPING)
    except (BadRequest, Forbidden):
        if await notices.allows(chat.id, "make-closed"):
            await send(chat, closed_view(words, name_of(user)), thread_id=thread)
        return
    if await _make(update, context, replied) and await notices.allows(chat.id, "make"):
        await send(chat, group_view(words, source.name, name_of(user)), thread_id=thread)


async def hear(update: Update, context: Context) -> bool:
    """Offer to make a bank of what somebody writes, where it is a text; returns whether it is."""
    chat, user = place_of(update)
    message = _message(update)
    piece = message.text or message.caption or ""
    try:
        return await context.maker.offers.hear(user.id, name_of(user), piece, at=message.date)
    except JobRefused as refused:
        note_refusal(refused.why)
        if await context.notices.allows(chat.id, refused.why):
            await send(chat, page_view(context.words, f"making-{refused.why}"))
    return True


async def hear_caption(update: Update, context: Context) -> None:
    """Take what stands under a picture for a text, where it is long enough."""
    if not await hear(update, context):
        await send(place_of(update)[0], page_view(context.words, "lost"))


async def _make(update: Update, context: Context, message: Sent | None) -> bool:
    """Make a bank of a message for whoever asks, in their private chat; returns whether it is taken."""
    user = update.effective_user
    source = _source(message)
    if user is None or message is None or source is None:
        raise TypeError("somebody asks for a bank of a message that holds something")
    told = None
    if message.document and (message.document.file_size or 0) > LARGEST_FILE:
        told = "file-too-large"
    else:
        try:
            await context.maker.take(user.id, name_of(user), source, at=_message(update).date)
        except JobRefused as refused:
            note_refusal(refused.why)
            told = f"making-{refused.why}"
    if told:
        await context.bot.send_message(user.id, page_view(context.words, told).html, parse_mode="HTML")
    return told is None


async def _step(update: Update, context: Context, query: CallbackQuery, pressed: Press) -> None:
    chat, user = place_of(update)
    if chat.type != Chat.PRIVATE:
        raise Refused(Refusal.UNKNOWN)
    match pressed:
        case CancelMaking(owner):
            if owner != user.id:
                raise Refused(Refusal.FOREIGN)
            await acknowledge(query)
            given_up = await context.maker.give_up(user.id)
            if not given_up and not await context.maker.tells_an_end(user.id, message_of(query)):
                await edit(query, page_view(context.words, "making-given-up"))
        case TakeText(job_id, 1 | 2 as taken):
            try:
                await context.maker.accept(user.id, job_id, LLM if taken == 2 else RULES)
            except JobRefused as refused:
                note_refusal(refused.why)
                await acknowledge(query, context.words(f"making-{refused.why}"))
            else:
                await acknowledge(query)
        case TakeText(job_id, 0):
            left = await context.jobs.decline(user.id, job_id)
            await acknowledge(query)
            await edit(query, left_view(context.words, left))
        case _:
            raise Refused(Refusal.UNKNOWN)


def _source(message: Sent | None) -> Source | None:
    """Return what a message holds to make a bank of: a file, else a text; None where it holds neither."""
    if message is None:
        return None
    if document := message.document:
        return Source(shortened(document.file_name or "document", NAME), file_id=document.file_id)
    text = message.text or message.caption
    return Source(title_of(text), text=text) if text else None


def _message(update: Update) -> Sent:
    if update.effective_message is None:
        raise TypeError("what somebody sends is a message")
    return update.effective_message


PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE

HANDLERS = (
    CommandHandler("make_quiz", make_quiz, PRIVATE),
    CommandHandler("make_quiz", make_quiz_in_group, filters.ChatType.GROUPS & filters.UpdateType.MESSAGE),
    MessageHandler(PRIVATE & filters.Document.ALL, take),
    MessageHandler(PRIVATE & filters.CAPTION, hear_caption),
    CallbackQueryHandler(taking(_step), "^[Km]:"),
)
