"""Who waits for a bank knows how many are before it, and nobody waits for those who gave up."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import update

from bot.services import Job, JobService
from storage.tables import JobRow
from tests.bot.conftest import Run
from tests.bot.making.bench import Bench, books, no_job_is_left, sees, told
from tests.bot.student import Student
from tests.material import TOWN


async def sends(student: Student) -> None:
    await student.person.send_file("town.txt", TOWN.encode())


async def test_the_message_of_who_waits_moves_on_as_those_before_are_done(run: Run, bench: Bench) -> None:
    async with run(workshop=bench.workshop) as bot:
        ana, ben, cy, dee = (Student(bot.person(name)) for name in ("Ana", "Ben", "Cy", "Dee"))
        await sends(ana)
        await sees(ana, "Reading", "50 %", "one question so far")
        await sends(ben)
        await sees(ben, "town.txt", "one document is before yours")
        await sends(cy)
        await sees(cy, "2 documents are before yours")
        await sends(dee)
        await sees(dee, "3 documents are before yours")
        await ben.taps("Cancel")
        await sees(ben, "Given up.")
        await sees(cy, "one document is before yours")
        await sees(dee, "2 documents are before yours")
        bench.let_one_through()
        await sees(ana, "📚")
        await sees(cy, "Reading")
        await sees(dee, "one document is before yours")
        bench.open()
        await sees(cy, "📚")
        await sees(dee, "📚")
        await no_job_is_left(bot)
        assert await books(bot) == 3
        for student in (ana, cy, dee):
            assert len([one for one in student.person.messages() if one["from"]["is_bot"]]) == 1


async def test_one_document_a_person_and_not_too_many_in_all(run: Run, bench: Bench) -> None:
    async with run(workshop=bench.workshop) as bot:
        students = [Student(bot.person(f"S{number}")) for number in range(9)]
        for student in students[:8]:
            await sends(student)
            await sees(student, "town.txt")
        await sends(students[0])
        await sees(students[0], "One document at a time, please")
        await sends(students[8])
        await sees(students[8], "Many documents are waiting")
        await students[7].taps("Cancel")
        await sees(students[7], "Given up.")
        await sends(students[8])
        await sees(students[8], "7 documents are before yours")


async def test_given_up_while_it_is_read_the_next_one_begins(run: Run, bench: Bench) -> None:
    async with run(workshop=bench.workshop) as bot:
        ana, ben = (Student(bot.person(name)) for name in ("Ana", "Ben"))
        await sends(ana)
        await sees(ana, "Reading")
        await sends(ben)
        await sees(ben, "one document is before yours")
        making = ana.newest
        await ana.taps("Cancel")
        await sees(ana, "Given up.")
        await sees(ben, "Reading")
        await sends(ana)
        await sees(ana, "one document is before yours")
        foreign = await ben.person.press(ben.newest["message_id"], f"K:{ana.person.id}")
        assert foreign.show_alert
        bench.open()
        await sees(ben, "📚")
        await sees(ana, "📚")
        assert (await ana.person.press(making["message_id"], f"K:{ana.person.id}")).text == ""
        assert len(told(ana, "📚")) == 1


@pytest.mark.parametrize("late", [False, True])
async def test_given_up_just_as_it_ends_the_book_stays_told(
    run: Run, bench: Bench, monkeypatch: pytest.MonkeyPatch, late: bool
) -> None:
    close, pressed = JobService.close, asyncio.Event()

    async def closes_after_the_press(service: JobService, job: Job) -> None:
        await pressed.wait()
        await close(service, job)

    bench.open()
    async with run(workshop=bench.workshop) as bot:
        if not late:
            monkeypatch.setattr(JobService, "close", closes_after_the_press)
        ana = Student(bot.person("Ana"))
        await sends(ana)
        told_of = await sees(ana, "📚")
        if late:
            await no_job_is_left(bot)
        await ana.person.press(told_of["message_id"], f"K:{ana.person.id}")
        await ana.says("/help")
        await ana.sees("How it works")
        pressed.set()
        assert told(ana, "📚") == [told_of]
        await no_job_is_left(bot)


async def test_a_file_that_telegram_does_not_have_is_told_and_the_line_goes_on(
    run: Run, bench: Bench
) -> None:
    bench.open()
    async with run(workshop=bench.workshop) as bot:
        ana, ben = (Student(bot.person(name)) for name in ("Ana", "Ben"))
        bot.telegram.faults.fail("getFile", status=400)
        await sends(ana)
        await sees(ana, "Something went wrong on our side.")
        await sends(ben)
        await sees(ben, "📚")


async def test_an_engine_that_is_not_there_is_told_and_the_line_goes_on(run: Run, bench: Bench) -> None:
    async with run(workshop=bench.workshop) as bot:
        ana, ben, cy = (Student(bot.person(name)) for name in ("Ana", "Ben", "Cy"))
        for student in (ana, ben, cy):
            await sends(student)
            await sees(student, "town.txt")
        async with bot.database.write() as session:
            await session.execute(
                update(JobRow).where(JobRow.user_id == ben.person.id).values(engine="other")
            )
        bench.open()
        await sees(ben, "Something went wrong on our side.")
        await sees(cy, "📚")
