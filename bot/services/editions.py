"""A book becomes another bank; knows what is kept of the one before, and no question."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.shelf import Shelf
from questions.bank import BookEntry
from questions.model import Bank
from questions.quiz import Refusal, Refused
from storage.banks import OWN, Prepared, drop_unused_bank, keep_bank, lock_banks
from storage.books import Book, set_bank
from storage.engine import Database


def slug_of(code: str) -> str:
    """Return the short name under which all banks of the book that has a code are kept."""
    return f"{OWN}{code}"


def code_of(slug: str) -> str | None:
    """Return the code of the book whose banks are kept under a short name; None where it is no book's."""
    return slug.removeprefix(OWN) if slug.startswith(OWN) else None


async def publish(
    database: Database, shelf: Shelf, book: Book, bank: Bank, *, file: BookEntry | None = None
) -> Book:
    """Let a book be another bank, and drop what it was before where nothing was asked from that.

    Args:
        database: Where it is kept.
        shelf: The banks.
        book: The book as the bank was made from.
        bank: What it is from now on.
        file: What the file that it came in said of the book, None where it came in none.

    Returns:
        The book as it is now.

    Raises:
        Refused: Somebody has changed the book meanwhile.
    """
    prepared = await shelf.prepare(slug_of(book.code), bank, book=file)
    return (await _publish(database, shelf, [(book, prepared)]))[0]


async def publish_both(
    database: Database, shelf: Shelf, one: tuple[Book, Bank], other: tuple[Book, Bank]
) -> None:
    """Let two books be other banks, both or neither; raises Refused as `publish` does."""
    prepared = [(book, await shelf.prepare(slug_of(book.code), bank)) for book, bank in (one, other)]
    await _publish(database, shelf, prepared)


async def _publish(
    database: Database, shelf: Shelf, changes: Sequence[tuple[Book, Prepared]]
) -> tuple[Book, ...]:
    async with database.write() as session:
        await lock_banks(session)
        for _, prepared in changes:
            await keep_bank(session, prepared)
        changed = tuple([await edition(session, book, prepared) for book, prepared in changes])
    for _, prepared in changes:
        shelf.put(prepared)
    return changed


async def edition(session: AsyncSession, book: Book, prepared: Prepared) -> Book:
    """Let a book be a bank that is kept, and drop what it was; raises Refused as `publish` does."""
    changed = await set_bank(session, book.id, prepared, was=book.bank_hash)
    if changed is None:
        raise Refused(Refusal.CHANGED)
    if book.bank_hash != prepared.key:
        await drop_unused_bank(session, book.bank_hash)
    return changed
