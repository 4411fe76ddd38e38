"""A class's quiz in a group, from setting it up to the host's last button.

```mermaid
stateDiagram-v2
    [*] --> setup: /quiz by an administrator
    setup --> setup: SetUp (the same message is edited)
    setup --> lobby: StartClass, who is in first
    setup --> playing: StartClass
    lobby --> lobby: Join
    lobby --> playing: Steer begin
    playing --> playing: Steer skip, next, more, pause, resume
    playing --> over: the conductor, or Steer stop
    over --> lobby: Replay
    over --> playing: Replay
```

What is sent while a class plays is the conductor's: a handler only takes a step and wakes it. Everybody sees
the host's buttons, since Telegram shows them to all; who may not press them is told so.
"""

from __future__ import annotations

from telegram import CallbackQuery, Chat, ChatMember, ReplyParameters, Update
from telegram.ext import CallbackQueryHandler, ChatMemberHandler, CommandHandler, MessageHandler, filters

from bot.handlers.chat import (
    acknowledge,
    edit,
    key_of,
    message_of,
    name_of,
    place_of,
    send,
    show_buttons,
    thread_of,
)
from bot.handlers.context import Context
from bot.handlers.pressing import taking
from bot.handlers.rights import administers, refuse_elsewhere, refuse_others
from bot.services import Place
from bot.services.work import ClassStanding
from bot.views.callbacks import Join, Press, Replay, SetUp, StartClass, Steer
from bot.views.classroom import controls
from bot.views.message import Message as View
from bot.views.message import link
from bot.views.pages import page_view
from bot.views.setup import class_runs_view, first_setup, setup_of, setup_view
from questions.quiz import ClassPhase, Refusal, Refused

GONE = (ChatMember.LEFT, ChatMember.BANNED)


async def offer(update: Update, context: Context) -> None:
    """Offer an administrator to set up a quiz, or show the one that runs."""
    chat, user = place_of(update)
    thread = thread_of(update)
    running = await context.classes.running(chat.id, thread or 0)
    if running:
        if user.id == running.host_id or await context.notices.allows(chat.id, "runs"):
            await _point_to(update, context, running)
        return
    if not await administers(update, context):
        if await context.notices.allows(chat.id, "ask"):
            await send(chat, _ask_an_admin(context), thread_id=thread)
        return
    banks = await context.classes.banks(user.id)
    if not banks:
        await send(chat, page_view(context.words, "no-banks"), thread_id=thread)
        return
    await send(chat, setup_view(context.words, first_setup(banks[0]), banks), thread_id=thread)


async def stop(update: Update, context: Context) -> None:
    """Ask the host, or an administrator, whether the quiz that runs shall end: a command is a link to all."""
    chat, user = place_of(update)
    running = await context.classes.running(chat.id, thread_of(update) or 0)
    if running is None:
        if await context.notices.allows(chat.id, "none"):
            await send(chat, page_view(context.words, "class-none"), thread_id=thread_of(update))
    elif user.id == running.host_id or await administers(update, context):
        rows = controls(running, context.words, stopping=True)
        await send(chat, View(context.words("class-stop-ask"), rows), thread_id=thread_of(update))
    elif await context.notices.allows(chat.id, "stop"):
        await send(chat, page_view(context.words, "class-stop-host"), thread_id=thread_of(update))


async def moved(update: Update, context: Context) -> None:
    """End what runs in a group that became a supergroup: its polls stay behind."""
    chat, _ = place_of(update)
    if update.message is None or update.message.migrate_to_chat_id is None:
        return  # it is the new group that tells where it comes from
    for session_id in await context.classes.lose_chat(chat.id, "upgraded"):
        context.conductor.wake(session_id)


async def membership(update: Update, context: Context) -> None:
    """Say hello in a group, or end what runs in one that the bot was removed from."""
    change = update.my_chat_member
    if change is None or change.chat.type == Chat.PRIVATE:
        return
    was_there, is_there = (one.status not in GONE for one in (change.old_chat_member, change.new_chat_member))
    if was_there and not is_there:
        for session_id in await context.classes.lose_chat(change.chat.id, "removed"):
            context.conductor.wake(session_id)
    elif is_there and not was_there and change.chat.type != Chat.CHANNEL:
        await send(change.chat, page_view(context.words, "group-hello"))


