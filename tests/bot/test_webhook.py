"""Telegram brings updates by itself, proves itself, and is asked to bring again what could not be kept."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select

from bot.listening import UPDATES
from bot.local import LocalRequest, LocalTelegram
from questions.errors import PortTaken
from storage.tables import VoteRow
from tests.bot.classes.classroom import Classroom
from tests.bot.conftest import Run, Running
from tests.bot.student import Student
from tests.bot.test_inside import Watch
from tests.ports import free_port

SECRET = "S3cret-of-the-hook"  # noqa: S105
PATH = "/hook/of.ours"


class Taking(LocalRequest):
    """The local Telegram delivers by getUpdates only; this one takes an address as well.

    Attributes:
        told: What setWebhook was called with.
    """

    told: dict[str, object] | None = None

    async def do_request(self, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Answer setWebhook, and pass on everything else."""
        if not url.endswith("/setWebhook"):
            return await super().do_request(url, *args, **kwargs)
        data = args[1] if len(args) > 1 else kwargs["request_data"]
        self.told = dict(data.parameters)
        return 200, json.dumps({"ok": True, "result": True}).encode()


class Courier:
    """Brings updates of the local Telegram to a webhook, each until it is taken.

    Args:
        telegram: Whose updates.
        address: Where to.
    """

    def __init__(self, telegram: LocalTelegram, address: str) -> None:
        self._telegram = telegram
        self._client = httpx.AsyncClient(base_url=address)

    async def brings(self, body: object, **headers: str) -> int:
        """The status with which one request is answered."""
        sent = {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": SECRET, **headers}
        return (await self._client.post(PATH, content=json.dumps(body), headers=sent)).status_code

    async def runs(self) -> None:
        """Bring everything, for ever."""
        offset = 0
        while True:
            for update in await self._telegram.call("getUpdates", {"offset": offset, "timeout": 30}):
                while await self.brings(update) != 200:
                    pass
                offset = update["update_id"] + 1

    async def __aenter__(self) -> Courier:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def taking(telegram: LocalTelegram) -> Taking:
    return Taking(telegram)


@pytest.fixture
async def running(run: Run, telegram: LocalTelegram, taking: Taking, port: int) -> AsyncIterator[Running]:
    settings = {
        "webhook_url": f"https://example.org{PATH}",
        "webhook_secret": SECRET,
        "webhook_port": port,
    }
    async with run(requests=lambda: (taking, LocalRequest(telegram)), settings=settings) as bot:
        yield bot


@pytest.fixture
async def courier(running: Running, port: int) -> AsyncIterator[Courier]:
    async with Courier(running.telegram, f"http://127.0.0.1:{port}") as courier:
        yield courier


@asynccontextmanager
async def delivering(courier: Courier) -> AsyncIterator[None]:
    """Let the courier run."""
    task = asyncio.create_task(courier.runs())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def votes(running: Running) -> int:
    """How many votes are kept."""
    async with running.database.read() as session:
        return (await session.execute(select(func.count()).select_from(VoteRow))).scalar_one()


async def test_a_quiz_is_played_through_it_and_seen_on_its_port(
    running: Running, courier: Courier, taking: Taking, port: int
) -> None:
    assert taking.told
    assert taking.told["url"] == f"https://example.org{PATH}"
    assert taking.told["secret_token"] == SECRET
    assert taking.told["allowed_updates"] == UPDATES
    ana = Student(running.person("Ana"))
    async with delivering(courier), Watch(f"http://127.0.0.1:{port}") as watch:
        await ana.starts()
        await ana.answers(right=True)
        await watch.sees(**{"quizbot_answers_total private": 1})
        answer = await watch.get("/healthz")
        assert (answer.status_code, answer.json()) == (200, {"database": "ok", "updates": "ok"})
        assert (await watch.get("/metrics", **{"X-Forwarded-For": "203.0.113.9"})).status_code == 404


async def test_a_vote_is_kept_before_telegram_is_answered(running: Running, courier: Courier) -> None:
    classroom = Classroom(running.telegram, ["Ana"])
    (ana,) = classroom.students
    async with delivering(courier):
        poll = await classroom.starts()
    await classroom.votes(ana, poll, right=True)
    (vote,) = [update for update in running.telegram.world.updates.waiting() if "poll_answer" in update]
    assert await votes(running) == 0
    assert await courier.brings(vote) == 200
    assert await votes(running) == 1


async def test_a_vote_that_cannot_be_kept_has_to_come_again(running: Running, courier: Courier) -> None:
    vote = {
        "update_id": 900,
        "poll_answer": {
            "poll_id": "77",
            "option_ids": [0],
            "option_persistent_ids": ["a"],
            "user": {"id": 5, "is_bot": False, "first_name": "Ana"},
        },
    }
    async with running.database.write() as session:
        connection = await session.connection()
        await connection.exec_driver_sql("ALTER TABLE votes RENAME TO votes_away")
    assert await courier.brings(vote) == 503
    async with running.database.write() as session:
        connection = await session.connection()
        await connection.exec_driver_sql("ALTER TABLE votes_away RENAME TO votes")
    assert await courier.brings(vote) == 200
    assert await votes(running) == 1


@pytest.mark.parametrize("secret", ["", "S3cret-of-the-hooK", SECRET + "x"])
async def test_who_does_not_know_the_secret_brings_nothing(
    running: Running, courier: Courier, secret: str
) -> None:
    assert await courier.brings({"update_id": 901}, **{"X-Telegram-Bot-Api-Secret-Token": secret}) == 403
    assert running.application.update_queue.empty()


@pytest.mark.parametrize("body", [None, [], "update", {"message": {"text": "no number"}}])
async def test_what_is_no_update_is_turned_away_and_not_written_down(
    courier: Courier, caplog: pytest.LogCaptureFixture, body: object
) -> None:
    assert await courier.brings(body) == 400
    assert "no number" not in caplog.text


async def test_what_cannot_be_read_is_taken_so_that_it_does_not_come_again_and_not_written_down(
    running: Running, courier: Courier, caplog: pytest.LogCaptureFixture
) -> None:
    assert await courier.brings({"update_id": 902, "message": {"text": "no chat"}}) == 200
    await running.settled()
    assert "An update cannot be read" in caplog.text
    assert "no chat" not in caplog.text


@pytest.mark.usefixtures("running")
async def test_nothing_is_read_there_and_no_other_path_takes_updates(port: int) -> None:
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
        assert (await client.get(PATH)).status_code == 405
        assert (await client.post("/hook/ofXours", json={})).status_code == 404


async def test_a_port_that_is_taken_is_named(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings = {"webhook_url": "https://example.org/hook", "webhook_port": taken.getsockname()[1]}
        with pytest.raises(PortTaken, match="WEBHOOK_PORT"):
            async with run(settings=settings):
                pass


async def test_when_the_bot_stops_nobody_answers_any_more(run: Run, taking: Taking, port: int) -> None:
    settings = {"webhook_url": "https://example.org/hook", "webhook_port": port}
    async with run(requests=lambda: (taking, taking), settings=settings) as bot:
        inside = bot.inside
        assert (await inside.health())["updates"] == "ok"
    async with httpx.AsyncClient() as client:
        with pytest.raises(httpx.ConnectError):
            await client.get(f"http://127.0.0.1:{port}/healthz")
