"""A class in a group: a host who sets up quizzes, students who vote, and time that passes when a test says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from bot.local import Group, LocalTelegram, Person
from questions.model import Question
from tests.bot.student import Student
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
    """

    def __init__(self, telegram: LocalTelegram, names: Sequence[str], *, title: str = "Class 7b") -> None:
        self.telegram = telegram
        teacher = telegram.person(f"Teacher of {title}")
        self.students = [telegram.person(name) for name in names]
        self.group: Group = telegram.group(title, teacher, *self.students)
        self.host = Student(teacher, chat=self.group)
        self.bank = bank()

    @property
    def messages(self) -> list[Message]:
        """What stands in the group."""
        return self.host.person.messages(chat=self.group)

    async def sees(self, what: Callable[[list[Message]], object], *, seconds: float = 10) -> list[Message]:
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

    async def asks(self, number: int, *, polls: int | None = None) -> Message:
        """See the poll of a question."""
        messages = await self.sees(lambda messages: any(asks(message, number) for message in messages))
        return [message for message in messages if asks(message, number)][-1]

    async def tells(self, *texts: str) -> Message:
        """See a message of the bot that holds all these texts."""

        def told(message: Message) -> bool:
            return message["from"]["is_bot"] and all(text in message.get("text", "") for text in texts)

        messages = await self.sees(lambda messages: any(map(told, messages)))
        return [message for message in messages if told(message)][-1]

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
