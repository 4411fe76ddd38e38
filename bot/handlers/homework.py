"""Homework from the podium's button to a person's last try.

```mermaid
stateDiagram-v2
    [*] --> asked: Assign with no days (the podium's buttons change)
    asked --> given: Assign (a message to the group, with a link)
    asked --> [*]: back
    given --> offered: the link, in a private chat
    offered --> playing: DoHomework, from there on a quiz like any other
    given --> given: HomeworkResults (files to the host)
```
"""

from __future__ import annotations

import asyncio

from telegram import CallbackQuery, Chat, Update
from telegram.ext import CallbackQueryHandler

from bot.delivery import ChatLostError
from bot.handlers.chat import acknowledge, key_of, name_of, place_of, send, show_buttons, thread_of
from bot.handlers.context import Context
from bot.handlers.pressing import taking
from bot.handlers.quiz import show_step
from bot.handlers.rights import refuse_others
from bot.journal import note_refusal
from bot.services import Gradebook
from bot.views.callbacks import Assign, ClassResults, DoHomework, HomeworkResults, Press
from bot.views.classroom import end_view
from bot.views.homework import DAYS, days_rows, given_view, homework_view
from bot.views.pages import page_view
from bot.views.posts import files_view
from questions.quiz import Refusal, Refused


async def show(update: Update, context: Context, code: str) -> None:
    """Show homework to somebody who opened its link."""
    chat, user = place_of(update)
    try:
        homework = await context.homework.look(code, user.id)
    except Refused as refused:
        note_refusal(refused.refusal)
        await send(chat, page_view(context.words, "homework-unknown"))
    else:
        await send(chat, homework_view(context.words, homework))


async def _step(update: Update, context: Context, query: CallbackQuery, pressed: Press) -> None:
    chat, user = place_of(update)
    match pressed:
        case Assign():
            await _assign(update, context, query, pressed)
        case DoHomework(code) if chat.type == Chat.PRIVATE:
            started = await context.homework.begin(
                code, user_id=user.id, name=name_of(user), chat_id=chat.id, start_key=key_of(query)
            )
            await acknowledge(query)
            await show_step(context, chat, started)
        case HomeworkResults(code):
            await _hand_over(context, query, await context.homework.results(code, user.id))
        case ClassResults(session_id):
            await _hand_over(context, query, await context.classes.results(session_id, user.id))
        case _:
            raise Refused(Refusal.UNKNOWN)


async def _hand_over(context: Context, query: CallbackQuery, book: Gradebook) -> None:
    """Send results to their host in private, wherever the host asked for them."""
    files = await asyncio.to_thread(files_view, context.words, book)
    told = "results-sent" if files else "results-nothing-yet"
    try:
        await context.delivery.hand_over(query.from_user.id, files)
    except ChatLostError:
        told = "results-write-first"
    await acknowledge(query, context.words(told))


async def _assign(update: Update, context: Context, query: CallbackQuery, assign: Assign) -> None:
    chat, user = place_of(update)
    words, bot = context.words, context.bot.username
    await refuse_others(update, context, await context.classes.standing(assign.session_id))
    if assign.days == 0:
        await acknowledge(query)
        rows = days_rows(words, assign.session_id, assign.tries) if assign.tries else None
        if rows is None:
            rows = end_view(words, await context.classes.end(assign.session_id), bot).rows
        await show_buttons(query, rows)
        return
    if assign.days not in DAYS:
        raise Refused(Refusal.UNKNOWN)
    homework = await context.homework.give(
        assign.session_id,
        days=assign.days,
        tries=assign.tries,
        host_id=user.id,
        name=name_of(user),
        start_key=f"{key_of(query)}:{assign.days}:{assign.tries}",
    )
    await acknowledge(query)
    await send(chat, given_view(words, homework, bot), thread_id=thread_of(update))
    await show_buttons(query, end_view(words, await context.classes.end(assign.session_id), bot).rows)


HANDLERS = (CallbackQueryHandler(taking(_step), "^[wdzx]:"),)
