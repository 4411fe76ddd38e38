"""A local Telegram, someone who chats, and a clock that a test can turn."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any

import pytest

from bot.local import ApiError, LocalServer, LocalTelegram, Person


class Clock:
    """Seconds since 1970, which pass only when a test says so."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now

    def pass_by(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def telegram(clock: Clock) -> Iterator[LocalTelegram]:
    local = LocalTelegram(clock=clock)
    yield local
    local.close()


@pytest.fixture
async def server(telegram: LocalTelegram) -> AsyncIterator[LocalServer]:
    local = LocalServer(telegram, port=0)
    await local.start()
    yield local
    await local.stop()


@pytest.fixture
async def ana(telegram: LocalTelegram) -> Person:
    """Someone who has started the bot, with that update out of the way."""
    person = telegram.person("Ana")
    await person.send("/start")
    await telegram.call("deleteWebhook", {"drop_pending_updates": True})
    return person


Refused = Callable[..., Awaitable[str]]


@pytest.fixture
def refused(telegram: LocalTelegram) -> Refused:
    """The description with which a call is refused."""

    async def call(method: str, *, code: int = 400, **fields: Any) -> str:
        with pytest.raises(ApiError) as caught:
            await telegram.call(method, fields)
        assert caught.value.error_code == code
        return caught.value.description

    return call
