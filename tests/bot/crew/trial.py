"""A class's quiz that several processes serve together while one after another is killed."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass

from bot.local import LocalServer
from tests.bot.classes.survival import Trial
from tests.bot.conftest import PROCESSES, TOKEN
from tests.bot.proxy import proxy
from tests.bot.test_process import process
from tests.ports import free_port


@dataclass
class CrewTrial(Trial):
    """A class that plays on several processes, one of which is killed and started again all the while."""

    async def run(self, kills: int) -> None:
        """Play quizzes until so many processes were killed, and the last one to its end."""
        async with LocalServer(self.telegram, port=0) as server, AsyncExitStack() as stack:
            ports = [free_port() for _ in range(PROCESSES)]
            hook = await stack.enter_async_context(proxy(ports))
            lives = [await stack.enter_async_context(AsyncExitStack()) for _ in ports]
            for life, port in zip(lives, ports, strict=True):
                await self._begin(life, server.address, hook, port)
            voting = asyncio.create_task(self._vote())
            try:
                while self.kills < kills:
                    with suppress(TimeoutError):
                        await asyncio.wait_for(self._steer(for_ever=True), self.random.uniform(1.0, 4.0))
                    chosen = self.random.randrange(PROCESSES)
                    await lives[chosen].aclose()  # it is killed
                    self.kills += 1
                    await self._begin(lives[chosen], server.address, hook, ports[chosen])
                await self._steer()
            finally:
                voting.cancel()

    async def _begin(self, life: AsyncExitStack, address: str, hook: str, port: int) -> None:
        settings = {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": address,
            "DATABASE_URL": self.database_url,
            "WEBHOOK_URL": hook,
            "WEBHOOK_SECRET": "s3cret",
            "WEBHOOK_PORT": str(port),
        }
        await life.enter_async_context(process(self.folder, **settings))
