"""A quiz in private chat, from the first tap to the last, as a person plays it."""

from __future__ import annotations

from contextlib import closing
from itertools import repeat

from sqlalchemy import func, select

from bot.local import LocalRequest, LocalTelegram
from storage.tables import AttemptRow, ScoreRow, SessionRow
from tests.bot.conftest import TOKEN, Run, Running
from tests.bot.student import Student, entities, labels

TROUBLE = "Something went wrong on our side. Nothing is lost"


async def rows(running: Running, table: type) -> int:
    async with running.database.read() as session:
        return (await session.execute(select(func.count()).select_from(table))).scalar_one()


async def test_start_greets_by_name_with_ways_to_play(running: Running) -> None:
    ana = Student(running.person("Ana <3"))
    await ana.says("/start")
    greeting = await ana.sees("Hello, Ana <3!")
    assert labels(greeting) == ["Start a quiz", "Review", "Play with a class", "My progress", "How it works"]


async def test_a_quiz_starts_in_two_taps_from_the_greeting(running: Running) -> None:
    ana = Student(running.person("Ana"))
    await ana.says("/start")
    await ana.sees("Hello")
    await ana.taps("Start a quiz")
    await ana.sees("How many questions?")
    await ana.taps("All 3")
    first = await ana.sees("Question 1 of 3")
    assert labels(first) == ["A", "B", "C", "D", "Hint", "Skip", "Stop"]


async def test_a_right_answer_turns_the_question_into_the_passage_that_proves_it(running: Running) -> None:
    ana = Student(running.person("Ana"))
    asked = await ana.starts()
    question = ana.question(asked)
    result = await ana.answers(right=True)
    assert result["message_id"] == asked["message_id"]
    assert entities(result, "blockquote") == [question.citation.quote]
    assert question.key in entities(result, "bold")
    assert "— The Harbour Light, paragraph" in result["text"]
    assert labels(result) == ["Comes in 2 days", "Report", "Show in context", "Next ›"]


async def test_a_wrong_answer_shows_the_key_and_where_the_choice_belongs(running: Running) -> None:
    ana = Student(running.person("Ana"))
    asked = await ana.starts()
    question = ana.question(asked)
    chosen = next(choice for choice in question.distractors if choice.citation)
    result = await ana.answers(right=False)
    assert f"❌ Not {chosen.text}." in result["text"]
    assert f"✅ The answer is {question.key}." in result["text"]
    assert f"Where {chosen.text} really belongs:" in result["text"]
    assert chosen.citation
    assert entities(result, "blockquote") == [question.citation.quote, chosen.citation.quote]


async def test_context_opens_the_paragraph_with_the_quote_marked_and_closes_again(running: Running) -> None:
    ana = Student(running.person("Ana"))
    await ana.starts()
    result = await ana.answers(right=True)
    question = ana.question(result)
    await ana.taps("Show in context")
    opened = await ana.sees("In context:")
    document = ana.bank.documents["harbour"]
    passage = document.passage_at(question.citation.start)
    assert passage
    assert entities(opened, "blockquote") == [document.text[passage.start : passage.end]]
    assert entities(opened, "underline") == [question.citation.quote]
    await ana.taps("Hide context")
    closed = await ana.sees("The text says:")
    assert closed["text"] == result["text"]


async def test_the_end_tells_the_score_and_what_was_missed_with_its_passage(running: Running) -> None:
    ana = Student(running.person("Ana"))
    await ana.starts()
    missed = ana.question(await ana.answers(right=False))
    await ana.taps("Next")
    await ana.sees("Question 2 of 3")
    await ana.answers(right=True)
    await ana.taps("Next")
    await ana.sees("Question 3 of 3")
    last = await ana.answers(right=True)
    assert labels(last) == ["Comes in 2 days", "Report", "Show in context", "See my result ›"]
    await ana.taps("See my result")
    end = await ana.sees("2 of 3 right.")
    assert missed.stem in end["text"]
    assert entities(end, "blockquote") == [missed.citation.quote]
    assert labels(end) == ["Try the missed ones again", "Another quiz", "My score"]


async def test_the_missed_ones_are_asked_again_and_nothing_else(running: Running) -> None:
    ana = Student(running.person("Ana"))
    await ana.starts()
    missed = ana.question(await ana.answers(right=False))
    await ana.taps("Next")
    await ana.sees("Question 2 of 3")
    await ana.stops()
    await ana.sees("Stopped.")
    await ana.taps("Try the missed ones again")
    again = await ana.sees("Question 1 of 1")
    assert ana.question(again) == missed
    await ana.answers(right=True)
    await ana.taps("See my result")
    await ana.sees("You got all of them!")


