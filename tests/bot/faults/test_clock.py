"""The clock jumps ahead and back, as when a machine has had no network: nothing is lost, nothing hangs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.local import LocalTelegram
from storage.tables import AttemptRow
from tests.bot.classes.classroom import Classroom, Message
from tests.bot.conftest import TOKEN, Run
from tests.bot.student import Student

JUMPS = [timedelta(days=1), timedelta(days=-1), timedelta(hours=-3), timedelta(days=400)]


class Jumping:
    """The time, and what somebody has put it forward or back by."""

    def __init__(self) -> None:
        self.by = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.by


@pytest.fixture
def telegram(tmp_path: Path) -> Iterator[LocalTelegram]:
    """A Telegram on which time passes as it does."""
    with closing(LocalTelegram(TOKEN, tmp_path / "chats.db")) as local:
        yield local


@pytest.mark.parametrize("jump", JUMPS, ids=str)
async def test_a_quiz_in_private_goes_on_and_counts_each_answer(run: Run, jump: timedelta) -> None:
    clock = Jumping()
    async with run(clock=clock) as bot:
        ana = Student(bot.person("Ana"))
        await ana.starts()
        await ana.answers(right=True)
        clock.by = jump
        await ana.taps("Next")
        await ana.sees("Question 2 of 3")
        await ana.answers(right=False)
        clock.by = timedelta()
        await ana.taps("Next")
        await ana.sees("Question 3 of 3")
        await ana.answers(right=True)
        await ana.taps("See my result")
        await ana.sees("2 of 3 right.")
        async with bot.database.read() as session:
            assert (await session.execute(select(func.count()).select_from(AttemptRow))).scalar_one() == 3


async def closes(room: Classroom, poll: Message) -> None:
    """Let the host close a poll, unless its time is over by itself."""
    with suppress(LookupError, TimeoutError):
        await room.host.person.tap(poll["message_id"], "Close now", chat=room.group, timeout=5)
    await room.sees(lambda _: room.now(poll)["poll"]["is_closed"])


@pytest.mark.parametrize("jump", JUMPS, ids=str)
async def test_a_class_goes_on_and_counts_each_vote(
    run: Run, telegram: LocalTelegram, jump: timedelta
) -> None:
    """A question may end early when the clock is put forward; who has voted by then counts."""
    clock = Jumping()
    room = Classroom(telegram, ["Ana", "Ben"])
    ana, ben = room.students
    async with run(clock=clock) as bot:
        poll = await room.starts()
        await ana.vote(poll["message_id"], 0, chat=room.group)
        clock.by = jump
        if not room.now(poll)["poll"]["is_closed"]:
            await ben.vote(poll["message_id"], 1, chat=room.group)
        cast = room.now(poll)["poll"]["total_voter_count"]
        await closes(room, poll)
        answer = await room.tells("Answer 1")
        clock.by = timedelta()
        await room.taps(answer, "Next")
        second = await room.asks(2)
        await ana.vote(second["message_id"], 0, chat=room.group)
        await closes(room, second)
        await room.tells("Answer 2")
        async with bot.database.read() as session:
            kept = (await session.execute(select(func.count()).select_from(AttemptRow))).scalar_one()
        assert kept == cast + 1
