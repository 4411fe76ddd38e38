"""A class in the web chat: groups, polls and files, in several browsers at once."""

import re
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.local import LocalServer, LocalTelegram
from bot.local.files import Upload
from tests.bot.local.browsing import CHROMIUM, FITS, chromium, visitor

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine to open the chat page in"),
    pytest.mark.asyncio(loop_scope="module"),
]
DESKTOP = 1180
CHOICES = ["February 2006", "March 2007", "June 1999"]
QUIZ = {
    "question": "When did status talks for Kosovo start?",
    "options": CHOICES,
    "type": "quiz",
    "correct_option_ids": [0],
    "explanation": "Status talks for Kosovo started in February 2006.",
    "is_anonymous": False,
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="module")
async def pages(browser: Browser) -> AsyncIterator[list[Page]]:
    """A teacher at a desk and two students with phones."""
    async with AsyncExitStack() as stack:
        widths = (DESKTOP, 360, 360)
        yield [await stack.enter_async_context(visitor(browser, width=width)) for width in widths]


@pytest.fixture
async def telegram() -> AsyncIterator[LocalTelegram]:
    """Polls close by the clock on the wall here."""
    telegram = LocalTelegram(name="Passage Quiz")
    yield telegram
    telegram.close()


async def test_a_class_makes_a_group_joins_by_its_link_and_votes(
    pages: list[Page], telegram: LocalTelegram
) -> None:
    teacher, *students = pages
    async with LocalServer(telegram, port=0) as server:
        await teacher.goto(f"{server.address}/?as=Ms+Smith")
        await teacher.get_by_role("button", name="New group").click()
        await teacher.keyboard.type("Class 7b")
        await teacher.keyboard.press("Enter")
        await expect(teacher.get_by_role("heading", name="Class 7b")).to_be_visible()
        await expect(teacher.locator("#bot-status")).to_have_text("2 members")
        await teacher.get_by_role("button", name="Invite").click()
        link = await teacher.get_by_label("Link").input_value()
        assert link.startswith(f"{server.address}/?group=-")
        await teacher.keyboard.press("Escape")
        for student, name in zip(students, ("Ana", "Ben"), strict=True):
            await student.goto(link)
            await student.get_by_role("textbox", name="Name").fill(name)
            await student.keyboard.press("Enter")
            await expect(student.get_by_role("heading", name="Class 7b")).to_be_visible()
        await expect(teacher.get_by_role("log")).to_contain_text("Ben joined the group")
        await expect(teacher.locator("#bot-status")).to_have_text("4 members")
        group = telegram.group("Class 7b")
        buttons = {"inline_keyboard": [[{"text": "Next ›", "callback_data": "next"}]]}
        fields = {"chat_id": group.id, "open_period": 60, "reply_markup": buttons, **QUIZ}
        sent = await telegram.call("sendPoll", fields)
        await answer_in_both(students, teacher)
        await telegram.call("stopPoll", {"chat_id": group.id, "message_id": sent["message_id"]})
        poll = teacher.get_by_role("region")
        await expect(poll).to_contain_text("Final results")
        await expect(poll.locator(".poll-result")).to_have_text(
            [
                re.compile(r"50%February 2006 right answer.*"),
                re.compile("50%March 2007"),
                re.compile("0%June 1999"),
            ]
        )
        for page in pages:
            await expect(page.get_by_role("timer")).to_have_count(0)
            assert await page.evaluate(FITS)


async def answer_in_both(students: list[Page], teacher: Page) -> None:
    ana, ben = (student.get_by_role("region", name="When did status talks") for student in students)
    await expect(ana.get_by_role("timer")).to_have_text(re.compile(r"^5\d s$"))
    await expect(ana).to_contain_text("No votes yet")
    await ana.get_by_role("button", name="February 2006").click()
    await expect(ana.get_by_role("status")).to_have_text(
        "Right: February 2006. Status talks for Kosovo started in February 2006."
    )
    await expect(ben).to_contain_text("1 vote")
    await expect(ben.get_by_text("Status talks for Kosovo started")).to_have_count(0)

    # Ben has a keyboard: up from the writing field to the button, to the answers, and down to the second.
    phone = students[1]
    await phone.locator("#input").focus()
    await phone.keyboard.press("ArrowUp")
    await expect(phone.locator(":focus")).to_have_text("Next ›")
    await phone.keyboard.press("ArrowUp")
    await phone.keyboard.press("2")
    await expect(phone.locator(":focus")).to_have_text("March 2007")
    await phone.keyboard.press("Enter")
    await expect(ben.get_by_role("status")).to_contain_text("Wrong: March 2007. The right answer is February")
    await expect(ben).to_be_focused()
    await expect(ben.locator(".wrong")).to_have_text("50%March 2007 your answer, wrong✗")
    await expect(ben.locator(".right")).to_have_text("50%February 2006 right answer✓")
    await expect(ana.locator(".own")).to_have_text("50%February 2006 right answer, your answer✓")
    await expect(teacher.get_by_role("region")).to_contain_text("2 votes")


async def test_a_countdown_is_the_servers_and_ends_by_itself(
    pages: list[Page], telegram: LocalTelegram
) -> None:
    page = pages[1]
    ana = telegram.person("Ana")
    await ana.send("/start")
    now = time.time() * 1000 - 3600_000
    await page.add_init_script(f"Date.now = () => {now:.0f}")  # this phone's clock is an hour late
    async with LocalServer(telegram, port=0) as server:
        await page.goto(f"{server.address}/?as=Ana")
        await expect(page.get_by_role("log")).to_contain_text("/start")
        await telegram.call("sendPoll", {"chat_id": ana.id, "open_period": 5, **QUIZ})
        poll = page.get_by_role("region")
        await expect(poll.get_by_role("timer")).to_have_text(re.compile("^[45] s$"))
        await expect(poll.get_by_role("timer")).to_have_text("3 s")
        await expect(poll).to_contain_text("Final results", timeout=8_000)
        await expect(poll.get_by_role("status")).to_contain_text(
            "The poll is closed. The right answer is Febr"
        )
        await expect(poll.get_by_role("button")).to_have_count(0)