async def test_a_stray_tap_on_stop_ends_nothing(running: Running) -> None:
    ana = Student(running.person("Ana"))
    asked = await ana.starts()
    await ana.taps("Stop")
    await ana.person.wait(lambda messages: labels(messages[-1]) == ["Keep going", "Stop the quiz"])
    await ana.taps("Keep going")
    await ana.person.wait(lambda messages: labels(messages[-1]) == labels(asked))
    await ana.answers(right=True)


async def test_stop_by_command_ends_the_quiz_and_keeps_what_was_answered(running: Running) -> None:
    ana = Student(running.person("Ana"))
    await ana.starts()
    await ana.answers(right=True)
    await ana.says("/stop")
    await ana.sees("Stopped.", "1 right of 1 answered")
    await ana.says("/score")
    await ana.sees("The Harbour Light: 1 of 1 right (100 %)")
    await ana.says("/stop")
    await ana.sees("No quiz is open.")


async def test_a_second_quiz_offers_to_go_on_with_the_open_one(running: Running) -> None:
    ana = Student(running.person("Ana"))
    first = await ana.starts()
    await ana.says("/quiz")
    await ana.sees("You have a quiz open: question 1 of 3")
    await ana.taps("Continue")
    again = await ana.sees("Question 1 of 3")
    assert ana.question(again) == ana.question(first)
    assert await rows(running, SessionRow) == 1


async def test_a_second_tap_changes_nothing(running: Running) -> None:
    ana = Student(running.person("Ana"))
    asked = await ana.starts()
    right, wrong = (button_data(asked, ana.letter(asked, right=right)) for right in (True, False))
    result = await ana.answers(right=True)
    answer = await ana.person.press(asked["message_id"], wrong)
    assert answer.text == "You have answered this one already."
    assert answer.show_alert
    await ana.person.press(asked["message_id"], right)
    assert ana.newest == result
    assert await rows(running, AttemptRow) == 1


async def test_next_tapped_twice_asks_one_question(running: Running) -> None:
    ana = Student(running.person("Ana"))
    await ana.starts()
    result = await ana.answers(right=True)
    onward = button_data(result, "Next ›")
    await ana.taps("Next")
    second = await ana.sees("Question 2 of 3")
    answer = await ana.person.press(result["message_id"], onward)
    assert answer.text == "The quiz has moved on. Look further down."
    assert ana.newest["message_id"] == second["message_id"]


async def test_an_old_button_gets_a_friendly_alert(running: Running) -> None:
    ana = Student(running.person("Ana"))
    asked = await ana.starts()
    letter = button_data(asked, "A")
    for data in ("a:1:0:77", f"a:{2**70}:0:1", "a:-1:0:1", "n:1:0", "l:1:abc:5"):
        answer = await ana.person.press(asked["message_id"], data)
        assert answer.text != "Something went wrong on our side. Nothing is lost: please tap again.", data
        assert answer.show_alert, data
    await ana.stops()
    await ana.sees("Stopped before the first answer.")
    answer = await ana.person.press(asked["message_id"], letter)
    assert answer.text == "This quiz is over. Start another with /quiz."
    for data in ("a:99:0:1", "nonsense", "a:1", "a:x:y:z", "a:1:0:77"):
        answer = await ana.person.press(asked["message_id"], data)
        assert answer.show_alert, data


async def test_buttons_work_after_a_restart_and_no_answer_is_lost_or_counted_twice(run: Run) -> None:
    async with run() as before:
        ana = Student(before.person("Ana"))
        await ana.starts()
        await ana.answers(right=True)
        await ana.taps("Next")
        await ana.sees("Question 2 of 3")
    async with run() as after:
        await ana.answers(right=True)
        await ana.taps("Next")
        await ana.sees("Question 3 of 3")
        assert await rows(after, AttemptRow) == 2
        await ana.says("/score")
        await ana.sees("2 of 2 right")


async def test_a_quiz_goes_on_with_its_own_questions_when_the_bank_has_changed(run: Run) -> None:
    async with run() as before:
        ana = Student(before.person("Ana"))
        asked = await ana.starts()
    other = ana.bank.__class__("Another title", "en", ana.bank.documents, ana.bank.questions[:1])
    async with run(banks={"harbour": other}):
        result = await ana.answers(right=True)
        assert ana.question(result) == ana.question(asked)
        assert "— The Harbour Light, paragraph" in result["text"]


