"""The host's buttons: each does one thing once, for the host and administrators alone."""

from __future__ import annotations

import asyncio

import pytest

from questions.quiz import ClassPhase
from tests.bot.classes.classroom import Classroom
from tests.bot.classes.conftest import PassBy
from tests.bot.conftest import Running
from tests.bot.student import Student, labels

NOT_YOURS = "Only who started the quiz or an administrator can do that."
MOVED_ON = "The quiz has moved on. Look further down."


def data_of(message: dict[str, object], label: str) -> str:
    """What a button says."""
    rows: list[list[dict[str, str]]] = message["reply_markup"]["inline_keyboard"]  # type: ignore[index]
    return next(button["callback_data"] for row in rows for button in row if button["text"] == label)


async def test_more_time_comes_in_a_new_poll_and_the_votes_so_far_stand(
    classroom: Classroom, pass_by: PassBy
) -> None:
    poll = await classroom.starts()
    ana, ben, _ = classroom.students
    await classroom.votes(ana, poll, right=True)
    await pass_by(20)
    await classroom.taps(poll, "+10 s")
    second = await classroom.replaces(poll)
    assert second["poll"]["open_period"] == 20
    await classroom.votes(ben, second, right=True)
    await classroom.votes(ana, second, right=False)
    await pass_by(15)
    assert not classroom.polls(1)[0]["poll"]["is_closed"]
    await pass_by(5)
    assert "2 of 2 right." in (await classroom.tells("Answer 1 of 3"))["text"]


async def test_a_tap_on_more_time_that_comes_twice_adds_ten_seconds_once(
    classroom: Classroom, running: Running
) -> None:
    poll = await classroom.starts()
    running.telegram.faults.repeat_updates()
    await classroom.taps(poll, "+10 s")
    second = await classroom.replaces(poll)
    assert second["poll"]["open_period"] == 40
    answer = await classroom.host.person.press(
        second["message_id"], data_of(poll, "+10 s"), chat=classroom.group
    )
    assert answer.text == MOVED_ON
    assert classroom.polls(1) == [second]


async def test_a_pause_lets_the_question_end_and_holds_the_next_one(
    classroom: Classroom, pass_by: PassBy
) -> None:
    poll = await classroom.starts()
    answer = await classroom.taps(poll, "Pause")
    assert answer.text == "The quiz waits after this question."
    await classroom.shows(poll, "Don’t pause")
    await pass_by(30)
    result = await classroom.tells("Answer 1 of 3", "The host goes on when everyone is ready.")
    await pass_by(600)
    assert classroom.polls(2) == []
    await classroom.taps(result, "Next")
    await classroom.asks(2)


async def test_a_pause_at_the_answer_holds_the_quiz_there(classroom: Classroom, pass_by: PassBy) -> None:
    await classroom.starts()
    result = await classroom.closes(1)
    await classroom.taps(result, "Pause")
    await classroom.shows(result, "Next ›")
    await pass_by(600)
    assert classroom.polls(2) == []
    await classroom.taps(result, "Next")
    await classroom.asks(2)


async def test_going_on_before_the_answer_undoes_the_pause(classroom: Classroom, pass_by: PassBy) -> None:
    poll = await classroom.starts()
    await classroom.taps(poll, "Pause")
    await classroom.taps(poll, "Don’t pause")
    await classroom.shows(poll, "Pause")
    await pass_by(30)
    result = await classroom.tells("Answer 1 of 3", "The next question comes soon.")
    await classroom.shows(result, "Next")
    await pass_by(10)
    await classroom.asks(2)


async def test_next_tapped_twice_asks_one_question(classroom: Classroom) -> None:
    await classroom.starts()
    result = await classroom.closes(1)
    onward = data_of(await classroom.shows(result, "Next"), "Next ›")
    await classroom.goes_on(1)
    host = classroom.host.person
    answer = await host.press(result["message_id"], onward, chat=classroom.group)
    assert answer.text == MOVED_ON
    assert len(classroom.polls(2)) == 1
    assert classroom.polls(3) == []


async def test_close_now_tapped_twice_does_not_take_the_answer_away(classroom: Classroom) -> None:
    poll = await classroom.starts()
    close = data_of(poll, "Close now")
    result = await classroom.closes(1)
    answer = await classroom.host.person.press(poll["message_id"], close, chat=classroom.group)
    assert answer.text == MOVED_ON
    assert classroom.polls(2) == []
    await classroom.shows(result, "Next ›")


async def test_stop_asks_first(classroom: Classroom) -> None:
    poll = await classroom.starts()
    await classroom.taps(poll, "Stop")
    await classroom.taps(poll, "Keep going")
    await classroom.shows(poll, "Close now")
    end = await classroom.stops()
    assert "Nobody answered, so there is no podium." in end["text"]
    assert classroom.polls(1)[0]["poll"]["is_closed"]


async def test_nobody_else_steers_with_any_button(classroom: Classroom) -> None:
    ana, *_ = classroom.students
    student = Student(ana, chat=classroom.group)
    await classroom.host.says("/quiz")
    setup = await classroom.host.sees("A quiz for the class")
    for label in labels(setup):
        assert (await student.taps(label, on=setup)).text == NOT_YOURS, label
    await classroom.taps(setup, "▶ Start")
    poll = await classroom.asks(1)
    for label in labels(poll):
        assert (await student.taps(label, on=poll)).text == NOT_YOURS, label
    result = await classroom.closes(1)
    await classroom.shows(result, "Next")
    for label in labels(result):
        assert (await student.taps(label, on=result)).text == NOT_YOURS, label
    await classroom.taps(result, "Stop")
    await classroom.taps(result, "Stop the quiz")
    end = await classroom.tells("was stopped here.")
    for label in labels(end):
        assert (await student.taps(label, on=end)).show_alert, label
    assert len(classroom.polls(1)) == 1


