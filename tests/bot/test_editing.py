"""A maker looks through the questions of a book: keeps them, leaves them out, changes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from questions.editing import LEFT_BY_RANK
from questions.model import Choice, Kind, Status, content_id
from questions.quiz import Asked, Session
from storage.people import remember_users
from storage.sessions import Attempt, create_session, record_attempts
from tests.bot.conftest import NOON, Run, Running
from tests.bot.editor import FIRST_SCHOOL, FLOODED, FOUNDER, LIGHT, OSTHOLM, PAINTINGS, RAILWAY, Editor, town
from tests.bot.student import Student, labels

DRAFTS = town(*OSTHOLM.questions, FIRST_SCHOOL, FLOODED)


async def test_a_question_is_kept_or_left_out_with_its_reason_by_few_taps(run: Run) -> None:
    async with run() as running:
        ana = Editor(running)
        await ana.owns()
        overview = await ana.opens()
        assert "4 questions: 4 asked, 0 drafts, 0 left out." in overview["text"]
        assert labels(overview) == ["Look through all (4)", "‹ Back"]
        await ana.taps("Look through all (4)")
        page = await ana.sees("1 of 4", LIGHT.stem, "March 1871 (the right answer)", "• June 1913")
        assert "Marta Brandt built the harbour light of Ostholm in March 1871." in page["text"]
        assert labels(page) == ["✓ Keep", "✗ Leave out", "Change…", "›", "Done"]
        await ana.taps("✓ Keep")
        await ana.sees("2 of 4", RAILWAY.stem)
        await ana.taps("✗ Leave out")
        await ana.has("Too easy")
        await ana.taps("Too easy")
        await ana.sees("3 of 4", FOUNDER.stem)
        await ana.taps("‹")
        await ana.sees("2 of 4", "❌ Left out: it is not asked.", "Why: too easy")
        await ana.taps("Done")
        overview = await ana.sees("4 questions: 3 asked, 0 drafts, 1 left out.")
        await ana.taps("‹ Back")
        await ana.sees("3 questions")
    async with run() as later:
        ana = Editor(later)
        await ana.looks("Left out (1)")
        await ana.sees("Left out: 1 of 1", RAILWAY.stem, "Why: too easy")
        await ana.taps("✓ Keep")
        await ana.sees("That was the last one.", "4 asked, 0 drafts, 0 left out.")
        assert "Why" not in (await ana.book()).question(RAILWAY.id).note


async def test_an_old_button_never_hits_another_question(running: Running) -> None:
    ana = Editor(running)
    await ana.owns(town(LIGHT, RAILWAY, FIRST_SCHOOL))
    page = await ana.looks("Drafts")
    await ana.taps("✗ Leave out")
    asking = await ana.has("Not important")
    await ana.taps("Not important")
    await ana.sees("That was the last one.")
    book = (await ana.services.library.own(ana.user_id))[0].book.id
    for data in (f"V:{book}:{FIRST_SCHOOL.id}:d:keep", f"V:{book}:{LIGHT.id}:d:unclear"):
        await ana.student.person.press(page["message_id"], data)
    bank = await ana.book()
    assert [one.status for one in bank.questions] == [Status.REJECTED, Status.APPROVED, Status.APPROVED]
    assert asking["message_id"] == page["message_id"]
    for odd in (
        "V:99:-:a:show",
        f"V:{book}:00000000:a:keep",
        f"V:{book}:{LIGHT.id}:x:keep",
        f"G:{book}:no:1",
    ):
        assert (await ana.student.person.press(page["message_id"], odd)).show_alert
    eve = Student(running.person("Eve"))
    await eve.person.start()
    await eve.sees("Hello")
    for forged in (f"V:{book}:{LIGHT.id}:a:keep", f"N:{book}:{LIGHT.id}:a:stem:-", f"G:{book}:approve:0"):
        answer = await eve.person.press(eve.newest["message_id"], forged)
        assert answer.text == "This is somebody else’s quiz. Start your own with /quiz."


async def test_a_stem_is_written_in_the_chat_and_a_bad_one_is_refused_in_words(running: Running) -> None:
    ana = Editor(running)
    await ana.owns()
    await ana.looks()
    await ana.taps("Change…")
    menu = await ana.sees("What shall change?")
    assert labels(menu) == [
        "The question",
        "The answer",
        "✗ June 1913",
        "✗ May 1956",
        "✗ March 1881",
        "How it is answered",
        "Move to another quiz",
        "‹ Back",
    ]
    await ana.taps("The question")
    await ana.sees("Write the new question.", LIGHT.stem)
    await ana.student.says("When was it built in March 1871?")
    await ana.sees("That cannot be: the question holds words of the answer", "Nothing is changed.")
    assert await ana.book() == OSTHOLM
    await ana.student.says("When was the harbour light of Ostholm built by Marta Brandt?")
    await ana.sees("1 of 4", "When was the harbour light of Ostholm built by Marta Brandt?", "It is asked.")
    changed = (await ana.book()).questions[0]
    assert changed.id == LIGHT.id != content_id(changed)
    await ana.taps("Change…")
    await ana.sees("What shall change?")
    await ana.taps("The question")
    await ana.sees("Write the new question.")
    await ana.taps("Cancel")
    await ana.sees("What shall change?")
    await ana.student.says("Who was the founder of Ostholm?")
    await ana.sees("Ostholm was founded in 1642 by the merchant Henrik Dahl.")
    assert (await ana.book()).questions[0] == changed


@pytest.mark.parametrize("other", ["a command", "a quiz", "an hour"])
async def test_a_text_answers_what_was_asked_last(run: Run, other: str) -> None:
    now = NOON

    def clock() -> datetime:
        return now

    async with run(clock=clock) as running:
        ana = Editor(running)
        await ana.owns()
        await ana.looks()
        await ana.taps("Change…")
        await ana.sees("What shall change?")
        await ana.taps("The answer")
        await ana.sees("Write the right answer", "March 1871")
        if other == "an hour":
            now += timedelta(hours=1, seconds=1)
        elif other == "a command":
            await ana.student.says("/score")
            await ana.sees("You have not answered a question yet.")
        else:
            await ana.student.says("/quiz")
            offered = await ana.sees("What would you like to be asked about?")
            await ana.student.taps("The Town of Ostholm", on=offered)
            await ana.sees("How many questions?")
            await ana.taps("All 4")
            await ana.sees("Question 1 of 4")
        await ana.student.says("May 1956")
        await ana.student.person.wait(lambda messages: messages[-1]["from"]["is_bot"])
        assert await ana.book() == OSTHOLM


async def test_a_key_is_changed_with_its_proof_or_not_at_all(running: Running) -> None:
    ana = Editor(running)
    await ana.owns()
    await ana.looks()
    for text, said in (
        ("May 1871", "no sentence about this says 'May 1871'"),
        ("the harbour", "the question holds words of the answer"),
    ):
        await ana.taps("Change…")
        await ana.sees("What shall change?")
        await ana.taps("The answer")
        await ana.sees("Write the right answer")
        await ana.student.says(text)
        await ana.sees("That cannot be", said)
        assert await ana.book() == OSTHOLM
        await ana.taps("Cancel")
        await ana.sees("What shall change?")
        await ana.taps("‹ Back")
        await ana.has("Change…")
    await ana.taps("Change…")
    await ana.sees("What shall change?")
    await ana.taps("The answer")
    await ana.sees("Write the right answer")
    await ana.student.says("June 1913")
    page = await ana.sees(
        "June 1913 (the right answer)", "• March 1871", "A draft", "Another sentence says so"
    )
    assert "In June 1913 the Harbour Board replaced the oil lamp of the harbour light" in page["text"]
    changed = (await ana.book()).questions[0]
    assert changed.status is Status.DRAFT
    assert changed.distractors[0].citation == LIGHT.citation


async def test_a_wrong_answer_is_exchanged_written_or_taken_away(running: Running) -> None:
    ana = Editor(running)
    await ana.owns()
    await ana.looks()
    await ana.taps("Change…")
    await ana.sees("What shall change?")
    await ana.taps("✗ March 1881")
    await ana.sees("What shall become of “March 1881”?")
    old = ana.newest["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await ana.taps("Another one instead")
    await ana.sees("What shall become of “August 1889”?", "• August 1889")
    await ana.taps("Another one instead")
    await ana.sees("What shall become of “February 1907”?", "• February 1907")
    changed = (await ana.book()).questions[0]
    assert changed.distractors[2].citation == FLOODED.citation
    assert (await ana.student.person.press(ana.newest["message_id"], old)).show_alert
    answer = await ana.taps("Take it away")
    assert answer.text == "That cannot be: there are 2 wrong answers, fewer than 3."
    await ana.taps("Write it myself")
    await ana.sees("Write the wrong answer", "February 1907")
    await ana.student.says("soon")
    await ana.sees("That cannot be: 'soon' is not of the answer's type")
    await ana.student.says("March 1871")
    await ana.sees("That cannot be: 'March 1871' is the right answer")
    await ana.student.says("May 1658")
    await ana.sees("• May 1658", "It is asked.")
    citation = (await ana.book()).questions[0].distractors[2].citation
    assert citation is not None
    assert citation.quote.startswith("King Frederik granted")


async def test_how_a_question_is_answered_can_change_where_wrong_answers_are_found(running: Running) -> None:
    ana = Editor(running)
    await ana.owns()
    await ana.looks()
    await ana.taps("Change…")
    await ana.sees("What shall change?")
    await ana.taps("How it is answered")
    await ana.sees("How is it to be answered?")
    assert labels(ana.newest) == ["✓ Choose among answers", "Write the answer", "‹ Back"]
    await ana.taps("Write the answer")
    await ana.sees("The answer is to be written.", "What shall change?")
    assert (await ana.book()).questions[0].kind is Kind.SHORT
    await ana.taps("How it is answered")
    await ana.sees("How is it to be answered?")
    await ana.taps("Choose among answers")
    await ana.sees("•", "What shall change?")
    again = (await ana.book()).questions[0]
    assert again.kind is Kind.CHOICE
    assert len(again.distractors) == 3
    assert all(one.citation for one in again.distractors)
    book = (await ana.services.library.own(ana.user_id))[0].book.id
    answer = await ana.student.person.press(ana.newest["message_id"], f"N:{book}:{PAINTINGS.id}:a:choose:-")
    assert answer.text == "That cannot be: these questions have no 3 wrong answers that fit."


async def test_all_drafts_are_approved_that_may_be_and_the_others_are_named(running: Running) -> None:
    ana = Editor(running)
    await ana.owns(DRAFTS)
    overview = await ana.opens()
    assert "4 asked, 2 drafts, 0 left out." in overview["text"]
    assert labels(overview) == ["Look through all (6)", "Drafts (2)", "Approve all drafts", "‹ Back"]
    await ana.taps("Approve all drafts")
    await ana.sees("One draft is asked from now on.", "One is not ready:", FOUNDER.stem, "5 asked, one draft")
    await ana.taps("Drafts (1)")
    await ana.sees("Draft 1 of 1", FIRST_SCHOOL.stem)
    answer = await ana.taps("✓ Keep")
    assert FOUNDER.stem in (answer.text or "")
    assert (await ana.book()).question(FIRST_SCHOOL.id).status is Status.DRAFT


async def test_only_the_best_are_asked_and_all_come_back(running: Running) -> None:
    ana = Editor(running)
    many = [
        replace(LIGHT, id=f"0000000{number}", stem=f"{LIGHT.stem[:-1]}, number {number}?", rank=number / 20)
        for number in range(8)
    ]
    by_hand = replace(FLOODED, status=Status.APPROVED, rank=None)
    await ana.owns(town(*OSTHOLM.questions, *many, by_hand))
    overview = await ana.opens()
    assert "Only the best 10" in labels(overview)
    assert "Only the best 20" not in labels(overview)
    await ana.taps("Only the best 10")
    await ana.sees("10 asked, 0 drafts, 3 left out.")
    bank = await ana.book()
    assert [one.rank for one in bank.questions if one.note == LEFT_BY_RANK] == [0, 0.05, 0.1]
    assert bank.question(by_hand.id).status is Status.APPROVED


async def plays(running: Running, ana: Editor, people: int, *, right: int) -> None:
    """Let people answer the newest book's first two questions, so many of them right, all by one choice."""
    volume = (await ana.services.library.own(ana.user_id))[0]
    plan = tuple(
        Asked(one.id, tuple(choice.text for choice in one.choices)) for one in volume.bank.questions[:2]
    )
    numbers = range(100, 100 + people)
    async with running.database.write() as session:
        await remember_users(session, dict.fromkeys(numbers, "Ben"), now=NOON)
        number = await create_session(
            session,
            user_id=100,
            chat_id=1,
            bank_hash=volume.book.bank_hash,
            start_key="play",
            state=Session(plan),
            now=NOON,
        )
        key = volume.book.bank_hash
        attempts = [
            (
                number,
                key,
                Attempt(person, place, one.question_id, one.choices[place_of_choice], fraction, fraction),
            )
            for person in numbers
            for place, one in enumerate(plan)
            for fraction in [float(place == 1 or person - 100 < right)]
            for place_of_choice in [0 if fraction else 1]
        ]
        await record_attempts(session, attempts, now=NOON)


