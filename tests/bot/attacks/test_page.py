"""The web chat runs no script from anything that people or the bot write, and leads to the web alone."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, expect

from bot.local import ApiError, LocalServer, LocalTelegram
from bot.local.files import Upload
from tests.bot.local.browsing import CHROMIUM, chromium, visitor

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no chromium on this machine to open the chat page in"
)

RUN = "window.pwned=1"
SCRIPTS = (
    f"<img src=x onerror={RUN}>",
    f"<script>{RUN}</script>",
    f'"><svg onload={RUN}>',
    f"' onmouseover='{RUN}",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'>",
    f"<a href=javascript:{RUN}>x</a>",
    f"</textarea><details open ontoggle={RUN}>",
    "{{constructor.constructor('window.pwned=1')()}}${window.pwned=1}",
)
ADDRESSES = (f"javascript:{RUN}", f"data:text/html,<script>{RUN}</script>", f"JaVaScRiPt:{RUN}", "vbscript:x")


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as browser:
        yield browser


@pytest.fixture
async def page(browser: Browser) -> AsyncIterator[Page]:
    async with visitor(browser, width=1180) as page:
        yield page


async def unharmed(page: Page) -> None:
    """See that nothing ran, and that every link leads to the web."""
    assert await page.evaluate("window.pwned") is None
    hrefs = await page.eval_on_selector_all("a[href]", "all => all.map(one => one.protocol)")
    assert set(hrefs) <= {"http:", "https:", "tg:", "blob:"}
    assert await page.locator("iframe, object, embed, svg[onload]").count() == 0


async def test_no_name_text_file_poll_or_button_runs_a_script(page: Page) -> None:
    telegram = LocalTelegram(name=SCRIPTS[0][:64])
    people = [telegram.person(script[:64]) for script in SCRIPTS]
    first, *_ = people
    group = telegram.group(SCRIPTS[1], *people)
    async with LocalServer(telegram, port=0) as server:
        for person, script in zip(people, SCRIPTS, strict=True):
            await person.send(script)
            await first.send(script, chat=group)
            await person.send_file(f"{script.replace('/', '')}.html", script.encode(), chat=group)
        for chat_id in (first.id, group.id):
            for script in SCRIPTS:
                fields = {"chat_id": chat_id, "text": script}
                rows = [[{"text": script[:60], "callback_data": script[:64]}]]
                await telegram.call("sendMessage", {**fields, "reply_markup": {"inline_keyboard": rows}})
                await telegram.call(
                    "sendDocument",
                    {"chat_id": chat_id, "document": Upload(f"{script}.svg", b"<svg/>"), "caption": script},
                )
            poll = {"question": SCRIPTS[0], "options": [one[:100] for one in SCRIPTS], "type": "quiz"}
            answer = {"correct_option_ids": [0], "explanation": SCRIPTS[2], "is_anonymous": False}
            await telegram.call("sendPoll", {"chat_id": chat_id, **poll, **answer})
        await page.goto(f"{server.address}/?as={first.name.replace('=', '%3D')}")
        await expect(page.get_by_role("log")).to_contain_text(SCRIPTS[-1])
        await unharmed(page)
        await page.goto(f"{server.address}/?as={first.name.replace('=', '%3D')}&group={group.id}")
        await expect(page.get_by_role("log")).to_contain_text(SCRIPTS[-1])
        for option in await page.locator(".poll-option").all():
            await option.hover()
        await unharmed(page)
    telegram.close()


@pytest.mark.parametrize("address", ADDRESSES)
async def test_no_link_or_button_leads_to_a_script(page: Page, address: str) -> None:
    telegram = LocalTelegram()
    ana = telegram.person("Ana")
    await ana.send("/start")
    rows = [[{"text": "Open", "url": address}]]
    for fields in (
        {"text": f'<a href="{address.replace("<", "&lt;")}">Here</a> it is', "parse_mode": "HTML"},
        {"text": "Here it is", "reply_markup": {"inline_keyboard": rows}},
        {"text": f"{address} it is"},
    ):
        try:
            await telegram.call("sendMessage", {"chat_id": ana.id, **fields})
        except ApiError as refused:
            assert refused.error_code == 400
    async with LocalServer(telegram, port=0) as server:
        await page.goto(f"{server.address}/?as=Ana")
        await expect(page.get_by_role("log")).to_contain_text("it is")
        await unharmed(page)
    telegram.close()
