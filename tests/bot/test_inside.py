"""Whoever runs the bot sees from outside what goes on inside, and of people nothing."""

from __future__ import annotations

import asyncio
import logging
import re
import signal
import socket
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, suppress
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import QueuePool
from telegram.ext import Updater

from bot.application import build
from bot.inbox import KeepingBot
from bot.inside import Inside
from bot.listening import SILENCE, Polling
from bot.local import LocalServer, LocalTelegram
from questions.errors import PortTaken
from tests.bot.classes.classroom import Classroom
from tests.bot.conftest import TOKEN, Run, Running
from tests.bot.student import PATIENCE, Student
from tests.bot.test_process import folder, process
from tests.material import bank
from tests.ports import free_port

__all__ = ["folder"]

LINE = re.compile(
    r"update=\d+ kind=[a-z]+( press=[A-Za-z]+)? chat=[a-z]+ ms=\d+\.\d waiting=\d+"
    r" outcome=(ok|refused|error|cut)( reason=[A-Za-z-]+)?"
)
LAN_NAME = "lan.localhost"
COUNTED = ("counter", "histogram")
"""Figures of each process; the others stand in the database, or are of a process as such."""


class Watch:
    """Whoever runs the bot, with a browser.

    Args:
        address: Where to look.
        others: Further processes of the bot.
    """

    def __init__(self, address: str, others: Sequence[Inside] = ()) -> None:
        self._client = httpx.AsyncClient(base_url=address)
        self._others = others

    async def get(self, path: str, **headers: str) -> httpx.Response:
        """What a path answers."""
        return await self._client.get(path, headers=headers)

    async def figures(self) -> dict[str, float]:
        """The figures of the page, by their names and labels; what each process counts is added up."""
        page = await self.get("/metrics")
        assert page.status_code == 200
        figures: dict[str, float] = {}
        for text in (page.text, *[(await other.metrics()).decode() for other in self._others]):
            for family in text_string_to_metric_families(text):
                for sample in family.samples:
                    name = sample.name + "".join(f" {value}" for value in sample.labels.values())
                    counted = figures.get(name, 0.0) if family.type in COUNTED else 0.0
                    figures[name] = counted + sample.value
        return figures

    async def sees(self, **expected: float) -> dict[str, float]:
        """Look until the figures are these; a line is written when its person has been answered already."""
        async with asyncio.timeout(PATIENCE):
            while True:
                figures = await self.figures()
                if {name: figures.get(name) for name in expected} == expected:
                    return figures

    async def __aenter__(self) -> Watch:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()


@pytest.fixture
async def server(telegram: LocalTelegram, running: Running) -> AsyncIterator[LocalServer]:
    """The web chat of a running bot, with what can be seen of it."""
    async with LocalServer(telegram, port=0, lan=True, listen="127.0.0.1", lan_name=LAN_NAME) as server:
        server.add(running.inside.routes)
        yield server


@pytest.fixture
async def watch(server: LocalServer, running: Running) -> AsyncIterator[Watch]:
    async with Watch(server.address, running.others) as watch:
        yield watch


async def plays(student: Student) -> None:
    """Play a quiz to its end, and press a button that has had its day."""
    first = await student.starts()
    await student.answers(right=True)
    await student.taps("Next")
    await student.sees("Question 2 of 3")
    await student.answers(right=False)
    await student.taps("Next")
    await student.sees("Question 3 of 3")
    await student.answers(right=True)
    await student.taps("See my result")
    await student.sees("2 of 3 right.")
    await student.person.press(first["message_id"], "a:1:0:0")