async def test_play_tells_which_questions_should_be_looked_at(running: Running) -> None:
    ana = Editor(running)
    await ana.owns()
    await plays(running, ana, 25, right=5)
    overview = await ana.opens()
    assert "⚠️ 2 should be looked at." in overview["text"]
    await ana.taps("To look at (2)")
    page = await ana.sees("To look at: 1 of 2", LIGHT.stem, "25 people have tried it, 20 % right.")
    assert "Fewer know it than would guess it" in page["text"]
    assert "Nobody picks “May 1956”, “March 1881”." in page["text"]
    await ana.taps("›")
    page = await ana.sees("To look at: 2 of 2", RAILWAY.stem, "25 people have tried it, 100 % right.")
    assert "Nobody picks “June 1913”, “February 1907”, “May 1956”." in page["text"]
    await ana.taps("✗ Leave out")
    await ana.has("Too easy")
    await ana.taps("Too easy")
    await ana.sees("That was the last one.", "⚠️ One should be looked at.")
    await ana.taps("To look at (1)")
    await ana.sees("To look at: 1 of 1", LIGHT.stem)
    await ana.taps("Change…")
    await ana.sees("What shall change?")
    await ana.taps("✗ March 1881")
    await ana.sees("What shall become of")
    await ana.taps("Another one instead")
    page = await ana.sees("What shall become of “August 1889”?")
    assert "have tried it" not in page["text"]


