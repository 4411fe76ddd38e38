"""Each command, tried as each role: what is a teacher's or an admin's is refused to others, in words."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

import pytest
from telegram.ext import CommandHandler

from bot.services import RoleService
from tests.bot.classes.classroom import Classroom
from tests.bot.conftest import NOON, Run, Running
from tests.bot.student import Student
from tests.bot.test_books import link_in

NAMES = {"admin": "Mr Holm", "teacher": "Ms Lind", "learner": "Ben"}
EVERYBODY = ("learner", "teacher", "admin")

PRIVATE = {
    "start": ("Hello", EVERYBODY),
    "quiz": ("How many questions?", EVERYBODY),
    "review": ("Review 1 of", EVERYBODY),
    "progress": ("You have not answered", EVERYBODY),
    "settings": ("How you study", EVERYBODY),
    "library": ("You have made no quiz yet.", EVERYBODY),
    "stop": ("No quiz is open.", EVERYBODY),
    "score": ("You have not answered", EVERYBODY),
    "leaderboard": ("Nobody has answered", EVERYBODY),
    "ask": ("/ask", EVERYBODY),
    "help": ("How it works", EVERYBODY),
    "privacy": ("What I keep about you", EVERYBODY),
    "export_my_data": ("", EVERYBODY),
    "delete_my_data": ("Erase everything that I know of you?", EVERYBODY),
    "make_quiz": ("Send me a file, or paste the text here.", EVERYBODY),
    "reports": ("Nothing waits", ("admin",)),
    "teachers": ("Nobody teaches here yet.", ("admin",)),
}
"""What each command tells in private, and to whom; the others are told that it is not theirs."""

REFUSED = {
    "reports": "Reports are for those who made the questions",
    "teachers": "Only who runs this bot can see and invite teachers.",
}

IN_GROUP = {
    "quiz": ("A quiz for the class", ("teacher", "admin"), "is started by one of its administrators"),
    "start": ("A quiz for the class", ("teacher", "admin"), "is started by one of its administrators"),
    "make_quiz": ("as a reply to a document or a text here", EVERYBODY, ""),
    "stop": ("Stop the quiz here?", ("teacher", "admin"), "Only who started the quiz"),
}
"""The same in a group that somebody else administers; a quiz runs for /stop. Last what others are told."""


@dataclass
class School:
    """A bot with somebody of each role, none of whom administers a group."""

    running: Running
    people: dict[str, Student]


@pytest.fixture
async def school(run: Run) -> AsyncIterator[School]:
    async with run(admin_ids=frozenset({1001})) as running:
        people = {role: Student(running.person(name)) for role, name in NAMES.items()}
        admin = people["admin"]
        await admin.says("/teachers")
        await admin.sees("Nobody teaches here yet.")
        await admin.taps("Invite a teacher")
        await people["teacher"].person.start(link_in(await admin.sees("It works once, within a week.")))
        await people["teacher"].sees("Welcome as a teacher!")
        yield School(running, people)


def commands(running: Running) -> set[str]:
    """Every command that the bot takes."""
    handlers = [one for group in running.application.handlers.values() for one in group]
    return {name for one in handlers if isinstance(one, CommandHandler) for name in one.commands}


def test_every_command_stands_in_a_table(running: Running) -> None:
    assert commands(running) == set(PRIVATE) | set(IN_GROUP)


@asynccontextmanager
async def crowd(run: Run, role: str, names: Collection[str]) -> AsyncIterator[tuple[Running, list[Student]]]:
    """A bot with people of one role by these names, each of whom nobody has told anything yet."""
    admins = frozenset({1001, *range(1002, 1002 + len(names) * (role == "admin"))})
    async with run(admin_ids=admins) as running:
        admin, *people = [running.person(name) for name in (NAMES["admin"], *names)]
        if role == "teacher":
            roles: RoleService = running.application.bot_data["services"].roles
            for person in people:
                await roles.accept(person.id, person.name, await roles.invite(admin.id, admin.name))
        yield running, [Student(person) for person in people]


@pytest.mark.parametrize("role", EVERYBODY)
async def test_a_command_in_private_is_for_its_roles(run: Run, subtests: pytest.Subtests, role: str) -> None:
    async with crowd(run, role, PRIVATE) as (_, people):
        for (command, (told, roles)), somebody in zip(PRIVATE.items(), people, strict=True):
            with subtests.test(command=command):
                await somebody.says(f"/{command}")
                if command == "export_my_data":
                    await somebody.person.wait(lambda messages: "document" in messages[-1])
                else:
                    await somebody.sees(told if role in roles else REFUSED[command])


@pytest.mark.parametrize("role", EVERYBODY)
async def test_a_command_in_a_group_is_for_its_roles(run: Run, subtests: pytest.Subtests, role: str) -> None:
    async with crowd(run, role, IN_GROUP) as (running, people):
        for (command, (told, roles, refused)), somebody in zip(IN_GROUP.items(), people, strict=True):
            with subtests.test(command=command):
                classroom = Classroom(running.telegram, [somebody.person.name], title=f"Class of {command}")
                if command == "stop":
                    await classroom.starts()
                await Student(somebody.person, chat=classroom.group).says(f"/{command}")
                await classroom.tells(told if role in roles else refused)


@pytest.mark.parametrize("press", ["i:0:1002", "Y:0:invite", "D:1:1"])
@pytest.mark.parametrize("role", ["learner", "teacher"])
async def test_an_admins_button_is_no_one_elses(school: School, press: str, role: str) -> None:
    somebody = school.people[role]
    await somebody.says("/help")
    page = await somebody.sees("How it works")
    answer = await somebody.person.press(page["message_id"], press)
    assert answer.show_alert
    assert answer.text in (
        "That is for teachers here. Whoever runs this bot can invite you.",
        "Only who started the quiz or an administrator can do that.",
    )


async def test_a_teacher_whom_nobody_wants_any_more_is_a_learner_again(school: School) -> None:
    admin, teacher = school.people["admin"], school.people["teacher"]
    await admin.says("/teachers")
    await admin.sees("One teacher.")
    await admin.taps("✕ Ms Lind")
    await admin.sees("Nobody teaches here yet.")
    classroom = Classroom(school.running.telegram, [NAMES["teacher"]])
    await Student(teacher.person, chat=classroom.group).says("/quiz")
    await classroom.tells("is started by one of its administrators")


async def test_an_erased_teacher_is_none(school: School) -> None:
    teacher = school.people["teacher"]
    await teacher.says("/delete_my_data")
    await teacher.sees("Erase everything that I know of you?")
    await teacher.taps("Erase everything")
    await teacher.sees("Really everything?")
    await teacher.taps("Yes, erase it")
    await teacher.sees("Everything is erased.")
    admin = school.people["admin"]
    await admin.says("/teachers")
    await admin.sees("Nobody teaches here yet.")


async def test_an_invitation_holds_a_week(run: Run) -> None:
    now = NOON
    async with run(admin_ids=frozenset({1001}), clock=lambda: now) as running:
        admin, early, late = (Student(running.person(name)) for name in ("Mr Holm", "Ms Lind", "Mr Berg"))
        links = []
        for _ in range(2):
            await admin.says("/teachers")
            await admin.sees("Nobody teaches here yet.")
            await admin.taps("Invite a teacher")
            links.append(link_in(await admin.sees("within a week")))
        now = NOON + timedelta(days=7)
        await early.person.start(links[0])
        await early.sees("Welcome as a teacher!")
        now += timedelta(seconds=1)
        await late.person.start(links[1])
        await late.sees("This invitation was used, is older than a week")