async def test_a_played_quiz_is_counted(running: Running, watch: Watch) -> None:
    before = await watch.figures()
    assert before["quizbot_answers_total private"] == 0
    ana = Student(running.person("Ana"))
    await ana.starts()
    await ana.answers(right=True)
    await watch.sees(**{"quizbot_answers_total private": 1, "quizbot_sessions_running private": 1})
    await ana.taps("Next")
    await ana.sees("Question 2 of 3")
    await ana.stops()
    figures = await watch.sees(
        **{
            "quizbot_sessions_running private": 0,
            "quizbot_updates_total command": 1,
            "quizbot_updates_total press": 5,
            "quizbot_update_seconds_count": 6,
            "quizbot_updates_waiting": 0,
        }
    )
    assert figures["quizbot_answers_total private"] == 1
    assert figures["quizbot_answers_total class"] == 0
    assert figures["quizbot_jobs_waiting"] == 0
    assert 0 < figures["quizbot_update_seconds_sum"] < 6 * PATIENCE
    assert figures["process_resident_memory_bytes"] > 0


async def test_what_is_refused_is_counted_by_its_reason(running: Running, watch: Watch) -> None:
    ana, ben = Student(running.person("Ana")), running.person("Ben")
    asked = await ana.starts()
    await ben.press(asked["message_id"], asked["reply_markup"]["inline_keyboard"][0][0]["callback_data"])
    await watch.sees(**{"quizbot_refusals_total foreign": 1})


async def test_votes_of_a_class_are_answers(running: Running, watch: Watch) -> None:
    classroom = Classroom(running.telegram, ["Ana", "Ben"])
    poll = await classroom.starts()
    for student in classroom.students:
        await classroom.votes(student, poll, right=True)
    await watch.sees(**{"quizbot_answers_total class": 2, "quizbot_updates_total vote": 2})
    assert (await watch.figures())["quizbot_sessions_running class"] == 1


async def test_a_call_that_fails_is_counted_each_time_and_leaves_its_mark(
    running: Running, watch: Watch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot.journal")
    running.telegram.faults.fail("sendMessage")
    await running.person("Ana").send("/quiz")
    await watch.sees(quizbot_update_failures_total=1, **{"quizbot_telegram_errors_total NetworkError": 1})
    assert any(line.endswith("outcome=error reason=NetworkError") for line in caplog.messages)


async def test_two_applications_count_apart(running: Running) -> None:
    services = running.application.bot_data["services"]
    other = build(TOKEN, services, api_url="http://127.0.0.1")
    other.bot_data["gauges"].refusal("over")
    assert b'quizbot_refusals_total{reason="over"}' not in await running.inside.metrics()


async def test_a_bot_that_can_work_is_healthy(watch: Watch) -> None:
    answer = await watch.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"database": "ok", "updates": "ok"})


@pytest.mark.sqlite
async def test_a_database_that_cannot_be_used_makes_it_unhealthy_and_is_named(
    running: Running, watch: Watch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    pool = running.database.engine.pool
    # What begins with the bot has its end first.
    while isinstance(pool, QueuePool) and pool.checkedout():  # noqa: ASYNC110
        await asyncio.sleep(0)
    await running.database.close()
    overwrite(tmp_path / "quizbot.db")
    answer = await watch.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"database": "it cannot be written to (DatabaseError)", "updates": "ok"}
    assert "The database does not answer" in caplog.text
    figures = await watch.figures()
    assert str(figures["quizbot_jobs_waiting"]) == "nan"
    assert figures["quizbot_updates_waiting"] == 0


async def test_a_database_that_does_not_answer_in_time_makes_it_unhealthy(
    running: Running, watch: Watch
) -> None:
    running.inside.patience = 0.01
    async with AsyncExitStack() as taken:
        with suppress(TimeoutError):
            while True:  # until there is no connection left
                async with asyncio.timeout(0.5):
                    await taken.enter_async_context(running.database.engine.connect())
        for _ in range(2):  # the second question waits for the first one's answer
            answer = await watch.get("/healthz")
            assert answer.status_code == 503
            assert answer.json()["database"] == "it has not answered for 0.01 s"
    running.inside.patience = PATIENCE
    assert (await watch.get("/healthz")).json()["database"] == "ok"


@pytest.fixture
async def polling(run: Run) -> AsyncIterator[Running]:
    """A bot that asks Telegram for updates."""
    async with run(settings={}) as bot:
        yield bot


