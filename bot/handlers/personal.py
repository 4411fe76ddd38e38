"""What belongs to a person: /export_my_data and /delete_my_data.

```mermaid
stateDiagram-v2
    [*] --> asked: /delete_my_data
    asked --> sure: Erase 1 (the same message is edited)
    sure --> erased: Erase 2
    asked --> kept: Erase 0
    sure --> kept: Erase 0
```
"""

from __future__ import annotations

import asyncio

from telegram import CallbackQuery, Update
from telegram.ext import CallbackQueryHandler, CommandHandler, filters

from bot.handlers.chat import acknowledge, edit, place_of, send
from bot.handlers.context import Context
from bot.handlers.pressing import taking
from bot.journal import note_refusal
from bot.views.callbacks import Erase, Press
from bot.views.pages import page_view
from bot.views.personal import erase_sure_view, erase_view, export_views
from questions.quiz import Refusal, Refused


async def export(update: Update, context: Context) -> None:
    """Send a person all that is kept of them."""
    _, user = place_of(update)
    data = await context.personal.export(user.id)
    files = await asyncio.to_thread(export_views, context.words, data)
    await context.delivery.hand_over(user.id, files)


async def ask(update: Update, context: Context) -> None:
    """Ask whether everything shall be erased."""
    chat, user = place_of(update)
    await send(chat, erase_view(context.words, user.id))


async def _step(update: Update, context: Context, query: CallbackQuery, pressed: Press) -> None:
    _, user = place_of(update)
    if not isinstance(pressed, Erase):
        raise Refused(Refusal.UNKNOWN)
    if pressed.user_id != user.id:
        raise Refused(Refusal.FOREIGN)
    words = context.words
    if pressed.step == 1:
        await acknowledge(query)
        await edit(query, erase_sure_view(words, user.id))
        return
    told = "erase-kept"
    if pressed.step == 2:
        await context.maker.give_up(user.id)
        try:
            await context.personal.erase(user.id)
            told = "erase-done"
        except Refused as refused:
            note_refusal(refused.refusal)
            told = "erase-hosting"
    await acknowledge(query)
    await edit(query, page_view(words, told))


HANDLERS = (
    CommandHandler("export_my_data", export, filters.ChatType.PRIVATE),
    CommandHandler("delete_my_data", ask, filters.ChatType.PRIVATE),
    CallbackQueryHandler(taking(_step), "^E:"),
)
