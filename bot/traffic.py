"""The order of updates and the patience of requests; knows python-telegram-bot, nothing of quizzes.

python-telegram-bot's own AIORateLimiter retries nothing by default and may end a pause that Telegram asked
for too early (seen on 22.8), so both live here.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from typing import Any
from weakref import WeakValueDictionary

from telegram import Update
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter, BaseUpdateProcessor

from bot.gauges import Gauges
from bot.journal import Journal
from bot.pace import Pace
from bot.sightings import Sightings

# Without it, python-telegram-bot warns at every pause that a later version will give a timedelta.
os.environ.setdefault("PTB_TIMEDELTA", "1")

log = logging.getLogger(__name__)

SIDE_BY_SIDE = 256
"""How many updates are worked on at once."""

WAITING = 2**31
"""How many may wait for their turn: no bound. In python-telegram-bot's own line, whoever sends a thousand at
once keeps everybody else waiting until those are worked on: 5.5 s, and 0.8 s so."""

Result = bool | dict[str, Any] | list[dict[str, Any]]

TRIES = 4
FIRST_PAUSE = 0.25
"""Seconds before the second try after a network failure; each further pause is twice as long."""

REPEATABLE = frozenset(
    {
        "answerCallbackQuery",
        "deleteWebhook",
        "editMessageReplyMarkup",
        "deleteMessage",
        "editMessageText",
        "getChatMember",
        "getMe",
        "sendChatAction",
        "setMyCommands",
        "setMyDescription",
        "setMyShortDescription",
        "setWebhook",
        "stopPoll",
    }
)
"""Methods that may be carried out twice, and so are tried again when nobody knows whether they were."""


class ChatOrder(BaseUpdateProcessor):
    """Works on updates side by side, but on one chat's in the order in which they came.

    Presses in a group do not wait for what people write there: answers to that may wait for their turn.

    Args:
        sightings: Is told of every message that is seen.
        journal: Gets the line of every update.
        done: Is told each update that was worked on.
    """

    def __init__(
        self, sightings: Sightings, journal: Journal, done: Callable[[object], Awaitable[None]]
    ) -> None:
        super().__init__(WAITING)
        self._places = asyncio.Semaphore(SIDE_BY_SIDE)
        self._sightings = sightings
        self._journal = journal
        self._done = done
        self._locks: WeakValueDictionary[tuple[int, str], asyncio.Lock] = WeakValueDictionary()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Work on an update when the earlier ones of its chat are done."""
        if not isinstance(update, Update):
            await coroutine
            return
        if update.effective_message:
            self._sightings.note(update.effective_message.chat.id, update.effective_message.message_id)
        lock = self._locks.setdefault(place_of(update), asyncio.Lock())
        with self._journal.following(update) as begin:
            async with lock, self._places:
                begin()
                await coroutine
        await self._done(update)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to clear away."""


class Patience(BaseRateLimiter[int]):
    """Keeps to Telegram's pace, waits as long as Telegram asks, and tries again what may be done twice.

    Args:
        pace: How fast messages may be sent.
        sightings: Is told of every message that was sent.
        gauges: Counts every try that failed.
    """

    def __init__(self, pace: Pace, sightings: Sightings, gauges: Gauges) -> None:
        self._pace = pace
        self._sightings = sightings
        self._gauges = gauges

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to clear away."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Result]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Result:
        """Make a request, several times where it must be.

        Args:
            callback: Makes the request.
            args: Its arguments.
            kwargs: Its named arguments.
            endpoint: The method of the Bot API.
            data: The method's fields.
            rate_limit_args: How many times to try, by default 4; a message with an own number of tries may
                use the whole pace of a group, another one a part of it.

        Raises:
            TelegramError: The last try failed too, or the method must not be carried out twice.
        """
        tries = rate_limit_args or TRIES
        chat_id = data.get("chat_id")
        chat = chat_id if isinstance(chat_id, int) else None
        for attempt in range(1, tries + 1):
            await self._pace.wait(chat, sends=endpoint.startswith("send"), first=rate_limit_args is not None)
            try:
                return self._seen(await self._counted(callback(*args, **kwargs)))
            except RetryAfter as error:
                pause = seconds(error)
                await self._pace.hold(chat, pause)
                if attempt == tries:
                    raise
            except NetworkError as error:
                if attempt == tries or isinstance(error, BadRequest) or endpoint not in REPEATABLE:
                    raise
                pause = FIRST_PAUSE * 2 ** (attempt - 1)
                await asyncio.sleep(pause)
            log.info("%s is tried again after %.2f s", endpoint, pause)
        raise AssertionError("the last try returns or raises")

    async def _counted(self, call: Awaitable[Result]) -> Result:
        try:
            return await call
        except TelegramError as error:
            self._gauges.telegram_error(error)
            raise

    def _seen(self, result: Result) -> Result:
        """Take note of a message that a request gave back."""
        if isinstance(result, dict) and "message_id" in result and "chat" in result:
            self._sightings.note(result["chat"]["id"], result["message_id"])
        return result


def seconds(error: RetryAfter) -> float:
    """Return how long Telegram asks to wait.

    python-telegram-bot gives a timedelta where PTB_TIMEDELTA is set, else whole seconds.
    """
    pause = error.retry_after
    return pause.total_seconds() if isinstance(pause, timedelta) else pause


def place_of(update: Update) -> tuple[int, str]:
    """Return the chat of an update, or else its user; both count from the same numbers."""
    if update.callback_query and update.effective_chat and update.effective_chat.id < 0:
        return update.effective_chat.id, "presses"
    if update.effective_chat:
        return update.effective_chat.id, ""
    if update.effective_user:
        return update.effective_user.id, ""
    return 0, ""
