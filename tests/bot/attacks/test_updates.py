"""Whatever comes as an update, the bot stays up, writes no trace, and serves honest people afterwards."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import httpx
import pytest

from bot.local import LocalTelegram
from tests.bot.attacks.forging import Failures
from tests.bot.attacks.trying import tried
from tests.bot.attacks.updates import Sound, spoilt
from tests.bot.conftest import Run, Running
from tests.bot.making.bench import Bench
from tests.bot.student import Student
from tests.bot.test_webhook import Courier, Taking, delivering
from tests.ports import free_port

MOST = 250
"""Updates that are tried: the trial tries more."""

TAKEN = (200, 400, 403)


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
async def hooked(run: Run, telegram: LocalTelegram, bench: Bench, port: int) -> AsyncIterator[Running]:
    """A bot that gets its updates by a webhook."""
    taking = Taking(telegram)
    settings = {
        "webhook_url": "https://example.org/hook/of.ours",
        "webhook_secret": "S3cret-of-the-hook",
        "webhook_port": port,
    }
    bench.open()
    given = {"settings": settings, "workshop": bench.workshop}
    async with run(requests=lambda: (taking, taking), **given) as bot:
        yield bot


async def sound(running: Running) -> Sound:
    """Updates of somebody whom the local Telegram knows, in private and in a group."""
    eve = running.person("Eve")
    await eve.start()
    sent = await eve.send_file("a.txt", b"Nothing to ask about.")
    file_id = sent["document"]["file_id"]
    return Sound(file_id, eve.id, running.telegram.group("Eve’s", eve, forum=True).id)


async def post_all(running: Running, port: int, *, most: int) -> int:
    """Post spoilt updates to the webhook, each with what it came to; returns how many."""
    async with Courier(running.telegram, f"http://127.0.0.1:{port}") as courier:

        async def attempt(update: Any) -> None:
            with Failures() as failures:
                assert await courier.brings(update) in TAKEN
                await running.settled()
            assert failures.traces == []
            assert len(failures.heard) <= 1

        return await tried(spoilt(await sound(running)), attempt, most=most)


async def test_spoilt_updates_at_the_webhook_do_no_harm(hooked: Running, port: int) -> None:
    assert await post_all(hooked, port, most=MOST) >= MOST
    async with Courier(hooked.telegram, f"http://127.0.0.1:{port}") as courier, delivering(courier):
        ana = Student(hooked.person("Ana"))
        await ana.starts()
        await ana.answers(right=True)


async def fetch_all(running: Running, *, most: int) -> int:
    """Let the bot fetch spoilt updates, all of them at once in the end; returns how many."""
    waiting = running.telegram.world.updates

    async def attempt(update: dict[str, Any]) -> None:
        del update["update_id"]
        for kind, content in update.items():
            # What is no text for JSON in UTF-8 does not come over the network.
            waiting.add(kind, json.loads(json.dumps(content, ensure_ascii=False).encode(errors="replace")))

    with Failures() as failures:
        count = await tried(spoilt(await sound(running)).filter(numbered), attempt, most=most)
        while waiting.waiting():  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        await running.settled()
    assert failures.traces == []
    assert len(failures.heard) <= count
    return count


def numbered(update: dict[str, Any]) -> bool:
    """Whether an update has its number still: Telegram counts those that it keeps by it."""
    return "update_id" in update


async def test_spoilt_updates_that_are_fetched_do_no_harm(run: Run, bench: Bench) -> None:
    bench.open()
    async with run(workshop=bench.workshop) as running:
        assert await fetch_all(running, most=MOST) >= MOST
        ana = Student(running.person("Ana"))
        await ana.starts()
        await ana.answers(right=True)


@pytest.mark.parametrize("depth", [100, 200_000])
async def test_a_body_of_brackets_is_no_update(hooked: Running, port: int, depth: int) -> None:
    headers = {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": "S3cret-of-the-hook"}
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}/hook/of.ours") as client:
        with suppress(httpx.HTTPError):  # the line is cut while it is being sent
            await client.post("", content="{" + " " * 2**21 + "}", headers=headers)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}/hook/of.ours") as client:
        answer = await client.post("", content="[" * depth, headers=headers)
        assert answer.status_code == 400
    assert hooked.application.update_queue.empty()


async def test_who_blocks_the_bot_while_it_answers_leaves_no_trace_in_the_log(
    running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    eve, ana = running.person("Eve"), Student(running.person("Ana"))
    await eve.start()
    await Student(eve).sees("Hello")
    running.telegram.world.updates.add("message", await eve.send("/help"))
    await eve.block()
    await ana.says("/help")
    await ana.sees("How it works")
    await running.settled()
    assert [record for record in caplog.records if record.exc_info] == []
