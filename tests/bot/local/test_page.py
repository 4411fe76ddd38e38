"""The web chat in a real browser, at a phone's width, with the keyboard alone."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect
from telegram.ext import ApplicationBuilder

from bot.local import LocalRequest, LocalServer, LocalTelegram
from tests.bot.local.browsing import CHROMIUM, FITS, chromium, visitor
from tests.bot.local.demo import LONG, demo_application
from tests.bot.local.running import running

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine to open the chat page in"),
    pytest.mark.asyncio(loop_scope="module"),  # one browser serves all of these tests, on one event loop
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: Browser) -> AsyncIterator[Page]:
    async with visitor(browser) as page:
        yield page


async def test_a_conversation_is_played_with_the_keyboard_alone(page: Page) -> None:
    telegram = LocalTelegram(name="Passage Quiz")
    await telegram.call("setMyDescription", {"description": "I ask about a document."})
    requests = ApplicationBuilder().token(telegram.token).request(LocalRequest(telegram))
    builder = requests.get_updates_request(LocalRequest(telegram))
    focused = page.locator(":focus")
    press = page.keyboard.press
    async with LocalServer(telegram, port=0) as server, running(demo_application(builder)):
        await page.goto(server.address)
        await expect(page.get_by_role("heading", name="What can this bot do?")).to_be_visible()
        await expect(page.locator("#description")).to_have_text("I ask about a document.")
        await expect(focused).to_have_text("Start")

        await press("Enter")
        await expect(page.locator("#input")).to_be_focused()
        await expect(page.get_by_role("log").get_by_text("Welcome to the demo.")).to_be_visible()

        await page.keyboard.type("/qu")
        await expect(page.get_by_role("option")).to_have_text(["/quiz Start a quiz"])
        await press("Escape")
        await expect(page.get_by_role("option")).to_have_count(0)
        await press("Control+A")
        await page.keyboard.type("hello")
        await press("Enter")
        await expect(page.locator(".in").last).to_contain_text("hello")

        await press("Shift+Tab")
        await expect(page.locator("#menu")).to_be_focused()
        await press("Shift+Tab")
        await expect(focused).to_have_text("Start a quiz")
        await press("ArrowDown")
        await press("ArrowRight")
        await press("Enter")
        dialog = page.get_by_role("dialog")
        await expect(dialog).to_contain_text("Close me with Escape.")
        await press("Escape")
        await expect(dialog).to_be_hidden()
        await expect(focused).to_have_text("About")

        await press("ArrowUp")
        await press("Enter")
        await expect(focused).to_have_text("A. February 2006")  # focus went along to the new message
        await press("b")
        await expect(page.locator(".toast")).to_have_text("You chose B. March 2007")
        await expect(focused).to_have_text("Show in context")  # and stayed through the edit
        await expect(page.locator("blockquote")).to_contain_text("started in February 2006")
        await expect(page.locator(".in").last).to_contain_text("edited")

        await press("ArrowDown")
        await press("ArrowDown")
        await press("ArrowDown")
        await expect(page.locator("#input")).to_be_focused()
        await page.keyboard.type("<b>one")
        await press("Shift+Enter")
        await page.keyboard.type("two</b>")
        await press("Enter")
        await expect(page.locator(".in").last.locator(".text")).to_contain_text("<b>one\ntwo</b>")
        assert await page.evaluate(FITS)
        said = [message["text"] for message in telegram.person("You").messages()[-2:]]
        assert said == ["<b>one\ntwo</b>"] * 2


async def test_what_is_hidden_unfolds_and_the_place_is_kept(page: Page, telegram: LocalTelegram) -> None:
    async with LocalServer(telegram, port=0) as server:
        await unfold_and_scroll(page, telegram, server.address)


async def unfold_and_scroll(page: Page, telegram: LocalTelegram, address: str) -> None:
    say = await saying(telegram)
    await say(LONG)
    await say("<tg-spoiler>the secret</tg-spoiler>")
    await page.goto(address)
    await page.get_by_role("button", name="Show the whole quote").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Show less of the quote")).to_be_focused()
    await page.get_by_role("button", name="Hidden text").focus()
    await page.keyboard.press("Enter")
    await expect(page.locator(":focus")).to_have_text("the secret")

    for number in range(20):
        await say(f"line {number}")
    await expect(page.get_by_role("log").get_by_text("line 19")).to_be_in_viewport()
    await page.locator("#scroller").evaluate("element => element.scrollTo(0, 0)")
    await expect(page.get_by_role("log").get_by_text("line 19")).not_to_be_in_viewport()
    await say("the news")
    newest = page.get_by_role("button", name="New message")
    await expect(newest).to_be_visible()
    await expect(page.get_by_role("log").get_by_text("the news")).not_to_be_in_viewport()
    await newest.click()
    await expect(page.get_by_role("log").get_by_text("the news")).to_be_in_viewport()
    await expect(newest).to_be_hidden()
    await telegram.call("sendChatAction", {"chat_id": telegram.person("You").id, "action": "typing"})
    await expect(page.locator("#bot-status")).to_have_text("typing")


async def test_a_lost_connection_is_shown_and_made_good(page: Page, telegram: LocalTelegram) -> None:
    say = await saying(telegram)
    async with LocalServer(telegram, port=0) as server:
        await page.goto(server.address)
        await expect(page.locator(".out")).to_have_count(1)
    await expect(page.get_by_text("Connection lost")).to_be_visible()
    await say("said meanwhile")
    async with LocalServer(telegram, port=int(server.address.rpartition(":")[2])):
        await expect(page.get_by_role("log").get_by_text("said meanwhile")).to_be_visible()
        await expect(page.get_by_text("Connection lost")).to_be_hidden()
        await expect(page.locator(".message")).to_have_count(2)


async def test_another_name_is_another_chat_and_the_browser_keeps_it(
    page: Page, telegram: LocalTelegram
) -> None:
    await saying(telegram)
    async with LocalServer(telegram, port=0) as server:
        await page.goto(server.address)
        await page.get_by_role("button", name="You chat as You").click()
        await page.keyboard.type("Ben")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", name="What can this bot do?")).to_be_visible()
        await page.reload()
        await expect(page.get_by_role("button", name="You chat as Ben")).to_be_visible()
        await expect(page.locator(".message")).to_have_count(0)


async def test_each_tab_is_a_person_and_a_new_one_is_offered_the_last_name(
    page: Page, telegram: LocalTelegram
) -> None:
    async with LocalServer(telegram, port=0) as server:
        await page.goto(f"{server.address}/?as=Ana")
        await expect(page.get_by_role("button", name="You chat as Ana")).to_be_visible()
        second = await page.context.new_page()
        await second.goto(server.address)
        await expect(second.get_by_role("button", name="You chat as Ana")).to_be_visible()
        await second.goto(f"{server.address}/?as=Ben")
        await expect(second.get_by_role("button", name="You chat as Ben")).to_be_visible()
        await page.reload()
        await expect(page.get_by_role("button", name="You chat as Ana")).to_be_visible()
        assert page.url == f"{server.address}/"


async def test_a_message_is_replied_to_by_a_tap_as_in_telegram(page: Page, telegram: LocalTelegram) -> None:
    you = telegram.person("You")
    say = await saying(telegram)
    await say("Marta Brandt built the harbour light.")
    filed = await you.send_file("chapter.txt", b"Henrik Dahl founded Ostholm.")
    key, bar = page.get_by_role("button", name="Reply", exact=True), page.locator("#replying")

    async def sends(text: str, *, begun: int) -> dict[str, Any]:
        await page.locator("#input").fill(text)
        await page.keyboard.press("Enter")
        await expect(page.locator(".out")).to_have_count(begun + 1)
        await expect(bar).to_be_hidden()
        message: dict[str, Any] = telegram.world.updates.waiting()[-1]["message"]
        return message

    async with LocalServer(telegram, port=0) as server:
        await page.goto(server.address)
        await page.get_by_text("Marta Brandt built").click()
        await expect(key).to_be_focused()
        await page.get_by_text("Marta Brandt built").click()
        await expect(key).to_have_count(0)
        await page.get_by_text("Marta Brandt built").click()
        await key.click()
        await expect(page.locator("#input")).to_be_focused()
        await expect(bar).to_have_text(
            re.compile("Reply to Local bot.*Marta Brandt built the harbour light.", re.S)
        )
        assert await page.evaluate(FITS)
        await page.get_by_role("button", name="Do not reply").click()
        assert "reply_to_message" not in await sends("hello", begun=2)

        await page.locator(".out", has_text="chapter.txt").locator("time").click()
        await key.click()
        await expect(bar).to_contain_text("File: chapter.txt")
        message = await sends("/make_quiz", begun=3)
        assert message["reply_to_message"]["message_id"] == filed["message_id"]
        assert message["reply_to_message"]["document"] == filed["document"]
        await expect(page.locator(".out").last.locator(".reply")).to_contain_text("File: chapter.txt")
        assert "reply_to_message" not in await sends("done", begun=4)


async def test_what_is_replied_to_is_chosen_with_the_keyboard_and_may_go_away(
    page: Page, telegram: LocalTelegram
) -> None:
    you = telegram.person("You")
    say = await saying(telegram)
    for number in ("one", "two"):
        await say(number)
    bar, press = page.locator("#replying"), page.keyboard.press
    async with LocalServer(telegram, port=0) as server:
        await page.goto(server.address)
        await page.locator("#input").fill("so it is")
        await press("Control+ArrowUp")
        await expect(bar).to_contain_text("two")
        await press("Control+ArrowUp")
        await expect(bar).to_contain_text("one")
        await press("Escape")
        await expect(bar).to_be_hidden()
        await press("Control+ArrowUp")
        await press("Control+ArrowDown")
        await expect(bar).to_be_hidden()
        await press("Control+ArrowUp")
        await expect(bar).to_contain_text("two")
        newest = you.messages()[-1]["message_id"]
        await telegram.call(
            "editMessageText", {"chat_id": you.id, "message_id": newest, "text": "two, edited"}
        )
        await expect(bar).to_contain_text("two, edited")
        await telegram.call("deleteMessage", {"chat_id": you.id, "message_id": newest})
        await expect(bar).to_be_hidden()
        await press("Enter")
        await expect(page.locator(".out").last).to_contain_text("so it is")
        assert "reply_to_message" not in you.messages()[-1]


async def saying(telegram: LocalTelegram) -> Callable[[str], Awaitable[None]]:
    """Open the chat, and return what the bot says things with."""
    you = telegram.person("You")
    await you.send("/start")

    async def say(text: str) -> None:
        await telegram.call("sendMessage", {"chat_id": you.id, "text": text, "parse_mode": "HTML"})

    return say
