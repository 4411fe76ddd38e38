"""/healthz and /metrics, for programs on this machine alone; knows who may look, and where the figures are.

Both hold no name, no text and no number of a person or a chat, but they tell how much the bot is used, so
they are for whoever runs it. A request must come over the loopback interface and ask for this machine by
127.0.0.1 or localhost, as no machine in the room and no page of another site can; one that a proxy passes on,
as it does with a webhook's, says so in its headers and is refused.
"""

from __future__ import annotations

import asyncio
import json
import logging
from ipaddress import ip_address

from tornado.httputil import split_host_and_port
from tornado.web import RequestHandler

from bot.gauges import PAGE_TYPE, Gauges
from bot.listening import Listening
from bot.loopback import Route
from bot.services import InsightService, StorageError

log = logging.getLogger(__name__)

HERE = ("127.0.0.1", "localhost")
PASSED_ON = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Via")
"""Headers of which proxies set at least one."""

PATIENCE = 5.0
"""Seconds in which the database has to answer."""


class Inside:
    """What can be seen of an application.

    Args:
        gauges: Its figures.
        insight: Its database.
        listening: How it hears of updates.
        patience: Seconds in which the database has to answer.
    """

    def __init__(
        self, gauges: Gauges, insight: InsightService, listening: Listening, *, patience: float = PATIENCE
    ) -> None:
        self._gauges = gauges
        self._insight = insight
        self._listening = listening
        self.patience = patience
        self._reaching: asyncio.Task[None] | None = None

    @property
    def routes(self) -> list[Route]:
        """The paths, for any server."""
        return [("/healthz", Healthz, {"inside": self}), ("/metrics", Metrics, {"inside": self})]

    async def health(self) -> dict[str, str]:
        """Return for the database and for the updates `ok`, or what is wrong with them."""
        return {
            "database": await self._database() or "ok",
            "updates": self._listening.trouble() or "ok",
        }

    async def metrics(self) -> bytes:
        """Return the page of figures; those that stand in the database are NaN where it does not answer."""
        try:
            async with asyncio.timeout(self.patience):
                sessions, jobs = await self._insight.sessions(), await self._insight.jobs()
        except (StorageError, TimeoutError) as error:
            log.warning("The figures in the database cannot be read: %s", error)
            return self._gauges.page(None, None)
        return self._gauges.page(sessions, jobs)

    async def stop(self) -> None:
        """Wait for what was asked of the database: it is not left in the middle."""
        if self._reaching:
            await asyncio.wait([self._reaching])

    async def _database(self) -> str | None:
        """Return what is wrong with the database. One question at a time, however often somebody asks."""
        if self._reaching is None or self._reaching.done():
            self._reaching = asyncio.create_task(self._insight.reach(), name="healthz")
        await asyncio.wait([self._reaching], timeout=self.patience)
        if not self._reaching.done():
            return f"it has not answered for {self.patience:g} s"
        error = self._reaching.exception()
        if error is not None:
            log.warning("The database does not answer: %s", error)
            return f"it cannot be written to ({type(error).__name__})"
        return None


class Here(RequestHandler):
    """A page for this machine alone."""

    inside: Inside

    def initialize(self, inside: Inside) -> None:
        """Take what is to be seen."""
        self.inside = inside

    def set_default_headers(self) -> None:
        """Nothing is kept, and no page of another site may have it."""
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.clear_header("Server")

    def prepare(self) -> None:
        """Refuse who is elsewhere, as if nothing stood here."""
        host = split_host_and_port(self.request.host.lower())[0]
        passed_on = any(name in self.request.headers for name in PASSED_ON)
        if host not in HERE or passed_on or not _is_loopback(self.request.remote_ip):
            self.send_error(404)

    def write_error(self, status_code: int, **kwargs: object) -> None:  # noqa: ARG002
        """Tell nothing but the status."""
        self.finish(f"{status_code}\n")


class Healthz(Here):
    """GET: whether the bot can do its work."""

    async def get(self) -> None:
        """Answer {database, updates}, each `ok` or its trouble; 503 where there is one."""
        health = await self.inside.health()
        self.set_status(200 if set(health.values()) == {"ok"} else 503)
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(json.dumps(health) + "\n")


class Metrics(Here):
    """GET: the figures, as Prometheus reads them."""

    async def get(self) -> None:
        """Answer with the page."""
        page = await self.inside.metrics()
        self.set_header("Content-Type", PAGE_TYPE)
        self.finish(page)


def _is_loopback(address: str | None) -> bool:
    try:
        return ip_address(address or "").is_loopback
    except ValueError:
        return False
