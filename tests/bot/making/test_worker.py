"""The process that reads ends with the bot, however that ends, and leaves nothing behind for long."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import tempfile
from pathlib import Path

import pytest

from bot.local import LocalServer, LocalTelegram
from bot.workplace import clear_away, workplace
from tests.bot.conftest import TOKEN
from tests.bot.making.bench import sees, told
from tests.bot.student import PATIENCE, Student
from tests.bot.test_process import process
from tests.material import TOWN

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it looks into /proc")


def workers(place: Path) -> list[int]:
    """The processes that are at work in a folder."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if (entry / "cwd").readlink().is_relative_to(place):
                found.append(int(entry.name))
        except OSError:
            continue
    return found


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
async def test_the_worker_ends_with_the_bot_and_the_next_one_goes_on(
    folder: Path, telegram: LocalTelegram, how: signal.Signals
) -> None:
    async with LocalServer(telegram, port=0) as server:
        temporary = folder / "tmp"
        settings = {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": server.address,
            "TMPDIR": str(temporary),
        }
        ana = Student(telegram.person("Ana"))
        async with process(folder, **settings) as (running, _):
            await ana.person.send_file("town.txt", TOWN.encode() * 20)
            await sees(ana, "Reading")
            assert len(workers(temporary)) == 1
            running.send_signal(how)
            async with asyncio.timeout(PATIENCE):
                await running.wait()
                while workers(temporary):  # noqa: ASYNC110
                    await asyncio.sleep(0.01)
        left = list(temporary.glob("quizbot-*"))
        assert len(left) == (how == signal.SIGKILL)
        async with process(folder, **settings):
            await sees(ana, "📚")
            assert not set(left) & set(temporary.glob("quizbot-*"))
            assert len(told(ana, "town.txt")) + len(told(ana, "📚")) == 1
        assert not list(temporary.glob("*quizbot-*"))


async def test_the_worker_lets_the_bot_go_first(tmp_path: Path) -> None:
    (tmp_path / "town.txt").write_text(TOWN * 20)
    command = (sys.executable, "-P", "-m", "bot.worker", "town.txt", ".", "Town")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    worker = await asyncio.create_subprocess_exec(
        *command,
        cwd=tmp_path,
        env=environment,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert worker.stdin
    assert worker.stdout
    await worker.stdout.readline()
    assert os.getpriority(os.PRIO_PROCESS, worker.pid) == min(os.getpriority(os.PRIO_PROCESS, 0) + 10, 19)
    assert (Path("/proc") / str(worker.pid) / "oom_score_adj").read_text().strip() == "1000"
    worker.stdin.close()
    async with asyncio.timeout(PATIENCE):
        await worker.stdout.read()
        assert await worker.wait() == 1


def test_what_a_killed_bot_left_goes_and_what_is_in_use_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left = tmp_path / "quizbot-left"
    left.mkdir()
    (left / "document.pdf").write_bytes(b"x")
    other = tmp_path / "other"
    other.mkdir()
    (tmp_path / "quizbot-link").symlink_to(other)
    with workplace() as used:
        (used / "document.txt").write_text("x")
        clear_away()
        assert not left.exists()
        assert (used / "document.txt").exists()
        assert other.exists()
    assert not used.exists()
    assert {path.name for path in tmp_path.iterdir()} == {"other", "quizbot-link"}
