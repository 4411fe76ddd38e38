"""What happens when a handler fails: a trace in the log, a word to the person; knows no flow."""

from __future__ import annotations

import logging

from telegram import Chat, Update
from telegram.error import BadRequest, NetworkError, TelegramError
from telegram.ext import ApplicationHandlerStop

from bot.handlers.chat import acknowledge, send
from bot.handlers.context import Context
from bot.journal import note_error
from bot.services import StorageError
from bot.views.pages import page_view

log = logging.getLogger(__name__)


async def report(update: object, context: Context) -> None:
    """Log a failure and tell the person that nothing is lost.

    A network that fails is logged in a line; anything else is a bug of ours and leaves its trace.

    Raises:
        ApplicationHandlerStop: The database cannot be used: the handlers that follow would wait for it as
            well, and the person be told once more.
    """
    error = context.error
    note_error(error)
    await _tell(update, context, error)
    if isinstance(error, StorageError):
        raise ApplicationHandlerStop


async def _tell(update: object, context: Context, error: Exception | None) -> None:
    if isinstance(error, NetworkError) and not isinstance(error, BadRequest):
        log.warning("Telegram could not be reached: %s", error)
    else:
        log.error("A handler failed", exc_info=error)
    if not isinstance(update, Update):
        return
    try:
        query = update.callback_query
        if query and await acknowledge(query, context.words("alert-trouble")):
            return
        chat = update.effective_chat
        if chat and (chat.type == Chat.PRIVATE or context.notices.allows(chat.id, "trouble")):
            await send(chat, page_view(context.words, "trouble"))
    except TelegramError as second:
        log.warning("The person could not be told: %s", second)