async def test_what_learners_report_lands_with_the_questions_maker(run: Run) -> None:
    async with run(admin_ids=frozenset({999})) as running:
        ana, ben = Editor(running), Student(running.person("Ben"))
        await ana.student.person.start()
        await ana.sees("Hello")
        volume = await ana.owns(town(LIGHT))
        await ben.person.start(f"book_{volume.book.code}")
        await ben.sees("📚")
        await ben.taps("Study now")
        await ben.sees("How many questions?")
        await ben.taps("All 1")
        await ben.sees("Question 1 of 1")
        await ben.taps("A")
        await ben.sees("The text says:")
        await ben.taps("Report")
        await ben.person.wait(lambda messages: "The answer is wrong" in labels(messages[-1]))
        await ben.taps("The answer is wrong")
        told = await ana.sees("A question was reported", "The answer is wrong", LIGHT.stem)
        assert "Ben" not in told["text"]
        better = "When was the harbour light of Ostholm built by Marta Brandt?"
        at = (ana.user_id, volume.book.id, LIGHT.id, "a")
        await ana.services.editing.edit(*at, what="stem", choice="-", text=better)
        await ana.taps("Look at it")
        page = await ana.sees("To look at: 1 of 1", better, "🔎 Reported: The answer is wrong: 1")
        assert "Looked at" in labels(page)
        await ben.says("/reports")
        await ben.sees("Reports are for those who made the questions")
        await ana.student.says("/reports")
        await ana.sees("That is all that waits for you.")
        listed = ana.student.person.messages()[-2]
        assert labels(listed) == ["Look at it", "I have looked at it"]
        settle = listed["reply_markup"]["inline_keyboard"][1][0]["callback_data"]
        assert (await ben.person.press(ben.newest["message_id"], settle)).show_alert
        await ana.student.taps("Looked at", on=page)
        await ana.student.says("/reports")
        await ana.sees("Nothing waits for you.")


async def test_a_page_fits_into_a_message_whatever_a_draft_holds(running: Running) -> None:
    ana = Editor(running)
    long = replace(
        LIGHT,
        stem="What & which? " * 70,
        key="A long <key> " * 70,
        distractors=tuple(Choice(f"{number} wrong & long " * 8) for number in range(40)),
        status=Status.DRAFT,
        note="Since it is so long. " * 40,
    )
    await ana.owns(town(long, RAILWAY))
    await ana.looks()
    await ana.taps("Change…")
    menu = await ana.sees("What shall change?")
    assert len(labels(menu)) == 17
