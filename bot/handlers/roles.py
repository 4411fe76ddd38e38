"""Teachers, made by those who run the bot, by a link that works once; editors of books by the like."""

from __future__ import annotations

from telegram import CallbackQuery, Chat, Update
from telegram.ext import CallbackQueryHandler, CommandHandler, filters

from bot.handlers.chat import acknowledge, edit, name_of, place_of, send
from bot.handlers.context import Context
from bot.handlers.pressing import taking
from bot.journal import note_refusal
from bot.views.books import invitation_view, teachers_view
from bot.views.callbacks import Dismiss, Manage, Press
from bot.views.library import ready_view
from bot.views.pages import page_view
from questions.quiz import Refusal, Refused


async def show(update: Update, context: Context) -> None:
    """Show who runs the bot who teaches."""
    chat, user = place_of(update)
    try:
        view = teachers_view(context.words, await context.roles.teachers(user.id))
    except Refused as refused:
        note_refusal(refused.refusal)
        view = page_view(context.words, "teachers-closed")
    await send(chat, view)


async def follow(update: Update, context: Context, code: str) -> None:
    """Make whoever opens an invitation what it promises, once."""
    chat, user = place_of(update)
    try:
        invited = await context.roles.accept(user.id, name_of(user), code)
    except Refused as refused:
        note_refusal(refused.refusal)
        already = refused.refusal is Refusal.ALREADY
        await send(chat, page_view(context.words, "invitation-already" if already else "invitation-unknown"))
        return
    if invited.book_id is None:
        await send(chat, page_view(context.words, "teacher-now"))
    else:
        volume = await context.library.volume(user.id, invited.book_id)
        await send(chat, ready_view(context.words, user.id, volume))


async def _step(update: Update, context: Context, query: CallbackQuery, pressed: Press) -> None:
    chat, user = place_of(update)
    match pressed:
        case Dismiss(0, teacher_id) if chat.type == Chat.PRIVATE:
            await context.roles.dismiss(user.id, teacher_id)
            await acknowledge(query)
            await edit(query, teachers_view(context.words, await context.roles.teachers(user.id)))
        case Manage(0, "invite") if chat.type == Chat.PRIVATE:
            code = await context.roles.invite(user.id, name_of(user))
            await acknowledge(query)
            await send(chat, invitation_view(context.words, code))
        case _:
            raise Refused(Refusal.UNKNOWN)


HANDLERS = (
    CommandHandler("teachers", show, filters.ChatType.PRIVATE),
    CallbackQueryHandler(taking(_step), "^i:0:|^Y:0:"),
)
