"""Reviews: what was answered comes again in time, is rated, corrected, and never lost."""

from __future__ import annotations

from datetime import timedelta

from questions.quiz import Rating, Review, learn
from storage.cards import cards_of, reviews_since
from tests.bot.conftest import Run, Running
from tests.bot.student import Student, labels
from tests.bot.study.conftest import Calendar, lives_in_berlin, reviews


async def test_after_the_first_review_the_time_can_be_told_and_is_not_asked_for_again(ana: Student) -> None:
    await reviews(ana)
    for number in (1, 2, 3):
        await ana.sees(f"Review {number} of 3")
        await _answered(ana)
        await ana.taps("Next" if number < 3 else "See my result")
    await ana.sees("3 of 3 remembered.")
    await ana.taps("What time is it here?")
    asked = await ana.sees("What time is it where you are?")
    assert "Not now" in labels(asked)
    await ana.taps("10:00")
    await ana.sees("Where are you?")
    await ana.taps("Berlin")
    known = await ana.sees("Your time zone is Europe/Berlin: it is 10:00.")
    assert known["message_id"] == asked["message_id"]
    await ana.taps("Review")
    await ana.sees("Nothing is due now.")
    await ana.taps("Start a quiz")
    await ana.sees("How many questions?")


async def test_the_question_for_the_time_can_be_put_off(ana: Student) -> None:
    await ana.says("/settings")
    await ana.sees("How you study")
    await ana.taps("Time zone")
    await ana.sees("What time is it where you are?")
    await ana.taps("Not now")
    await ana.sees("All right. /settings has it when you want it.")


async def test_a_place_tells_the_time_zone_and_nothing_else_is_kept(ana: Student, running: Running) -> None:
    await ana.says("/settings")
    await ana.sees("How you study")
    await ana.person.share_place(42.6629, 21.1655)
    await ana.sees("Your time zone is Europe/Belgrade: it is 10:00.")
    await ana.says("/settings")
    await ana.sees("Europe/Belgrade")
    async with running.database.engine.connect() as connection:
        raw = await connection.exec_driver_sql("select * from learners")
        assert "42.66" not in str(raw.all())


async def test_what_is_missed_comes_again_in_ten_minutes_and_what_is_known_in_days(
    ana: Student, running: Running, calendar: Calendar
) -> None:
    await ana.starts("All 3")
    missed = ana.question(await ana.answers(right=False))
    await ana.taps("Next")
    await ana.sees("Question 2 of 3")
    known = ana.question(await ana.answers(right=True))
    await ana.says("/stop")
    await ana.sees("Stopped")
    async with running.database.read() as session:
        cards = {card.key.question_id: card for card in await cards_of(session, ana.person.id)}
    assert set(cards) == {missed.id, known.id}
    assert cards[missed.id].memory.due - calendar.moment == timedelta(minutes=10)
    assert cards[known.id].memory.due - calendar.moment == timedelta(days=2)
    await reviews(ana)
    await ana.sees("Review 1 of 1")
    assert ana.question(ana.newest) not in (missed, known)
    await ana.says("/stop")
    await ana.sees("Stopped")
    calendar.passes(minutes=10)
    await ana.says("/review")
    first = await ana.sees("Review 1 of 2")
    assert ana.question(first) == missed


async def test_a_rating_is_corrected_with_one_tap_and_the_day_changes(
    ana: Student, running: Running, calendar: Calendar
) -> None:
    await reviews(ana)
    await ana.sees("Review 1 of 3")
    result = await _answered(ana)
    assert labels(result)[:4] == ["Again · 10 min", "Hard · 15 min", "✓ Good · 2 days", "Easy · 8 days"]
    await ana.taps("Easy")
    await ana.person.wait(lambda messages: "✓ Easy · 8 days" in labels(messages[-1]))
    async with running.database.read() as session:
        (card,) = await cards_of(session, ana.person.id)
        (review,) = await reviews_since(session, ana.person.id)
    assert card.memory == learn([Review(Rating.EASY, calendar.moment)])
    assert review.review.rating is Rating.EASY


async def test_in_a_quiz_the_rating_is_one_tap_away(ana: Student) -> None:
    await ana.starts()
    await ana.answers(right=True)
    await ana.taps("Comes in 2 days")
    await ana.person.wait(lambda messages: "✓ Good · 2 days" in labels(messages[-1]))
    await ana.taps("Hard")
    rated = await ana.person.wait(lambda messages: "Comes in 15 min" in labels(messages[-1]))
    assert "Next ›" in labels(rated[-1])


async def test_what_is_missed_earlier_in_the_day_than_last_time_comes_in_ten_minutes_all_the_same(
    ana: Student, running: Running, calendar: Calendar
) -> None:
    calendar.passes(hours=11)
    await ana.starts("All 3")
    question = ana.question(await ana.answers(right=True))
    await ana.says("/stop")
    await ana.sees("Stopped")
    calendar.passes(days=2, hours=-11)
    await reviews(ana)
    await ana.sees("Review 1 of 3")
    assert ana.question(ana.newest) == question
    missed = await _answered(ana, right=False)
    assert "✓ Again · 10 min" in labels(missed)
    async with running.database.read() as session:
        (card,) = await cards_of(session, ana.person.id)
        first, second = await reviews_since(session, ana.person.id)
    assert card.memory.due - calendar.moment == timedelta(minutes=10)
    assert second.at == calendar.moment
    assert (second.review.at - first.review.at) == timedelta(days=2)
    assert card.memory == learn([first.review, second.review])


