"""A book's questions come back as a file that was mended by hand; knows nothing of Telegram."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from bot.services.editions import publish
from bot.services.library import LibraryService, Volume
from bot.services.shelf import Shelf
from questions.bank import DocumentEntry, Lines, Written, read_written
from questions.errors import BankShape
from questions.model import Bank
from questions.quiz import Refused
from questions.verification import Fault, bank_faults
from storage.banks import file_of
from storage.books import book_of
from storage.engine import Database

VERSION = 16
"""Characters of a bank's hash by which a file says what it was made from."""

LONGEST_TITLE, LONGEST_TEXT, LONGEST_QUESTION = 200, 1000, 3000
"""Characters of a title, of a stem or a choice, and of a question with its choices."""


class MendingService:
    """What makers do to their books in files.

    Args:
        database: Where books are kept.
        shelf: The banks.
        library: The books.
    """

    def __init__(self, database: Database, shelf: Shelf, library: LibraryService) -> None:
        self._database = database
        self._shelf = shelf
        self._library = library

    async def mend(self, user_id: int, name: str, text: str) -> Volume | tuple[str, ...]:
        """Take a book's bank as its maker has mended it by hand.

        Args:
            user_id: Who sends it.
            name: What the file is called.
            text: The bank as YAML. The book that it says it was sent from is mended; where it names none, the
                newest of this person's that is of the same document.

        Returns:
            The book as it is now; or what keeps each question of it from being asked, with its line, and
            nothing is changed.

        Raises:
            BankError: It is no bank, is somebody else's, was changed since it was sent, or asks about a
                document of which this person has made none.
        """
        written = await asyncio.to_thread(read_written, text, name=name)
        books = await self._books(user_id, written)
        texts = {one.sha256: one.text for volume in books for one in volume.bank.documents.values()}

        def read(entry: DocumentEntry) -> str:
            if entry.sha256 not in texts:
                raise BankShape(
                    f"{name}: I do not have the document {entry.title!r}",
                    advice="Send me the document itself first",
                )
            return texts[entry.sha256]

        loaded = await asyncio.to_thread(written.bank, read)
        mended = loaded.bank
        faults = await asyncio.to_thread(lambda: tuple(bank_faults(mended)))
        if faults:
            return tuple(_told(loaded.lines, *found) for found in faults)
        if not mended.approved:
            raise BankShape(f"{name} has no question that is asked", advice="Leave at least one approved")
        _refuse_long(name, mended, loaded.lines)
        wanted = {document.sha256 for document in mended.documents.values()}
        volume = next(
            one for one in books if wanted & {document.sha256 for document in one.bank.documents.values()}
        )
        try:
            book = await publish(self._database, self._shelf, volume.book, mended, file=written.file.book)
        except Refused as refused:
            raise _changed(name) from refused
        return replace(volume, book=book, bank=mended)

    async def _books(self, user_id: int, written: Written) -> tuple[Volume, ...]:
        """Return the book that a file says it was sent from or, where it names none, all of a person's."""
        entry = written.file.book
        if entry is None:
            return await self._library.own(user_id)
        async with self._database.read() as session:
            book = await book_of(session, entry.code)
        try:
            volume = await self._library.volume(user_id, book.id if book else 0)
        except Refused as refused:
            raise BankShape(
                f"{written.name} was sent from a quiz that is not yours",
                advice="Send me the document, and I make you one of your own",
            ) from refused
        key = volume.book.bank_hash
        if entry.version != key[:VERSION]:
            async with self._database.read() as session:
                # Whoever goes on with a file that was taken before may send it again.
                if await file_of(session, key) != entry:
                    raise _changed(written.name)
        return (volume,)


def _changed(name: str) -> BankShape:
    return BankShape(
        f"The quiz was changed since you got {name}",
        advice="Get the file again and change that one, so that nothing is lost",
    )


def _told(lines: Lines, question_id: str, fault: Fault) -> str:
    """Return a fault with its place in the file."""
    return f"line {lines[question_id][fault.field]}, {fault.field} of {question_id}: {fault}"


def _refuse_long(name: str, bank: Bank, lines: Lines) -> None:
    """Refuse what no message has room for; raises BankShape."""
    titles = (bank.title, *(document.title for document in bank.documents.values()))
    if max(map(len, titles)) > LONGEST_TITLE:
        raise BankShape(f"{name} has a title of more than {LONGEST_TITLE} characters", advice="Shorten it")
    for question in bank.questions:
        texts = (question.stem, question.note, *(choice.text for choice in question.choices))
        if max(map(len, texts)) > LONGEST_TEXT or sum(map(len, texts)) > LONGEST_QUESTION:
            line = lines[question.id]["id"]
            raise BankShape(
                f"{name} line {line}: question {question.id} is too long for a message", advice="Shorten it"
            )
