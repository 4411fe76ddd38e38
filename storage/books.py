"""Banks that people make in the chat, and whose shelves they stand on; knows no question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import BookRow, ShelvedRow
from storage.upsert import insert_into


@dataclass(frozen=True, slots=True)
class Book:
    """A bank that somebody made.

    Attributes:
        id: Its number.
        code: What its link holds.
        owner_id: Who made it.
        bank_hash: The bank.
    """

    id: int
    code: str
    owner_id: int
    bank_hash: str


async def add_book(session: AsyncSession, *, owner_id: int, code: str, bank_hash: str, now: datetime) -> Book:
    """Store a book, on its owner's shelf; the person and the bank must be known."""
    row = BookRow(code=code, owner_id=owner_id, bank_hash=bank_hash, made_at=now)
    session.add(row)
    await session.flush()
    await shelve(session, owner_id, row.id)
    return _book(row)


async def book_of(session: AsyncSession, code: str) -> Book | None:
    """Return the book of a code, or None."""
    row = (await session.execute(select(BookRow).where(BookRow.code == code))).scalar_one_or_none()
    return _book(row) if row else None


async def books_on(session: AsyncSession, user_id: int) -> tuple[Book, ...]:
    """Return the books on somebody's shelf, in the order in which they were made."""
    query = (
        select(BookRow)
        .join(ShelvedRow, ShelvedRow.book_id == BookRow.id)
        .where(ShelvedRow.user_id == user_id)
        .order_by(BookRow.id)
    )
    return tuple(_book(row) for row in (await session.execute(query)).scalars())


async def books_made_by(session: AsyncSession, owner_id: int) -> tuple[Book, ...]:
    """Return the books that somebody made, in the order in which they were made."""
    query = select(BookRow).where(BookRow.owner_id == owner_id).order_by(BookRow.id)
    return tuple(_book(row) for row in (await session.execute(query)).scalars())


async def book_by_id(session: AsyncSession, book_id: int) -> Book | None:
    """Return a book, or None."""
    row = await session.get(BookRow, book_id, populate_existing=True)
    return _book(row) if row else None


async def set_bank(session: AsyncSession, book_id: int, bank_hash: str, *, was: str) -> bool:
    """Store the bank that a book is now, which must be kept; returns whether it was the other one before."""
    statement = update(BookRow).where(BookRow.id == book_id, BookRow.bank_hash == was)
    changed = await session.execute(statement.values(bank_hash=bank_hash).returning(BookRow.id))
    return changed.scalar_one_or_none() is not None


async def shelve(session: AsyncSession, user_id: int, book_id: int) -> None:
    """Put a book on somebody's shelf, once."""
    statement = insert_into(session, ShelvedRow).values(user_id=user_id, book_id=book_id)
    await session.execute(statement.on_conflict_do_nothing())


async def unshelve(session: AsyncSession, user_id: int, book_id: int) -> None:
    """Take a book off somebody's shelf."""
    await session.execute(
        delete(ShelvedRow).where(ShelvedRow.user_id == user_id, ShelvedRow.book_id == book_id)
    )


async def drop_unshelved(session: AsyncSession, owner_id: int) -> tuple[str, ...]:
    """Drop somebody's books that stand on nobody's shelf; returns the banks that they were."""
    shelved = select(ShelvedRow.book_id)
    dropped = (
        delete(BookRow)
        .where(BookRow.owner_id == owner_id, BookRow.id.not_in(shelved))
        .returning(BookRow.bank_hash)
    )
    return tuple((await session.execute(dropped)).scalars())


def _book(row: BookRow) -> Book:
    return Book(row.id, row.code, row.owner_id, row.bank_hash)
