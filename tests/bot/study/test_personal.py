"""What is a person's own: a copy of all of it, and its erasure from every table, file and log line."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import logging
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.local import LocalTelegram
from storage.personal import OWNED
from storage.tables import AttemptRow, Base, SessionRow
from tests.bot.classes.classroom import Classroom
from tests.bot.conftest import Running
from tests.bot.student import Student, labels
from tests.bot.study.conftest import lives_in_berlin, reviews, skips
from tests.bot.study.test_reminders import wants

NAME = "Xanthippe Quirinius"
NUMBER = 7_654_321_098
"""People are counted from here, so that a number of theirs stands nowhere by chance."""


@pytest.fixture
def running(running: Running) -> Running:
    running.telegram.world.store.next_number("user", first=NUMBER)
    return running


@pytest.fixture
def owner(running: Running) -> Student:
    """Somebody whose name and number stand nowhere else."""
    return Student(running.person(NAME))


async def study(student: Student) -> None:
    """Do a little of everything that is kept."""
    await student.says("/start")
    await student.sees("Hello")
    await student.starts("All 3")
    await student.answers(right=False)
    await student.taps("Report")
    await student.person.wait(lambda messages: "Something else" in labels(messages[-1]))
    await student.taps("Something else")
    await student.says("/stop")
    await student.sees("Stopped")
    await reviews(student)
    while "✍️ Write" not in student.newest["text"]:
        await skips(student)
    await student.says(f"nobody, says {NAME}")
    await student.sees(f"❌ Not nobody, says {NAME}.")
    await student.taps("I was right")
    await student.sees("It counts as right in your study, by your word.")
    await student.says("/stop")
    await student.sees("Stopped")
    await lives_in_berlin(student)
    await wants(student, "18:00")


async def erases(student: Student) -> None:
    await student.says("/delete_my_data")
    await student.sees("Erase everything that I know of you?")
    await student.taps("Erase everything")
    await student.sees("Really everything?")
    await student.taps("Yes, erase it")
    await student.sees("Everything is erased.")


async def test_a_copy_holds_every_row_and_the_answers_in_words(
    owner: Student, telegram: LocalTelegram
) -> None:
    await study(owner)
    await owner.says("/export_my_data")
    seen = await owner.person.wait(lambda messages: sum("document" in one for one in messages) == 2)
    files = {
        one["document"]["file_name"]: telegram.world.files.read(one["document"]["file_id"])[2]
        for one in seen
        if "document" in one
    }
    data = json.loads(files["my-data.json"])
    assert data["users"][0]["name"] == NAME
    assert data["learners"][0]["zone"] == "Europe/Berlin"
    assert {name for name, rows in data.items() if rows} >= {
        "users",
        "learners",
        "sessions",
        "attempts",
        "scores",
        "cards",
        "reviews",
        "reports",
        "claims",
        "asked",
    }
    head, *rows = csv.reader(io.StringIO(files["my-answers.csv"].decode("utf-8-sig")))
    assert head[2:5] == ["Question", "Your answer", "Right answer"]
    assert len(rows) == len(data["attempts"]) == 2
    assert any(row[3] == f"nobody, says {NAME}" for row in rows)


async def test_erasing_asks_twice_and_either_question_can_keep_everything(
    owner: Student, running: Running
) -> None:
    await study(owner)
    await owner.says("/delete_my_data")
    await owner.sees("Erase everything that I know of you?")
    await owner.taps("Keep it")
    await owner.sees("Nothing was erased.")
    await owner.says("/delete_my_data")
    await owner.sees("Erase everything that I know of you?")
    await owner.taps("Erase everything")
    await owner.sees("Really everything?")
    eve = Student(running.person("Eve"))
    await eve.says("/start")
    greeting = await eve.sees("Hello")
    foreign = await eve.person.press(greeting["message_id"], f"E:{owner.person.id}:2")
    assert foreign.show_alert
    await owner.taps("Keep it")
    await owner.sees("Nothing was erased.")
    await owner.says("/score")
    await owner.sees("The Harbour Light")


@pytest.mark.sqlite
async def test_nothing_of_a_person_is_left_in_the_file_or_in_the_log(
    owner: Student, running: Running, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    others = [Student(running.person(f"Other {number}")) for number in range(3)]
    for other in others:
        await other.starts("All 3")
        await other.answers(right=True)
    await study(owner)
    assert {trace.partition(": ")[2] for trace in _traces(tmp_path, owner)} == {
        "name",
        "number",
        "number as text",
    }
    await erases(owner)
    assert _traces(tmp_path, owner) == []
    said = "\n".join(record.getMessage() for record in caplog.records)
    assert NAME not in said
    assert str(owner.person.id) not in said
    for other in others:
        await other.says("/score")
        await other.sees("1 of 1 right")
    await owner.says("/score")
    await owner.sees("You have not answered a question yet.")


@pytest.mark.sqlite
async def test_the_log_beside_the_file_is_cut_as_soon_as_nobody_reads(
    owner: Student, running: Running, tmp_path: Path
) -> None:
    await study(owner)
    async with running.database.read() as reader:
        assert (await reader.execute(select(SessionRow.id))).all()
        erasing = asyncio.create_task(erases(owner))
        while not _erased(tmp_path):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        async with asyncio.timeout(5), running.database.write() as writer:
            await writer.execute(select(SessionRow.id))
    await erasing
    assert _traces(tmp_path, owner) == []


async def test_a_class_keeps_its_totals_when_one_of_it_leaves(
    running: Running, tmp_path: Path, telegram: LocalTelegram
) -> None:
    room = Classroom(telegram, [NAME, "Ben"])
    owner = Student(room.students[0])
    await owner.says("/start")
    await owner.sees("Hello")
    host = room.host
    await host.says("/quiz")
    await host.person.wait(lambda messages: "▶ Start" in labels(messages[-1]), chat=room.group)
    await host.taps("▶ Start")
    await host.person.wait(lambda messages: "poll" in messages[-1], chat=room.group)
    poll = room.messages[-1]
    for student in room.students:
        await student.vote(poll["message_id"], 0, chat=room.group)
    await host.taps("Close now", on=poll)
    await host.person.wait(lambda messages: "Next ›" in labels(messages[-1]), chat=room.group)
    before = await _attempts(running)
    assert len(before) == 2
    await erases(owner)
    after = await _attempts(running)
    assert [(row[1:]) for row in after] == [(row[1:]) for row in before]
    assert owner.person.id not in {row[0] for row in after}
    assert _traces(tmp_path, owner) == []


async def test_who_runs_a_class_ends_it_first(running: Running, telegram: LocalTelegram) -> None:
    room = Classroom(telegram, ["Ben"])
    host = room.host
    await host.says("/quiz")
    await host.person.wait(lambda messages: "▶ Start" in labels(messages[-1]), chat=room.group)
    await host.taps("▶ Start")
    await host.person.wait(lambda messages: "poll" in messages[-1], chat=room.group)
    alone = Student(host.person)
    await alone.says("/delete_my_data")
    await alone.sees("Erase everything that I know of you?")
    await alone.taps("Erase everything")
    await alone.sees("Really everything?")
    await alone.taps("Yes, erase it")
    await alone.sees("You run a quiz in a group right now.")
    async with running.database.read() as session:
        assert (await session.execute(select(SessionRow.user_id))).scalar_one() == host.person.id


def test_every_column_that_names_people_is_known_to_the_erasure() -> None:
    people = {"user_id", "host_id", "owner_id", "chat_id", "made_by"}
    naming = {
        table.name
        for table in Base.metadata.tables.values()
        if people & set(table.columns.keys()) or table.name == "users"
    }
    known = {table.__tablename__ for table, _ in OWNED}
    assert naming == known


def _traces(folder: Path, owner: Student) -> list[str]:
    """Where a person's name or number stands in the files of the database, as text or as SQLite packs it.

    Source: https://www.sqlite.org/fileformat2.html#record_format, big-endian integers.
    """
    number = owner.person.id
    packed = number.to_bytes((number.bit_length() + 7) // 8, "big")
    needles = {"name": NAME.encode(), "number as text": str(number).encode(), "number": packed}
    found = []
    for path in sorted(folder.glob("quizbot.db*")):
        content = path.read_bytes()
        found += [f"{path.name}: {what}" for what, needle in needles.items() if needle in content]
    return found


def _erased(folder: Path) -> bool:
    """Whether nobody of that name is there any more."""
    with closing(sqlite3.connect(folder / "quizbot.db")) as connection:
        found = connection.execute("select count(*) from users where name = ?", [NAME]).fetchone()
    return bool(found[0] == 0)


async def _attempts(running: Running) -> list[tuple[object, ...]]:
    async with running.database.read() as session:
        rows = await session.execute(
            select(
                AttemptRow.user_id,
                AttemptRow.session_id,
                AttemptRow.position,
                AttemptRow.choice,
                AttemptRow.mark,
            ).order_by(AttemptRow.id)
        )
        return [tuple(row) for row in rows]
