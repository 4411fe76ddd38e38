"""A class plays in a group, from setting it up to the podium, as host and students see it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.local import LocalTelegram
from tests.bot.classroom import Classroom, Clock
from tests.bot.conftest import TOKEN, Run, Running
from tests.bot.student import entities, labels


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def telegram(tmp_path: Path, clock: Clock) -> Iterator[LocalTelegram]:
    with closing(LocalTelegram(TOKEN, tmp_path / "chats.db", clock=clock)) as local:
        yield local


@pytest.fixture
async def running(run: Run, clock: Clock) -> AsyncIterator[Running]:
    async with run(clock=clock.moment) as bot:
        yield bot


@pytest.fixture
def classroom(telegram: LocalTelegram) -> Classroom:
    return Classroom(telegram, ["Ana", "Ben", "Cem"])


def pass_by(classroom: Classroom, clock: Clock, seconds: float) -> None:
    """Let time pass for everyone: polls close by themselves, and deadlines come."""
    clock.now += seconds
    classroom.telegram.world.polls.close_due()


async def test_a_quiz_starts_in_two_taps(running: Running, classroom: Classroom) -> None:
    poll = await classroom.starts()
    assert poll["poll"]["type"] == "quiz"
    assert not poll["poll"]["is_anonymous"]
    assert poll["poll"]["open_period"] == 30
    assert labels(poll) == ["+10 s", "Close now", "Pause", "Stop"]


async def test_the_answer_comes_with_its_passage_when_time_is_up(
    running: Running, classroom: Classroom, clock: Clock
) -> None:
    poll = await classroom.starts()
    ana, ben, _ = classroom.students
    await classroom.votes(ana, poll, right=True)
    await classroom.votes(ben, poll, right=False)
    pass_by(classroom, clock, 30)
    result = await classroom.tells("Answer 1 of 3")
    question = classroom.question(poll)
    assert "1 of 2 right." in result["text"]
    assert "Fastest: Ana" in result["text"]
    assert entities(result, "blockquote")[0] == question.citation.quote
    assert labels(result) == ["Next ›", "Pause", "Stop"]


async def test_a_whole_quiz_ends_with_a_podium_and_the_results(
    running: Running, classroom: Classroom, clock: Clock
) -> None:
    ana, ben, cem = classroom.students
    await ana.send("/start")
    await classroom.host.person.send("/start")
    poll = await classroom.starts()
    for number in (1, 2, 3):
        poll = await classroom.asks(number)
        await classroom.votes(ana, poll, right=number < 3)
        await classroom.votes(ben, poll, right=number < 3)
        await classroom.votes(cem, poll, right=number == 1)
        pass_by(classroom, clock, 30)
        result = await classroom.tells(f"Answer {number} of 3")
        await classroom.host.taps("See the podium" if number == 3 else "Next", on=result)
    end = await classroom.tells("that was it!")
    assert "🥇 1. Ana, Ben · 2 of 3" in end["text"]
    assert "🥉 3. Cem · 1 of 3" in end["text"]
    assert "Together: 56 % of 9 answers right." in end["text"]
    assert "Longest streak: Ana, Ben, 2 right in a row." in end["text"]
    assert classroom.question(poll).stem in end["text"]
    await ana.wait(lambda messages: any("you got 2 of 3" in one.get("text", "") for one in messages))
    host = classroom.host.person
    messages = await host.wait(lambda messages: any("photo" in one for one in messages), timeout=20)
    names = [one["document"]["file_name"] for one in messages if "document" in one]
    assert [name.rpartition(".")[2] for name in names] == ["csv", "xlsx"]
