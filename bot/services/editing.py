"""A maker looks through the questions of a book and changes them; knows nothing of Telegram."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from bot.services.editions import publish, publish_both, slug_of
from bot.services.library import LibraryService
from bot.services.pages import Looked, Overview, Page, overview_of, page_of, short_name
from bot.services.shelf import Shelf
from bot.services.statistics import tell_statistics
from questions.bank import join, without
from questions.editing import (
    Form,
    Unfit,
    approve,
    change,
    exchanged,
    only_best,
    to_choose,
    to_write,
    turned,
    with_choice,
    with_key,
    with_stem,
    without_choice,
)
from questions.model import Bank, Question, Status
from questions.quiz import Refusal, Refused
from questions.verification import Fault
from storage.engine import Database
from storage.feedback import reasons_by_question, settle_question

REASONS_AGAINST: Mapping[str, str] = {
    "wrong": "the answer is wrong",
    "unclear": "unclear",
    "easy": "too easy",
    "minor": "not important",
    "other": "",
}
"""Why a question is left out, as it is noted in the bank; `other` notes nothing."""


@dataclass(frozen=True, slots=True)
class Approval:
    """What came of approving all drafts.

    Attributes:
        overview: The book as it is now.
        count: How many are asked now that were not before.
        refused: The others, with what keeps each from being asked.
    """

    overview: Overview
    count: int
    refused: tuple[tuple[Question, tuple[Fault, ...]], ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """What came of putting a question into another book.

    Attributes:
        title: What the other book is called.
        draft: Whether it is a draft there, since it cannot be asked beside the questions there.
        after: The question after it in the book that had it, None after the last.
    """

    title: str
    draft: bool
    after: Page | None


class EditingService:
    """What makers do to the questions of their books.

    Quizzes that are open go on as they began.

    Args:
        database: Where they are kept.
        shelf: The banks.
        library: Says who may change a book.
    """

    def __init__(self, database: Database, shelf: Shelf, library: LibraryService) -> None:
        self._database = database
        self._shelf = shelf
        self._library = library

    async def overview(self, user_id: int, book_id: int) -> Overview:
        """Return what became of a book's questions; raises Refused where somebody may not change it."""
        return overview_of(await self._looked(user_id, book_id))

    async def page(self, user_id: int, book_id: int, name: str, sort: str) -> Page:
        """Return a question of a book to whoever may change it.

        Args:
            user_id: Who looks.
            book_id: The book.
            name: The question's short name, or `-` for the first of the sort.
            sort: Which questions are looked through; the one that is shown counts among them.

        Raises:
            Refused: There is no such book, question or sort, or somebody else made it.
        """
        return page_of(await self._looked(user_id, book_id), name, sort)

    async def keep(self, user_id: int, book_id: int, name: str, sort: str) -> Page | None:
        """Let a question be asked; returns the page after it, None after the last.

        Raises:
            Refused: As for `page`.
            Unfit: It has a fault by which it must not be asked.
        """

        def kept(bank: Bank, question: Question) -> Bank:
            approved = approve(bank, [question.id])
            if found := approved.refused.get(question.id):
                raise Unfit(*(one.reason for one in found))
            return _put(approved.bank, replace(approved.bank.question(question.id), note=""))

        page = await self._changed(user_id, book_id, name, sort, kept)
        return None if page.after is None else await self.page(user_id, book_id, page.after, sort)

    async def leave_out(self, user_id: int, book_id: int, name: str, sort: str, reason: str) -> Page | None:
        """Let a question be asked no more; returns the page after it, None after the last.

        Raises:
            Refused: As for `page`, or no button gives the reason.
        """
        if reason not in REASONS_AGAINST:
            raise Refused(Refusal.UNKNOWN)
        note = REASONS_AGAINST[reason]
        page = await self._changed(
            user_id,
            book_id,
            name,
            sort,
            lambda bank, question: _put(bank, replace(question, status=Status.REJECTED, note=note)),
        )
        return None if page.after is None else await self.page(user_id, book_id, page.after, sort)

    async def settle(self, user_id: int, book_id: int, name: str, sort: str) -> Page:
        """Take note that what was reported of a question was looked at; raises Refused as `page` does."""
        page = await self.page(user_id, book_id, name, sort)
        async with self._database.write() as session:
            await settle_question(session, slug_of(page.volume.book.code), page.question.id)
        return await self.page(user_id, book_id, name, sort)

    async def edit(
        self, user_id: int, book_id: int, name: str, sort: str, *, what: str, choice: str, text: str = ""
    ) -> Page:
        """Change a question.

        A question whose key another sentence proves from now on is a draft: its maker shall read that first.

        Args:
            user_id: Who changes it.
            book_id: The book.
            name: The question's short name.
            sort: Which questions are looked through.
            what: `stem`, `key`, `turn` (a claim), `other`, `write` or `away` (a wrong choice), `choose` or
                `type` (how it is answered).
            choice: The wrong choice's short name.
            text: What was written.

        Returns:
            The question as it is now.

        Raises:
            Refused: As for `page`, or there is no such choice or change.
            Unfit: It would have a fault; nothing is changed.
        """

        def edited(bank: Bank, question: Question) -> Bank:
            old = next((one.text for one in question.distractors if short_name(one.text) == choice), "")
            if what in ("other", "write", "away") and not old:
                raise Refused(Refusal.UNKNOWN)
            new = _edit(bank, question, what, old, text)
            if new.citation != question.citation and new.status is Status.APPROVED:
                new = replace(new, status=Status.DRAFT)
            return change(bank, new)

        return await self._changed(user_id, book_id, name, sort, edited)

    async def move(self, user_id: int, book_id: int, name: str, sort: str, other_id: int) -> Moved:
        """Put a question into another book; where it cannot be asked beside those there, it is a draft.

        Args:
            user_id: Who may change both.
            book_id: The book that has it.
            name: The question's short name.
            sort: Which questions are looked through.
            other_id: The book that gets it.

        Raises:
            Refused: As for `page`, or the other book is not theirs to change, or is the same.
            Unfit: The other book has it already, or it is the only one here; nothing is changed.
        """
        page = await self.page(user_id, book_id, name, sort)
        other = await self._library.volume(user_id, other_id)
        if other.book.id == book_id:
            raise Refused(Refusal.UNKNOWN)
        volume, question = page.volume, page.question
        rest = without(volume.bank, frozenset({question.id}))
        if not rest.questions:
            raise Unfit("it is the only question here")
        joined = await asyncio.to_thread(join, other.bank, volume.bank, [question])
        if joined.double:
            raise Unfit("the other quiz has this question already")
        await publish_both(self._database, self._shelf, (other.book, joined.bank), (volume.book, rest))
        after = None if page.after is None else await self.page(user_id, book_id, page.after, sort)
        return Moved(other.book.title, bool(joined.drafts), after)

    async def approve_drafts(self, user_id: int, book_id: int) -> Approval:
        """Let all drafts of a book be asked that may be; raises Refused as `page` does."""
        looked = await self._looked(user_id, book_id)
        drafts = [one for one in looked.volume.bank.questions if one.status is Status.DRAFT]
        names = [one.id for one in drafts]
        approved = await asyncio.to_thread(approve, looked.volume.bank, names)
        looked = await self._publish(user_id, looked, approved.bank)
        refused = tuple((one, approved.refused[one.id]) for one in drafts if one.id in approved.refused)
        return Approval(overview_of(looked), len(drafts) - len(refused), refused)

    async def only_best(self, user_id: int, book_id: int, count: int) -> Overview:
        """Ask only so many of a book's questions, the best by rank, 0 for all; raises Refused as `page`."""
        looked = await self._looked(user_id, book_id)
        chosen = await asyncio.to_thread(only_best, looked.volume.bank, count)
        return overview_of(await self._publish(user_id, looked, chosen))

    async def _looked(self, user_id: int, book_id: int) -> Looked:
        volume = await self._library.volume(user_id, book_id)
        async with self._database.read() as session:
            statistics = await tell_statistics(session, self._shelf, volume.book.bank_hash)
            reports = await reasons_by_question(session, slug_of(volume.book.code))
        return Looked(volume, statistics, reports)

    async def _changed(
        self, user_id: int, book_id: int, name: str, sort: str, made: Callable[[Bank, Question], Bank]
    ) -> Page:
        looked = await self._looked(user_id, book_id)
        page = page_of(looked, name, sort)
        bank = await asyncio.to_thread(made, looked.volume.bank, page.question)
        changed = page_of(await self._publish(user_id, looked, bank), page.name, sort)
        anew = changed.question.citation != page.question.citation
        return replace(changed, before=page.before, after=page.after, proved_anew=anew)

    async def _publish(self, user_id: int, looked: Looked, bank: Bank) -> Looked:
        volume = looked.volume
        if bank == volume.bank:
            return looked
        await publish(self._database, self._shelf, volume.book, bank)
        return await self._looked(user_id, volume.book.id)


def _edit(bank: Bank, question: Question, what: str, old: str, text: str) -> Question:
    match what:
        case "stem":
            return with_stem(question, text)
        case "key":
            return with_key(bank, question, text)
        case "turn":
            return turned(question)
        case "other":
            return exchanged(bank, question, old)
        case "write":
            return with_choice(bank, question, old, text)
        case "away":
            return without_choice(question, old)
        case Form.CHOOSE:
            return to_choose(bank, question)
        case Form.TYPE:
            return to_write(question)
        case _:
            raise Refused(Refusal.UNKNOWN)


def _put(bank: Bank, question: Question) -> Bank:
    questions = (question if one.id == question.id else one for one in bank.questions)
    return replace(bank, questions=tuple(questions))
