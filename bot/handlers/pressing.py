"""What every flow does with a press: reads it, takes the step, tells why not; knows no flow."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from telegram import CallbackQuery, Update

from bot.handlers.chat import acknowledge
from bot.handlers.context import Context
from bot.views.callbacks import Press, decode
from questions.quiz import Refusal, Refused

Step = Callable[[Update, Context, CallbackQuery, Press], Awaitable[None]]


def taking(step: Step) -> Callable[[Update, Context], Coroutine[Any, Any, None]]:
    """Return the handler that takes a step for each press; what the step refuses is told in an alert."""

    async def press(update: Update, context: Context) -> None:
        query = update.callback_query
        if query is None or query.data is None:
            raise TypeError("a press comes with a callback query")
        try:
            pressed = decode(query.data)
        except ValueError:
            await acknowledge(query, context.refusal(Refusal.UNKNOWN))
            return
        try:
            await step(update, context, query, pressed)
        except Refused as refused:
            await acknowledge(query, context.refusal(refused.refusal))

    return press
