"""Asking for a text in the chat: the next one that a person writes in private is the answer; knows no flow.

```mermaid
stateDiagram-v2
    [*] --> asked: a button that needs a text (the same message is edited)
    asked --> taken: a text (what comes of it is a new message)
    asked --> asked: a text that cannot be taken
    asked --> [*]: Cancel, any other button but one that turns a page, a command, a file, an hour
```

Whatever shows a question of a quiz is such a button or a command, so that a text answers what was asked last.

A flow names its buttons that ask for a text, each with what takes the text: see `prompts`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from telegram import CallbackQuery, Chat, Update
from telegram.ext import (
    ApplicationHandlerStop,
    BaseHandler,
    CallbackQueryHandler,
    MessageHandler,
    filters,
)

from bot.handlers.chat import acknowledge, edit, name_of, place_of, send
from bot.handlers.context import Context
from bot.views.callbacks import Press, decode, encode
from bot.views.message import Message, button
from bot.views.words import Html
from questions.quiz import Refused

Take = Callable[[Update, Context, Any, str], Awaitable[None]]
"""Takes a text, given the press that asked for it."""

BEFORE_ALL = -1
"""The group of these handlers: they come before every flow's."""


async def ask(context: Context, query: CallbackQuery, pressed: Press, text: Html, *, cancel: Press) -> None:
    """Ask whoever pressed a button to write something, in the message of the button.

    Args:
        context: The surroundings.
        query: The press.
        pressed: The press as it is given to what takes the text.
        text: What to write.
        cancel: What leads back.
    """
    user = query.from_user
    await context.prompts.ask(user.id, name_of(user), encode(pressed))
    await acknowledge(query)
    await edit(query, _view(context, text, cancel))


async def ask_again(update: Update, context: Context, pressed: Press, text: Html, *, cancel: Press) -> None:
    """Ask somebody whose text could not be taken to write another one; the arguments are those of `ask`."""
    chat, user = place_of(update)
    await context.prompts.ask(user.id, name_of(user), encode(pressed))
    await send(chat, _view(context, text, cancel))


def _view(context: Context, text: Html, cancel: Press) -> Message:
    return Message(text, ((button(context.words("button-cancel"), cancel),),))


def prompts(takers: Mapping[type[Press], Take]) -> tuple[BaseHandler[Any, Any, Any], ...]:
    """Return the handlers that come before all others, in a group of their own.

    Args:
        takers: What takes the text, by the press that asks for it.
    """

    async def take(update: Update, context: Context) -> None:
        chat, user = place_of(update)
        about = await context.prompts.take(user.id)
        text = (update.effective_message.text or "").strip() if update.effective_message else ""
        if about is None or not text:
            return
        pressed = decode(about)
        try:
            await takers[type(pressed)](update, context, pressed, text)
        except Refused as refused:
            await send(chat, Message(context.refusal(refused.refusal)))
        raise ApplicationHandlerStop

    private = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
    return (
        MessageHandler(private & filters.TEXT & ~filters.COMMAND, take),
        MessageHandler(private & (filters.COMMAND | filters.Document.ALL), _drop),
        CallbackQueryHandler(_drop, "^(?!t:)"),
    )


async def _drop(update: Update, context: Context) -> None:
    """Wait for no text any more: the person does something else."""
    chat, user = place_of(update)
    if chat.type == Chat.PRIVATE:
        await context.prompts.drop(user.id)
