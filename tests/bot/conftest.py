"""A bot that runs on the local Telegram, and people who chat with it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from dataclasses import dataclass
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
from tests.material import bank

TOKEN = "1:local"  # noqa: S105
NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)


@dataclass
class Running:
    """A running bot with its Telegram and its database."""

    application: App
    inside: Inside
    telegram: LocalTelegram
    database: Database

    def person(self, name: str) -> Person:
        """Someone who chats with it."""
        return self.telegram.person(name)


Run = Callable[..., AbstractAsyncContextManager[Running]]


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path / 'quizbot.db'}"


@pytest.fixture
def telegram(tmp_path: Path) -> Iterator[LocalTelegram]:
    with closing(LocalTelegram(TOKEN, tmp_path / "chats.db")) as local:
        yield local


@pytest.fixture
def run(telegram: LocalTelegram, database_url: str) -> Run:
    """Start a bot: on the same Telegram and the same database each time, as after a restart."""

    @asynccontextmanager
    async def running(
        *,
        banks: dict[str, Bank] | None = None,
        requests: Requests = None,
        clock: Callable[[], datetime] = lambda: NOON,
        api_url: str = "http://127.0.0.1",
        admin_ids: frozenset[int] = frozenset(),
        workshop: Workshop | None = None,
        settings: Mapping[str, Any] | None = None,
    ) -> AsyncIterator[Running]:
        database = Database(database_url)
        await database.open()
        services = await open_services(
            database,
            banks or {"harbour": bank()},
            clock=clock,
            random=Random(3),
            fits=fits,
            admin_ids=admin_ids,
        )
        requests = requests or (LocalRequest(telegram), LocalRequest(telegram))
        application = build(
            TOKEN,
            services,
            api_url=api_url,
            requests=requests,
            rates=UNHURRIED,
            workshop=workshop,
        )
        try:
            given = Settings(telegram_bot_token=TOKEN, _env_file=None, **(settings or {}))
            async with serving(application, given) as inside:
                yield Running(application, inside, telegram, database)
        finally:
            await database.close()

    return running


@pytest.fixture
async def running(run: Run) -> AsyncIterator[Running]:
    async with run() as bot:
        yield bot
