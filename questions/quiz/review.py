"""When a question is asked again so that it is remembered; knows no question, no chat and no clock.

The schedule is FSRS-6 as the package `fsrs` has it, with its default parameters
(https://github.com/open-spaced-repetition/py-fsrs). Two things are ours: one learning step of ten minutes, so
that what is well known leaves the sitting at once and what was missed comes back in it, and no fuzz, so that
the same answers always give the same days.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from functools import cache

import fsrs

RETENTIONS = (0.8, 0.85, 0.9, 0.95)
"""The shares of questions that a person can ask to remember when they come."""

RETENTION = 0.9

STEPS = (timedelta(minutes=10),)

THINKING = 4.0
"""Seconds that an answer takes besides the reading."""

PACE = 3.5
"""Words a second that are read: 210 a minute, a little below the 238 of silent reading in English (Brysbaert
2019, "How many words do we read per minute?", *Journal of Memory and Language* 109)."""

TYPING = 3.0
"""Characters a second that are typed: 36 words a minute on a phone, of five characters each (Palin et al.
2019, "How do people type on mobile devices?", *MobileHCI*)."""

FAST, SLOW = 0.5, 3.0
"""Shares of the usual time below which an answer came at once, and above which it was laboured."""

AWAY = 300.0
"""Seconds after which somebody did not think but do something else."""


class Rating(IntEnum):
    """How well a question was remembered, as FSRS numbers it."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Stage(IntEnum):
    """How far a question is learnt, as FSRS numbers it."""

    LEARNING = 1
    REVIEW = 2
    RELEARNING = 3


@dataclass(frozen=True, slots=True)
class Review:
    """One time that a question was remembered or not.

    Attributes:
        rating: How well.
        at: The moment from which the schedule counts it.
        ahead: How far that lies after the moment in which it was: see `review_moment`.
    """

    rating: Rating
    at: datetime
    ahead: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Memory:
    """How well a person remembers a question: what all reviews of it so far have made.

    Attributes:
        stage: How far it is learnt.
        step: The index of the learning step; None where it is learnt.
        stability: Days after which it is remembered with a probability of 0.9.
        difficulty: From 1, easy, to 10, hard.
        due: When it should be asked again.
        reviewed: When it was asked last.
    """

    stage: Stage
    step: int | None
    stability: float
    difficulty: float
    due: datetime
    reviewed: datetime


def remember(memory: Memory | None, review: Review, *, retention: float = RETENTION) -> Memory:
    """Return the memory after one more review.

    Args:
        memory: The memory before; None where it was never asked.
        review: How it went now, at a moment not before the last.
        retention: The probability with which it shall be remembered when it comes again, 0 to 1.
    """
    rating = fsrs.Rating(review.rating)
    after, _ = _scheduler(retention).review_card(_card(memory), rating, review.at.astimezone(UTC))
    if after.stability is None or after.difficulty is None or after.last_review is None:
        raise TypeError("a card that was reviewed has a memory")
    stage = Stage(after.state)
    # Minutes count from when the answer was given, days from the moment that stands for its day.
    due = after.due if stage is Stage.REVIEW else after.due - review.ahead
    return Memory(stage, after.step, after.stability, after.difficulty, due, after.last_review)


def learn(reviews: Iterable[Review], *, retention: float = RETENTION) -> Memory | None:
    """Return what reviews, the earliest first, make of a memory; None where there are none."""
    memory = None
    for review in reviews:
        memory = remember(memory, review, retention=retention)
    return memory


def outlook(
    memory: Memory | None, *, now: datetime, ahead: timedelta = timedelta(), retention: float = RETENTION
) -> Mapping[Rating, timedelta]:
    """Return for each rating how long it would be until the question is asked again.

    Args:
        memory: The memory before; None where it was never asked.
        now: The moment from which the schedule counts the review.
        ahead: How far that lies after the moment in which it is.
        retention: The probability with which it shall be remembered when it comes again, 0 to 1.
    """
    spans = {}
    for rating in Rating:
        after = remember(memory, Review(rating, now, ahead), retention=retention)
        spans[rating] = after.due - (now if after.stage is Stage.REVIEW else now - ahead)
    return spans


def recall(memory: Memory, *, now: datetime) -> float:
    """Return the probability, 0 to 1, that a question is remembered now."""
    return float(_scheduler(RETENTION).get_card_retrievability(_card(memory), now.astimezone(UTC)))


def rating_of(
    *, right: bool, helped: bool, known: bool, seconds: float | None, words: int, typed: int = 0
) -> Rating:
    """Return what an answer says of the memory, before the person has a say.

    A wrong answer is Again. A right one is Hard where a hint helped or it took three times as long as usual,
    Easy where it came in half the usual time and the question was met before, so that a first lucky guess
    does not count for much, and else Good. The usual time is four seconds and the time to read and to type.

    Args:
        right: Whether the answer is wholly right.
        helped: Whether a hint was taken.
        known: Whether the question was met before.
        seconds: How long the answer took; None where that is not known.
        words: The words that were to be read.
        typed: The characters that were to be typed.
    """
    if not right:
        return Rating.AGAIN
    if helped:
        return Rating.HARD
    if seconds is None or seconds > AWAY:
        return Rating.GOOD
    share = seconds / (THINKING + words / PACE + typed / TYPING)
    if share > SLOW:
        return Rating.HARD
    return Rating.EASY if known and share < FAST else Rating.GOOD


@cache
def _scheduler(retention: float) -> fsrs.Scheduler:
    return fsrs.Scheduler(
        desired_retention=retention, learning_steps=STEPS, relearning_steps=STEPS, enable_fuzzing=False
    )


def _card(memory: Memory | None) -> fsrs.Card:
    if memory is None:
        return fsrs.Card(card_id=0, due=datetime.min.replace(tzinfo=UTC))
    return fsrs.Card(
        0,
        fsrs.State(memory.stage),
        memory.step,
        memory.stability,
        memory.difficulty,
        memory.due,
        memory.reviewed,
    )