async def test_an_administrator_steers_too(classroom: Classroom, running: Running) -> None:
    ana, *_ = classroom.students
    running.telegram.promote(classroom.group, ana)
    poll = await classroom.starts()
    await Student(ana, chat=classroom.group).taps("Close now", on=poll)
    await classroom.tells("Answer 1 of 3")


@pytest.mark.parametrize(
    "data",
    [
        "k:1:0:0:skip",
        "k:99:0:0:skip",
        "k:1:0:0:explode",
        "k:1:7:0:skip",
        "k:1:0:5:more",
        "k:x:0:0:skip",
        "u:nonsense:5:30:right:0:0:m",
        "v:nonsense:5:30:right:0:0:0",
        "v::5:30:right:0:9:0",
        "v::5:7:right:0:0:0",
        "v::5:0:speed:0:0:0",
        "v::0:30:right:0:0:0",
        "v::5:30:wrong:0:0:0",
        "j:99:0",
        "j:1:3",
        "y:99:1",
        "w:99:1:1",
        "w:1:99:1",
        "w:1:1:99",
        "d:00000000000000000000",
        "z:00000000000000000000",
        "x:99",
        "p:99",
        "a:1:0:0",
        "n:1:0",
        "s:1",
        "g:1",
        "r:1",
    ],
)
async def test_a_forged_button_is_refused_and_changes_nothing(
    classroom: Classroom, running: Running, data: str
) -> None:
    poll = await classroom.starts()
    other = running.telegram.group("Elsewhere", classroom.students[0])
    for person, group in ((classroom.students[0], classroom.group), (classroom.students[0], other)):
        answer = await person.press(poll["message_id"], data, chat=group)
        assert answer.show_alert
        assert "Something went wrong" not in answer.text
    assert labels(classroom.polls(1)[0]) == labels(poll)
    assert len(classroom.messages) == 3


async def test_another_groups_administrator_cannot_steer_this_class(
    classroom: Classroom, running: Running
) -> None:
    poll = await classroom.starts()
    stranger = running.telegram.person("Stranger")
    elsewhere = running.telegram.group("Elsewhere", stranger)
    answer = await stranger.press(poll["message_id"], data_of(poll, "Close now"), chat=elsewhere)
    assert answer.show_alert
    assert not classroom.polls(1)[0]["poll"]["is_closed"]


async def test_a_second_quiz_points_to_the_one_that_runs_and_a_group_is_told_so_once_a_minute(
    classroom: Classroom,
) -> None:
    await classroom.starts()
    result = await classroom.closes(1)
    poll = await classroom.goes_on(1)
    await classroom.sees(lambda _: labels(classroom.now(result)) == [])
    await classroom.host.says("/quiz")
    word = await classroom.tells("A quiz runs here: The Harbour Light, question 2 of 3.")
    assert word["reply_to_message"]["message_id"] == poll["message_id"]
    for student in classroom.students:
        await Student(student, chat=classroom.group).says("/quiz")
    await classroom.closes(2)
    await classroom.heard()
    assert len([one for one in classroom.messages if "runs here" in one.get("text", "")]) == 2


async def test_a_student_is_told_who_starts_a_quiz_and_where_to_play_alone(classroom: Classroom) -> None:
    ana = Student(classroom.students[0], chat=classroom.group)
    await ana.says("/quiz")
    word = await ana.sees("is started by one of its administrators")
    assert word["reply_markup"]["inline_keyboard"][0][0]["url"] == "https://t.me/local_bot?start=quiz"


async def test_stop_by_command_is_the_hosts(classroom: Classroom) -> None:
    await classroom.starts()
    ana = Student(classroom.students[0], chat=classroom.group)
    await ana.says("/stop")
    await ana.sees("Only who started the quiz or an administrator can stop it.")
    await classroom.host.says("/stop")
    asked = await classroom.tells("Stop the quiz here?")
    await classroom.taps(asked, "Keep going")
    await classroom.sees(lambda _: labels(classroom.now(asked)) == [])
    await classroom.host.says("/stop")
    await classroom.sees(lambda messages: labels(messages[-1])[-1:] == ["Stop the quiz"])
    await classroom.host.taps("Stop the quiz")
    await classroom.tells("was stopped here.")


async def test_a_quiz_that_nobody_answers_waits_for_its_host(classroom: Classroom, pass_by: PassBy) -> None:
    await classroom.starts()
    await pass_by(30)
    result = await classroom.tells("Answer 1 of 3", "The next question comes soon.")
    await classroom.shows(result, "Pause")
    await pass_by(10)
    await classroom.asks(2)
    await pass_by(30)
    result = await classroom.tells("Answer 2 of 3", "The host goes on when everyone is ready.")
    assert labels(result) == ["Next ›", "Stop"]
    await pass_by(600)
    assert classroom.polls(3) == []


async def test_a_poll_whose_votes_never_come_holds_the_quiz_for_a_moment_only(
    classroom: Classroom, running: Running, pass_by: PassBy
) -> None:
    poll = await classroom.starts()
    await pass_by(0)
    update = {**classroom.polls(1)[0]["poll"], "is_closed": True, "total_voter_count": 5}
    running.telegram.world.updates.add("poll", update)
    classes = running.application.bot_data["services"].classes
    while (await classes.running(classroom.group.id, 0)).phase is not ClassPhase.CLOSING:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    await pass_by(2)
    assert not [one for one in classroom.messages if "Answer 1" in one.get("text", "")]
    await pass_by(2)
    await classroom.tells("Answer 1 of 3", "Nobody answered.")
    assert poll["poll"]["id"] == update["id"]