async def test_a_bot_that_hears_of_no_updates_is_unhealthy(polling: Running) -> None:
    assert polling.application.updater
    await polling.application.updater.stop()
    health = await polling.inside.health()
    assert health == {"database": "ok", "updates": "nobody asks Telegram for them"}


async def test_long_silence_of_telegram_is_trouble(polling: Running) -> None:
    updater, bot = polling.application.updater, polling.application.bot
    assert isinstance(updater, Updater)
    assert isinstance(bot, KeepingBot)
    ahead = 0.0
    listening = Polling(updater, bot, clock=lambda: time.monotonic() + ahead)
    assert listening.trouble() is None
    ahead = 2 * SILENCE
    assert str(listening.trouble()).startswith("Telegram has not answered for 1")


@pytest.mark.parametrize("path", ["/metrics", "/healthz"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Host": f"{LAN_NAME}:8080"},
        {"Host": "192.168.1.20:8080"},
        {"Host": "example.org"},
        {"X-Forwarded-For": "203.0.113.9"},
        {"Forwarded": "for=203.0.113.9"},
        {"X-Real-IP": "203.0.113.9"},
    ],
)
async def test_nobody_looks_in_from_another_machine(watch: Watch, path: str, headers: dict[str, str]) -> None:
    answer = await watch.get(path, **headers)
    assert (answer.status_code, answer.text) == (404, "404\n")


async def test_a_played_quiz_leaves_no_name_no_text_and_no_token(
    folder: Path, telegram: LocalTelegram
) -> None:
    port = free_port()
    person = telegram.person("Zebedee Quillon")
    async with LocalServer(telegram, port=0) as server:
        settings = {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": server.address,
            "METRICS_PORT": str(port),
            "LOG_LEVEL": "INFO",
        }
        with (folder / "log").open("wb") as log:
            async with (
                process(folder, log, **settings) as (
                    running,
                    _,
                ),
                Watch(f"http://127.0.0.1:{port}") as watch,
            ):
                await plays(Student(person))
                await person.send("Zebedee asks about the moon")
                await watch.sees(**{"quizbot_answers_total private": 3, "quizbot_updates_total text": 1})
                assert (await watch.get("/healthz")).status_code == 200
                figures, page = await watch.figures(), (await watch.get("/metrics")).text
                running.send_signal(signal.SIGTERM)
                assert await asyncio.wait_for(running.wait(), PATIENCE) == 0
    text = (folder / "log").read_text("utf-8")
    lines = [line.partition(" INFO bot.journal: ")[2] for line in text.splitlines() if "bot.journal" in line]
    counted = [count for name, count in figures.items() if name.startswith("quizbot_updates_total ")]
    assert len(lines) == sum(counted) == 10
    assert all(LINE.fullmatch(line) for line in lines), lines
    assert any("outcome=refused" in line for line in lines)
    stems = [question.stem for question in bank().questions]
    for secret in ("Zebedee", "Quillon", "moon", TOKEN, *stems):
        assert secret not in text
        assert secret not in page


async def test_a_port_that_is_taken_is_named_with_its_setting(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken, match=rf"Port {port} .*METRICS_PORT"):
            async with run(settings={"metrics_port": port}):
                pass


async def test_a_bot_on_a_telegram_of_its_own_shows_both_where_its_chat_is(folder: Path) -> None:
    async with process(folder, LOCAL_PORT="0") as (_, place), Watch(place) as watch:
        assert (await watch.get("/healthz")).json() == {"database": "ok", "updates": "ok"}
        assert (await watch.figures())["quizbot_sessions_running private"] == 0
        assert (await watch.get("/")).status_code == 200


def overwrite(database: Path) -> None:
    """Make a file, and what lies beside it, no database any more."""
    for beside in database.parent.glob(f"{database.name}-*"):
        beside.unlink()
    database.write_bytes(b"no database any more" * 1000)
