"""Telegram fails at every tenth call and delivers updates twice: each class ends, with the right marks."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from random import Random

import pytest

from bot.local import LocalTelegram
from tests.bot.classes.classroom import Message
from tests.bot.classes.crowd import Crowd, recorded
from tests.bot.classes.survival import once
from tests.bot.conftest import TOKEN, Run
from tests.bot.student import labels

GROUPS = 6
RATE = 0.1


@pytest.fixture
def telegram(tmp_path: Path) -> Iterator[LocalTelegram]:
    """A Telegram on which time passes as it does."""
    with closing(LocalTelegram(TOKEN, tmp_path / "chats.db")) as local:
        yield local


class Stubborn(Crowd):
    """A crowd whose host taps again what seems to have had no effect."""

    async def finishes(self) -> None:
        """Play a whole quiz, whatever it takes."""
        voting = asyncio.create_task(self.vote_all_the_while())
        try:
            while not any("that was it!" in message.get("text", "") for message in self.room.messages):
                await self.step()
        finally:
            voting.cancel()

    async def step(self) -> None:
        """Tap what comes next."""
        messages = self.room.messages
        having = [message for message in messages if labels(message)]
        if not having and any("The quiz is starting." in one.get("text", "") for one in messages):
            await asyncio.sleep(0.05)  # a message is on its way
            return
        if not having:
            await self.room.host.says("/quiz")
            with suppress(TimeoutError):
                await self.room.host.person.wait(
                    lambda messages: labels(messages[-1]), chat=self.room.group, timeout=3
                )
            return
        wanted = ("▶ Start", "Close now", "Next ›", "See the podium ›")
        label = next((label for label in labels(having[-1]) if label in wanted), None)
        with suppress(TimeoutError, LookupError):
            if label == "Close now":
                await asyncio.sleep(0.3)
            if label:
                number = having[-1]["message_id"]
                await self.room.host.person.tap(number, label, chat=self.room.group, timeout=2)
        await asyncio.sleep(0.1)

    async def vote_all_the_while(self) -> None:
        """Vote once in each poll that is open."""
        voted: set[tuple[str, int]] = set()
        while True:
            for message in self.room.messages:
                if message.get("poll", {}).get("is_closed", True):
                    continue
                for student in self.room.students:
                    if (message["poll"]["id"], student.id) not in voted and self.random.random() < 0.2:
                        voted.add((message["poll"]["id"], student.id))
                        with suppress(ValueError):
                            await self.vote(student, message)
            await asyncio.sleep(0.02)


@pytest.mark.timeout(120)
async def test_with_a_tenth_of_all_calls_failing_every_class_ends_with_the_right_marks(
    run: Run, telegram: LocalTelegram
) -> None:
    random = Random(10)
    crowds = [Stubborn(telegram, 12, title=f"Group {number}", random=random) for number in range(GROUPS)]
    async with run() as bot:
        telegram.faults.randomly(RATE, Random(11))
        telegram.faults.repeat_randomly(RATE, Random(12))
        await asyncio.gather(*(crowd.finishes() for crowd in crowds))
        telegram.faults.stop()
        for crowd in crowds:
            attempts = await recorded(bot.database, crowd.room.group.id)
            assert len(attempts) == crowd.cast
            earned: Counter[int] = Counter()
            for attempt in attempts:
                earned[attempt.user_id] += int(attempt.mark)
            assert {user: mark for user, mark in crowd.marks.items() if mark} == {
                user: mark for user, mark in earned.items() if mark
            }
            assert twice(crowd.room.messages) == []


def twice(messages: list[Message]) -> list[str]:
    """What came to a chat twice that must come once in a quiz."""
    counted = Counter(name for message in messages if (name := once(message)))
    return [name for name, count in counted.items() if count > 1]
