"""A person's study: /review, /progress, /settings, and what their buttons ask for.

```mermaid
stateDiagram-v2
    [*] --> running: /review, a quiz is open
    [*] --> question: /review, something is due
    [*] --> nothing: /review, nothing is due
    zone --> offset: SetZone, several places have this clock
    zone --> known: SetZone
    offset --> known: SetZone
    ended --> zone: Open zone, while it is not known
    [*] --> settings: /settings
    settings --> wish: Wish 0 (the same message is edited)
    wish --> settings: Wish
    settings --> zone: SetZone 0
```

The questions themselves are those of any quiz.
"""

from __future__ import annotations

import asyncio

from telegram import CallbackQuery, Update
from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot.handlers.chat import acknowledge, edit, name_of, place_of, player_of, send, start_key_of
from bot.handlers.context import Context
from bot.handlers.pressing import taking
from bot.handlers.quiz import show_step
from bot.services import NothingToStudy
from bot.timezones import offsets, zone_at, zones_at
from bot.views.callbacks import Press, Rate, SetZone, Wish
from bot.views.message import Message
from bot.views.pages import page_view, running_view
from bot.views.play import answer_view
from bot.views.progress import progress_picture, progress_view
from bot.views.study import (
    EAST,
    WISHES,
    nothing_view,
    offsets_view,
    settings_view,
    wish_view,
    zone_set_view,
    zones_view,
)
from questions.quiz import Rating, Refusal, Refused


async def review(update: Update, context: Context) -> None:
    """Ask what a person would forget otherwise."""
    chat, user = place_of(update)
    await context.quiz.remember(user.id, name_of(user))
    running = await context.quiz.running(user.id, chat.id)
    if running:
        await send(chat, running_view(context.words, running))
        return
    step = await context.starts.review(player_of(update), start_key=start_key_of(update))
    if isinstance(step, NothingToStudy):
        await send(chat, nothing_view(context.words, step.day))
    else:
        await show_step(context, chat, step)


async def show_progress(update: Update, context: Context) -> None:
    """Show how far a person has come: as a picture with its words, or that there is nothing yet."""
    chat, user = place_of(update)
    progress = await context.study.progress(user.id)
    words = context.words
    view = progress_view(words, progress)
    if not progress.met:
        await send(chat, view)
        return
    picture = await asyncio.to_thread(progress_picture, words, progress)
    await chat.send_photo(picture, caption=view.html, parse_mode="HTML", reply_markup=view.markup)


async def show_settings(update: Update, context: Context) -> None:
    """Show how a person studies."""
    chat, user = place_of(update)
    await send(chat, await _settings(context, user.id))


async def ask_zone(update: Update, context: Context) -> None:
    """Ask what time it is where a person lives."""
    await send(place_of(update)[0], _ask_zone(context))


async def take_place(update: Update, context: Context) -> None:
    """Take the time zone of a place that a person sends, and keep nothing else of it."""
    chat, user = place_of(update)
    message = update.effective_message
    if message is None or message.location is None:
        raise TypeError("a place comes in a message")
    zone = await asyncio.to_thread(zone_at, message.location.latitude, message.location.longitude)
    if zone is None:
        await send(chat, _ask_zone(context))
        return
    await context.study.set_zone(user.id, name_of(user), zone)
    await send(chat, await _zone_set(context, user.id))


async def _step(update: Update, context: Context, query: CallbackQuery, pressed: Press) -> None:
    _, user = place_of(update)
    study, name = context.study, name_of(user)
    match pressed:
        case Rate(session_id, position, 0):
            answered = await context.quiz.answered(user_id=user.id, session_id=session_id, position=position)
            await acknowledge(query)
            await edit(query, answer_view(context.words, answered, rating=True))
        case Rate(session_id, position, rating) if rating in set(Rating):
            answered = await study.rate(
                user_id=user.id, session_id=session_id, position=position, rating=Rating(rating)
            )
            await acknowledge(query)
            await edit(query, answer_view(context.words, answered))
        case Wish("never", _):
            await study.set_reminder(user.id, name, None)
            await acknowledge(query, toast=context.words.plain("reminders-off"))
            await edit(query, await _settings(context, user.id))
        case Wish("settings", _):
            await acknowledge(query)
            await edit(query, await _settings(context, user.id))
        case Wish("remind", 0) if (await study.learner(user.id)).zone is None:
            await acknowledge(query)
            await edit(query, _ask_zone(context))
        case Wish(what, 0) if what in WISHES:
            await acknowledge(query)
            await edit(query, wish_view(context.words, what, await study.learner(user.id)))
        case Wish(what, value):
            await _wish(context, user.id, name, what, value - 1)
            await acknowledge(query)
            await edit(query, await _settings(context, user.id))
        case SetZone(0, "later"):
            await acknowledge(query)
            await edit(query, page_view(context.words, "zone-later"))
        case SetZone(0, "-"):
            await acknowledge(query)
            await edit(query, _ask_zone(context))
        case SetZone(offset, "-"):
            zones = zones_at(offset - EAST, study.now())
            if not zones:
                raise Refused(Refusal.UNKNOWN)
            await acknowledge(query)
            if len(zones) > 1:
                await edit(query, zones_view(context.words, offset - EAST, zones))
            else:
                await study.set_zone(user.id, name, zones[0])
                await edit(query, await _zone_set(context, user.id))
        case SetZone(_, zone):
            await study.set_zone(user.id, name, zone)
            await acknowledge(query)
            await edit(query, await _zone_set(context, user.id))
        case _:
            raise Refused(Refusal.UNKNOWN)


async def _wish(context: Context, user_id: int, name: str, what: str, value: int) -> None:
    match what:
        case "retention":
            await context.study.wish(user_id, name, retention=value / 100)
        case "new":
            await context.study.wish(user_id, name, new_a_day=value)
        case "goal":
            await context.study.wish(user_id, name, goal=value)
        case "remind":
            await context.study.set_reminder(user_id, name, value)
        case _:
            raise Refused(Refusal.UNKNOWN)


def _ask_zone(context: Context) -> Message:
    now = context.study.now()
    return offsets_view(context.words, now, offsets(now))


async def _settings(context: Context, user_id: int) -> Message:
    learner = await context.study.learner(user_id)
    return settings_view(context.words, learner, context.study.now().astimezone(context.study.zone(learner)))


async def _zone_set(context: Context, user_id: int) -> Message:
    learner = await context.study.learner(user_id)
    local = context.study.now().astimezone(context.study.zone(learner))
    return zone_set_view(context.words, learner.zone or "", local)


PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE

HANDLERS = (
    CommandHandler("review", review, PRIVATE),
    CommandHandler("progress", show_progress, PRIVATE),
    CommandHandler("settings", show_settings, PRIVATE),
    MessageHandler(PRIVATE & filters.LOCATION, take_place),
    CallbackQueryHandler(taking(_step), "^[RSZ]:"),
)
