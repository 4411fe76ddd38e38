"""Ten minutes of study in the web chat of the bot as it comes, in a real browser at a phone's width."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from bot.timezones import offsets
from questions.bank import load_bank
from tests.bot.test_chat_page import ROOT, page, pytestmark, tap
from tests.bot.test_process import process

__all__ = ["page", "pytestmark"]

BANKS = ROOT / "questions" / "banks"
BANK = load_bank(BANKS / "kosovo.yaml").bank


@pytest.fixture
async def chat(page: Page, tmp_path: Path) -> AsyncIterator[Page]:
    async with process(tmp_path, LOCAL_PORT="0", BANKS_DIR=str(BANKS)) as (_, place):
        await page.goto(place)
        await page.get_by_role("button", name=re.compile("^start$", re.IGNORECASE)).click()
        await expect(page.get_by_role("log")).to_contain_text("At every answer I show you the passage")
        yield page


async def newest(page: Page) -> str:
    """The text of the newest message."""
    return await page.locator(".bubble").last.inner_text()


async def says(page: Page, text: str) -> None:
    await page.locator("#input").fill(text)
    await page.locator("#input").press("Enter")


async def answers(page: Page, number: int, total: int) -> bool:
    """Answer a question of a review rightly; whether it was to be typed."""
    log = page.get_by_role("log")
    await expect(page.locator(".bubble").last).to_contain_text(f"Review {number} of {total}")
    text = await newest(page)
    question = next(one for one in BANK.approved if one.stem in text)
    typed = "✍️ Write" in text
    if typed:
        await says(page, question.key.lower())
    else:
        line = next(line for line in text.splitlines() if line[1:].strip() == question.key)
        await tap(page, line[0])
    await expect(log.get_by_text("is right.")).to_have_count(number)
    await expect(page.get_by_role("button", name=re.compile("^✓ (Good|Easy) · "))).to_have_count(1)
    return typed


async def test_a_review_from_the_greeting_to_the_picture_of_ones_progress(chat: Page) -> None:
    log = chat.get_by_role("log")
    await tap(chat, "Review")
    total = len(BANK.approved)
    typed = 0
    for number in range(1, total + 1):
        typed += await answers(chat, number, total)
        await tap(chat, "See my result ›" if number == total else "Next ›")
    assert typed == sum(one.kind == "cloze" for one in BANK.approved)
    await expect(log).to_contain_text(f"{total} of {total} remembered.")
    await tap(chat, "What time is it here?")
    await expect(log).to_contain_text("What time is it where you are?")
    tokyo = offsets(datetime.now(UTC)).index(9 * 60)
    await chat.get_by_role("button", name=re.compile(r"\d\d:\d\d$")).nth(tokyo).click()
    await expect(log).to_contain_text("Your time zone is Asia/Tokyo")
    await says(chat, "/progress")
    await expect(chat.locator(".bubble img").last).to_be_visible()
    await expect(chat.locator(".bubble").last).to_contain_text(f"You have met {total} of {total} questions.")
    assert await chat.evaluate("document.documentElement.scrollWidth") <= 360