async def _step(update: Update, context: Context, query: CallbackQuery, pressed: Press) -> None:
    chat, user = place_of(update)
    words, classes = context.words, context.classes
    match pressed:
        case SetUp(page=page):
            await refuse_others(update, context)
            view = page_view(words, "setup-gone")
            if page != "x":
                banks = await context.classes.banks(user.id)
                try:
                    view = setup_view(words, setup_of(pressed), banks, page)
                except ValueError:
                    raise Refused(Refusal.UNKNOWN) from None
            await acknowledge(query)
            await edit(query, view)
        case StartClass():
            await refuse_others(update, context)
            place = Place(chat.id, thread_of(update) or 0, chat.title or "", message_of(query))
            try:
                setup = setup_of(pressed)
            except ValueError:
                raise Refused(Refusal.UNKNOWN) from None
            started = await classes.start(
                setup, place, host_id=user.id, name=name_of(user), start_key=key_of(query)
            )
            context.conductor.wake(started.session_id)
            await acknowledge(query)
            await edit(query, page_view(words, "setup-started"))
        case Replay(session_id, missed):
            before = await classes.standing(session_id)
            await refuse_others(update, context, before)
            key = f"{key_of(query)}:{missed}"
            started = await classes.replay(
                session_id,
                missed=bool(missed),
                message_id=message_of(query),
                host_id=user.id,
                name=name_of(user),
                start_key=key,
            )
            context.conductor.wake(started.session_id)
            await acknowledge(query)
        case Join(session_id, team):
            standing = await classes.standing(session_id)
            refuse_elsewhere(standing, chat.id)
            index = team - 1 if team else None
            await classes.join(session_id, user_id=user.id, name=name_of(user), team=index)
            told = words("alert-in") if index is None else words("alert-in-team", team=words(f"team-{index}"))
            context.conductor.wake(session_id)
            await acknowledge(query, toast=told)
        case Steer():
            before = await classes.standing(pressed.session_id)
            await refuse_others(update, context, before)
            await _steer(context, query, pressed, before)
        case _:
            raise Refused(Refusal.UNKNOWN)


async def _steer(context: Context, query: CallbackQuery, pressed: Steer, before: ClassStanding) -> None:
    classes, words = context.classes, context.words
    session_id, position = pressed.session_id, pressed.position
    match pressed.step:
        case "ask" | "keep":
            if before.phase in (ClassPhase.FINISHED, ClassPhase.STOPPED):
                raise Refused(Refusal.OVER)
            if position != before.position:
                raise Refused(Refusal.MOVED_ON)
            await acknowledge(query)
            own = before.message_id in (None, message_of(query))
            asks = pressed.step == "ask"
            await show_buttons(query, controls(before, words, stopping=asks) if asks or own else ())
            return
        case "begin":
            await classes.begin(session_id)
        case "cancel":
            await classes.cancel(session_id)
            context.conductor.wake(session_id)
            await acknowledge(query)
            await edit(query, page_view(words, "setup-gone"))
            return
        case "skip":
            await classes.skip(session_id, position)
        case "next":
            await classes.onward(session_id, position)
        case "more":
            await classes.extend(session_id, position, pressed.extensions)
        case "pause":
            paused = await classes.pause(session_id, position)
            told = "alert-paused" if paused.phase is ClassPhase.SHOWN else "alert-pausing"
            await acknowledge(query, toast=words(told))
            await show_buttons(query, controls(paused, words))
            return
        case "resume":
            resumed = await classes.resume(session_id, position)
            if resumed.position == position and resumed.phase is ClassPhase.ASKING:
                await acknowledge(query, toast=words("alert-going-on"))
                await show_buttons(query, controls(resumed, words))
                return
        case "stop":
            await classes.stop(session_id, position)
        case _:
            raise Refused(Refusal.UNKNOWN)
    context.conductor.wake(session_id)
    await acknowledge(query)


async def _point_to(update: Update, context: Context, running: ClassStanding) -> None:
    """Show the quiz that runs: a reply leads to its message."""
    message = update.effective_message
    if message is None:
        raise TypeError("a command comes in a message")
    pointed_at = ReplyParameters(running.message_id or message.message_id, allow_sending_without_reply=True)
    await context.bot.send_message(
        message.chat_id,
        class_runs_view(context.words, running).html,
        parse_mode="HTML",
        reply_parameters=pointed_at,
        message_thread_id=thread_of(update),
    )


def _ask_an_admin(context: Context) -> View:
    bot = context.bot.username
    rows = ((link(context.words("button-quiz"), f"https://t.me/{bot}?start=quiz"),),)
    return View(context.words("ask-an-admin"), rows)


GROUPS = filters.ChatType.GROUPS & filters.UpdateType.MESSAGE

HANDLERS = (
    CommandHandler("quiz", offer, GROUPS),
    CommandHandler("start", offer, GROUPS),
    CommandHandler("stop", stop, GROUPS),
    CallbackQueryHandler(taking(_step), "^[uvjky]:"),
    ChatMemberHandler(membership, ChatMemberHandler.MY_CHAT_MEMBER),
    MessageHandler(filters.StatusUpdate.MIGRATE & filters.UpdateType.MESSAGE, moved),
)
