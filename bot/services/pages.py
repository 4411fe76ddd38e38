"""What a maker sees of a book's questions: a page of one, an overview of all; knows no database."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.services.library import Volume
from questions.editing import LEFT_BY_RANK, unfit_for
from questions.model import Question, Status
from questions.quiz import QuestionStatistics, Refusal, Refused

FIRST = "-"
"""What stands for the first question of a sort."""

SHORT = re.compile("[0-9a-f]{8}")


class Sort(StrEnum):
    """Which questions are looked through."""

    ALL = "a"
    LOOK = "l"
    DRAFTS = "d"
    LEFT_OUT = "r"


Reasons = Mapping[str, int]
"""How many people give each reason."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A book with what play and people say of its questions, by their ids."""

    volume: Volume
    statistics: Mapping[str, QuestionStatistics]
    reports: Mapping[str, Reasons]

    def unpicked(self, question: Question) -> tuple[str, ...]:
        """Return the wrong choices of a question that nobody picks."""
        never = self.statistics[question.id].unpicked
        return tuple(one.text for one in question.distractors if one.text in never)

    def belongs(self, question: Question, sort: Sort) -> bool:
        """Whether a question is of a sort.

        One is to be looked at where somebody has reported it, or play speaks against it while it is asked.
        """
        match sort:
            case Sort.ALL:
                return True
            case Sort.DRAFTS:
                return question.status is Status.DRAFT
            case Sort.LEFT_OUT:
                return question.status is Status.REJECTED
            case Sort.LOOK:
                fared = self.statistics[question.id]
                doubtful = fared.suspect or fared.missed_by_most or bool(self.unpicked(question))
                return question.id in self.reports or (question.status is Status.APPROVED and doubtful)


@dataclass(frozen=True, slots=True)
class Page:
    """A question of a book that its maker looks at, among those of a sort.

    Attributes:
        volume: The book.
        question: The question.
        sort: The sort.
        number: Its place among them, from 1.
        total: How many they are.
        before: The short name of the one before, None where it is the first.
        after: The short name of the one after, None where it is the last.
        statistics: How it has fared.
        unpicked: The wrong choices that nobody picks.
        reports: What people say of it.
        faults: What keeps it from being asked, where it is not.
        proved_anew: Whether it was just changed so that another sentence proves it.
    """

    volume: Volume
    question: Question
    sort: Sort
    number: int
    total: int
    before: str | None
    after: str | None
    statistics: QuestionStatistics
    unpicked: tuple[str, ...]
    reports: Reasons
    faults: tuple[str, ...]
    proved_anew: bool = False

    @property
    def name(self) -> str:
        """The question's short name."""
        return short_name(self.question.id)


@dataclass(frozen=True, slots=True)
class Overview:
    """What became of a book's questions.

    Attributes:
        volume: The book.
        asked: How many are asked.
        drafts: How many are drafts.
        left_out: How many are left out.
        to_look_at: How many should be looked at.
        ranked: How many of those that are asked or could be have a rank.
        beyond: How many are left out by their rank alone.
    """

    volume: Volume
    asked: int
    drafts: int
    left_out: int
    to_look_at: int
    ranked: int
    beyond: int


def short_name(text: str) -> str:
    """Return a question's id, or what stands for it on a button where somebody gave it another.

    A wrong choice goes by its text in the same way.
    """
    return text if SHORT.fullmatch(text) else hashlib.sha256(text.encode()).hexdigest()[:8]


def page_of(looked: Looked, name: str, sort: str) -> Page:
    """Return a question as its maker sees it.

    Args:
        looked: The book.
        name: The question's short name, or `-` for the first of the sort.
        sort: Which questions are looked through; the one that is shown counts among them.

    Raises:
        Refused: There is no such question or sort.
    """
    if sort not in set(Sort):
        raise Refused(Refusal.UNKNOWN)
    bank = looked.volume.bank
    among = [one for one in bank.questions if short_name(one.id) == name or looked.belongs(one, Sort(sort))]
    names = [short_name(one.id) for one in among]
    place = 0 if name == FIRST and among else names.index(name) if name in names else None
    if place is None:
        raise Refused(Refusal.UNKNOWN)
    question = among[place]
    asked = question.status is Status.APPROVED
    return Page(
        looked.volume,
        question,
        Sort(sort),
        number=place + 1,
        total=len(among),
        before=names[place - 1] if place else None,
        after=names[place + 1] if place + 1 < len(names) else None,
        statistics=looked.statistics[question.id],
        unpicked=looked.unpicked(question),
        reports=looked.reports.get(question.id, {}),
        faults=() if asked else tuple(one.reason for one in unfit_for(bank, question)),
    )


def overview_of(looked: Looked) -> Overview:
    """Return what became of a book's questions."""
    questions = looked.volume.bank.questions
    beyond = [one for one in questions if one.status is Status.REJECTED and one.note == LEFT_BY_RANK]
    asked = looked.volume.bank.approved
    return Overview(
        looked.volume,
        asked=len(asked),
        drafts=sum(one.status is Status.DRAFT for one in questions),
        left_out=sum(one.status is Status.REJECTED for one in questions),
        to_look_at=sum(looked.belongs(one, Sort.LOOK) for one in questions),
        ranked=sum(one.rank is not None for one in (*asked, *beyond)),
        beyond=len(beyond),
    )
