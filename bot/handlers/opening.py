"""The pages that a button opens; knows which flow has each."""

from __future__ import annotations

from telegram import CallbackQuery, Update
from telegram.ext import CallbackQueryHandler

from bot.handlers import pages, quiz, study
from bot.handlers.chat import acknowledge
from bot.handlers.context import Context
from bot.handlers.pressing import taking
from bot.views.callbacks import Open, Press
from questions.quiz import Refusal, Refused

PAGES = {
    "quiz": quiz.choose,
    "review": study.review,
    "progress": study.show_progress,
    "settings": study.show_settings,
    "zone": study.ask_zone,
    "score": pages.show_score,
    "help": pages.show_help,
}


async def _step(update: Update, context: Context, query: CallbackQuery, pressed: Press) -> None:
    if not isinstance(pressed, Open) or pressed.page not in PAGES:
        raise Refused(Refusal.UNKNOWN)
    await acknowledge(query)
    await PAGES[pressed.page](update, context)


HANDLERS = (CallbackQueryHandler(taking(_step), "^o:"),)
