"""A bot that polls while a test runs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.bot.local.demo import DemoApplication

__all__ = ["running"]


@asynccontextmanager
async def running(application: DemoApplication) -> AsyncIterator[DemoApplication]:
    """Start the bot as it starts in earnest, and stop it in order."""
    assert application.updater is not None
    async with application:
        await application.updater.start_polling()
        await application.start()
        try:
            yield application
        finally:
            await application.updater.stop()
            await application.stop()
