"""A maker looks through the questions of a book and changes them; knows nothing of Telegram."""

from __future__ import annotations

import asyncio
import hashlib
import re
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.services.editions import publish
from bot.services.library import LibraryService, Volume
from bot.services.shelf import Shelf
from questions.model import Bank, Question, Status
from questions.quiz import Refusal, Refused
from questions.verification import bank_faults
from storage.engine import Database

SHORT = re.compile("[0-9a-f]{8}")
FIRST = "-"
"""What stands for the first question of a sort."""


class Sort(StrEnum):
    """Which questions are looked through."""

    ALL = "a"
    DRAFTS = "d"
    LEFT_OUT = "r"


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
    """

    volume: Volume
    question: Question
    sort: Sort
    number: int
    total: int
    before: str | None
    after: str | None

    @property
    def name(self) -> str:
        """The question's short name."""
        return short_name(self.question.id)


class EditingService:
    """What makers do to the questions of their books.

    Args:
        database: Where they are kept.
        shelf: The banks.
        library: Says who may change a book.
    """

    def __init__(self, database: Database, shelf: Shelf, library: LibraryService) -> None:
        self._database = database
        self._shelf = shelf
        self._library = library

    async def page(self, user_id: int, book_id: int, name: str, sort: str = Sort.ALL) -> Page:
        """Return a question of a book to whoever may change it.

        Args:
            user_id: Who looks.
            book_id: The book.
            name: The question's short name, or `-` for the first of the sort.
            sort: Which questions are looked through; one of them stays till one goes on from it.

        Raises:
            Refused: There is no such book, question or sort, or somebody else made it.
        """
        volume = await self._library.volume(user_id, book_id)
        return _page(volume, name, sort)

    async def judge(self, user_id: int, book_id: int, name: str, sort: str, status: Status) -> Page:
        """Say whether a question is asked; quizzes that are open go on as they began.

        Raises:
            Refused: There is no such book or question, somebody else made it, or it must not be asked.
        """
        page = await self.page(user_id, book_id, name, sort)
        judged = with_question(page.volume.bank, replace(page.question, status=status))
        if status is Status.APPROVED:
            faults = await asyncio.to_thread(lambda: tuple(bank_faults(judged)))
            if any(question_id == page.question.id for question_id, _ in faults):
                raise Refused(Refusal.UNFIT)
        book = await publish(self._database, self._shelf, page.volume.book, judged)
        return _page(replace(page.volume, book=book, bank=judged), name, sort)


def short_name(text: str) -> str:
    """Return a question's id, or what stands for it on a button where somebody gave it another."""
    return text if SHORT.fullmatch(text) else hashlib.sha256(text.encode()).hexdigest()[:8]


def with_question(bank: Bank, question: Question) -> Bank:
    """Return a bank with a question in the place of the one with its id."""
    return replace(
        bank, questions=tuple(question if one.id == question.id else one for one in bank.questions)
    )


def _page(volume: Volume, name: str, sort: str) -> Page:
    if sort not in set(Sort):
        raise Refused(Refusal.UNKNOWN)
    among = [one for one in volume.bank.questions if short_name(one.id) == name or _belongs(one, Sort(sort))]
    names = [short_name(one.id) for one in among]
    place = 0 if name == FIRST and among else names.index(name) if name in names else None
    if place is None:
        raise Refused(Refusal.UNKNOWN)
    return Page(
        volume,
        among[place],
        Sort(sort),
        number=place + 1,
        total=len(among),
        before=names[place - 1] if place else None,
        after=names[place + 1] if place + 1 < len(names) else None,
    )


def _belongs(question: Question, sort: Sort) -> bool:
    match sort:
        case Sort.ALL:
            return True
        case Sort.DRAFTS:
            return question.status is Status.DRAFT
        case Sort.LEFT_OUT:
            return question.status is Status.REJECTED
