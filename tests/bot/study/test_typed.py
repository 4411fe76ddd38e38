"""Answers in one's own words: taken tolerantly, explained, claimed, and confirmed by a teacher."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from sqlalchemy import select

from storage.tables import AttemptRow
from tests.bot.classes.classroom import Classroom
from tests.bot.conftest import Run, Running
from tests.bot.student import Student, entities, labels
from tests.bot.study.conftest import Calendar, reviews, skips
from tests.material import bank, typed_bank


@pytest.fixture
async def running(run: Run, calendar: Calendar) -> AsyncIterator[Running]:
    banks = {"harbour": typed_bank()}
    async with run(banks=banks, clock=calendar, admin_ids=frozenset({1002})) as bot:
        yield bot


@pytest.fixture
def ana(running: Running) -> Student:
    student = Student(running.person("Ana"))
    student.bank = typed_bank()
    return student


async def come_to(student: Student, key: str) -> None:
    """Start a quiz and skip to the question with this key."""
    await student.starts("All 3")
    while student.question(student.newest).key != key:
        await skips(student)


async def test_a_question_without_choices_asks_for_words(ana: Student) -> None:
    asked = await ana.starts("All 3")
    assert "✍️ Write" in asked["text"]
    assert labels(asked) == ["Hint", "Skip", "Stop"]


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("15 900", "15,900", "The same number, written another way."),
        ("15 900", "fifteen thousand nine hundred", "The same number, written another way."),
        ("May 1956", "05/1956", "The same date, written another way."),
        ("Marta Brandt", "marta brandt", "You"),
        ("Marta Brandt", "Mrs. Brandt", "The same, said another way."),
    ],
)
async def test_another_spelling_is_right_and_is_told_why(
    ana: Student, key: str, text: str, said: str
) -> None:
    await come_to(ana, key)
    question_message = ana.newest
    await ana.says(text)
    result = await ana.sees(f"✅ {key} is right.", said if said != "You" else "✅")
    assert "— The Harbour Light, paragraph" in result["text"]
    assert entities(result, "blockquote")
    stripped = await ana.person.wait(
        lambda messages: (
            not labels(next(m for m in messages if m["message_id"] == question_message["message_id"]))
        )
    )
    assert stripped


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("15 900", "15 909", "That is another number."),
        ("May 1956", "June 1956", "That is another date."),
        ("May 1956", "1956", "Almost: that is right as far as it goes"),
    ],
)
async def test_a_wrong_number_or_date_is_never_taken_and_is_told_why(
    ana: Student, key: str, text: str, said: str
) -> None:
    await come_to(ana, key)
    await ana.says(text)
    await ana.sees(f"❌ Not {text}.", f"✅ The answer is {key}.", said)


async def test_a_hint_shows_the_passage_with_the_answer_hidden_and_makes_the_rating_hard(
    ana: Student,
) -> None:
    await come_to(ana, "Marta Brandt")
    await ana.taps("Hint")
    hinted = await ana.sees("💡", "▢▢▢▢ built the harbour light")
    assert "Marta Brandt" not in hinted["text"]
    assert labels(hinted) == ["Skip", "Stop"]
    await ana.says("Marta Brandt")
    result = await ana.sees("is right.")
    assert "Comes in 15 min" in labels(result)


async def test_what_is_skipped_is_told_at_the_end_and_counts_as_missed(ana: Student) -> None:
    await ana.starts("All 3")
    for number in (2, 3):
        await ana.taps("Skip")
        await ana.sees(f"Question {number} of 3")
    await ana.taps("Skip")
    end = await ana.sees("0 of 3 right.", "What you missed")
    assert len(entities(end, "blockquote")) == 3
    await ana.taps("Try the missed ones again")
    await ana.sees("Question 1 of 3")


async def test_the_person_may_say_that_it_was_right_and_a_teacher_confirms_it_for_all(
    ana: Student, teacher: Student
) -> None:
    await teacher.says("/start")
    await teacher.sees("Hello")
    await come_to(ana, "Marta Brandt")
    await ana.says("the keeper called J. V.")
    wrong = await ana.sees("❌ Not the keeper called J. V.")
    assert "Comes in 10 min" in labels(wrong)
    await ana.taps("I was right")
    await ana.sees("✅ Marta Brandt is right.", "It counts as right in your study, by your word.")
    assert "I was right" not in labels(ana.newest)
    assert "Comes in 2 days" in labels(ana.newest)
    await ana.says("/score")
    await ana.sees("The Harbour Light: 0 of 1 right")
    asked = await teacher.sees(
        "Is this answer right, too?", "the keeper called J. V.", "Marta Brandt built the harbour light"
    )
    assert "Ana" not in asked["text"]
    decide = [one["callback_data"] for row in asked["reply_markup"]["inline_keyboard"] for one in row]
    forged = await ana.person.press(ana.newest["message_id"], decide[0])
    assert forged.text == "Only who started the quiz or an administrator can do that."
    await teacher.taps("It is right")
    await teacher.sees("Accepted: it is right for everybody from now on.")
    teacher.bank = typed_bank()
    await come_to(teacher, "Marta Brandt")
    await teacher.says("THE KEEPER called J. V.")
    await teacher.sees("✅ Marta Brandt is right.", "A teacher has confirmed that this is right, too.")


async def test_a_teacher_may_refuse_a_claim_and_is_not_asked_again(ana: Student, teacher: Student) -> None:
    await teacher.says("/start")
    await teacher.sees("Hello")
    for _ in range(2):
        await come_to(ana, "15 900")
        await ana.says("a lot")
        await ana.sees("❌ Not a lot.")
        await ana.taps("I was right")
        await ana.sees("It counts as right in your study, by your word.")
        await ana.says("/stop")
        await ana.sees("Stopped")
    claim = teacher.newest
    await teacher.sees("Is this answer right, too?")
    await teacher.taps("It is wrong")
    await teacher.sees("Not accepted.")
    assert sum("Is this answer right" in one.get("text", "") for one in teacher.person.messages()) == 1
    await come_to(ana, "15 900")
    await ana.says("a lot")
    await ana.sees("❌ Not a lot.")
    refused = await ana.taps("I was right")
    assert refused.text == "A teacher has looked at this answer before and found it wrong."
    old = [one["callback_data"] for row in claim["reply_markup"]["inline_keyboard"] for one in row]
    await teacher.person.press(claim["message_id"], old[0])
    await teacher.sees("Not accepted.")


async def test_an_answer_is_never_taken_for_a_question_that_was_not_seen(
    ana: Student, running: Running
) -> None:
    await ana.says("/quiz")
    await ana.sees("How many questions?")
    await ana.taps("Exam")
    first = ana.question(await ana.sees("Exam, question 1 of 3"))
    running.telegram.faults.fail("sendMessage")
    await ana.says(first.key)
    await ana.sees("Something went wrong on our side.")
    await ana.says(first.key)
    await ana.sees("Exam, question 2 of 3")
    async with running.database.read() as session:
        assert (await session.execute(select(AttemptRow.fraction))).scalars().all() == [1.0]


async def test_what_was_written_before_a_question_stood_there_is_no_answer_to_it(
    ana: Student, running: Running
) -> None:
    await ana.says("/quiz")
    await ana.sees("How many questions?")
    await ana.taps("Exam")
    await ana.sees("Exam, question 1 of 3")
    await asyncio.gather(ana.says("Martha"), ana.says("sorry, I meant Marta Brandt"))
    await ana.sees("You have a quiz open: question 2 of 3")
    async with running.database.read() as session:
        assert (await session.execute(select(AttemptRow.choice))).scalars().all() == ["Martha"]


async def test_a_claim_reaches_the_teacher_even_where_the_learner_cannot_be_shown(
    ana: Student, teacher: Student, running: Running
) -> None:
    await teacher.says("/start")
    await teacher.sees("Hello")
    await come_to(ana, "15 900")
    await ana.says("a great many")
    await ana.sees("❌ Not a great many.")
    running.telegram.faults.drop("editMessageText", times=4)
    await ana.taps("I was right")
    await teacher.sees("Is this answer right, too?", "a great many")


async def test_an_accepted_answer_counts_only_as_long_as_the_question_asks_the_same(
    run: Run, calendar: Calendar
) -> None:
    async with run(banks={"harbour": typed_bank()}, clock=calendar, admin_ids=frozenset({1001})) as before:
        ana = Student(before.person("Ana"))
        ana.bank = typed_bank()
        await come_to(ana, "Marta Brandt")
        await ana.says("the engineer")
        await ana.sees("❌ Not the engineer.")
        await ana.taps("I was right")
        await ana.sees("Is this answer right, too?")
        await ana.taps("It is right")
        await ana.sees("Accepted")
        await ana.says("/stop")
        await ana.sees("Stopped")
    *others, mended = typed_bank().questions
    stem = "Which woman built the harbour light of Ostholm?"
    changed = replace(typed_bank(), questions=(*others, replace(mended, stem=stem)))
    async with run(banks={"harbour": changed}, clock=calendar):
        ana.bank = changed
        await come_to(ana, "Marta Brandt")
        await ana.says("the engineer")
        await ana.sees("❌ Not the engineer.")


async def test_a_report_reaches_who_runs_the_bot_once(ana: Student, teacher: Student) -> None:
    await teacher.says("/start")
    await teacher.sees("Hello")
    await come_to(ana, "Marta Brandt")
    await ana.says("Henrik")
    await ana.sees("❌ Not Henrik.")
    before = labels(ana.newest)
    for _ in range(2):
        await ana.taps("Report")
        await ana.person.wait(lambda messages: "The question is unclear" in labels(messages[-1]))
        answer = await ana.taps("The question is unclear")
        assert "It will be looked at." in str(answer.text)
        await ana.person.wait(lambda messages: labels(messages[-1]) == before)
    told = await teacher.sees("A question was reported: The question is unclear.", "Marta Brandt")
    assert "Ana" not in told["text"]
    assert sum("was reported" in one.get("text", "") for one in teacher.person.messages()) == 1


async def test_what_waits_for_those_who_run_the_bot_is_listed_until_it_is_done(
    ana: Student, teacher: Student
) -> None:
    await come_to(ana, "15 900")
    await ana.says("a lot")
    await ana.sees("❌ Not a lot.")
    await ana.taps("I was right")
    await ana.sees("It counts as right in your study")
    await ana.taps("Report")
    await ana.person.wait(lambda messages: "Two answers are right" in labels(messages[-1]))
    await ana.taps("Two answers are right")
    await ana.says("/reports")
    await ana.sees("Reports are for those who made the questions")
    await teacher.says("/reports")
    await teacher.sees("That is all that waits for you.")
    claim, report = teacher.person.messages()[-3:-1]
    assert "The answer was: a lot" in claim["text"]
    assert "Two answers are right: 1" in report["text"]
    assert "Ana" not in claim["text"] + report["text"]
    await teacher.taps("It is wrong", on=claim)
    await teacher.taps("I have looked at it", on=report)
    await teacher.says("/reports")
    await teacher.sees("Nothing waits for you.")


async def test_a_word_in_a_review_is_typed_and_its_choices_are_a_help(run: Run, calendar: Calendar) -> None:
    async with run(clock=calendar) as running:
        ana = Student(running.person("Ana"))
        await reviews(ana)
        while "✍️ Write" not in ana.newest["text"]:
            await skips(ana)
        assert labels(ana.newest) == ["Hint", "Choices", "Skip", "Stop"]
        await ana.taps("Choices")
        shown = await ana.person.wait(lambda messages: labels(messages[-1])[:4] == ["A", "B", "C", "D"])
        await ana.taps(ana.letter(shown[-1], right=True))
        result = await ana.sees("is right.")
        assert "✓ Hard · 15 min" in labels(result)


async def test_a_class_is_offered_only_what_a_poll_can_ask(run: Run) -> None:
    both = replace(typed_bank(), questions=(*bank().questions, *typed_bank().questions))
    async with run(banks={"both": both}) as running:
        room = Classroom(running.telegram, ["Ben"])
        await room.host.says("/quiz")
        setup = await room.host.person.wait(
            lambda messages: "▶ Start" in labels(messages[-1]), chat=room.group
        )
        assert "3 questions, 30 seconds each." in setup[-1]["text"]


async def test_a_choice_can_be_answered_by_its_text(run: Run) -> None:
    async with run() as running:
        ana = Student(running.person("Ana"))
        asked = await ana.starts()
        await ana.says(ana.question(asked).key.upper())
        await ana.sees("is right.")
