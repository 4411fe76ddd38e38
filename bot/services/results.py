"""What the use cases give to the views: frozen values; knows nothing of Telegram or the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from questions.model import Bank, Question
from questions.quiz import Mode, Outcome, Rating


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
        typed: Whether the answer is to be typed.
        helped: Whether a hint was taken.
        mode: What the session is for.
    """

    session_id: int
    position: int
    total: int
    bank: Bank
    question: Question
    choices: tuple[str, ...]
    typed: bool = False
    helped: bool = False
    mode: Mode = Mode.QUIZ

    @property
    def last(self) -> bool:
        """Whether no question comes after it."""
        return self.position + 1 == self.total


@dataclass(frozen=True, slots=True)
class Recollection:
    """How well an answer's question was remembered.

    Attributes:
        rating: As the answer told, or as the person said after all.
        outlook: How long after the answer the question comes again, by rating.
        newest: Whether the question was not answered again since.
    """

    rating: Rating
    outlook: Mapping[Rating, timedelta]
    newest: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with the answer that was given.

    Attributes:
        posed: The question.
        choice: What was chosen or typed; None where it was passed over.
        outcome: What it came to.
        waiting: Whether the session still waits at it.
        recollection: How well it was remembered; None where it is no review.
        claimable: Whether the person may say that it was right.
        more: Whether a question after it was answered or passed over.
    """

    posed: Posed
    choice: str | None
    outcome: Outcome
    waiting: bool
    recollection: Recollection | None = None
    claimable: bool = False
    more: bool = False


@dataclass(frozen=True, slots=True)
class StudyDay:
    """How far somebody's day of study is.

    Attributes:
        reviews: How many reviews were done today.
        goal: How many the person means to do.
        streak: On how many days in a row the person has studied.
        waiting: How many questions are due now, new ones that may be asked among them.
        next_in: How long it is until the next question is due; None where one is due now, or none ever.
        zoned: Whether the person has told their time zone.
    """

    reviews: int
    goal: int
    streak: int
    waiting: int
    next_in: timedelta | None
    zoned: bool = True


@dataclass(frozen=True, slots=True)
class Ended:
    """How a session ended. `answers` holds those that were passed over, too; `study` a review's day."""

    session_id: int
    bank: Bank
    total: int
    answers: tuple[Answered, ...]
    stopped: bool
    mode: Mode = Mode.QUIZ
    study: StudyDay | None = None

    @property
    def right(self) -> int:
        """How many answers were wholly right."""
        return sum(answered.outcome.right for answered in self.answers)

    @property
    def answered(self) -> int:
        """How many questions were answered."""
        return sum(answered.choice is not None for answered in self.answers)

    @property
    def skipped(self) -> int:
        """How many questions were passed over."""
        return len(self.answers) - self.answered

    @property
    def missed(self) -> tuple[Answered, ...]:
        """The answers that were not wholly right, and what was passed over."""
        return tuple(answered for answered in self.answers if not answered.outcome.right)


@dataclass(frozen=True, slots=True)
class Onward:
    """A step from a question that was answered or passed over: that, and what comes after it."""

    answered: Answered
    step: Posed | Ended


@dataclass(frozen=True, slots=True)
class Running:
    """The session that a person has open already."""

    posed: Posed


@dataclass(frozen=True, slots=True)
class NothingToStudy:
    """Nothing is due: how far the day of study is."""

    day: StudyDay
