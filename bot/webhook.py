"""Where Telegram brings updates by itself; knows how they come in, not what is done with them.

python-telegram-bot has a server for this, to which no further path can be added and which compares the secret
character by character. This one answers as that one does: a vote is kept before it does, and where it cannot
be kept, Telegram is told to bring it again.
"""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Sequence
from typing import Any

from telegram import Update
from telegram.error import NetworkError
from telegram.ext import ExtBot
from tornado.web import HTTPError, RequestHandler

from bot.gate import passed
from bot.inbox import Inbox
from bot.loopback import Loopback, Route


class Webhook:
    """Hears of updates by requests to a port on this machine, behind a public address.

    Args:
        bot: Whose updates they are.
        inbox: Where they go.
        url: The public address.
        path: Its path.
        port: The port behind it.
        secret: What Telegram sends along to prove itself.
        updates: The kinds that are wanted.
    """

    def __init__(
        self,
        bot: ExtBot[Any],
        inbox: Inbox,
        *,
        url: str,
        path: str,
        port: int,
        secret: str,
        updates: Sequence[str],
    ) -> None:
        self._bot = bot
        self._url = url
        self._secret = secret
        self._updates = updates
        hook = (f"{re.escape(path)}/?", Hook, {"bot": bot, "inbox": inbox, "secret": secret})
        self._routes: list[Route] = [hook]
        self._server = Loopback(port, "WEBHOOK_PORT", self._routes)

    def add(self, routes: Sequence[Route]) -> None:
        """Answer on further paths too, from the start on."""
        self._routes.extend(routes)

    async def start(self) -> None:
        """Begin to answer, and tell Telegram the address.

        Raises:
            PortTaken: [Q051] Another program listens on the port.
            TelegramError: Telegram does not take the address.
        """
        await self._server.start()
        await self._bot.set_webhook(self._url, allowed_updates=self._updates, secret_token=self._secret)

    async def stop(self) -> None:
        """Let the port go; Telegram keeps its updates until the next start."""
        await self._server.stop()

    def trouble(self) -> str | None:
        """That nobody answers on the port."""
        return None if self._server.answers else "nobody answers on the webhook's port"


class Hook(RequestHandler):
    """POST: an update."""

    SUPPORTED_METHODS = ("POST",)
    bot: ExtBot[Any]
    inbox: Inbox
    secret: str

    def initialize(self, bot: ExtBot[Any], inbox: Inbox, secret: str) -> None:
        """Take where it goes."""
        self.bot, self.inbox, self.secret = bot, inbox, secret

    def prepare(self) -> None:
        """Refuse who does not know the secret."""
        shown = self.request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not hmac.compare_digest(shown.encode(), self.secret.encode()):
            raise HTTPError(403)
        if self.request.headers.get("Content-Type", "").partition(";")[0].strip() != "application/json":
            raise HTTPError(403)

    async def post(self) -> None:
        """Take the update; 400 where it is none, 503 where it must come again.

        One that cannot be read is taken without what is in it: Telegram would bring it again and again, and
        others wait behind it.
        """
        try:
            body = passed(json.loads(self.request.body))
        except (ValueError, RecursionError) as error:
            raise HTTPError(400) from error
        if body is None:
            raise HTTPError(400)
        try:
            await self.inbox.bring(Update.de_json(body, self.bot), json.dumps(body))
        except NetworkError as error:
            raise HTTPError(503) from error

    def write_error(self, status_code: int, **kwargs: object) -> None:  # noqa: ARG002
        """Tell nothing but the status."""
        self.finish(f"{status_code}\n")
