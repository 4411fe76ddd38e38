"""A person who plays quizzes and knows the bank by heart, or not."""

from __future__ import annotations

from typing import Any

from bot.local import CallbackAnswer, Group, Person
from questions.model import Bank, Question
from tests.material import bank

Message = dict[str, Any]

PATIENCE = 30.0
"""Seconds: on a machine that does much else at the time, an answer may take a while."""


class Student:
    """Someone in a chat with the bot, who reads the newest message and taps its buttons.

    Args:
        person: Who chats.
        chat: The group; None is the private chat.
    """

    def __init__(self, person: Person, *, chat: Group | None = None) -> None:
        self.person = person
        self.chat = chat
        self.bank: Bank = bank()

    @property
    def newest(self) -> Message:
        """The newest message of the chat."""
        return self.person.messages(chat=self.chat)[-1]

    async def sees(self, *texts: str) -> Message:
        """Wait until the newest message is the bot's and holds all these texts."""
        messages = await self.person.wait(
            lambda messages: (
                messages
                and messages[-1]["from"]["is_bot"]
                and all(text in messages[-1]["text"] for text in texts)
            ),
            chat=self.chat,
            timeout=PATIENCE,
        )
        return messages[-1]

    async def says(self, text: str) -> None:
        """Write to the chat."""
        await self.person.send(text, chat=self.chat)

    async def taps(self, label: str, *, on: Message | None = None) -> CallbackAnswer:
        """Press a button of a message, by default of the newest."""
        message = on or self.newest
        return await self.person.tap(message["message_id"], label, chat=self.chat, timeout=PATIENCE)

    async def starts(self, length: str = "All") -> Message:
        """Start a quiz and see its first question."""
        await self.says("/quiz")
        await self.sees("How many questions?")
        await self.taps(length)
        return await self.sees("Question 1 of")

    async def stops(self) -> None:
        """Stop the quiz by its buttons."""
        await self.taps("Stop")
        await self.person.wait(lambda messages: "Stop the quiz" in labels(messages[-1]), chat=self.chat)
        await self.taps("Stop the quiz")

    async def answers(self, *, right: bool) -> Message:
        """Answer the open question and see the result."""
        message = self.newest
        await self.taps(self.letter(message, right=right))
        return await self.sees("is right." if right else "The answer is")

    def letter(self, message: Message, *, right: bool) -> str:
        """The letter of the right choice, or of a wrong one that stands in the document."""
        question = self.question(message)
        cited = next(choice.text for choice in question.distractors if choice.citation)
        wanted = question.key if right else cited
        line = next(line for line in message["text"].splitlines() if line[3:] == wanted)
        return str(line[0])

    def question(self, message: Message) -> Question:
        """The question that a message asks."""
        return next(question for question in self.bank.questions if question.stem in message["text"])


def labels(message: Message) -> list[str]:
    """The buttons of a message."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


def entities(message: Message, kind: str) -> list[str]:
    """The texts of a message that are formatted so."""
    text = message["text"].encode("utf-16-le")
    return [
        text[entity["offset"] * 2 : (entity["offset"] + entity["length"]) * 2].decode("utf-16-le")
        for entity in message.get("entities", [])
        if entity["type"] == kind
    ]
