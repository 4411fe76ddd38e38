"""Chromium for the tests of the page: how it is started and what counts as a complaint."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, ConsoleMessage, Page, async_playwright, expect

__all__ = ["CHROMIUM", "FITS", "PHONE", "chromium", "visitor"]

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 20_000
"""Milliseconds: on a machine that does much else at the time, an answer may take a while."""
PHONE = 360
"""Pixels."""
FITS = "document.documentElement.scrollWidth <= innerWidth"


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """A browser without a window."""
    expect.set_options(timeout=PATIENCE)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


@asynccontextmanager
async def visitor(browser: Browser, *, width: int = PHONE, refused: bool = False) -> AsyncIterator[Page]:
    """A browser of somebody's own; whatever it complains of fails the test.

    Args:
        browser: Where it runs.
        width: Of the screen, in pixels.
        refused: Whether it is meant to be refused something, so that complaints about that are none.
    """
    complaints: list[str] = []
    context = await browser.new_context(viewport={"width": width, "height": 740}, reduced_motion="reduce")
    page = await context.new_page()
    page.set_default_timeout(PATIENCE)

    def complain(message: ConsoleMessage) -> None:
        expected = "ERR_" in message.text or (refused and "status of 4" in message.text)
        if message.type in ("error", "warning") and not expected:
            complaints.append(message.text)

    page.on("console", complain)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    await context.close()
    assert complaints == []
