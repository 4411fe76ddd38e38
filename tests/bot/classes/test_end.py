"""What a class leaves behind: results for the host, what each person missed, another round."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import Any

import openpyxl

from bot.local import LocalTelegram, Person
from tests.bot.classes.classroom import Classroom
from tests.bot.student import Student, labels

Message = dict[str, Any]


async def files(person: Person, telegram: LocalTelegram) -> dict[str, bytes]:
    """The files that a host got in private, by the ends of their names."""
    messages = await person.wait(lambda messages: any("photo" in one for one in messages))
    found = {}
    for message in messages:
        if "document" in message:
            name, _, content = telegram.world.files.read(message["document"]["file_id"])
            found[name.rpartition(".")[2]] = content
        elif "photo" in message:
            found["png"] = telegram.world.files.read(message["photo"][-1]["file_id"])[2]
    return found


async def played(classroom: Classroom) -> Message:
    """Let a class play: Ana gets all right, Ben the first one, Cem answers nothing."""
    ana, ben, _ = classroom.students
    poll = await classroom.starts("Order: mixed")
    for number in (1, 2, 3):
        await classroom.votes(ana, poll, right=True)
        await classroom.votes(ben, poll, right=number == 1)
        await classroom.closes(number)
        poll = await classroom.goes_on(number)
    return poll


async def test_the_host_gets_the_results_as_table_sheet_and_picture(classroom: Classroom) -> None:
    host = classroom.host.person
    await host.send("/start")
    classroom.students[0].user["first_name"] = '=HYPERLINK("http://evil")'
    await played(classroom)
    found = await files(host, classroom.telegram)
    head, first, second = csv.reader(io.StringIO(found["csv"].decode("utf-8-sig")))
    assert head[:6] == ["Place", "Name", "Points", "Percent", "Right", "Asked"]
    assert head[6:10] == ["1 answer", "1 fraction", "1 mark", "1 seconds"]
    assert first[:6] == ["1", '\'=HYPERLINK("http://evil")', "3.0", "100", "3", "3"]
    assert second[:6] == ["2", "Ben", "1.0", "33", "1", "3"]
    key = classroom.question(classroom.polls(1)[0]).key
    assert second[6:10] == [key, "1.0", "1.0", "0.0"]
    book = openpyxl.load_workbook(io.BytesIO(found["xlsx"]))
    cells = list(book["Results"].iter_rows(values_only=True))
    assert cells[1][:6] == (1, '=HYPERLINK("http://evil")', 3, 100, 3, 3)
    assert book["Results"]["B2"].data_type == "s"
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(found["xlsx"])).read("xl/worksheets/sheet1.xml")
    assert next(row[2] for row in book["Questions"].iter_rows(min_row=2, values_only=True)) == key
    assert found["png"].startswith(b"\x89PNG")
    photo = next(one for one in host.messages() if "photo" in one)
    assert "question 1: 2 of 2 right; question 2: 1 of 2 right" in photo["caption"]


async def test_a_host_who_has_not_started_the_bot_gets_the_results_by_a_button(
    classroom: Classroom,
) -> None:
    end = await played(classroom)
    answer = await classroom.taps(end, "Results")
    assert answer.text.startswith("I may not write to you yet.")
    await classroom.host.person.send("/start")
    answer = await classroom.taps(end, "Results")
    assert answer.text == "The results are in your private chat with me."
    assert set(await files(classroom.host.person, classroom.telegram)) == {"csv", "xlsx", "png"}


async def test_who_missed_questions_gets_them_with_their_passages_and_can_practise_them(
    classroom: Classroom,
) -> None:
    _, ben, cem = classroom.students
    await ben.send("/start")
    await played(classroom)
    student = Student(ben)
    word = await student.sees("The Harbour Light in Class 7b: you got 1 of 3.", "What you missed")
    missed = [classroom.question(classroom.polls(number)[0]) for number in (2, 3)]
    for question in missed:
        assert question.citation.quote in word["text"]
    await student.taps("Practise these", on=word)
    await student.sees("Question 1 of 2")
    assert not any("you got" in one.get("text", "") for one in cem.messages())


async def test_what_was_missed_can_be_asked_for_by_a_link(classroom: Classroom) -> None:
    ana, ben, _ = classroom.students
    end = await played(classroom)
    (link,) = end["reply_markup"]["inline_keyboard"][0]
    payload = link["url"].partition("?start=")[2]
    await ben.start(payload)
    await Student(ben).sees("you got 1 of 3.")
    await ana.start(payload)
    await Student(ana).sees("you got 3 of 3.", "You got all of them!")
    stranger = classroom.telegram.person("Stranger")
    await stranger.start(payload)
    await Student(stranger).sees("I do not know of a quiz of yours there.")


async def test_only_the_missed_questions_are_played_again(classroom: Classroom) -> None:
    end = await played(classroom)
    missed = {classroom.question(classroom.polls(number)[0]).id for number in (2, 3)}
    await classroom.taps(end, "Missed ones again")
    await classroom.sees(lambda messages: messages[-1].get("poll", {}).get("question", "").startswith("1/2"))
    first = classroom.messages[-1]
    await classroom.taps(first, "Close now")
    await classroom.sees(lambda messages: messages[-1].get("text", "").startswith("Answer 1 of 2"))
    await classroom.taps(classroom.messages[-1], "Next")
    await classroom.sees(lambda messages: messages[-1].get("poll", {}).get("question", "").startswith("2/2"))
    assert {classroom.question(one).id for one in (first, classroom.messages[-1])} == missed


async def test_a_rematch_is_a_quiz_of_its_own_and_starts_once(classroom: Classroom) -> None:
    end = await played(classroom)
    rematch = next(label for label in labels(end) if label == "Rematch")
    await classroom.taps(end, rematch)
    await classroom.sees(lambda messages: messages[-1].get("poll", {}).get("question", "").startswith("1/3"))
    await classroom.taps(end, rematch)
    await classroom.stops()
    assert (await classroom.taps(end, rematch)).text == "The quiz has moved on. Look further down."
