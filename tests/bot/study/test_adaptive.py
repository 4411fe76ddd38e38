"""Quizzes that go by what a person knows, and an exam that tells nothing before its end."""

from __future__ import annotations

from sqlalchemy import select

from storage.tables import ScoreRow
from tests.bot.conftest import Running
from tests.bot.student import Student, entities, labels
from tests.bot.study.conftest import Calendar


async def offer(student: Student) -> None:
    await student.says("/quiz")
    asked = await student.sees("How many questions?")
    assert labels(asked) == ["All 3", "Where I’m weakest", "What I missed", "Exam: answers at the end"]


async def test_what_was_missed_is_asked_and_nothing_else(ana: Student) -> None:
    await offer(ana)
    await ana.taps("What I missed")
    await ana.sees("There is nothing of that kind yet")
    await ana.starts("All 3")
    missed = ana.question(await ana.answers(right=False))
    await ana.taps("Next")
    await ana.sees("Question 2 of 3")
    await ana.answers(right=True)
    await ana.says("/stop")
    await ana.sees("Stopped")
    await offer(ana)
    await ana.taps("What I missed")
    again = await ana.sees("Question 1 of 1")
    assert ana.question(again) == missed
    await ana.answers(right=True)
    await ana.says("/stop")
    await ana.sees("right")
    await offer(ana)
    await ana.taps("What I missed")
    await ana.sees("There is nothing of that kind yet")


async def test_the_weakest_are_those_that_were_missed_and_met_not_the_unmet(
    ana: Student, calendar: Calendar
) -> None:
    await ana.starts("All 3")
    missed = ana.question(await ana.answers(right=False))
    await ana.taps("Next")
    await ana.sees("Question 2 of 3")
    known = ana.question(await ana.answers(right=True))
    await ana.says("/stop")
    await ana.sees("Stopped")
    calendar.passes(days=3)
    await offer(ana)
    await ana.taps("Where I’m weakest")
    first = ana.question(await ana.sees("Question 1 of 2"))
    await ana.answers(right=True)
    await ana.taps("Next")
    second = ana.question(await ana.sees("Question 2 of 2"))
    assert {first.id, second.id} == {missed.id, known.id}


async def test_an_exam_tells_nothing_until_its_end_and_then_everything_with_its_passage(
    ana: Student, running: Running
) -> None:
    await offer(ana)
    await ana.taps("Exam")
    first = await ana.sees("Exam, question 1 of 3")
    assert labels(first) == ["A", "B", "C", "D", "Skip", "Stop"]
    await ana.taps(ana.letter(first, right=True))
    second = await ana.sees("Exam, question 2 of 3")
    assert second["message_id"] == first["message_id"]
    assert not any("right" in one.get("text", "") for one in ana.person.messages()[2:])
    number = next(
        one["callback_data"].split(":")[1] for row in second["reply_markup"]["inline_keyboard"] for one in row
    )
    for peek in (
        f"c:{number}:0:1",
        f"R:{number}:0:0",
        f"R:{number}:0:3",
        f"B:{number}:0",
        f"H:{number}:1",
    ):
        answer = await ana.person.press(second["message_id"], peek)
        assert answer.show_alert, peek
    async with running.database.read() as session:
        assert (await session.execute(select(ScoreRow))).all() == [], "points would tell"
    await ana.taps(ana.letter(second, right=False))
    third = await ana.sees("Exam, question 3 of 3")
    questions = [ana.question(one) for one in (first, second, third)]
    await ana.taps("Skip")
    end = await ana.sees("Exam: The Harbour Light: 1 of 3 right.", "✅\u20601  ❌\u20602  ➖\u20603")
    assert labels(end)[0] == "Go through the answers"
    await ana.taps("Go through the answers")
    for place, question in enumerate(questions):
        shown = await ana.sees(f"Exam, question {place + 1} of 3", "The text says:")
        assert question.citation.quote in entities(shown, "blockquote")
        assert question.key in shown["text"]
        if place < 2:
            await ana.taps("Next")
    assert "Not answered." in ana.newest["text"]
    await ana.taps("‹ Before")
    await ana.sees("Exam, question 2 of 3")
    await ana.taps("Report")
    await ana.person.wait(lambda messages: "Something else" in labels(messages[-1]))
    await ana.taps("‹ Back")
    await ana.person.wait(lambda messages: "Next ›" in labels(messages[-1]))
    await ana.taps("Back to the result")
    assert (await ana.sees("Exam: The Harbour Light: 1 of 3 right.", "One was skipped."))["text"] == end[
        "text"
    ]
    await ana.says("/score")
    await ana.sees("The Harbour Light: 1 of 2 right")


async def test_an_exam_goes_on_when_its_next_question_never_arrived(ana: Student, running: Running) -> None:
    await offer(ana)
    await ana.taps("Exam")
    first = await ana.sees("Exam, question 1 of 3")
    running.telegram.faults.drop("editMessageText", times=4)
    await ana.taps(ana.letter(first, right=True))
    await ana.sees("Something went wrong on our side. Nothing is lost")
    await ana.taps(ana.letter(first, right=True), on=first)
    await ana.person.wait(
        lambda messages: any("Exam, question 2 of 3" in one.get("text", "") for one in messages)
    )
    await ana.says("/quiz")
    await ana.sees("You have a quiz open: question 2 of 3")
    await ana.taps("Continue")
    await ana.sees("Exam, question 2 of 3")


async def test_a_stopped_exam_is_gone_through_as_far_as_it_went(ana: Student) -> None:
    await offer(ana)
    await ana.taps("Exam")
    first = await ana.sees("Exam, question 1 of 3")
    await ana.taps(ana.letter(first, right=True))
    await ana.sees("Exam, question 2 of 3")
    await ana.says("/stop")
    await ana.sees("Stopped.", "1 right of 1 answered")
    await ana.taps("Go through the answers")
    shown = await ana.sees("Exam, question 1 of 3", "The text says:")
    assert labels(shown) == ["Report", "Back to the result"]
