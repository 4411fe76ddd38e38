"""Banks that people make in the chat, keep and hand on; knows nothing of Telegram."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random

from bot.services.shelf import Shelf
from questions.model import Bank
from questions.quiz import Refusal, Refused
from storage.banks import keep_bank
from storage.books import Book, add_book, book_of, books_on, shelve, unshelve
from storage.engine import Database
from storage.people import remember_user


@dataclass(frozen=True, slots=True)
class Volume:
    """A book with its bank, and whether the person who looks made it."""

    book: Book
    bank: Bank
    own: bool


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

    async def add(self, user_id: int, name: str, bank: Bank) -> Volume:
        """Keep a bank that somebody has made, on their shelf alone."""
        code = f"{self._random.getrandbits(80):020x}"
        async with self._database.write() as session:
            await remember_user(session, user_id, name, now=self._clock())
            key = await keep_bank(session, f"own-{code}", bank)
            book = await add_book(session, owner_id=user_id, code=code, bank_hash=key, now=self._clock())
        return Volume(book, bank, own=True)

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
        return Volume(book, await self._shelf.bank(book.bank_hash), own=book.owner_id == user_id)

    async def put_away(self, user_id: int, book_id: int) -> None:
        """Take a book off somebody's shelf.

        Raises:
            Refused: It does not stand there.
        """
        async with self._database.write() as session:
            if all(book.id != book_id for book in await books_on(session, user_id)):
                raise Refused(Refusal.UNKNOWN)
            await unshelve(session, user_id, book_id)
