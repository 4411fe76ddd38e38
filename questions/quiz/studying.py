"""Which questions a person should study, and in what order; knows no database and no clock."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from questions.model import Question
from questions.quiz.days import day_begins, study_day
from questions.quiz.review import Memory, Stage, recall

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Studied:
    """A question as a person knows it.

    Attributes:
        bank: The hash of the bank that it is asked from.
        question: The question.
        memory: How well it is remembered; None where the person has not met it.
        missed: Whether the person's last answer to it was not wholly right.
    """

    bank: str
    question: Question
    memory: Memory | None = None
    missed: bool = False

    @property
    def source(self) -> tuple[str, str]:
        """The document that proves it, by its bank and its id there."""
        return self.bank, self.question.citation.document


def due_from(memory: Memory, zone: ZoneInfo) -> datetime:
    """Return from when on a question is due: what is learnt, from the beginning of its day on."""
    return day_begins(study_day(memory.due, zone), zone) if memory.stage is Stage.REVIEW else memory.due


def due(studied: Sequence[Studied], *, now: datetime, zone: ZoneInfo, new: int) -> tuple[Studied, ...]:
    """Return what should be asked now: what is due, the longest first, then what is new, document by turns.

    Args:
        studied: All questions that the person can be asked.
        now: The time.
        zone: Where the person lives.
        new: How many new questions may be asked at the most.
    """
    known = sorted(
        ((one.memory.due, one) for one in studied if one.memory and due_from(one.memory, zone) <= now),
        key=lambda entry: entry[0],
    )
    fresh = interleaved([one for one in studied if one.memory is None], of=lambda one: one.source)
    return (*interleaved([one for _, one in known], of=lambda one: one.source), *fresh[:new])


def weakest(studied: Iterable[Studied], *, now: datetime) -> tuple[Studied, ...]:
    """Return the questions that the person has met, the one least likely to be remembered first."""
    met = [(recall(one.memory, now=now), one) for one in studied if one.memory]
    return tuple(one for _, one in sorted(met, key=lambda entry: (not entry[1].missed, entry[0])))


def missed(studied: Iterable[Studied]) -> tuple[Studied, ...]:
    """Return the questions whose last answer was not right."""
    return tuple(one for one in studied if one.missed)


def interleaved(items: Sequence[Item], *, of: Callable[[Item], Hashable]) -> list[Item]:
    """Return items so that their groups take turns, each group in its own order.

    Args:
        items: In order.
        of: Gives the group of an item.
    """
    groups: dict[Hashable, list[Item]] = {}
    for item in items:
        groups.setdefault(of(item), []).append(item)
    turns = [
        (index, place, item)
        for place, group in enumerate(groups.values())
        for index, item in enumerate(group)
    ]
    return [item for _, _, item in sorted(turns, key=lambda turn: turn[:2])]
