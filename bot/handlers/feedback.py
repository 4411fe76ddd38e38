"""What people say of questions, and what those who made them or run the bot say of that."""

from __future__ import annotations

import logging

from telegram import CallbackQuery, Update, User
from telegram.error import TelegramError
from telegram.ext import CallbackQueryHandler, CommandHandler, filters

from bot.handlers.chat import acknowledge, edit, place_of, send, show_buttons
from bot.handlers.context import Context
from bot.handlers.pressing import taking
from bot.services import Reported
from bot.views.callbacks import Claim, Decide, Press, Report, Settle
from bot.views.feedback import (
    claimed_view,
    decided_view,
    open_claim_view,
    open_report_view,
    reasons_rows,
    reported_view,
)
from bot.views.message import Message
from bot.views.pages import page_view
from bot.views.play import answer_view, browse_view
from questions.quiz import Mode, Refusal, Refused

log = logging.getLogger(__name__)

SHOWN = 10
"""The most claims and reports that are shown at once."""


async def show_inbox(update: Update, context: Context) -> None:
    """Show what waits for somebody: for whoever runs the bot all of it, else what is said of their books."""
    chat, user = place_of(update)
    words = context.words
    inbox = await context.feedback.inbox(_answers_for(context, user))
    if inbox is None:
        await send(chat, page_view(words, "inbox-closed"))
        return
    views = [open_claim_view(words, one) for one in inbox.claims]
    views += [open_report_view(words, one, user.id) for one in inbox.reports]
    shown = views[:SHOWN]
    for view in shown:
        await send(chat, view)
    await send(chat, Message(words("inbox-left", count=len(views) - len(shown), total=len(views))))


async def _step(update: Update, context: Context, query: CallbackQuery, pressed: Press) -> None:
    _, user = place_of(update)
    words, feedback = context.words, context.feedback
    match pressed:
        case Report(session_id, position, "ask"):
            await acknowledge(query)
            await show_buttons(query, reasons_rows(words, session_id, position))
        case Report(session_id, position, "keep"):
            await acknowledge(query)
            await _show_again(context, query, session_id, position)
        case Report(session_id, position, reason):
            reported = await feedback.report(
                user_id=user.id, session_id=session_id, position=position, reason=reason
            )
            await acknowledge(query, toast=words.plain("report-thanks" if reported.first else "report-again"))
            if reported.first:
                await _tell_of_report(context, user, reported)
            await _show_again(context, query, session_id, position)
        case Claim(session_id, position):
            claimed = await feedback.claim(user_id=user.id, session_id=session_id, position=position)
            asked = claimed.claim_id is not None and bool(context.admin_ids)
            await acknowledge(query, toast=words.plain("alert-claimed-asked" if asked else "alert-claimed"))
            if claimed.claim_id is not None:
                await _tell_admins(context, claimed_view(words, claimed))
            await _show_again(context, query, session_id, position)
        case Decide() if user.id not in context.admin_ids:
            raise Refused(Refusal.NOT_HOST)
        case Settle(report_id):
            await feedback.settle(report_id, owner_id=_answers_for(context, user))
            await acknowledge(query)
            await edit(query, page_view(words, "report-settled"))
        case Decide(claim_id, accepted):
            decided = await feedback.decide(claim_id, accepted=bool(accepted))
            await acknowledge(query)
            await edit(query, decided_view(words, decided))
        case _:
            raise Refused(Refusal.UNKNOWN)


async def _show_again(context: Context, query: CallbackQuery, session_id: int, position: int) -> None:
    answered = await context.quiz.answered(
        user_id=query.from_user.id, session_id=session_id, position=position
    )
    view = browse_view if answered.posed.mode is Mode.EXAM else answer_view
    await edit(query, view(context.words, answered))


def _answers_for(context: Context, user: User) -> int | None:
    """Return whose books alone somebody looks after: their own, or None for whoever runs the bot."""
    return None if user.id in context.admin_ids else user.id


async def _tell_of_report(context: Context, user: User, reported: Reported) -> None:
    """Tell whose question was reported; where that is nobody's who can be told, whoever runs the bot."""
    view = reported_view(context.words, reported)
    owner = reported.book.owner_id if reported.book else None
    if owner == user.id:
        return
    if owner is None or not await _tell(context, owner, view):
        await _tell_admins(context, Message(view.html))


async def _tell_admins(context: Context, view: Message) -> None:
    """Tell whoever runs the bot; who has never written to it cannot be told."""
    for admin in sorted(context.admin_ids):
        await _tell(context, admin, view)


async def _tell(context: Context, user_id: int, view: Message) -> bool:
    """Send somebody a message of their own; returns whether that could be done."""
    try:
        await context.bot.send_message(user_id, view.html, parse_mode="HTML", reply_markup=view.markup)
    except TelegramError as error:
        log.info("Somebody could not be told: %s", error)
        return False
    return True


HANDLERS = (
    CommandHandler("reports", show_inbox, filters.ChatType.PRIVATE),
    CallbackQueryHandler(taking(_step), "^[FCDL]:"),
)
