"""The banks on offer and the ones that sessions began with; knows storage, no session."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.results import BankOnOffer
from questions.bank import bank_hash
from questions.model import Bank, Document, Question
from questions.quiz import Refusal, Refused
from storage.banks import keep_bank, kept_bank
from storage.books import books_on
from storage.documents import bank_that_keeps
from storage.engine import Database

LEAST_KNOWN = 16
"""Characters of a document's hash that open it: 64 bits cannot be guessed, and a link holds them."""


class Shelf:
    """Banks by the hash of their content.

    Args:
        database: Where every bank that was ever asked from is kept.
        banks: The banks on offer, by their short names.
    """

    def __init__(self, database: Database, banks: Mapping[str, Bank]) -> None:
        self._database = database
        self._banks = {bank_hash(bank): (slug, bank) for slug, bank in banks.items()}
        self._offered = tuple(self._banks)

    async def open(self) -> None:
        """Keep the banks on offer, so that sessions and citations outlive their files."""
        async with self._database.write() as session:
            for slug, bank in self._banks.values():
                await keep_bank(session, slug, bank)

    async def offers(self, user_id: int, fits: Callable[[Question], bool] = bool) -> tuple[BankOnOffer, ...]:
        """The banks on somebody's shelf with questions that fit, by default any, by title."""
        banks = await self.on_offer(user_id)
        counts = ((key, bank.title, sum(map(fits, bank.approved))) for key, _, bank in banks)
        return tuple(BankOnOffer(*counted) for counted in counts if counted[2])

    async def on_offer(
        self, user_id: int | None, *, session: AsyncSession | None = None
    ) -> tuple[tuple[str, str, Bank], ...]:
        """The banks on somebody's shelf with their hashes and their short names, by title.

        Args:
            user_id: Whose shelf; None for the banks of files, which stand on everybody's.
            session: A transaction that is open: a second connection for each would soon leave none.
        """
        keys = dict.fromkeys(self._offered)
        if user_id is not None:
            async with self._reading(session) as reading:
                books = await books_on(reading, user_id)
                keys |= dict.fromkeys(book.bank_hash for book in books)
                for key in keys:
                    await self._load(key, reading)
        banks = [(key, *self._banks[key]) for key in keys]
        return tuple(sorted(banks, key=lambda entry: entry[2].title))

    def put(self, key: str, slug: str, bank: Bank) -> None:
        """Take note of a bank that was kept just now."""
        self._banks[key] = (slug, bank)

    async def offered(self, start: str, user_id: int | None) -> str:
        """Return the hash of the bank on somebody's shelf that starts so.

        Raises:
            Refused: There is no such bank now.
        """
        for key, _, _ in await self.on_offer(user_id):
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
        banks = [bank for _, _, bank in await self.on_offer(None)]
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
        if key not in self._banks:
            async with self._reading(session) as reading:
                await self._load(key, reading)
        return self._banks[key]

    async def _load(self, key: str, session: AsyncSession) -> None:
        if key not in self._banks:
            self._banks[key] = await kept_bank(session, key)

    @asynccontextmanager
    async def _reading(self, session: AsyncSession | None) -> AsyncIterator[AsyncSession]:
        if session is not None:
            yield session
            return
        async with self._database.read() as opened:
            yield opened


def _has(bank: Bank, sha256: str) -> bool:
    return any(document.sha256.startswith(sha256) for document in bank.documents.values())
