"""What a person can do with the banks on their shelf: mend, hand on, export, put away.

```mermaid
stateDiagram-v2
    [*] --> ready: a bank was made, or is opened from the shelf
    [*] --> ready: a bank that was mended by hand is sent back
    ready --> [*]: Questions, see bot.handlers.editing; Manage, see bot.handlers.books
    ready --> away: PutAway
    [*] --> ready: the link of a book
```
"""

from __future__ import annotations

from telegram import CallbackQuery, Chat, Update
from telegram.ext import CallbackQueryHandler, MessageHandler, filters

from bot.handlers.chat import acknowledge, edit, name_of, place_of, send, show_buttons
from bot.handlers.context import Context
from bot.handlers.mending import mended
from bot.handlers.pressing import taking
from bot.journal import note_refusal
from bot.views.callbacks import ExportBook, Press, PutAway
from bot.views.library import (
    exported_file,
    formats_rows,
    ready_view,
)
from bot.views.message import shortened
from bot.views.pages import page_view
from questions.errors import QuizError
from questions.quiz import Refusal, Refused

LARGEST_BANK = 4 * 2**20
"""Bytes of a bank that is sent back: some five thousand questions."""

NAME = 80
"""Characters of a file's name that are told."""

ALERT = 200
"""Characters of an alert (https://core.telegram.org/bots/api#answercallbackquery)."""

A_BANK = filters.Document.FileExtension("yaml") | filters.Document.FileExtension("yml")


async def take(update: Update, context: Context) -> None:
    """Take a bank that its maker has mended by hand and sends back."""
    chat, user = place_of(update)
    document = update.effective_message.document if update.effective_message else None
    if document is None:
        raise TypeError("a file comes in a message")
    if (document.file_size or 0) > LARGEST_BANK:
        await send(chat, page_view(context.words, "bank-too-large"))
        return
    file = await context.bot.get_file(document.file_id)
    content = bytes(await file.download_as_bytearray())
    name = shortened(document.file_name or "bank", NAME)
    await send(chat, await mended(context, user.id, name, content))


async def follow(update: Update, context: Context, code: str) -> None:
    """Put the book of a link on a person's shelf."""
    chat, user = place_of(update)
    try:
        volume = await context.library.take(user.id, name_of(user), code)
    except Refused as refused:
        note_refusal(refused.refusal)
        await send(chat, page_view(context.words, "book-unknown"))
    else:
        await send(chat, ready_view(context.words, user.id, volume))


async def _step(update: Update, context: Context, query: CallbackQuery, pressed: Press) -> None:
    chat, user = place_of(update)
    if chat.type != Chat.PRIVATE:
        raise Refused(Refusal.UNKNOWN)
    match pressed:
        case ExportBook(book_id, "ask"):
            await context.library.shelved(user.id, book_id)
            await acknowledge(query)
            await show_buttons(query, formats_rows(context.words, book_id))
        case ExportBook(book_id, to):
            try:
                volume, exported = await context.library.export(user.id, book_id, to)
            except QuizError as error:
                await acknowledge(query, shortened(str(error), ALERT))
                return
            await acknowledge(query)
            file = exported_file(context.words, volume, to, exported)
            await context.delivery.hand_over(user.id, [file])
        case PutAway(book_id):
            await context.library.put_away(user.id, book_id)
            await acknowledge(query)
            await edit(query, page_view(context.words, "book-away"))
        case _:
            raise Refused(Refusal.UNKNOWN)


HANDLERS = (
    MessageHandler(filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE & A_BANK, take),
    CallbackQueryHandler(taking(_step), "^[PX]:"),
)
