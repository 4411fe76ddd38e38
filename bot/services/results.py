"""What the use cases give to the views: frozen values; knows nothing of Telegram or the database."""

from __future__ import annotations

from dataclasses import dataclass

from questions.model import Bank, Question
from questions.quiz import Outcome


@dataclass(frozen=True, slots=True)
class BankOnOffer:
    """A bank that a quiz can be started from.

    Attributes:
        key: The hash of its content.
        title: What it is called.
        length: How many questions it can ask.
    """

    key: str
    title: str
    length: int


@dataclass(frozen=True, slots=True)
class Posed:
    """A question as a session asks it.

    Attributes:
        session_id: The session.
        position: Its index in the session, from 0.
        total: How many questions the session has.
        bank: The bank that it comes from.
        question: The question.
        choices: Its choices in the order shown.
    """

    session_id: int
    position: int
    total: int
    bank: Bank
    question: Question
    choices: tuple[str, ...]

    @property
    def last(self) -> bool:
        """Whether no question comes after it."""
        return self.position + 1 == self.total


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with the answer that was given, and whether the session still waits at it."""

    posed: Posed
    choice: str
    outcome: Outcome
    waiting: bool


@dataclass(frozen=True, slots=True)
class Ended:
    """How a session ended."""

    session_id: int
    bank: Bank
    total: int
    answers: tuple[Answered, ...]
    stopped: bool

    @property
    def right(self) -> int:
        """How many answers were wholly right."""
        return sum(answered.outcome.right for answered in self.answers)

    @property
    def missed(self) -> tuple[Answered, ...]:
        """The answers that were not wholly right."""
        return tuple(answered for answered in self.answers if not answered.outcome.right)


@dataclass(frozen=True, slots=True)
class Running:
    """The session that a person has open already."""

    posed: Posed