async def test_several_answers_are_sent_together_and_taken_back(
    pages: list[Page], telegram: LocalTelegram
) -> None:
    page = pages[1]
    ana = telegram.person("Ana")
    await ana.send("/start")
    fields = {"chat_id": ana.id, "question": "Which?", "options": CHOICES, "allows_multiple_answers": True}
    async with LocalServer(telegram, port=0) as server:
        await page.goto(f"{server.address}/?as=Ana")
        await telegram.call("sendPoll", fields)
        vote = page.get_by_role("button", name="Vote", exact=True)
        await expect(vote).to_be_disabled()
        for name in CHOICES[:2]:
            await page.get_by_role("checkbox", name=name).click()
        await vote.click()
        await expect(page.locator(".own")).to_have_count(2)
        await page.get_by_role("button", name="Take my vote back").click()
        await expect(page.get_by_role("checkbox")).to_have_count(3)


async def test_what_waits_in_another_chat_is_counted(pages: list[Page], telegram: LocalTelegram) -> None:
    desk, phone, _ = pages
    ana, ben = telegram.person("Ana"), telegram.person("Ben")
    group = telegram.group("Class 7b", ana, ben)
    await ben.send("before", chat=group)
    async with LocalServer(telegram, port=0) as server:
        for page in (desk, phone):
            await page.goto(f"{server.address}/?as=Ana")
            await expect(page.get_by_role("heading", name="What can this bot do?")).to_be_visible()
        for text in ("one", "two"):
            await ben.send(text, chat=group)
        await expect(desk).to_have_title("(2) Passage Quiz")
        row = desk.get_by_role("button", name=re.compile("Class 7b.*Ben: two.*2 unread"))
        await row.click()
        await expect(desk.get_by_role("log")).to_contain_text("two")
        await expect(desk).to_have_title("Passage Quiz")
        await expect(desk.locator(".sender:visible")).to_have_text(["Ben"])
        await phone.get_by_role("button", name="Chats, 2 unread").click()
        await expect(phone.get_by_role("log")).to_be_hidden()
        assert await phone.evaluate(FITS)
        await phone.get_by_role("button", name="Class 7b").click()
        await expect(phone.get_by_role("log")).to_contain_text("two")
        await phone.locator("#input").fill("here I am")
        await phone.keyboard.press("Enter")
        await expect(desk.get_by_role("log")).to_contain_text("here I am")


async def test_a_link_adds_the_bot_to_a_group_that_one_chooses(
    pages: list[Page], telegram: LocalTelegram
) -> None:
    page = pages[1]
    ana = telegram.person("Ana")
    telegram.group("Class 7b", ana)
    await ana.send("/start")
    button = {"text": "Play in class", "url": "https://t.me/local_bot?startgroup=bank_7"}
    fields = {"chat_id": ana.id, "text": "hi", "reply_markup": {"inline_keyboard": [[button]]}}
    await telegram.call("sendMessage", fields)
    async with LocalServer(telegram, port=0) as server:
        await page.goto(f"{server.address}/?as=Ana")
        await page.get_by_role("link", name="Play in class").click()
        await page.get_by_role("dialog").get_by_role("button", name="Class 7b").click()
        await expect(page.get_by_role("heading", name="Class 7b")).to_be_visible()
        await expect(page.get_by_role("log")).to_contain_text("/start@local_bot bank_7")


async def test_a_group_that_becomes_a_supergroup_stays_open(
    pages: list[Page], telegram: LocalTelegram
) -> None:
    page = pages[1]
    group = telegram.group("Class 7b", telegram.person("Ana"))
    async with LocalServer(telegram, port=0) as server:
        await page.goto(f"{server.address}/?as=Ana&group={group.id}")
        await expect(page.get_by_role("heading", name="Class 7b")).to_be_visible()
        supergroup = telegram.upgrade(group)
        await expect(page.get_by_role("log")).to_contain_text("The group became a supergroup")
        await telegram.call("sendMessage", {"chat_id": supergroup.id, "text": "news"})
        await expect(page.get_by_role("log")).to_contain_text("news")
        telegram.leave(supergroup, telegram.person("Ana"))
        await expect(page.get_by_role("heading", name="What can this bot do?")).to_be_visible()


async def test_files_are_shown_and_saved(pages: list[Page], telegram: LocalTelegram) -> None:
    page = pages[1]
    ana = telegram.person("Ana")
    await ana.send("/start")
    table = Upload("grades of 7b.csv", b"name,points\n" * 100)
    await telegram.call("sendDocument", {"chat_id": ana.id, "document": table, "caption": "The grades"})
    photo = {"chat_id": ana.id, "photo": Upload("chart.png", PNG), "caption": "How it went"}
    await telegram.call("sendPhoto", photo)
    async with LocalServer(telegram, port=0) as server:
        await page.goto(f"{server.address}/?as=Ana")
        picture = page.get_by_role("img", name="How it went")
        await expect(picture).to_be_visible()
        assert await picture.evaluate("image => image.naturalWidth") == 1
        async with page.expect_download() as downloading:
            await page.get_by_role("link", name="grades of 7b.csv Download, 1 kB").click()
        download = await downloading.value
        assert download.suggested_filename == "grades of 7b.csv"
        assert (await download.path()).read_bytes() == table.content


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c636000000002000148afa4710000000049454e44ae426082"
)
