"""A whole quiz in the web chat of the bot as it comes, in a real browser at a phone's width."""

from __future__ import annotations

import re
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright, expect

from tests.bot.local.browsing import PATIENCE
from tests.bot.test_process import process

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed")


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    expect.set_options(timeout=PATIENCE)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = await browser.new_page(viewport={"width": 360, "height": 740})
        yield page
        await browser.close()


async def tap(page: Page, label: str) -> None:
    await page.get_by_role("button", name=label, exact=True).last.click()


async def test_a_quiz_on_the_first_bank_survives_a_kill_and_ends(page: Page, tmp_path: Path) -> None:
    settings = {"BANKS_DIR": str(ROOT / "questions" / "banks")}
    log = page.get_by_role("log")
    async with process(tmp_path, LOCAL_PORT="0", **settings) as (_, place):
        await page.goto(place)
        await page.get_by_role("button", name=re.compile("^start$", re.IGNORECASE)).click()
        await expect(log).to_contain_text("At every answer I show you the passage")
        await tap(page, "Start a quiz")
        await tap(page, "5")
        await expect(log).to_contain_text("Question 1 of 5")
        await tap(page, "A")
        await expect(log).to_contain_text("The text says:")
        await expect(page.locator("blockquote").first).to_be_visible()
        await tap(page, "Next ›")
        await expect(log).to_contain_text("Question 2 of 5")
    port = place.rpartition(":")[2]
    async with process(tmp_path, LOCAL_PORT=port, **settings):
        for number in range(2, 6):
            await expect(log).to_contain_text(f"Question {number} of 5")
            await expect(page.get_by_role("button", name="B", exact=True)).to_have_count(1)
            await tap(page, "B")
            await expect(log.get_by_text("The text says:")).to_have_count(number)
            await tap(page, "See my result ›" if number == 5 else "Next ›")
        await expect(log).to_contain_text("of 5 right.")
        width = await page.evaluate("document.documentElement.scrollWidth")
        assert width <= 360


STARTED = "Status talks for Kosovo started in February 2006."


async def test_a_quote_leads_to_its_passage_where_one_reads_on(page: Page, tmp_path: Path) -> None:
    log = page.get_by_role("log")
    async with process(tmp_path, LOCAL_PORT="0", BANKS_DIR=str(ROOT / "questions" / "banks")) as (_, place):
        await page.goto(place)
        await page.get_by_role("button", name=re.compile("^start$", re.IGNORECASE)).click()
        await expect(log).to_contain_text("At every answer I show you the passage")
        await page.locator("#input").fill("When did the status talks for Kosovo start?")
        await page.locator("#input").press("Enter")
        await expect(page.locator("blockquote")).to_have_text(STARTED)
        await log.get_by_role("link", name="NATO’s role in Kosovo, paragraph").click()
        await expect(log).to_contain_text("Paragraph 3 of 7")
        await expect(page.locator("blockquote u")).to_have_text(STARTED)
        await tap(page, "Next ›")
        await expect(log).to_contain_text("Paragraph 4 of 7")
        assert await page.evaluate("document.documentElement.scrollWidth") <= 360
