"""Banks that people make in the chat, keep and hand on; knows nothing of Telegram."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.shelf import Shelf
from questions.bank import DocumentEntry, parse_bank
from questions.errors import BankShape
from questions.formats import FORMATS, Exported, export
from questions.model import Bank, Question, Status
from questions.quiz import Refusal, Refused
from questions.verification import bank_faults
from storage.banks import drop_unused_bank, keep_prepared, prepare
from storage.books import (
    Book,
    book_by_id,
    book_of,
    books_on,
    drop_unshelved,
    set_bank,
    shelve,
    unshelve,
)
from storage.engine import Database
from storage.people import remember_user

LONGEST_TITLE, LONGEST_TEXT, LONGEST_QUESTION = 200, 1000, 3000
"""Characters of a title, of a stem or a choice, and of a question with its choices."""


@dataclass(frozen=True, slots=True)
class Volume:
    """A book with its bank, and whether the person who looks made it."""

    book: Book
    bank: Bank
    own: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A question of a book that its maker looks through: the question at an index, from 0."""

    volume: Volume
    position: int

    @property
    def question(self) -> Question:
        """The question."""
        return self.volume.bank.questions[self.position]

    @property
    def last(self) -> bool:
        """Whether no question comes after it."""
        return self.position + 1 == len(self.volume.bank.questions)


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

    async def take(self, user_id: int, name: str, code: str) -> Volume:
        """Put a book that was handed on by its link on somebody's shelf.

        Raises:
            Refused: There is no such book.
        """
        async with self._database.write() as session:
            book = await book_of(session, code)
            if book is None:
                raise Refused(Refusal.UNKNOWN)
            await remember_user(session, user_id, name, now=self._clock())
            await shelve(session, user_id, book.id)
        return await self._volume(book, user_id)

    async def volumes(self, user_id: int) -> tuple[Volume, ...]:
        """Return the books on somebody's shelf, the newest first."""
        async with self._database.read() as session:
            books = await books_on(session, user_id)
        return tuple([await self._volume(book, user_id) for book in reversed(books)])

    async def shelved(self, user_id: int, book_id: int) -> Volume:
        """Return a book on somebody's shelf; raises Refused where it does not stand there."""
        async with self._database.read() as session:
            book = await _shelved(session, user_id, book_id)
        return await self._volume(book, user_id)

    async def volume(self, user_id: int, book_id: int) -> Volume:
        """Return a book to its maker.

        Raises:
            Refused: There is no such book, or somebody else made it.
        """
        async with self._database.read() as session:
            book = await book_by_id(session, book_id)
        if book is None:
            raise Refused(Refusal.UNKNOWN)
        if book.owner_id != user_id:
            raise Refused(Refusal.FOREIGN)
        return await self._volume(book, user_id)

    async def page(self, user_id: int, book_id: int, position: int) -> Page:
        """Return a question of a book to its maker.

        Raises:
            Refused: There is no such book or question, or somebody else made it.
        """
        volume = await self.volume(user_id, book_id)
        if not 0 <= position < len(volume.bank.questions):
            raise Refused(Refusal.UNKNOWN)
        return Page(volume, position)

    async def judge(self, user_id: int, book_id: int, position: int, status: Status) -> Page:
        """Let a book's maker say whether a question is asked; quizzes that are open go on as they began.

        Raises:
            Refused: There is no such book or question, somebody else made it, or it must not be asked.
        """
        page = await self.page(user_id, book_id, position)
        bank, book = page.volume.bank, page.volume.book
        questions = list(bank.questions)
        questions[position] = replace(page.question, status=status)
        judged = replace(bank, questions=tuple(questions))
        if status is Status.APPROVED:
            faults = await asyncio.to_thread(lambda: tuple(bank_faults(judged)))
            if any(question_id == page.question.id for question_id, _ in faults):
                raise Refused(Refusal.UNFIT)
        return Page(await self._replace(book, judged), position)

    async def mend(self, user_id: int, name: str, text: str) -> Volume | tuple[str, ...]:
        """Take a book's bank as its maker has mended it by hand.

        Args:
            user_id: Who sends it.
            name: What the file is called.
            text: The bank as YAML.

        Returns:
            The book as it is now; or what keeps each question of it from being asked, and nothing is changed.

        Raises:
            BankError: It is no bank, or asks about a document of which this person has made none.
        """
        async with self._database.read() as session:
            books = [book for book in await books_on(session, user_id) if book.owner_id == user_id]
        own = [(book, await self._shelf.bank(book.bank_hash)) for book in books]
        texts = {one.sha256: one.text for _, bank in own for one in bank.documents.values()}

        def read(entry: DocumentEntry) -> str:
            if entry.sha256 not in texts:
                raise BankShape(
                    f"{name}: I do not have the document {entry.title!r}",
                    advice="Send me the document itself first",
                )
            return texts[entry.sha256]

        mended = (await asyncio.to_thread(parse_bank, text, name=name, read=read)).bank
        faults = await asyncio.to_thread(lambda: tuple(bank_faults(mended)))
        if faults:
            return tuple(f"{question_id}: {fault}" for question_id, fault in faults)
        if not mended.approved:
            raise BankShape(f"{name} has no question that is asked", advice="Leave at least one approved")
        _refuse_long(name, mended)
        wanted = {document.sha256 for document in mended.documents.values()}
        book = next(
            book for book, bank in reversed(own) if wanted & {one.sha256 for one in bank.documents.values()}
        )
        return await self._replace(book, mended)

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
            await _shelved(session, user_id, book_id)
            await unshelve(session, user_id, book_id)
            for key in await drop_unshelved(session, user_id):
                await drop_unused_bank(session, key)

    async def _volume(self, book: Book, user_id: int) -> Volume:
        return Volume(book, await self._shelf.bank(book.bank_hash), own=book.owner_id == user_id)

    async def _replace(self, book: Book, bank: Bank) -> Volume:
        """Let a book be another bank, and drop what it was before where nothing was asked from that."""
        prepared = await asyncio.to_thread(prepare, f"own-{book.code}", bank, own=True)
        async with self._database.write() as session:
            await keep_prepared(session, prepared)
            await set_bank(session, book.id, prepared.key)
            if book.bank_hash != prepared.key:
                await drop_unused_bank(session, book.bank_hash)
        self._shelf.put(prepared.key, prepared.slug, bank)
        return Volume(replace(book, bank_hash=prepared.key), bank, own=True)


async def _shelved(session: AsyncSession, user_id: int, book_id: int) -> Book:
    """Return a book on somebody's shelf; raises Refused where it does not stand there."""
    for book in await books_on(session, user_id):
        if book.id == book_id:
            return book
    raise Refused(Refusal.UNKNOWN)


def _refuse_long(name: str, bank: Bank) -> None:
    """Refuse what no message has room for; raises BankShape."""
    titles = (bank.title, *(document.title for document in bank.documents.values()))
    if max(map(len, titles)) > LONGEST_TITLE:
        raise BankShape(f"{name} has a title of more than {LONGEST_TITLE} characters", advice="Shorten it")
    for question in bank.questions:
        texts = (question.stem, *(choice.text for choice in question.choices))
        if max(map(len, texts)) > LONGEST_TEXT or sum(map(len, texts)) > LONGEST_QUESTION:
            raise BankShape(f"{name}: question {question.id} is too long for a message", advice="Shorten it")