async def test_an_answer_counts_once_when_telegram_delivers_it_twice(running: Running) -> None:
    ana = Student(running.person("Ana"))
    await ana.starts()
    running.telegram.faults.repeat_updates()
    await ana.answers(right=True)
    await ana.taps("Next")
    await ana.sees("Question 2 of 3")
    async with running.database.read() as session:
        assert (await session.execute(select(ScoreRow.answered))).scalar_one() == 1


async def test_an_answer_survives_the_loss_of_its_result(running: Running) -> None:
    ana = Student(running.person("Ana"))
    asked = await ana.starts()
    running.telegram.faults.drop("editMessageText", times=4)
    letter = ana.letter(asked, right=True)
    await ana.taps(letter)
    await ana.sees(TROUBLE)
    answer = await ana.taps(letter, on=asked)
    assert answer.text == "You have answered this one already."
    await ana.person.wait(lambda messages: any("is right." in message["text"] for message in messages))
    assert await rows(running, AttemptRow) == 1


async def test_a_question_that_never_arrived_is_sent_when_next_is_tapped_again(running: Running) -> None:
    ana = Student(running.person("Ana"))
    await ana.starts()
    result = await ana.answers(right=True)
    running.telegram.faults.fail("sendMessage")
    await ana.taps("Next")
    await ana.sees(TROUBLE)
    await ana.taps("Next", on=result)
    await ana.sees("Question 2 of 3")


async def test_a_result_that_never_arrived_is_sent_when_stop_is_said_again(running: Running) -> None:
    ana = Student(running.person("Ana"))
    await ana.starts()
    await ana.answers(right=True)
    running.telegram.faults.fail("sendMessage")
    await ana.says("/stop")
    await ana.sees(TROUBLE)
    await ana.says("/stop")
    await ana.sees("Stopped.", "1 right of 1 answered")
    await ana.says("/stop")
    await ana.sees("No quiz is open.")


async def test_the_missed_ones_can_be_tried_as_often_as_one_likes(running: Running) -> None:
    ana = Student(running.person("Ana"))
    await ana.starts()
    await ana.answers(right=False)
    await ana.says("/stop")
    end = await ana.sees("Stopped.")
    for _ in range(3):
        await ana.taps("Try the missed ones again", on=end)
        await ana.sees("Question 1 of 1")
        await ana.says("/stop")
        await ana.sees("Stopped before the first answer.")


async def test_a_letter_that_is_typed_is_an_answer(running: Running) -> None:
    ana = Student(running.person("Ana"))
    asked = await ana.starts()
    await ana.says(ana.letter(asked, right=True).lower())
    await ana.sees("is right.")
    await ana.taps("Next")
    await ana.sees("Question 2 of 3")
    await ana.says("J")
    await ana.sees("I could not match that to a choice.")
    assert await rows(running, AttemptRow) == 1
    await ana.says("/stop")
    await ana.sees("Stopped.")
    await ana.says("B")
    await ana.sees("I did not understand that.")


async def test_an_invented_choice_is_said_to_be_one(running: Running) -> None:
    ana = Student(running.person("Ana"))
    asked = await ana.starts()
    invented = next(choice.text for choice in ana.question(asked).distractors if not choice.citation)
    line = next(line for line in asked["text"].splitlines() if line[3:] == invented)
    await ana.taps(line[0])
    await ana.sees(f"{invented} does not stand in the text.")


async def test_a_chat_that_was_reset_starts_quizzes_on_the_same_database(run: Run) -> None:
    for moment in (1_800_000_000.0, 1_800_003_600.0):
        with closing(LocalTelegram(TOKEN, clock=repeat(moment).__next__)) as fresh:
            async with run(requests=lambda local=fresh: (LocalRequest(local), LocalRequest(local))):
                ana = Student(fresh.person("Ana"))
                await ana.starts()
                await ana.says("/stop")
                await ana.sees("Stopped")


async def test_a_pause_that_telegram_asks_for_is_kept(running: Running) -> None:
    ana = Student(running.person("Ana"))
    await ana.starts()
    running.telegram.faults.refuse("editMessageText", retry_after=1)
    await ana.answers(right=True)


def button_data(message: dict[str, object], label: str) -> str:
    rows: list[list[dict[str, str]]] = message["reply_markup"]["inline_keyboard"]  # type: ignore[index]
    return next(button["callback_data"] for row in rows for button in row if button["text"] == label)
