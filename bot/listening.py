"""How the bot hears of updates, by long polling or by a webhook; knows no update's content."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol
from urllib.parse import urlsplit

from telegram import Update
from telegram.ext import Updater

from bot.inbox import Inbox, KeepingBot
from bot.settings import Settings, proof_of
from bot.webhook import Webhook

UPDATES = [
    Update.MESSAGE,
    Update.CALLBACK_QUERY,
    Update.POLL,
    Update.POLL_ANSWER,
    Update.MY_CHAT_MEMBER,
]
SILENCE = 90.0
"""Seconds without an answer from Telegram after which updates are in trouble. A call waits 10 s for updates
and gives up after 30 s, and python-telegram-bot lets at most 30 s pass between two."""


class Listening(Protocol):
    """A way to hear of updates."""

    async def start(self) -> None:
        """Begin to hear; raises TelegramError where Telegram does not agree."""

    async def stop(self) -> None:
        """Hear no more."""

    def trouble(self) -> str | None:
        """What keeps updates from coming, or None."""


class Polling:
    """Asks Telegram for updates, again and again.

    Args:
        updater: Asks.
        bot: Knows when it was answered last.
        clock: Seconds, the same as the bot's.
    """

    def __init__(
        self, updater: Updater, bot: KeepingBot, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._updater = updater
        self._bot = bot
        self._clock = clock
        self._since = clock()

    async def start(self) -> None:
        """Begin to ask; a webhook that was set before is taken away."""
        await self._updater.start_polling(allowed_updates=UPDATES, bootstrap_retries=3)
        self._since = self._clock()

    async def stop(self) -> None:
        """Ask no more."""
        if self._updater.running:
            await self._updater.stop()

    def trouble(self) -> str | None:
        """That nobody asks, or that nobody has answered for long."""
        if not self._updater.running:
            return "nobody asks Telegram for them"
        silent = self._clock() - max(self._since, self._bot.fetched_at or 0.0)
        return f"Telegram has not answered for {silent:.0f} s" if silent > SILENCE else None


def listening_by(settings: Settings, updater: Updater) -> Polling | Webhook:
    """Return the way that the settings ask for: a webhook where an address is set, else long polling."""
    bot, inbox = updater.bot, updater.update_queue
    if not isinstance(bot, KeepingBot) or not isinstance(inbox, Inbox):
        raise TypeError("votes must be kept before Telegram hears that they arrived")
    if not settings.webhook_url:
        return Polling(updater, bot)
    return Webhook(
        bot,
        inbox,
        url=settings.webhook_url,
        path=urlsplit(settings.webhook_url).path or "/",
        port=settings.webhook_port,
        secret=settings.webhook_secret or proof_of(bot.token),
        updates=UPDATES,
    )
