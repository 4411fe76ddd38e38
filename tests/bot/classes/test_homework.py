"""Homework: given from the podium, done in private, collected when its time is over."""

from __future__ import annotations

import csv
import io
import re

from bot.collector import Collector
from bot.local import Person
from tests.bot.classes.classroom import Classroom, Clock, Message
from tests.bot.conftest import Running
from tests.bot.student import Student, labels

DAY = 86_400


async def give(classroom: Classroom, *taps: str) -> Message:
    """Play a quiz, and give its questions as homework."""
    await classroom.starts()
    end = await classroom.stops()
    for tap in ("Give as homework", *taps, "1 day"):
        await classroom.taps(end, tap)
    await classroom.shows(end, "Rematch")
    return await classroom.tells("Homework: The Harbour Light")


def link_of(word: Message) -> str:
    """What the link to homework holds."""
    url = word["reply_markup"]["inline_keyboard"][0][0]["url"]
    match = re.fullmatch(r"https://t\.me/local_bot\?start=(hw_[0-9a-f]{20})", url)
    assert match
    return match[1]


async def do(person: Person, link: str, *, right: int) -> Student:
    """Begin homework and answer its three questions, so many of them right."""
    student = Student(person)
    await person.start(link)
    await student.sees("Homework: The Harbour Light")
    await student.taps("Begin")
    for number in (1, 2, 3):
        await student.sees(f"Question {number} of 3")
        await student.answers(right=number <= right)
        await student.taps("See my result" if number == 3 else "Next")
    await student.sees(f"{right} of 3 right.") if right else await student.sees("0 of 3 right.")
    return student


async def table(classroom: Classroom) -> list[list[str]]:
    """The newest table that the host got in private, without its head."""
    host = classroom.host.person
    messages = await host.wait(lambda messages: any("photo" in one for one in messages))
    names = [one["document"] for one in messages if "document" in one]
    newest = [one for one in names if one["file_name"].endswith(".csv")][-1]
    content = classroom.telegram.world.files.read(newest["file_id"])[2]
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))[1:]


async def test_everyone_does_it_once_and_the_host_sees_who_did(classroom: Classroom) -> None:
    ana, ben, _ = classroom.students
    await classroom.host.person.send("/start")
    word = await give(classroom)
    assert labels(word) == ["Do the homework", "Results so far"]
    assert (await classroom.taps(word, "Results so far")).text == "Nobody has answered yet."
    await do(ana, link_of(word), right=3)
    await do(ben, link_of(word), right=1)
    await ana.start(link_of(word))
    await Student(ana).sees("you got 3 of 3. You have used all your tries.")
    answer = await Student(ben, chat=classroom.group).taps("Results so far", on=word)
    assert answer.text == "Only who started the quiz or an administrator can do that."
    await classroom.taps(word, "Results so far")
    rows = await table(classroom)
    assert [row[:4] for row in rows] == [["1", "Ana", "3.0", "100"], ["2", "Ben", "1.0", "33"]]


async def test_the_best_of_several_tries_counts(classroom: Classroom) -> None:
    ana, *_ = classroom.students
    await classroom.host.person.send("/start")
    word = await give(classroom, "One try each")
    for right in (1, 2):
        await do(ana, link_of(word), right=right)
    await ana.start(link_of(word))
    await Student(ana).sees("You have used all your tries")
    begin = next(one for one in ana.messages() if "Begin" in labels(one))
    assert (await ana.tap(begin["message_id"], "Begin")).text == (
        "You have used all your tries at this homework."
    )
    await classroom.taps(word, "Results so far")
    assert (await table(classroom))[0][:3] == ["1", "Ana", "2.0"]


async def test_after_its_time_nobody_answers_and_the_host_gets_the_results_once(
    classroom: Classroom, clock: Clock, running: Running
) -> None:
    ana, ben, _ = classroom.students
    host = classroom.host.person
    await host.send("/start")
    word = await give(classroom)
    await do(ana, link_of(word), right=2)
    late = Student(ben)
    await ben.start(link_of(word))
    await late.sees("You have one try.")
    await late.taps("Begin")
    asked = await late.sees("Question 1 of 3")
    clock.now += DAY
    answer = await late.taps("A", on=asked)
    assert answer.text == "The time for this homework is over. What you answered before counts."
    await ben.start(link_of(word))
    await late.sees("its time was over on")
    collector: Collector = running.application.bot_data["collector"]
    for _ in range(2):
        await collector.collect()
    assert [row[1] for row in await table(classroom)] == ["Ana"]
    assert sum("photo" in one for one in host.messages()) == 1


async def test_homework_tapped_twice_is_given_once(classroom: Classroom, running: Running) -> None:
    running.telegram.faults.repeat_updates(times=100)
    word = await give(classroom)
    await classroom.heard()
    given = {link_of(one) for one in classroom.messages if "Homework:" in one.get("text", "")}
    assert given == {link_of(word)}


async def test_an_unknown_code_is_said_to_be_one(running: Running) -> None:
    ana = Student(running.person("Ana"))
    await ana.person.start("hw_" + "0" * 20)
    await ana.sees("This homework is not known here.")
