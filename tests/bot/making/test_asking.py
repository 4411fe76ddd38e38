"""The process that asks a model has its key and no stranger's file, is paid once, and ends with the bot."""

from __future__ import annotations

import asyncio
import logging
import os
import stat
import sys
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.language_model import LanguageModel
from bot.local import LocalServer, LocalTelegram
from bot.paid import LONGEST, Paid
from bot.services import JobService
from bot.workshop import Making, Workshop
from questions.errors import WorkerLost
from tests.bot.conftest import TOKEN, Run
from tests.bot.making.bench import no_job_is_left, sees
from tests.bot.making.modelled import CHRONICLER, HERE, WITH_MODEL, Modelled, banks_of, paid
from tests.bot.making.test_restarts import stuck
from tests.bot.making.test_worker import workers
from tests.bot.student import PATIENCE, Student
from tests.bot.study.test_personal import erases
from tests.bot.test_process import process
from tests.material import TOWN
from tests.questions.generation.llm.prose import chronicle
from tests.questions.generation.llm.running import Run as Asking
from tests.questions.generation.llm.server import KEY, MODEL, Fault, ModelServer
from tests.questions.reading.files import word_bytes

TEXT = chronicle(12)
REQUESTS = 6
"""Three to write on it, three to answer."""


async def silence(server: ModelServer) -> None:
    """Wait until the server gives no answer."""
    assert await asyncio.to_thread(server.silent.wait, PATIENCE)


def files_with_the_key(folder: Path) -> list[Path]:
    """The files under a folder that hold the key."""
    return [path for path in folder.rglob("*") if path.is_file() and KEY.encode() in path.read_bytes()]


def runs(process_id: int) -> bool:
    """Whether a process has not ended."""
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    return True


async def asks_for(student: Student, text: str = TEXT) -> None:
    """Send a document and choose the model."""
    await student.person.send_file("chronicle.txt", text.encode())
    await student.taps(WITH_MODEL, on=await sees(student, "How shall I make the quiz"))


