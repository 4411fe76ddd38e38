"""A bank that was asked for is made, and told once, whenever the bot is killed meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.services import MOST_TRIES, Job, JobService, LibraryService, Source, StorageError
from storage.engine import Database
from storage.jobs import set_tries
from tests.bot.conftest import Run, Running
from tests.bot.making.bench import Bench, books, jobs, no_job_is_left, sees, told
from tests.bot.student import Student
from tests.material import TOWN

MOMENTS = [
    (JobService, "begin", "after"),
    (LibraryService, "finish", "before"),
    (LibraryService, "finish", "after"),
    (JobService, "close", "before"),
    (JobService, "close", "after"),
]


BEGIN = JobService.begin


def stuck(step: Callable[..., Any], when: str, reached: asyncio.Event) -> Callable[..., Any]:
    """A step of the line that never goes on: before it is kept, or after."""

    async def stops_there(service: Any, *args: Any, **named: Any) -> Any:
        result = await step(service, *args, **named) if when == "after" else None
        if when == "after" and result is None and step is BEGIN:
            return None
        reached.set()
        await asyncio.Event().wait()

    return stops_there


async def killed(service: JobService, job: object) -> None:
    """What a bot that is killed does to put its job back."""


async def sends(student: Student) -> None:
    await student.person.start()
    await student.person.send_file("town.txt", TOWN.encode())


async def asked(bot: Running, student: Student, source: Source) -> None:
    """A job that is kept, of which its person was not told."""
    service: JobService = bot.application.bot_data["services"].jobs
    await service.take(student.person.id, "Ana", source, at=datetime.now(UTC))


@pytest.mark.parametrize(("service", "step", "when"), MOMENTS)
async def test_killed_at_any_moment_it_is_told_once_and_made_once(
    run: Run, bench: Bench, monkeypatch: pytest.MonkeyPatch, service: type[Any], step: str, when: str
) -> None:
    bench.open()
    reached = asyncio.Event()
    with monkeypatch.context() as patched:
        patched.setattr(service, step, stuck(getattr(service, step), when, reached))
        patched.setattr(JobService, "put_back", killed)
        async with run(workshop=bench.workshop) as bot:
            ana = Student(bot.person("Ana"))
            await sends(ana)
            async with asyncio.timeout(30):
                await reached.wait()
    async with run(workshop=bench.workshop) as bot:
        ana = Student(bot.person("Ana"))
        await sees(ana, "📚")
        await no_job_is_left(bot)
        assert await books(bot) == 1
    spoken = [one for one in ana.person.messages() if one["from"]["is_bot"]]
    assert len(spoken) == 2, "a greeting, and one message from the first word to the result"


async def test_killed_again_and_again_it_is_told_once(
    run: Run, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(JobService, "put_back", killed)
    for life in range(MOST_TRIES - 1):
        async with run(workshop=bench.workshop) as bot:
            ana = Student(bot.person("Ana"))
            if life == 0:
                await sends(ana)
            await sees(ana, "Reading")
            await bench.has_begun(life + 1)
    bench.open()
    async with run(workshop=bench.workshop) as bot:
        await sees(ana, "📚")
        assert await books(bot) == 1
    assert len(told(ana, "town.txt")) + len(told(ana, "📚")) == 1


async def test_who_was_not_told_yet_is_told_at_the_next_start(run: Run, bench: Bench) -> None:
    async with run(workshop=bench.workshop) as bot:
        ana = Student(bot.person("Ana"))
        await ana.person.start()
        await sees(ana, "Hello")
        await asked(bot, ana, Source("The Town of Ostholm", text=TOWN))
    bench.open()
    async with run(workshop=bench.workshop) as bot:
        await sees(ana, "📚")
        assert bench.begun == [{"file": "document.txt", "title": "The Town of Ostholm", "text": TOWN}]


async def test_who_cannot_be_told_at_the_next_start_is_told_a_little_later(
    run: Run, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.maker.PAUSE", 0.0)
    bench.open()
    async with run(workshop=bench.workshop) as bot:
        ana = Student(bot.person("Ana"))
        await ana.person.start()
        await sees(ana, "Hello")
        await asked(bot, ana, Source("The Town of Ostholm", text=TOWN))
    bot.telegram.faults.drop("sendMessage", times=3)
    async with run(workshop=bench.workshop):
        await sees(ana, "📚")


async def test_who_cannot_be_told_ever_holds_up_nobody(run: Run, bench: Bench) -> None:
    bench.open()
    async with run(workshop=bench.workshop) as bot:
        ana, ben = (Student(bot.person(name)) for name in ("Ana", "Ben"))
        for student in (ana, ben):
            await student.person.start()
            await sees(student, "Hello")
            await asked(bot, student, Source("The Town of Ostholm", text=TOWN))
        await ana.person.block()
    async with run(workshop=bench.workshop) as bot:
        await sees(ben, "📚")
        await no_job_is_left(bot)
        assert await books(bot) == 1


async def test_a_job_whose_message_could_not_be_noted_is_begun_all_the_same(
    run: Run, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    told_of, busy = JobService.told, iter([StorageError("database is locked")])

    async def noted(service: JobService, job: Job, message_id: int) -> Job:
        for error in busy:
            raise error
        return await told_of(service, job, message_id)

    monkeypatch.setattr(JobService, "told", noted)
    bench.open()
    async with run(workshop=bench.workshop) as bot:
        ana = Student(bot.person("Ana"))
        await sends(ana)
        await sees(ana, "📚")
        await no_job_is_left(bot)


async def test_a_text_is_kept_in_the_row_and_a_file_fetched_again(run: Run, bench: Bench) -> None:
    async with run(workshop=bench.workshop) as bot:
        ana, ben = (Student(bot.person(name)) for name in ("Ana", "Ben"))
        await sends(ana)
        await sees(ana, "Reading")
        await ben.person.send(TOWN[:1500])
        await sees(ben, "words")
        await ben.taps("Make a quiz of it")
        await sees(ben, "one document is before yours")
    async with run(workshop=bench.workshop) as bot:
        await sees(ben, "one document is before yours")
        bench.open()
        await sees(ana, "📚")
        await sees(ben, "📚")
    assert [one["text"].strip() for one in bench.begun] == [TOWN.strip(), TOWN.strip(), TOWN[:1500].strip()]


async def test_a_job_that_ends_the_bot_again_and_again_is_let_go(
    run: Run, bench: Bench, database_url: str
) -> None:
    async with run(workshop=bench.workshop) as bot:
        ana, ben = (Student(bot.person(name)) for name in ("Ana", "Ben"))
        await sends(ana)
        await sees(ana, "Reading")
        await sends(ben)
        await sees(ben, "one document is before yours")
    database = Database(database_url)
    async with database.write() as session:
        await set_tries(session, 1, MOST_TRIES)
    await database.close()
    bench.open()
    async with run(workshop=bench.workshop) as bot:
        await sees(ana, "something stopped me each time")
        await sees(ben, "📚")
        await no_job_is_left(bot)
    assert [one["text"] for one in bench.begun] == [TOWN, TOWN]


async def test_a_bot_that_is_told_to_stop_does_not_count_that_against_the_job(run: Run, bench: Bench) -> None:
    for life in range(MOST_TRIES + 1):
        async with run(workshop=bench.workshop) as bot:
            ana = Student(bot.person("Ana"))
            if life == 0:
                await sends(ana)
            await bench.has_begun(life + 1)
            (job,) = await bot.application.bot_data["services"].jobs.line()
            assert job.tries == 1
        assert not told(ana, "Given up")
    bench.open()
    async with run(workshop=bench.workshop):
        await sees(ana, "📚")


async def test_an_outage_of_telegram_does_not_count_against_the_job(
    run: Run, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.maker.PAUSE", 0.0)
    bench.open()
    async with run(workshop=bench.workshop) as bot:
        bot.telegram.faults.drop("getFile", times=MOST_TRIES + 1)
        ana = Student(bot.person("Ana"))
        await sends(ana)
        await sees(ana, "📚")
        assert len(bench.begun) == 1
        assert not told(ana, "something stopped me each time")


async def test_who_erases_everything_is_made_nothing_after_a_restart(run: Run, bench: Bench) -> None:
    async with run(workshop=bench.workshop) as bot:
        ana = Student(bot.person("Ana"))
        await sends(ana)
        await sees(ana, "Reading")
        await ana.says("/delete_my_data")
        await ana.sees("Erase everything")
        await ana.taps("Erase everything")
        await ana.sees("Really everything?")
        await ana.taps("Yes, erase it")
        await ana.sees("Everything is erased.")
        assert await jobs(bot) == 0
    bench.open()
    async with run(workshop=bench.workshop) as bot:
        await ana.says("/library")
        await ana.sees("You have made no quiz yet.")
        assert await books(bot) == 0
    assert len(bench.begun) == 1
