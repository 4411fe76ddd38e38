"""A class in a group: a host who sets up quizzes, students who vote, and time that a test lets pass."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from bot.local import CallbackAnswer, Group, LocalTelegram, Person
from questions.model import Question
from tests.bot.student import PATIENCE, Student, labels
from tests.material import bank

Message = dict[str, Any]


class Clock:
    """Seconds since 1970, which pass only when a test says so."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now

    def moment(self) -> datetime:
        """The time with its zone."""
        return datetime.fromtimestamp(self.now, UTC)


class Classroom:
    """A group with a host and students.

    Args:
        telegram: Where they chat.
        names: The students.
        title: What the group is called.
        forum: Whether the group has topics.
    """

    def __init__(
        self, telegram: LocalTelegram, names: Sequence[str], *, title: str = "Class 7b", forum: bool = False
    ) -> None:
        self.telegram = telegram
        teacher = telegram.person(f"Teacher of {title}")
        self.students = [telegram.person(name) for name in names]
        self.group: Group = telegram.group(title, teacher, *self.students, forum=forum)
        self.host = Student(teacher, chat=self.group)
        self.bank = bank()

    @property
    def messages(self) -> list[Message]:
        """What stands in the group."""
        return self.host.person.messages(chat=self.group)

    async def sees(
        self, what: Callable[[list[Message]], object], *, seconds: float = PATIENCE
    ) -> list[Message]:
        """Wait until something holds of the group's messages."""
        return await self.host.person.wait(what, chat=self.group, timeout=seconds)

    async def starts(self, *taps: str) -> Message:
        """Set a quiz up by these taps, start it, and see its first poll."""
        await self.host.says("/quiz")
        await self.host.sees("A quiz for the class")
        for tap in taps:
            await self.host.taps(tap)
        await self.host.taps("▶ Start")
        return await self.asks(1)

    async def asks(self, number: int) -> Message:
        """See the poll of a question."""
        messages = await self.sees(lambda messages: any(asks(message, number) for message in messages))
        return [message for message in messages if asks(message, number)][-1]

    async def tells(self, *texts: str) -> Message:
        """See a message of the bot that holds all these texts."""

        def told(message: Message) -> bool:
            return message["from"]["is_bot"] and all(text in message.get("text", "") for text in texts)

        messages = await self.sees(lambda messages: any(map(told, messages)))
        return [message for message in messages if told(message)][-1]

    async def shows(self, message: Message, label: str) -> Message:
        """See a button under a message whose label starts so."""
        await self.sees(lambda _: any(one.startswith(label) for one in labels(self.now(message))))
        return self.now(message)

    def now(self, message: Message) -> Message:
        """A message as it stands in the group by now."""
        return next(one for one in self.messages if one["message_id"] == message["message_id"])

    async def taps(self, message: Message, label: str) -> CallbackAnswer:
        """Let the host press a button of a message once it is there."""
        await self.shows(message, label)
        return await self.host.taps(label, on=message)

    async def stops(self) -> Message:
        """Let the host stop the quiz at the open poll, and see its end."""
        poll = next(message for message in reversed(self.messages) if "poll" in message)
        await self.taps(poll, "Stop")
        await self.taps(poll, "Stop the quiz")
        return await self.tells("was stopped here.")

    async def replaces(self, poll: Message) -> Message:
        """See the poll that asks the question of another one in its place."""
        number = int(poll["poll"]["question"].partition("/")[0])

        def others() -> list[Message]:
            return [one for one in self.polls(number) if one["message_id"] != poll["message_id"]]

        await self.sees(lambda messages: others() and poll not in messages)
        (other,) = others()
        return other

    def polls(self, number: int) -> list[Message]:
        """The polls of a question that stand in the group."""
        return [message for message in self.messages if asks(message, number)]

    async def closes(self, number: int) -> Message:
        """Let the host close the poll of a question, and see its answer."""
        await self.taps(self.polls(number)[-1], "Close now")
        return await self.tells(f"Answer {number} of")

    async def goes_on(self, number: int) -> Message:
        """Let the host go on from the answer to a question, and see what comes: a poll or the podium."""
        result = await self.tells(f"Answer {number} of")
        if "See the podium ›" in labels(result):
            await self.taps(result, "See the podium")
            return await self.tells("that was it!")
        await self.taps(result, "Next")
        return await self.asks(number + 1)

    async def plays_on(self, number: int) -> Message:
        """Let the host go on from the answer to a question to the podium, with nobody voting any more."""
        while "poll" in (message := await self.goes_on(number)):
            number += 1
            await self.closes(number)
        return message

    async def heard(self) -> None:
        """Wait until the bot has taken every vote that was cast so far."""
        updates = self.telegram.world.updates
        while updates.waiting():  # noqa: ASYNC110
            await asyncio.sleep(0.01)

    def question(self, poll: Message) -> Question:
        """The question that a poll asks."""
        return next(one for one in self.bank.questions if one.stem in poll["poll"]["question"])

    def option(self, poll: Message, *, right: bool) -> int:
        """The index of the right choice of a poll, or of a wrong one that stands in the document."""
        question = self.question(poll)
        cited = next(choice.text for choice in question.distractors if choice.citation)
        texts = [option["text"] for option in poll["poll"]["options"]]
        return texts.index(question.key if right else cited)

    async def votes(self, person: Person, poll: Message, *, right: bool) -> None:
        """Let a student vote."""
        await person.vote(poll["message_id"], self.option(poll, right=right), chat=self.group)


def asks(message: Message, number: int) -> bool:
    """Whether a message is the poll of a question."""
    return bool(message.get("poll", {}).get("question", "").startswith(f"{number}/"))
