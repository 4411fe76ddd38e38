"""Brings updates to the address that the bot has named, as often as it takes; knows no update's meaning.

As Telegram does, it brings messages of one chat, and presses and votes of one person, one after another, and
whatever is not taken keeps nothing else waiting
(https://github.com/tdlib/telegram-bot-api/blob/master/telegram-bot-api/WebhookActor.cpp).
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from urllib.parse import urlsplit

import httpx

from bot.local.errors import bad_request
from bot.local.store import Json
from bot.local.updates import Updates

__all__ = ["Hook"]

log = logging.getLogger(__name__)

Line = tuple[str, str]

HOSTS = ("127.0.0.1", "localhost")
SIDE_BY_SIDE = 40
"""Updates that are under way at once (https://core.telegram.org/bots/api#setwebhook)."""

SECONDS = 50.0
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 2.0
"""Seconds before an update that was not taken is brought again; each pause is twice as long."""


class Hook:
    """A webhook.

    Args:
        updates: What is brought.

    Attributes:
        url: Where to; empty while none is set.
    """

    def __init__(self, updates: Updates) -> None:
        self.url = ""
        self._secret = ""
        self._updates = updates
        self._task: asyncio.Task[None] | None = None

    def set(self, url: str, secret: str, connections: int) -> None:
        """Bring updates to an address from now on.

        Args:
            url: The address, on this machine.
            secret: What is sent along in the header of it, empty for nothing.
            connections: How many at once.

        Raises:
            ApiError: 400, the address is on another machine.
        """
        place = urlsplit(url)
        if place.scheme not in ("http", "https") or place.hostname not in HOSTS:
            raise bad_request("bad webhook: the local Telegram calls addresses on this machine only")
        if (url, secret) != (self.url, self._secret):
            self.take_away()
            self.url, self._secret = url, secret
            self._task = asyncio.create_task(self._bring(connections), name="webhook")

    def take_away(self) -> None:
        """Bring no updates any more."""
        self.url = ""
        if self._task and not self._task.get_loop().is_closed():
            self._task.cancel()
        self._task = None

    async def _bring(self, connections: int) -> None:
        headers = {"X-Telegram-Bot-Api-Secret-Token": self._secret} if self._secret else {}
        places = asyncio.Semaphore(connections)
        lines: dict[Line, deque[Json]] = {}
        after = 0
        async with (
            httpx.AsyncClient(headers=headers, timeout=SECONDS, trust_env=False) as client,
            asyncio.TaskGroup() as group,
        ):

            async def bring_all(line: Line) -> None:
                while lines[line]:
                    update = lines[line].popleft()
                    await self._post(client, places, update)
                    self._updates.confirm(update)
                del lines[line]

            while True:
                for update in await self._updates.follow(after=after, seconds=SECONDS):
                    after = max(after, update["update_id"])
                    line = _line_of(update)
                    if line in lines:
                        lines[line].append(update)
                    else:
                        lines[line] = deque([update])
                        group.create_task(bring_all(line))

    async def _post(self, client: httpx.AsyncClient, places: asyncio.Semaphore, update: Json) -> None:
        pause = FIRST_PAUSE
        while True:
            try:
                async with places:
                    answer = await client.post(self.url, json=update)
                if answer.is_success:
                    return
                log.info("The webhook answers %d", answer.status_code)
            except httpx.HTTPError as error:
                log.info("The webhook cannot be reached: %s", error)
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)


def _line_of(update: Json) -> Line:
    """Return what an update is brought in order with: others of its kind in its chat, or of its person."""
    (kind,) = set(update) - {"update_id"}
    content = update[kind]
    for name in ("chat", "from", "user"):
        whose = content.get(name) if isinstance(content, dict) else None
        if isinstance(whose, dict):
            return kind, str(whose.get("id"))
    return kind, ""