async def test_who_reads_the_file_has_no_key_and_who_has_the_key_finds_no_file(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:secret")
    monkeypatch.setenv("LLM_API_KEY", KEY)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-another-provider")
    with ModelServer() as server:
        modelled = Modelled(tmp_path, server)
        async with run(**modelled.settings) as bot:
            ana = Student(bot.person("Ana"))
            await ana.person.send_file("chapter.docx", word_bytes())
            await ana.taps(WITH_MODEL, on=await sees(ana, "How shall I make the quiz"))
            reader = await modelled.has_begun("bot.worker")
            asker = await modelled.has_begun("bot.asker")
    secrets = {"LLM_API_KEY", "OPENAI_API_KEY", "TELEGRAM_BOT_TOKEN"}
    assert set(reader["files"]) == {"document.docx", "stderr"}
    assert not secrets & set(reader["environment"])
    assert KEY not in str(reader)
    assert set(asker["files"]) == {"document.docx.md", "document.json", "stderr"}
    assert asker["environment"]["LLM_API_KEY"] == KEY
    assert secrets & set(asker["environment"]) == {"LLM_API_KEY"}
    assert KEY not in str(asker["arguments"]), "everybody on the machine sees those"


@pytest.mark.skipif(sys.platform != "linux", reason="it looks into /proc")
async def test_killed_in_between_it_goes_on_and_pays_nothing_twice(
    folder: Path, telegram: LocalTelegram
) -> None:
    with ModelServer(faults=[None, None, None, Fault.SILENT]) as server:
        async with LocalServer(telegram, port=0) as api:
            temporary = folder / "tmp"
            settings = {
                "TELEGRAM_BOT_TOKEN": TOKEN,
                "TELEGRAM_API_URL": api.address,
                "TMPDIR": str(temporary),
                "ADMIN_IDS": str(CHRONICLER),
                "LLM_MODEL": MODEL,
                "LLM_BASE_URL": server.address,
                "LLM_API_KEY": KEY,
            }
            ana = Student(telegram.person("Ana"))
            kept = folder / "quizbot-llm" / str(ana.person.id)
            async with process(folder, **settings) as (running, _):
                await asks_for(ana)
                await silence(server)
                running.kill()
                await running.wait()
                async with asyncio.timeout(PATIENCE):
                    while workers(temporary):  # noqa: ASYNC110
                        await asyncio.sleep(0.01)
            assert list(kept.iterdir())
            assert stat.S_IMODE(kept.stat().st_mode) == stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
            async with process(folder, **settings):
                await sees(ana, "📚", f"{REQUESTS - 3} requests to the model")
            assert len(server.answered) == len(set(paid(server))) == REQUESTS
            assert not kept.exists(), "it is a bank now"
    assert files_with_the_key(folder) == []


async def test_the_end_of_the_budget_is_a_bank_of_what_is_there_and_sent_again_it_goes_on(
    run: Run, tmp_path: Path
) -> None:
    with ModelServer() as server:
        whole = Asking(server)
        everything = len((await asyncio.to_thread(whole.make, TEXT)).bank.questions)
    budget = (whole.spending.tokens_in + whole.spending.tokens_out) // 2
    with ModelServer() as server:
        async with run(**Modelled(tmp_path, server, budget=budget).settings) as bot:
            ana = Student(bot.person("Ana"))
            await asks_for(ana)
            await sees(ana, "📚", "🪙", "It stopped before the end")
            (part,) = await banks_of(bot, ana)
            assert 0 < len(part.questions) < everything
        async with run(**Modelled(tmp_path, server).settings) as bot:
            await asks_for(ana)
            assert "It stopped" not in (await sees(ana, "🔁", "🪙"))["text"]
            (bank,) = await banks_of(bot, ana)
            assert len(bank.questions) == everything
    assert len(server.answered) == len(set(paid(server))) == REQUESTS


OUT_OF_TIME = (
    "import sys; from pathlib import Path; from bot import asker; asker.TIME = 0.0; "
    "asker.main(Path(sys.argv[1]), Path(sys.argv[2]))"
)


async def test_when_its_time_is_up_the_bank_is_of_what_is_there_and_sent_again_it_goes_on(
    run: Run, tmp_path: Path
) -> None:
    with ModelServer() as server:
        hurried = Modelled(tmp_path, server, asker=(sys.executable, "-P", "-c", OUT_OF_TIME))
        async with run(**hurried.settings) as bot:
            ana = Student(bot.person("Ana"))
            await asks_for(ana)
            await sees(ana, "📚", "🪙 2 requests", "It stopped before the end")
        async with run(**Modelled(tmp_path, server).settings):
            await asks_for(ana)
            assert "It stopped" not in (await sees(ana, "🔁", f"🪙 {REQUESTS - 2} requests"))["text"]
    assert len(server.answered) == len(set(paid(server))) == REQUESTS


async def test_killed_before_the_job_is_dropped_what_it_took_is_told_again(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached = asyncio.Event()
    with ModelServer() as server:
        with monkeypatch.context() as patched:
            patched.setattr(JobService, "close", stuck(JobService.close, "before", reached))
            async with run(**Modelled(tmp_path, server).settings) as bot:
                ana = Student(bot.person("Ana"))
                await asks_for(ana)
                ready = await sees(ana, "📚", f"🪙 {REQUESTS} requests")
                await asyncio.wait_for(reached.wait(), PATIENCE)
        async with run(**Modelled(tmp_path, server).settings) as bot:
            await no_job_is_left(bot)
            assert ana.newest["text"] == ready["text"]


async def test_a_model_that_refuses_is_told_in_a_line_and_the_line_of_jobs_goes_on(
    run: Run, tmp_path: Path
) -> None:
    with ModelServer(faults=[None, None], always=Fault.FORBIDDEN) as server:
        modelled = Modelled(tmp_path, server)
        async with run(**modelled.settings) as bot:
            ana, ben = (Student(bot.person(name)) for name in ("Ana", "Ben"))
            await asks_for(ana)
            await ben.person.send_file("town.txt", TOWN.encode())
            told = await sees(ana, "I could make no questions of that. [Q082] scholar-1 refuses the request")
            assert "\n" not in told["text"]
            assert KEY not in told["text"]
            await sees(ben, "📚")
            server.always = None
            await asks_for(ana)
            await sees(ana, "📚", f"{REQUESTS - 2} requests to the model")
    assert len(server.answered) == len(set(paid(server))) == REQUESTS


async def test_a_model_that_is_away_is_told_in_a_line(run: Run, tmp_path: Path) -> None:
    workshop = Workshop(model=LanguageModel(MODEL, "http://127.0.0.1:9/v1"), paid=Paid(tmp_path / "kept"))
    async with run(workshop=workshop, model=MODEL, admin_ids=frozenset({CHRONICLER})) as bot:
        ana = Student(bot.person("Ana"))
        await asks_for(ana)
        await sees(ana, "[Q083] scholar-1 does not answer (no connection)")


NO_EXTRA = (
    "import runpy, sys; sys.modules['pydantic_ai'] = None; runpy.run_module('bot.asker', run_name='__main__')"
)


async def test_a_missing_extra_is_told_in_a_line(run: Run, tmp_path: Path) -> None:
    with ModelServer() as server:
        modelled = Modelled(tmp_path, server, asker=(sys.executable, "-P", "-c", NO_EXTRA))
        async with run(**modelled.settings) as bot:
            ana = Student(bot.person("Ana"))
            await asks_for(ana)
            await sees(ana, "[Q080] The engine llm needs more packages")


async def test_a_missing_key_is_told_in_a_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    workshop = Workshop(model=LanguageModel("openai:scholar-1"), paid=Paid(tmp_path / "kept"))
    async with run(workshop=workshop, model=MODEL, admin_ids=frozenset({CHRONICLER})) as bot:
        ana = Student(bot.person("Ana"))
        await asks_for(ana)
        await sees(ana, "[Q081] There is no key for openai:scholar-1")


async def test_a_model_that_is_not_set_any_more_is_told_in_a_line(run: Run, tmp_path: Path) -> None:
    with ModelServer(always=Fault.SILENT) as server:
        async with run(**Modelled(tmp_path, server).settings) as bot:
            ana = Student(bot.person("Ana"))
            await asks_for(ana)
            await silence(server)
        async with run(workshop=Workshop(paid=Paid(tmp_path / "kept"))):
            await sees(ana, "[Q081] No language model is set here any more")


async def test_who_gives_it_up_ends_it_and_nothing_is_kept(run: Run, tmp_path: Path) -> None:
    with ModelServer(faults=[None], always=Fault.SILENT) as server:
        modelled = Modelled(tmp_path, server)
        async with run(**modelled.settings) as bot:
            ana = Student(bot.person("Ana"))
            await asks_for(ana)
            await silence(server)
            (asker,) = modelled.begun("bot.asker")
            assert (modelled.kept / str(ana.person.id)).exists()
            await ana.taps("Cancel")
            await sees(ana, "Given up.")
            async with asyncio.timeout(PATIENCE):  # another process of the bot may have to hear of it
                while runs(asker["id"]) or (modelled.kept / str(ana.person.id)).exists():  # noqa: ASYNC110
                    await asyncio.sleep(0.01)
            await ana.person.send_file("town.txt", TOWN.encode())
            await ana.taps(HERE, on=await sees(ana, "How shall I make the quiz"))
            await sees(ana, "📚")


@pytest.mark.parametrize("fault", [Fault.SILENT, Fault.FORBIDDEN])
async def test_who_erases_everything_leaves_nothing_that_a_model_answered(
    run: Run, tmp_path: Path, fault: Fault
) -> None:
    with ModelServer(faults=[None], always=fault) as server:
        modelled = Modelled(tmp_path, server)
        async with run(**modelled.settings) as bot:
            ana = Student(bot.person("Ana"))
            await asks_for(ana)
            if fault is Fault.SILENT:
                await silence(server)
            else:
                await sees(ana, "[Q082]")
                await no_job_is_left(bot)
            (kept,) = modelled.kept.rglob("*.jsonl")
            assert "Marta Brandt built the old bridge" in kept.read_text("utf-8")
            await erases(ana)
            assert list(modelled.kept.iterdir()) == []


async def watch(making: Making) -> None:
    """Look at nothing."""


async def text() -> bytes:
    """A document."""
    return TOWN.encode()


async def test_a_process_that_breaks_with_its_key_in_its_mouth_leaves_none_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    broken = "import os; raise RuntimeError('the key is ' + os.environ['LLM_API_KEY'])"
    workshop = Workshop(
        asker=(sys.executable, "-c", broken), model=LanguageModel(MODEL, api_key=SecretStr(KEY))
    )
    with pytest.raises(WorkerLost, match="scholar-1 took too much time or memory"):
        await workshop.make("town.txt", text, watch, engine="llm")
    assert "the key is …" in caplog.text
    assert KEY not in caplog.text + repr(caplog.records)


def test_the_asker_is_told_one_key_and_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {"OPENAI_API_KEY": "a", "ANTHROPIC_API_KEY": "b", "GOOGLE_API_KEY": "c", "GEMINI_API_KEY": "d"}
    for name, value in {**keys, "HTTPS_PROXY": "http://proxy", "SSL_CERT_FILE": "/ca.pem"}.items():
        monkeypatch.setenv(name, value)
    told = {
        name: model.environment()
        for name, model in {
            "own": LanguageModel(MODEL, "http://127.0.0.1:9/v1"),
            "set": LanguageModel("openai:gpt", api_key=SecretStr(KEY)),
            "openai": LanguageModel("openai:gpt"),
            "anthropic": LanguageModel("anthropic:claude"),
            "google": LanguageModel("google:gemini"),
        }.items()
    }
    assert {(one["HTTPS_PROXY"], one["SSL_CERT_FILE"]) for one in told.values()} == {
        ("http://proxy", "/ca.pem")
    }
    has = {name: {key for key in one if key.endswith("_API_KEY")} for name, one in told.items()}
    assert has == {
        "own": set(),
        "set": {"LLM_API_KEY"},
        "openai": {"OPENAI_API_KEY"},
        "anthropic": {"ANTHROPIC_API_KEY"},
        "google": {"GOOGLE_API_KEY", "GEMINI_API_KEY"},
    }


def test_what_nobody_came_back_to_for_a_week_is_kept_no_longer(tmp_path: Path) -> None:
    now = 1_000_000.0
    kept = Paid(tmp_path / "kept", clock=lambda: now)
    first = kept.of(1)
    (first / "llm-cache.jsonl").write_text("{}")
    assert kept.of(1) == first
    now += LONGEST / 2
    second = kept.of(2)
    now += LONGEST / 2 + 1
    kept.sweep()
    assert (first.exists(), second.exists()) == (False, True)
    kept.forget(2)
    kept.forget(3)
    assert list((tmp_path / "kept").iterdir()) == []
