"""Setting a class's quiz up, and who is in before it begins."""

from __future__ import annotations

from collections.abc import Callable

from tests.bot.classes.classroom import Classroom
from tests.bot.classes.conftest import PassBy
from tests.bot.conftest import Run, Running
from tests.bot.student import Student, labels
from tests.material import bank


async def test_every_setting_is_two_taps_away_and_stands_in_the_message(classroom: Classroom) -> None:
    host = classroom.host
    await host.says("/quiz")
    setup = await host.sees("A quiz for the class", "3 questions, 30 seconds each.")
    for first, second, says in (
        ("Time: 30 s", "2 min", "120 seconds each."),
        ("Time: 2 min", "no limit", "without a time limit"),
        ("Time: no limit", "20 s", "20 seconds each."),
        ("Questions: 3", "All 3", "3 questions"),
    ):
        await classroom.taps(setup, first)
        await classroom.taps(setup, second)
        await host.sees(says)
    await classroom.taps(setup, "Points: right answers")
    await host.sees("up to 1000 points")
    await classroom.taps(setup, "Teams: none")
    await host.sees("2 teams")
    await classroom.taps(setup, "Order: mixed")
    await classroom.shows(setup, "Order: as in the text")
    await classroom.taps(setup, "Cancel")
    await host.sees("No quiz was started.")


async def test_speed_counts_as_published(classroom: Classroom, pass_by: PassBy) -> None:
    ana, ben, cem = classroom.students
    poll = await classroom.starts("Points: right answers")
    await pass_by(0)
    await classroom.votes(ana, poll, right=True)
    await classroom.votes(cem, poll, right=False)
    await classroom.heard()
    await pass_by(15)
    await classroom.votes(ben, poll, right=True)
    await classroom.closes(1)
    end = await classroom.plays_on(1)
    assert "🥇 1. Ana · 1,000 points" in end["text"]
    assert "🥈 2. Ben · 750 points" in end["text"]
    assert "Cem" not in end["text"]


async def test_without_a_limit_the_host_goes_on_when_the_class_is_ready(
    classroom: Classroom, pass_by: PassBy
) -> None:
    poll = await classroom.starts("Time", "no limit")
    assert "open_period" not in poll["poll"]
    assert labels(poll) == ["Show the answer ›", "Stop"]
    await pass_by(3600)
    assert not classroom.polls(1)[0]["poll"]["is_closed"]
    await classroom.votes(classroom.students[0], poll, right=True)
    await classroom.taps(poll, "Show the answer")
    result = await classroom.tells("Answer 1 of 3", "1 of 1 right.", "The host goes on")
    await pass_by(3600)
    assert classroom.polls(2) == []
    assert labels(await classroom.shows(result, "Next")) == ["Next ›", "Stop"]
    await classroom.taps(result, "Next")
    await classroom.asks(2)


async def test_without_points_there_is_no_podium(classroom: Classroom) -> None:
    poll = await classroom.starts("Points: right answers", "Points: right and fast")
    await classroom.votes(classroom.students[0], poll, right=True)
    result = await classroom.closes(1)
    assert "Fastest" not in result["text"]
    end = await classroom.plays_on(1)
    assert "🥇" not in end["text"]
    assert "Together: 100 % of 1 answer right." in end["text"]


async def test_people_say_that_they_are_in_and_the_first_question_waits_for_the_host(
    classroom: Classroom,
) -> None:
    await classroom.host.says("/quiz")
    await classroom.host.sees("A quiz for the class")
    await classroom.host.taps("First: who is in?")
    lobby = await classroom.tells("Tap “I’m in”")
    ana, ben, _ = (Student(person, chat=classroom.group) for person in classroom.students)
    assert (await ana.taps("I’m in", on=lobby)).text == "You’re in. The first question comes soon."
    await ben.taps("I’m in", on=lobby)
    await ben.taps("I’m in", on=lobby)
    await classroom.tells("In so far: 2", "Ana, Ben")
    assert (await ana.taps("▶ Start", on=lobby)).show_alert
    assert classroom.polls(1) == []
    await classroom.taps(lobby, "▶ Start")
    await classroom.asks(1)
    await classroom.sees(lambda _: labels(classroom.now(lobby)) == [])


