"""A class in the web chat of the bot as it comes: a teacher at a desk and two students with phones."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.bot.local.browsing import CHROMIUM, FITS, chromium, visitor
from tests.bot.test_process import folder, process

__all__ = ["folder"]

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no chromium on this machine to open the chat page in"
)


@pytest.fixture
async def pages() -> AsyncIterator[list[Page]]:
    async with AsyncExitStack() as stack:
        browser = await stack.enter_async_context(chromium())
        yield [await stack.enter_async_context(visitor(browser, width=width)) for width in (1180, 360, 360)]


async def test_a_class_plays_from_the_new_group_to_the_podium(
    pages: list[Page],
    folder: Path,
) -> None:
    teacher, *students = pages
    async with process(folder, LOCAL_PORT="0") as (_, place):
        await gather(teacher, students, place)
        await teacher.locator("#input").fill("/quiz")
        await teacher.keyboard.press("Enter")
        await tap(teacher, "Questions: 3")
        await tap(teacher, "All 3")
        await tap(teacher, "▶ Start")
        for number in (1, 2, 3):
            for student, option in zip(students, (0, 1), strict=True):
                poll = student.get_by_role("region").last
                await expect(poll).to_contain_text(f"{number}/3:")
                await expect(poll.get_by_role("timer")).to_be_visible()
                await poll.get_by_role("button").nth(option).click()
                await expect(poll.get_by_role("status")).to_contain_text("The text says:")
            await tap(teacher, "Close now")
            for page in pages:
                await expect(page.get_by_role("log")).to_contain_text(f"Answer {number} of 3")
                assert await page.evaluate(FITS)
            await tap(teacher, "See the podium ›" if number == 3 else "Next ›")
        for page in pages:
            await expect(page.get_by_role("log")).to_contain_text("that was it!")
            assert await page.evaluate(FITS)
        await students[0].get_by_text("What did I miss?").last.click()
        await expect(students[0].get_by_role("log")).to_contain_text("in Class 7b: you got")


async def gather(teacher: Page, students: list[Page], place: str) -> None:
    """Let a teacher make a group, and students come into it by its link."""
    await teacher.goto(f"{place}/?as=Ms+Smith")
    await teacher.get_by_role("button", name="New group").click()
    await teacher.keyboard.type("Class 7b")
    await teacher.keyboard.press("Enter")
    await expect(teacher.get_by_role("heading", name="Class 7b")).to_be_visible()
    await teacher.get_by_role("button", name="Invite").click()
    link = await teacher.get_by_label("Link").input_value()
    await teacher.keyboard.press("Escape")
    for student, name in zip(students, ("Ana", "Ben"), strict=True):
        await student.goto(link)
        await student.get_by_role("textbox", name="Name").fill(name)
        await student.keyboard.press("Enter")
        await expect(student.get_by_role("heading", name="Class 7b")).to_be_visible()


async def tap(page: Page, label: str) -> None:
    """Tap the newest button that is labelled so."""
    await page.get_by_role("button", name=label, exact=True).last.click()
