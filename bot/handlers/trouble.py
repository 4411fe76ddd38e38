"""What happens when a handler fails: a trace in the log, a word to the person; knows no flow."""

from __future__ import annotations

import logging

from telegram import Chat, Update
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, TelegramError
from telegram.ext import ApplicationHandlerStop

from bot.handlers.chat import acknowledge, send
from bot.handlers.context import Context
from bot.journal import note_error
from bot.services import StorageError
from bot.views.pages import page_view

log = logging.getLogger(__name__)

CLOSED = ("chat not found", "not enough rights", "have no rights", "topic_closed", "thread not found")
"""What Telegram says of a chat, or a topic of one, in which the bot may not write."""


def is_closed(error: BaseException | None) -> bool:
    """Whether an error is that a chat takes no message from the bot."""
    if isinstance(error, BadRequest):
        return any(text in error.message.lower() for text in CLOSED)
    return isinstance(error, Forbidden | ChatMigrated)


async def report(update: object, context: Context) -> None:
    """Log a failure and tell the person that nothing is lost.

    A network that fails is logged in a line, and so is a chat that takes no message, such as one of somebody
    who has blocked the bot; anything else is a bug of ours and leaves its trace.

    Raises:
        ApplicationHandlerStop: The database cannot be used: the handlers that follow would wait for it as
            well, and the person be told once more.
    """
    error = context.error
    note_error(error)
    if is_closed(error):
        log.info("A chat could not be written to: %s", error)
        return
    await _tell(update, context, error)
    if isinstance(error, StorageError):
        raise ApplicationHandlerStop


async def _tell(update: object, context: Context, error: Exception | None) -> None:
    if isinstance(error, BadRequest) and "file" in error.message.lower():
        log.warning("A file could not be had: %s", error)
    elif isinstance(error, NetworkError) and not isinstance(error, BadRequest):
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
        if chat and (chat.type == Chat.PRIVATE or await context.notices.allows(chat.id, "trouble")):
            await send(chat, page_view(context.words, "trouble"))
    except TelegramError as second:
        log.warning("The person could not be told: %s", second)
