"""How the processes that serve one bot share its work; knows who does something, not what it is."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager, suppress

from bot.rounds import Rounds
from bot.services import LEASE, CrewService, StorageError

log = logging.getLogger(__name__)

EVERY = 1.5
"""Seconds between two signs of life."""

CLEAR_AWAY = 600.0
"""Seconds between two times that what was worked on long ago is dropped."""

AFTER_A_LOSS = 1.0
"""Seconds before the next try to listen to the others."""


class Crew:
    """The only process that serves a bot: everything is its own."""

    def __init__(self) -> None:
        self.heard: list[Callable[[str | None], None]] = []

    async def start(self) -> None:
        """Nothing to begin."""

    async def stop(self) -> None:
        """Nothing to end."""

    async def claim(self, _name: str) -> bool:
        """Take something for this process alone; returns whether it is."""
        return True

    async def first(self, _name: str, _seconds: float) -> bool:
        """Do something that is done once in so many seconds; returns whether nobody has done it yet."""
        return True

    async def others(self, _names: Collection[str]) -> frozenset[str]:
        """Return which of some things a process has taken."""
        return frozenset()

    def has(self, _name: str) -> bool:
        """Whether what was taken is this process's still."""
        return True

    async def give_back(self, _name: str) -> bool:
        """Leave something to the others; returns whether there may be any."""
        return False

    async def call(self, _name: str) -> None:
        """Let the others hear of something."""

    @asynccontextmanager
    async def alone(self, name: str) -> AsyncIterator[None]:
        """Claim something for as long as the block lasts, where nobody else has it."""
        await self.claim(name)
        try:
            yield
        finally:
            await self.give_back(name)


class SharedCrew(Crew):
    """One of several processes that serve a bot.

    What a process has taken is its own as long as it gives signs of life.

    Args:
        service: What they agree on.

    Attributes:
        at_work: Tells the numbers of the updates that this process works on.
    """

    def __init__(self, service: CrewService) -> None:
        super().__init__()
        self._service = service
        self._own: set[str] = set()
        self._alive_until = 0.0
        self.at_work: Callable[[], Collection[int]] = tuple
        self._signs = Rounds(self._live, every=EVERY, name="processes")
        self._clearing = Rounds(service.forget, every=CLEAR_AWAY, name="updates that were worked on")
        self._listening: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Give signs of life, and listen to the others."""
        self._signs.start()
        self._clearing.start()
        self._listening = asyncio.create_task(self._listen(), name="calls")

    async def stop(self) -> None:
        """Leave everything to the others."""
        await asyncio.gather(self._signs.stop(), self._clearing.stop())
        if self._listening:
            self._listening.cancel()
            await asyncio.gather(self._listening, return_exceptions=True)
        self._own.clear()
        with suppress(StorageError):
            await self._service.leave()

    async def claim(self, name: str) -> bool:
        """Take something for this process alone; returns whether it is."""
        begun = time.monotonic()
        if not await self._service.claim(name):
            self._own.discard(name)
            return False
        if not self._own:
            self._alive_until = begun + LEASE.total_seconds()
        self._own.add(name)
        return True

    async def first(self, name: str, seconds: float) -> bool:
        """Do something that is done once in so many seconds; returns whether nobody has done it yet.

        Where the database cannot tell, it is done.
        """
        try:
            return await self._service.first(name, seconds)
        except StorageError as error:
            log.warning("It cannot be told whether another process did it already: %s", error)
            return True

    async def others(self, names: Collection[str]) -> frozenset[str]:
        """Return which of some things a process has taken."""
        return await self._service.claimed(names)

    def has(self, name: str) -> bool:
        """Whether what was taken is this process's still: no sign of life came too late."""
        return name in self._own and time.monotonic() < self._alive_until

    async def give_back(self, name: str) -> bool:
        """Leave something to the others; returns whether there may be any."""
        self._own.discard(name)
        with suppress(StorageError):
            await self._service.give_back(name)
        return True

    async def call(self, name: str) -> None:
        """Let the others hear of something."""
        await self._service.call(name)

    async def _live(self) -> None:
        begun = time.monotonic()
        if begun >= self._alive_until:
            self._own.clear()
        await self._service.renew(frozenset(self._own), self.at_work())
        self._alive_until = begun + LEASE.total_seconds()

    async def _listen(self) -> None:
        while True:
            try:
                async for name in self._service.calls():
                    for hear in self.heard:
                        hear(name)
            except Exception as error:
                log.warning("The other processes are not heard for now: %s", error)
            await asyncio.sleep(AFTER_A_LOSS)
