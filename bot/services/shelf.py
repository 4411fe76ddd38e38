"""The banks on offer and the ones that sessions began with; knows storage, no session."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.results import BankOnOffer
from questions.bank import BookEntry, bank_hash
from questions.model import Bank, Document, Question
from questions.quiz import Refusal, Refused
from storage.banks import (
    Prepared,
    count,
    keep_bank,
    kept_bank,
    lock_banks,
    prepare,
)
from storage.books import books_on, set_counts, uncounted_books
from storage.documents import bank_that_keeps
from storage.engine import Database

LEAST_KNOWN = 16
"""Characters of a document's hash that open it: 64 bits cannot be guessed, and a link holds them."""

MOST_HELD = 50_000
"""Questions that are held in memory, some 150 MB, besides the banks of files; the bank that was needed the
longest ago goes first."""


class Shelf:
    """Banks by the hash of their content.

    Args:
        database: Where every bank that was ever asked from is kept.
        banks: The banks on offer, by their short names.
        fits: Whether a class can be asked a question.
    """

    def __init__(
        self, database: Database, banks: Mapping[str, Bank], *, fits: Callable[[Question], bool]
    ) -> None:
        self._database = database
        self._fits = fits
        self._offered = {bank_hash(bank): (slug, bank) for slug, bank in banks.items()}
        self._held: OrderedDict[str, tuple[str, Bank]] = OrderedDict()
        self._questions = 0

    async def open(self) -> None:
        """Keep the banks on offer, so that sessions and citations outlive their files."""
        async with self._database.write() as session:
            await lock_banks(session)
            for slug, bank in self._offered.values():
                await keep_bank(session, prepare(slug, bank, self._fits))
        async with self._database.read() as session:
            uncounted = await uncounted_books(session)
        for book in uncounted:
            counts = count(await self.bank(book.bank_hash), self._fits)
            async with self._database.write() as session:
                await set_counts(session, book.id, counts)

    async def offers(self, user_id: int, *, in_class: bool = False) -> tuple[BankOnOffer, ...]:
        """The banks on somebody's shelf with questions to ask, a class or one person, by title."""
        async with self._database.read() as session:
            books = await books_on(session, user_id)
        counted = {key: (bank.title, count(bank, self._fits)) for key, (_, bank) in self._offered.items()}
        counted |= {book.bank_hash: (book.title, book.counts) for book in books}
        found = [
            BankOnOffer(key, title, counts.in_class if in_class else counts.asked)
            for key, (title, counts) in counted.items()
        ]
        return tuple(sorted((one for one in found if one.length), key=lambda one: one.title))

    async def on_offer(
        self, user_id: int, *, session: AsyncSession | None = None
    ) -> tuple[tuple[str, str, Bank], ...]:
        """The banks on somebody's shelf with their hashes and their short names, by title.

        Args:
            user_id: Whose shelf.
            session: A transaction that is open: a second connection for each would soon leave none.
        """
        async with self._reading(session) as reading:
            keys = await self._keys(reading, user_id)
            banks = [(key, *await self._load(key, reading)) for key in keys]
        return tuple(sorted(banks, key=lambda entry: entry[2].title))

    async def prepare(self, slug: str, bank: Bank, *, book: BookEntry | None = None) -> Prepared:
        """Make a book's bank ready to be kept; the arguments are those of `storage.banks.prepare`."""
        return await asyncio.to_thread(prepare, slug, bank, self._fits, own=True, book=book)

    def put(self, prepared: Prepared) -> None:
        """Take note of a bank that was kept just now."""
        self._hold(prepared.key, prepared.slug, prepared.bank)

    async def offered(self, start: str, user_id: int | None) -> str:
        """Return the hash of the bank on somebody's shelf, None for the banks of files alone, that starts so.

        Raises:
            Refused: There is no such bank now.
        """
        async with self._database.read() as session:
            for key in await self._keys(session, user_id):
                if key.startswith(start):
                    return key
        raise Refused(Refusal.UNKNOWN)

    async def document(self, sha256: str) -> Document:
        """Return the document whose hash starts so: of a bank on offer, else of one that was asked from.

        Raises:
            Refused: No bank has it, or so few characters are given that they could be guessed.
        """
        if len(sha256) < LEAST_KNOWN:
            raise Refused(Refusal.UNKNOWN)
        banks = [bank for _, bank in self._offered.values()]
        if not any(_has(bank, sha256) for bank in banks):
            async with self._database.read() as session:
                key = await bank_that_keeps(session, sha256)
            banks = [await self.bank(key)] if key else []
        for bank in banks:
            for document in bank.documents.values():
                if document.sha256.startswith(sha256):
                    return document
        raise Refused(Refusal.UNKNOWN)

    async def bank(self, key: str, *, session: AsyncSession | None = None) -> Bank:
        """Return a bank that is on offer or that a session began with; the arguments are those of `entry`."""
        return (await self.entry(key, session=session))[1]

    async def entry(self, key: str, *, session: AsyncSession | None = None) -> tuple[str, Bank]:
        """Return the short name and the bank under a hash.

        Args:
            key: The hash.
            session: A transaction that is open: a second connection for each would soon leave none.
        """
        if key in self._offered or key in self._held:
            return self._at_hand(key)
        async with self._reading(session) as reading:
            return await self._load(key, reading)

    async def _keys(self, session: AsyncSession, user_id: int | None) -> tuple[str, ...]:
        """Return the hashes of the banks of files, which everybody has, and of the books on a shelf."""
        books = () if user_id is None else await books_on(session, user_id)
        return tuple(dict.fromkeys([*self._offered, *(book.bank_hash for book in books)]))

    async def _load(self, key: str, session: AsyncSession) -> tuple[str, Bank]:
        if key not in self._offered and key not in self._held:
            self._hold(key, *await kept_bank(session, key))
        return self._at_hand(key)

    def _at_hand(self, key: str) -> tuple[str, Bank]:
        if key in self._offered:
            return self._offered[key]
        self._held.move_to_end(key)
        return self._held[key]

    def _hold(self, key: str, slug: str, bank: Bank) -> None:
        if key in self._offered or key in self._held:
            return
        self._held[key] = (slug, bank)
        self._questions += len(bank.questions)
        while self._questions > MOST_HELD and len(self._held) > 1:
            _, (_, longest_unneeded) = self._held.popitem(last=False)
            self._questions -= len(longest_unneeded.questions)

    @asynccontextmanager
    async def _reading(self, session: AsyncSession | None) -> AsyncIterator[AsyncSession]:
        if session is not None:
            yield session
            return
        async with self._database.read() as opened:
            yield opened


def _has(bank: Bank, sha256: str) -> bool:
    return any(document.sha256.startswith(sha256) for document in bank.documents.values())