async def test_the_button_leads_to_the_review_that_is_open(ana: Student) -> None:
    await reviews(ana)
    await ana.sees("Review 1 of 3")
    await ana.says("/start")
    await ana.sees("Hello")
    await ana.taps("Review")
    await ana.sees("You have a quiz open: question 1 of 3")


async def test_a_long_thought_makes_the_rating_hard_and_a_longer_one_is_no_thought(
    ana: Student, calendar: Calendar
) -> None:
    await ana.starts()
    calendar.passes(seconds=120)
    result = await ana.answers(right=True)
    assert "Comes in 15 min" in labels(result)
    await ana.taps("Next")
    await ana.sees("Question 2 of 3")
    calendar.passes(seconds=400)
    await ana.answers(right=True)
    assert "Comes in 2 days" in labels(ana.newest), "after five minutes one was away"


async def test_an_old_rating_cannot_overwrite_a_newer_review(
    ana: Student, running: Running, calendar: Calendar
) -> None:
    await ana.starts("All 3")
    old = await ana.answers(right=False)
    again = labels(old).index("Comes in 10 min")
    data = [one["callback_data"] for row in old["reply_markup"]["inline_keyboard"] for one in row][again]
    _, session, position, _ = data.split(":")
    await ana.says("/stop")
    end = await ana.sees("Stopped")
    calendar.passes(minutes=20)
    await ana.taps("Try the missed ones again", on=end)
    await ana.sees("Question 1 of 1")
    await ana.answers(right=True)
    answer = await ana.person.press(old["message_id"], f"R:{session}:{position}:4")
    assert answer.text == "The quiz has moved on. Look further down."
    for forged in ("R:99:0:3", f"R:{session}:{position}:9", "R:1:77:2"):
        answer = await ana.person.press(old["message_id"], forged)
        assert answer.show_alert, forged
    eve = Student(running.person("Eve"))
    await eve.says("/start")
    greeting = await eve.sees("Hello")
    foreign = await eve.person.press(greeting["message_id"], f"R:{session}:{position}:1")
    assert foreign.text == "This is somebody else’s quiz. Start your own with /quiz."


async def test_the_end_of_a_review_tells_the_day_and_what_comes_next(ana: Student) -> None:
    await lives_in_berlin(ana)
    await reviews(ana)
    for number in (1, 2, 3):
        await ana.sees(f"Review {number} of 3")
        await _answered(ana)
        await ana.taps("Next" if number < 3 else "See my result")
    end = await ana.sees("Review: 3 of 3 remembered.", "Today: 3 of 20 answers.", "The next one comes in")
    assert labels(end) == ["My progress"]
    await ana.says("/review")
    await ana.sees("Nothing is due now.", "Today: 3 of 20 answers.")


async def test_new_questions_stop_where_the_day_has_had_its_share(ana: Student, calendar: Calendar) -> None:
    await ana.says("/settings")
    await ana.sees("How you study")
    await ana.taps("New: 20")
    await ana.sees("How many new questions a day?")
    await ana.taps("0")
    await ana.person.wait(lambda messages: "New: 0" in labels(messages[-1]))
    await reviews(ana)
    await ana.sees("Nothing is due now.")
    await ana.starts()
    await ana.answers(right=False)
    await ana.says("/stop")
    await ana.sees("Stopped")
    calendar.passes(minutes=11)
    await ana.says("/review")
    await ana.sees("Review 1 of 1")


async def test_a_review_goes_on_after_a_restart(run: Run, calendar: Calendar) -> None:
    async with run(clock=calendar) as before:
        ana = Student(before.person("Ana"))
        await reviews(ana)
        await ana.sees("Review 1 of 3")
        await _answered(ana)
    async with run(clock=calendar):
        await ana.taps("Next")
        await ana.sees("Review 2 of 3")


async def test_another_retention_changes_when_everything_comes_again(
    ana: Student, running: Running, calendar: Calendar
) -> None:
    await ana.starts("All 3")
    await ana.answers(right=True)
    await ana.says("/settings")
    await ana.sees("How you study")
    await ana.taps("Remember: 90 %")
    await ana.sees("How much do you want to remember")
    await ana.taps("80 %")
    await ana.person.wait(lambda messages: "Remember: 80 %" in labels(messages[-1]))
    async with running.database.read() as session:
        (card,) = await cards_of(session, ana.person.id)
    assert card.memory == learn([Review(Rating.GOOD, calendar.moment)], retention=0.8)
    assert card.memory.due - calendar.moment > timedelta(days=2)


async def _answered(student: Student, *, right: bool = True) -> dict[str, object]:
    """Answer the open question of a review, by a letter or in words."""
    question = student.question(student.newest)
    if "✍️ Write" in student.newest["text"]:
        await student.says(question.key if right else "nonsense")
    else:
        await student.taps(student.letter(student.newest, right=right))
    return await student.sees("is right." if right else "The answer is")
