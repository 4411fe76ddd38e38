"""Banks that people make in the chat, keep and hand on; knows nothing of Telegram."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.editions import edition, slug_of
from bot.services.shelf import Shelf
from questions.bank import continues, merge
from questions.formats import FORMATS, Exported, export
from questions.model import Bank
from questions.quiz import Refusal, Refused
from questions.spending import Spending
from storage.banks import drop_orphaned_banks, keep_bank, lock_banks
from storage.books import (
    Book,
    Visibility,
    add_book,
    book_by_id,
    book_of,
    books_on,
    drop_unshelved,
    edited_by,
    edits,
    public_books,
    shelve,
    unshelve,
)
from storage.engine import Database
from storage.jobs import Job, JobState, job_by_id, set_made
from storage.people import remember_user


@dataclass(frozen=True, slots=True)
class Again:
    """What became of a book's questions when its document was sent again.

    Attributes:
        new: How many it did not have before.
        gone: How many it has no more.
        lost: How many are drafts since what they quote stands in the document no more.
    """

    new: int
    gone: int
    lost: int


@dataclass(frozen=True, slots=True)
class Volume:
    """A book with its bank, as one person has it.

    Attributes:
        book: The book.
        bank: Its bank.
        own: Whether this person made it.
        edited: Whether this person may change it though somebody else made it.
        archived: Whether this person has archived it.
        shelved: Whether it stands on this person's shelf.
        again: What became of its questions, where its document was sent again just now.
    """

    book: Book
    bank: Bank
    own: bool
    edited: bool = False
    archived: bool = False
    shelved: bool = True
    again: Again | None = None

    @property
    def editable(self) -> bool:
        """Whether this person may change its questions."""
        return self.own or self.edited


@dataclass(frozen=True, slots=True)
class Listed:
    """A book as a list shows it to one person, without its bank.

    Attributes:
        book: The book.
        own: Whether this person made it.
        edited: Whether this person may change it though somebody else made it.
    """

    book: Book
    own: bool
    edited: bool = False

    @property
    def editable(self) -> bool:
        """Whether this person may change its questions."""
        return self.own or self.edited


class LibraryService:
    """What people can do with banks of their own.

    Args:
        database: Where they are kept.
        shelf: The banks.
        clock: Gives the time, with its zone.
        random: The source of chance; codes that nobody shall guess come from it.
    """

    def __init__(
        self, database: Database, shelf: Shelf, *, clock: Callable[[], datetime], random: Random
    ) -> None:
        self._database = database
        self._shelf = shelf
        self._clock = clock
        self._random = random

    async def finish(self, job: Job, bank: Bank, *, spending: Spending | None = None) -> Volume | None:
        """Make a book of a bank, on its maker's shelf alone; in one transaction with the job that made it.

        Where one of their books is of the same document, that is made again: what people did to it stays.
        Where it is edited at that very moment, that is done once more, with the book as it is then.

        Args:
            job: The job.
            bank: The bank.
            spending: What a language model took for it, so that it is told even after a kill.

        Returns:
            The book; None where the job was given up meanwhile, and nothing is kept.

        Raises:
            Refused: It was edited at that moment, too.
        """
        try:
            return await self._finish(job, bank, spending)
        except Refused:
            return await self._finish(job, bank, spending)

    async def _finish(self, job: Job, bank: Bank, spending: Spending | None) -> Volume | None:
        """Make a book of a bank; raises Refused where the one to be made again is edited meanwhile."""
        before = await self._made_before(job.user_id, bank)
        made, again = bank, None
        if before:
            made, again = await asyncio.to_thread(_made_again, before.bank, bank)
        code = before.book.code if before else f"{self._random.getrandbits(80):020x}"
        prepared = await self._shelf.prepare(slug_of(code), made)
        async with self._database.write() as session:
            await lock_banks(session)
            current = await job_by_id(session, job.id)
            if current is None or current.state is not JobState.WAITING:
                return None
            await keep_bank(session, prepared)
            now = self._clock()
            if before is None:
                book = await add_book(session, owner_id=job.user_id, code=code, prepared=prepared, now=now)
            else:
                book = await edition(session, before.book, prepared)
            await set_made(session, job.id, book.id, spending=spending)
        self._shelf.put(prepared)
        return Volume(book, made, own=True, again=again)

    async def _made_before(self, user_id: int, bank: Bank) -> Volume | None:
        """Return the newest book on its maker's shelf that is of the same documents as a bank, or None."""
        return next((one for one in await self.own(user_id) if continues(one.bank, bank)), None)

    async def take(self, user_id: int, name: str, code: str) -> Volume:
        """Put a book that was handed on by its link on somebody's shelf.

        Raises:
            Refused: There is no such book.
        """
        async with self._database.write() as session:
            book = await book_of(session, code)
            if book is None or (
                book.visibility is Visibility.PRIVATE and not await _edits(session, user_id, book)
            ):
                raise Refused(Refusal.UNKNOWN)
            await remember_user(session, user_id, name, now=self._clock())
            await shelve(session, user_id, book.id)
        return await self._volume(book, user_id)

    async def listed(self, user_id: int, *, archived: bool = False) -> tuple[Listed, ...]:
        """Return the books on somebody's shelf, those that were archived or the others, the newest first."""
        async with self._database.read() as session:
            return await _listed(session, user_id, await books_on(session, user_id, archived=archived))

    async def public(self, user_id: int) -> tuple[Listed, ...]:
        """Return the books that everybody finds, without those of somebody's shelf, the newest first."""
        async with self._database.read() as session:
            return await _listed(session, user_id, await public_books(session, without=user_id))

    async def own(self, user_id: int) -> tuple[Volume, ...]:
        """Return the books on somebody's shelf that they made, the newest first."""
        return tuple([await self._volume(one.book, user_id) for one in await self.listed(user_id) if one.own])

    async def shelved(self, user_id: int, book_id: int) -> Volume:
        """Return a book on somebody's shelf; raises Refused where it does not stand there."""
        async with self._database.read() as session:
            book, archived = await _shelved(session, user_id, book_id)
        return await self._volume(book, user_id, archived=archived)

    async def seen(self, user_id: int, book_id: int) -> Volume:
        """Return a book that somebody may see: on their shelf, theirs to change, or shown to everybody.

        Raises:
            Refused: There is no such book for them.
        """
        try:
            return await self.shelved(user_id, book_id)
        except Refused:
            async with self._database.read() as session:
                book = await book_by_id(session, book_id)
            if book is None:
                raise
            volume = replace(await self._volume(book, user_id), shelved=False)
            if book.visibility is not Visibility.PUBLIC and not volume.editable:
                raise
            return volume

    async def take_public(self, user_id: int, name: str, book_id: int) -> Volume:
        """Put a book that everybody finds on somebody's shelf; raises Refused where it is none."""
        async with self._database.read() as session:
            book = await book_by_id(session, book_id)
        if book is None or book.visibility is not Visibility.PUBLIC:
            raise Refused(Refusal.UNKNOWN)
        return await self.take(user_id, name, book.code)

    async def volume(self, user_id: int, book_id: int) -> Volume:
        """Return a book to who may change it: its maker and its editors.

        Raises:
            Refused: There is no such book, or it is not theirs to change.
        """
        async with self._database.read() as session:
            book = await book_by_id(session, book_id)
        if book is None:
            raise Refused(Refusal.UNKNOWN)
        volume = await self._volume(book, user_id)
        if not volume.editable:
            raise Refused(Refusal.FOREIGN)
        return volume

    async def export(self, user_id: int, book_id: int, to: str) -> tuple[Volume, Exported]:
        """Return a book of somebody's shelf as the file of another system.

        Raises:
            Refused: The book does not stand there, or there is no such format.
            FormatError: The format holds none of its questions.
        """
        if to not in FORMATS:
            raise Refused(Refusal.UNKNOWN)
        volume = await self.shelved(user_id, book_id)
        now = self._clock().timestamp()
        return volume, await asyncio.to_thread(export, volume.bank, to, now=now)

    async def put_away(self, user_id: int, book_id: int) -> None:
        """Take a book off somebody's shelf.

        Raises:
            Refused: It does not stand there.
        """
        async with self._database.write() as session:
            await lock_banks(session)
            await _shelved(session, user_id, book_id)
            await unshelve(session, user_id, book_id)
            await drop_unshelved(session, user_id)
            await drop_orphaned_banks(session)

    async def _volume(self, book: Book, user_id: int, *, archived: bool = False) -> Volume:
        own = book.owner_id == user_id
        async with self._database.read() as session:
            edited = not own and await edits(session, user_id, book.id)
        return Volume(book, await self._shelf.bank(book.bank_hash), own, edited, archived)


def _made_again(before: Bank, bank: Bank) -> tuple[Bank, Again]:
    """Return a bank that was made again with what people did to it before, and what became of that."""
    merged = merge(before, bank)
    had = {one.id for one in before.questions}
    new = sum(one.id not in had for one in merged.bank.questions)
    return merged.bank, Again(new, gone=len(merged.gone), lost=len(merged.lost))


async def _edits(session: AsyncSession, user_id: int, book: Book) -> bool:
    return book.owner_id == user_id or await edits(session, user_id, book.id)


async def _shelved(session: AsyncSession, user_id: int, book_id: int) -> tuple[Book, bool]:
    """Return a book on somebody's shelf and whether it is archived; raises Refused where it is not there."""
    for archived in (False, True):
        for book in await books_on(session, user_id, archived=archived):
            if book.id == book_id:
                return book, archived
    raise Refused(Refusal.UNKNOWN)


async def _listed(session: AsyncSession, user_id: int, books: Sequence[Book]) -> tuple[Listed, ...]:
    """Return books as a list shows them to somebody, the newest first."""
    edited = await edited_by(session, user_id)
    return tuple(
        Listed(book, own=book.owner_id == user_id, edited=book.id in edited) for book in reversed(books)
    )
