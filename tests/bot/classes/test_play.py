"""A class plays in a group, from the first tap to the podium, as host and students see it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from questions.model import Choice
from tests.bot.classes.classroom import Classroom, Clock
from tests.bot.classes.conftest import PassBy
from tests.bot.conftest import Run, Running
from tests.bot.student import entities, labels
from tests.material import bank


async def test_a_quiz_starts_in_two_taps(classroom: Classroom) -> None:
    poll = await classroom.starts()
    assert poll["poll"]["type"] == "quiz"
    assert not poll["poll"]["is_anonymous"]
    assert poll["poll"]["open_period"] == 30
    assert labels(poll) == ["+10 s", "Close now", "Pause", "Stop"]


async def test_the_answer_comes_with_its_passage_when_time_is_up(
    classroom: Classroom, pass_by: PassBy
) -> None:
    poll = await classroom.starts()
    ana, ben, _ = classroom.students
    await classroom.votes(ana, poll, right=True)
    await classroom.votes(ben, poll, right=False)
    await pass_by(30)
    result = await classroom.tells("Answer 1 of 3")
    question = classroom.question(poll)
    wrong = next(choice for choice in question.distractors if choice.citation)
    assert wrong.citation
    assert "1 of 2 right." in result["text"]
    assert "Fastest: Ana" in result["text"]
    assert f"One chose {wrong.text}, which belongs here:" in result["text"]
    assert entities(result, "blockquote") == [question.citation.quote, wrong.citation.quote]
    assert labels(result) == ["Next ›", "Pause", "Stop"]
    await classroom.sees(lambda _: labels(classroom.polls(1)[0]) == [])


async def test_the_next_question_comes_by_itself(classroom: Classroom, pass_by: PassBy) -> None:
    await classroom.starts()
    await pass_by(30)
    result = await classroom.tells("Answer 1 of 3", "Nobody answered.")
    await classroom.shows(result, "Next ›")
    await pass_by(10)
    await classroom.asks(2)


async def test_a_poll_that_telegram_leaves_open_is_closed_at_its_deadline(
    classroom: Classroom, clock: Clock, running: Running
) -> None:
    poll = await classroom.starts()
    clock.now += 29.9
    running.telegram.world.polls.close_due()
    assert not classroom.polls(1)[0]["poll"]["is_closed"]
    await classroom.votes(classroom.students[0], poll, right=True)
    await classroom.closes(1)
    assert classroom.polls(1)[0]["poll"]["is_closed"]


async def test_a_whole_quiz_ends_with_a_podium(classroom: Classroom) -> None:
    ana, ben, cem = classroom.students
    poll = await classroom.starts()
    for number in (1, 2, 3):
        await classroom.votes(ana, poll, right=number < 3)
        await classroom.votes(ben, poll, right=number < 3)
        await classroom.votes(cem, poll, right=number == 1)
        hardest = classroom.question(poll)
        await classroom.closes(number)
        poll = await classroom.goes_on(number)
    assert "🥇 1. Ana, Ben · 2 of 3" in poll["text"]
    assert "🥉 3. Cem · 1 of 3" in poll["text"]
    assert "Together: 56 % of 9 answers right." in poll["text"]
    assert "Longest streak: Ana, Ben, 2 right in a row." in poll["text"]
    assert f"Hardest: {hardest.stem}" in poll["text"]
    assert entities(poll, "blockquote") == [hardest.citation.quote]


async def test_who_comes_late_counts_from_then_on_and_who_leaves_keeps_what_was_answered(
    classroom: Classroom, running: Running
) -> None:
    ana, ben, _ = classroom.students
    poll = await classroom.starts()
    await classroom.votes(ana, poll, right=True)
    await classroom.closes(1)
    running.telegram.leave(classroom.group, ana)
    late = running.telegram.person("Dora")
    running.telegram.join(classroom.group, late)
    for number in (2, 3):
        poll = await classroom.goes_on(number - 1)
        await classroom.votes(late, poll, right=True)
        await classroom.votes(ben, poll, right=number == 2)
        await classroom.closes(number)
    end = await classroom.goes_on(3)
    assert "🥇 1. Dora · 2 of 3" in end["text"]
    assert "🥈 2. Ana, Ben · 1 of 3" in end["text"]


async def test_the_first_vote_stands_whatever_telegram_delivers_after_it(
    classroom: Classroom, running: Running
) -> None:
    ana, ben, _ = classroom.students
    poll = await classroom.starts()
    await classroom.votes(ana, poll, right=True)
    await classroom.votes(ben, poll, right=False)
    poll_id = poll["poll"]["id"]
    running.telegram.deliver_vote(poll_id, ana, classroom.option(poll, right=False))
    running.telegram.deliver_vote(poll_id, ben, classroom.option(poll, right=True))
    running.telegram.deliver_vote(poll_id, ana)
    with pytest.raises(ValueError, match="voted"):
        await classroom.votes(ben, poll, right=True)
    result = await classroom.closes(1)
    assert "1 of 2 right." in result["text"]
    assert "Fastest: Ana" in result["text"]


async def test_after_the_close_nobody_can_vote_and_a_vote_that_was_late_on_its_way_counts(
    classroom: Classroom, running: Running
) -> None:
    ana, ben, _ = classroom.students
    poll = await classroom.starts()
    await classroom.closes(1)
    with pytest.raises(ValueError, match="closed"):
        await classroom.votes(ana, poll, right=True)
    running.telegram.deliver_vote(poll["poll"]["id"], ben, classroom.option(poll, right=True))
    for number in (1, 2):
        await classroom.goes_on(number)
        await classroom.closes(number + 1)
    assert "🥇 1. Ben · 1 of 3" in (await classroom.goes_on(3))["text"]


async def test_the_podium_calls_people_what_they_are_called_now(classroom: Classroom) -> None:
    ana, *_ = classroom.students
    poll = await classroom.starts()
    await classroom.votes(ana, poll, right=True)
    await classroom.closes(1)
    poll = await classroom.goes_on(1)
    ana.user["first_name"] = "Ana <the great>"
    await classroom.votes(ana, poll, right=True)
    await classroom.closes(2)
    await classroom.goes_on(2)
    await classroom.closes(3)
    end = await classroom.goes_on(3)
    assert "🥇 1. Ana <the great> · 2 of 3" in end["text"]


async def test_a_question_too_long_for_a_poll_stands_above_it_under_letters(run: Run, clock: Clock) -> None:
    first, *_ = bank().questions
    tail = " when all the harbour’s boats had come home from the sea" * 2
    distractors = tuple(Choice(choice.text + tail, choice.citation) for choice in first.distractors)
    long = replace(first, stem=first.stem + " " + "Think of the tower, the lamp and its oil. " * 8)
    questions = (long, replace(first, id="00000001", key=first.key + tail, distractors=distractors))
    async with run(banks={"harbour": replace(bank(), questions=questions)}, clock=clock.moment) as bot:
        classroom = Classroom(bot.telegram, ["Ana"])
        await classroom.starts("Order: mixed")
        above = classroom.messages[-2]
        assert long.stem.strip() in above["text"]
        assert classroom.messages[-1]["poll"]["question"] == "1/2: the question stands above. Which is right?"
        await classroom.closes(1)
        await classroom.goes_on(1)
        above, poll = classroom.messages[-2:]
        assert [option["text"] for option in poll["poll"]["options"]] == ["A", "B", "C", "D"]
        right = poll["poll"]["correct_option_ids"][0]
        assert f"{'ABCD'[right]}  {first.key}{tail}" in above["text"]
        await classroom.students[0].vote(poll["message_id"], right, chat=classroom.group)
        assert "1 of 1 right." in (await classroom.closes(2))["text"]


async def test_a_question_that_no_message_can_hold_is_not_asked(run: Run, clock: Clock) -> None:
    first, second, _ = bank().questions
    endless = replace(first, stem=first.stem + " Think of the tower, the lamp and its oil." * 100)
    async with run(
        banks={"harbour": replace(bank(), questions=(endless, second))}, clock=clock.moment
    ) as bot:
        classroom = Classroom(bot.telegram, ["Ana"])
        poll = await classroom.starts()
        assert poll["poll"]["question"] == f"1/1: {second.stem}"
