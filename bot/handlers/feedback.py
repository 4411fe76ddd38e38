"""What people say of questions, and what those who run the bot say of that."""

from __future__ import annotations

import logging

from telegram import CallbackQuery, Update
from telegram.error import TelegramError
from telegram.ext import CallbackQueryHandler, CommandHandler, filters

from bot.handlers.chat import acknowledge, edit, place_of, send, show_buttons
from bot.handlers.context import Context
from bot.handlers.pressing import taking
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
    """Show whoever runs the bot what waits for them: claims that nobody has decided, reported questions."""
    chat, user = place_of(update)
    words = context.words
    if user.id not in context.admin_ids:
        await send(chat, page_view(words, "inbox-closed"))
        return
    inbox = await context.feedback.inbox()
    views = [open_claim_view(words, one) for one in inbox.claims]
    views += [open_report_view(words, one) for one in inbox.reports]
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
                await _tell_admins(context, reported_view(words, reported))
            await _show_again(context, query, session_id, position)
        case Claim(session_id, position):
            claimed = await feedback.claim(user_id=user.id, session_id=session_id, position=position)
            asked = claimed.claim_id is not None and bool(context.admin_ids)
            await acknowledge(query, toast=words.plain("alert-claimed-asked" if asked else "alert-claimed"))
            if claimed.claim_id is not None:
                await _tell_admins(context, claimed_view(words, claimed))
            await _show_again(context, query, session_id, position)
        case Decide() | Settle() if user.id not in context.admin_ids:
            raise Refused(Refusal.NOT_HOST)
        case Settle(report_id):
            await feedback.settle(report_id)
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


async def _tell_admins(context: Context, view: Message) -> None:
    """Tell whoever runs the bot; who has never written to it cannot be told."""
    for admin in sorted(context.admin_ids):
        try:
            await context.bot.send_message(admin, view.html, parse_mode="HTML", reply_markup=view.markup)
        except TelegramError as error:
            log.info("Somebody who runs the bot could not be told: %s", error)


HANDLERS = (
    CommandHandler("reports", show_inbox, filters.ChatType.PRIVATE),
    CallbackQueryHandler(taking(_step), "^[FCDL]:"),
)
