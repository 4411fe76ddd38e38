"""A bot that runs on the local Telegram, and people who chat with it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bot.application import App, Requests, build, serving
from bot.inside import Inside
from bot.local import LocalRequest, LocalTelegram, Person
from bot.pace import UNHURRIED
from bot.services import open_services
from bot.settings import Settings
from bot.views.poll import fits
from bot.workshop import Workshop
from questions.model import Bank
from storage.engine import Database
from storage.updates import updates_waiting
from tests.bot.proxy import proxy
from tests.material import bank
from tests.ports import free_port

TOKEN = "1:local"  # noqa: S105
NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)


@dataclass
class Running:
    """A running bot with its Telegram and its database.

    Attributes:
        application: Its process, or the first of several.
        inside: What can be seen of that.
        telegram: Where people chat with it.
        database: Where it keeps everything.
        others: What can be seen of the other processes.
    """

    application: App
    inside: Inside
    telegram: LocalTelegram
    database: Database
    others: tuple[Inside, ...] = ()

    def person(self, name: str) -> Person:
        """Someone who chats with it."""
        return self.telegram.person(name)

    async def settled(self) -> None:
        """Wait until every update that was brought is worked on, by whichever process."""
        while await self._kept():  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        await self.application.update_queue.join()

    async def _kept(self) -> int:
        """How many updates wait in the database, or are being worked on."""
        if not self.database.shared:
            return 0
        async with self.database.read() as session:
            return await updates_waiting(session)


PROCESSES = 4
"""How many of the bot serve together on PostgreSQL."""

Run = Callable[..., AbstractAsyncContextManager[Running]]


@pytest.fixture
def telegram(tmp_path: Path) -> Iterator[LocalTelegram]:
    with closing(LocalTelegram(TOKEN, tmp_path / "chats.db")) as local:
        yield local


@pytest.fixture
def run(telegram: LocalTelegram, database_url: str) -> Run:
    """Start a bot: on the same Telegram and the same database each time, as after a restart.

    On PostgreSQL four of it serve together, behind a webhook; each shares nothing with the others but the
    database. With settings of its own it is one process, which polls unless they name a webhook.
    """

    @asynccontextmanager
    async def running(
        *,
        banks: dict[str, Bank] | None = None,
        requests: Callable[[], Requests] = lambda: None,
        clock: Callable[[], datetime] = lambda: NOON,
        api_url: str = "http://127.0.0.1",
        admin_ids: frozenset[int] = frozenset(),
        workshop: Workshop | None = None,
        model: str | None = None,
        settings: Mapping[str, Any] | None = None,
    ) -> AsyncIterator[Running]:
        random = Random(3)

        async def one(stack: AsyncExitStack, given: Mapping[str, Any]) -> Running:
            database = Database(database_url)
            stack.push_async_callback(database.close)
            await database.open()
            services = await open_services(
                database,
                banks or {"harbour": bank()},
                clock=clock,
                random=random,
                fits=fits,
                admin_ids=admin_ids,
                model=model,
            )
            application = build(
                TOKEN,
                services,
                api_url=api_url,
                requests=requests() or (LocalRequest(telegram), LocalRequest(telegram)),
                rates=UNHURRIED,
                workshop=workshop,
            )
            whole = Settings(telegram_bot_token=TOKEN, _env_file=None, **given)
            inside = await stack.enter_async_context(serving(application, whole))
            return Running(application, inside, telegram, database)

        async with AsyncExitStack() as stack:
            if settings is not None or not database_url.startswith("postgresql"):
                yield await one(stack, settings or {})
                return
            ports = [free_port() for _ in range(PROCESSES)]
            hook = await stack.enter_async_context(proxy(ports))
            first, *others = [await one(stack, behind(hook, port)) for port in ports]
            yield replace(first, others=tuple(other.inside for other in others))

    return running


@pytest.fixture
async def running(run: Run) -> AsyncIterator[Running]:
    async with run() as bot:
        yield bot


def behind(hook: str, port: int) -> Mapping[str, Any]:
    """The settings of a bot that gets its updates by a webhook, through a proxy."""
    return {"webhook_url": hook, "webhook_secret": "s3cret", "webhook_port": port}