async def test_a_teams_mark_is_its_members_mean(classroom: Classroom) -> None:
    await classroom.host.says("/quiz")
    setup = await classroom.host.sees("A quiz for the class")
    await classroom.taps(setup, "Teams: none")
    await classroom.taps(setup, "Teams: 2")
    await classroom.taps(setup, "Teams: 3")
    await classroom.taps(setup, "Teams: 4")
    await classroom.taps(setup, "Teams: none")
    await classroom.shows(setup, "Teams: 2")
    await classroom.taps(setup, "▶ Start")
    lobby = await classroom.tells("Pick your team")
    ana, ben, cem = classroom.students
    for person, first, last in ((ana, "🔵", "🔴"), (ben, "🔴", "🔴"), (cem, "🔵", "🔵")):
        student = Student(person, chat=classroom.group)
        await student.taps(first, on=lobby)
        await student.taps(last, on=lobby)
    await classroom.taps(lobby, "▶ Start")
    poll = await classroom.asks(1)
    await classroom.votes(ana, poll, right=True)
    await classroom.votes(ben, poll, right=False)
    await classroom.votes(cem, poll, right=True)
    late = classroom.telegram.person("Dora")
    classroom.telegram.join(classroom.group, late)
    await classroom.votes(late, poll, right=False)
    await classroom.closes(1)
    end = await classroom.plays_on(1)
    assert "1. 🔴 Red · 0.5" in end["text"]
    assert "1. 🔵 Blue · 0.5" in end["text"]


async def test_who_cancels_gathering_hears_no_more_of_it(classroom: Classroom) -> None:
    await classroom.host.says("/quiz")
    await classroom.host.sees("A quiz for the class")
    await classroom.host.taps("First: who is in?")
    lobby = await classroom.tells("Tap “I’m in”")
    await classroom.taps(lobby, "Cancel")
    await classroom.tells("No quiz was started.")
    await classroom.host.says("/quiz")
    await classroom.host.sees("A quiz for the class")
    assert not any("🏁" in one.get("text", "") for one in classroom.messages)


async def test_a_class_chooses_among_banks(run: Run) -> None:
    other = bank().__class__("Another text", "en", bank().documents, bank().questions[:1])
    async with run(banks={"harbour": bank(), "other": other}) as bot:
        classroom = Classroom(bot.telegram, ["Ana"])
        poll = await classroom.starts("Another document", "The Harbour Light")
        assert poll["poll"]["question"].startswith("1/3:")


async def test_each_topic_of_a_forum_has_a_quiz_of_its_own(running: Running) -> None:
    classroom = Classroom(running.telegram, ["Ana"], forum=True)
    host = classroom.host.person
    for thread in (7, 9):
        before = len(classroom.polls(1))
        await host.send("/quiz", chat=classroom.group, thread=thread)
        setup = await classroom.host.sees("A quiz for the class")
        assert setup["message_thread_id"] == thread
        await classroom.taps(setup, "▶ Start")
        await classroom.sees(_more_polls(classroom, before))
        assert classroom.polls(1)[-1]["message_thread_id"] == thread
    assert len(classroom.polls(1)) == 2


def _more_polls(classroom: Classroom, before: int) -> Callable[[object], bool]:
    return lambda _: len(classroom.polls(1)) > before


async def test_the_bot_says_hello_where_it_is_added_and_a_link_sets_a_quiz_up(running: Running) -> None:
    teacher = running.person("Teacher")
    group = running.telegram.add_bot("New class", teacher, "quiz")
    await teacher.wait(
        lambda messages: (
            {"/quiz starts a quiz for everyone.", "A quiz for the class"}
            <= {line for one in messages for line in one.get("text", "").splitlines()}
        ),
        chat=group,
    )
