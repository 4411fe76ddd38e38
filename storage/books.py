"""Banks that people make in the chat, whose shelves they stand on and who edits them; knows no question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.banks import Counts, Prepared
from storage.roles import Member, drop_invitations
from storage.tables import BookRow, EditorRow, ShelvedRow, UserRow
from storage.upsert import insert_into


class Visibility(StrEnum):
    """Who can take a book to their shelf: nobody else, whoever has its link, everybody."""

    PRIVATE = "private"
    LINK = "link"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Book:
    """A bank that somebody made.

    Attributes:
        id: Its number.
        code: What its link holds.
        owner_id: Who made it.
        bank_hash: The bank.
        title: What that is called.
        counts: How many questions it has.
        visibility: Who can take it to their shelf.
    """

    id: int
    code: str
    owner_id: int
    bank_hash: str
    title: str
    counts: Counts
    visibility: Visibility = Visibility.LINK


COLUMNS = (
    BookRow.id,
    BookRow.code,
    BookRow.owner_id,
    BookRow.bank_hash,
    BookRow.visibility,
    BookRow.title,
    BookRow.asked,
    BookRow.in_class,
)


async def add_book(
    session: AsyncSession, *, owner_id: int, code: str, prepared: Prepared, now: datetime
) -> Book:
    """Store a book, on its owner's shelf; the person and the bank must be known."""
    values = {"code": code, "owner_id": owner_id, "made_at": now, **_of(prepared)}
    row = (await session.execute(insert_into(session, BookRow).values(values).returning(*COLUMNS))).one()
    book = _book(row)
    await shelve(session, owner_id, book.id)
    return book


async def book_of(session: AsyncSession, code: str) -> Book | None:
    """Return the book of a code, or None."""
    row = (await session.execute(select(*COLUMNS).where(BookRow.code == code))).one_or_none()
    return _book(row) if row else None


async def books_on(session: AsyncSession, user_id: int, *, archived: bool = False) -> tuple[Book, ...]:
    """Return the books on somebody's shelf, in the order in which they were made.

    Args:
        session: A transaction.
        user_id: Whose shelf.
        archived: Whether those that were archived are meant, or the others.
    """
    query = (
        select(*COLUMNS)
        .join(ShelvedRow, ShelvedRow.book_id == BookRow.id)
        .where(ShelvedRow.user_id == user_id, ShelvedRow.archived.is_(archived))
        .order_by(BookRow.id)
    )
    return tuple([_book(row) for row in await session.execute(query)])


async def public_books(session: AsyncSession, *, without: int) -> tuple[Book, ...]:
    """Return the books that everybody finds, in the order in which they were made.

    Args:
        session: A transaction.
        without: Whose shelf's books are left out.
    """
    own = select(ShelvedRow.book_id).where(ShelvedRow.user_id == without, ShelvedRow.archived.is_(False))
    public = BookRow.visibility == Visibility.PUBLIC
    query = select(*COLUMNS).where(public, BookRow.id.not_in(own)).order_by(BookRow.id)
    return tuple([_book(row) for row in await session.execute(query)])


async def books_made_by(session: AsyncSession, owner_id: int) -> tuple[Book, ...]:
    """Return the books that somebody made, in the order in which they were made."""
    query = select(*COLUMNS).where(BookRow.owner_id == owner_id).order_by(BookRow.id)
    return tuple([_book(row) for row in await session.execute(query)])


async def book_by_id(session: AsyncSession, book_id: int) -> Book | None:
    """Return a book, or None."""
    row = (await session.execute(select(*COLUMNS).where(BookRow.id == book_id))).one_or_none()
    return _book(row) if row else None


async def set_bank(session: AsyncSession, book_id: int, prepared: Prepared, *, was: str) -> Book | None:
    """Store the bank that a book is now, which must be kept; None where it was another one before."""
    statement = update(BookRow).where(BookRow.id == book_id, BookRow.bank_hash == was)
    changed = await session.execute(statement.values(_of(prepared)).returning(*COLUMNS))
    row = changed.one_or_none()
    return _book(row) if row else None


async def uncounted_books(session: AsyncSession) -> tuple[Book, ...]:
    """Return the books of which it is not known how many questions they have."""
    query = select(*COLUMNS).where(BookRow.asked.is_(None))
    return tuple([_book(row) for row in await session.execute(query)])


async def set_counts(session: AsyncSession, book_id: int, counts: Counts) -> None:
    """Store how many questions a book has."""
    values = {"asked": counts.asked, "in_class": counts.in_class}
    await session.execute(update(BookRow).where(BookRow.id == book_id).values(values))


async def set_visibility(session: AsyncSession, book_id: int, visibility: Visibility) -> None:
    """Store who can take a book to their shelf."""
    await session.execute(update(BookRow).where(BookRow.id == book_id).values(visibility=visibility))


async def shelve(session: AsyncSession, user_id: int, book_id: int) -> None:
    """Put a book on somebody's shelf, once; one that was archived there is taken out again."""
    statement = insert_into(session, ShelvedRow).values(user_id=user_id, book_id=book_id, archived=False)
    await session.execute(
        statement.on_conflict_do_update(index_elements=["user_id", "book_id"], set_={"archived": False})
    )


async def archive(session: AsyncSession, user_id: int, book_id: int) -> None:
    """Keep a book of somebody's shelf there without asking from it."""
    await session.execute(
        update(ShelvedRow)
        .where(ShelvedRow.user_id == user_id, ShelvedRow.book_id == book_id)
        .values(archived=True)
    )


async def unshelve(session: AsyncSession, user_id: int, book_id: int) -> None:
    """Take a book off somebody's shelf."""
    await session.execute(
        delete(ShelvedRow).where(ShelvedRow.user_id == user_id, ShelvedRow.book_id == book_id)
    )


async def readers(session: AsyncSession, book_id: int) -> int:
    """Return on how many shelves a book stands."""
    query = select(func.count()).where(ShelvedRow.book_id == book_id)
    return (await session.execute(query)).scalar_one()


async def drop_book(session: AsyncSession, book: Book) -> None:
    """Drop a book from all shelves; its bank stays."""
    for table in (ShelvedRow, EditorRow):
        await session.execute(delete(table).where(table.book_id == book.id))
    await drop_invitations(session, book.id)
    await session.execute(delete(BookRow).where(BookRow.id == book.id))


async def drop_unshelved(session: AsyncSession, owner_id: int) -> None:
    """Drop somebody's books that stand on nobody's shelf; their banks stay."""
    shelved = select(ShelvedRow.book_id)
    alone = select(*COLUMNS).where(BookRow.owner_id == owner_id, BookRow.id.not_in(shelved))
    books = [_book(row) for row in await session.execute(alone)]
    for book in books:
        await drop_book(session, book)


async def edits(session: AsyncSession, user_id: int, book_id: int) -> bool:
    """Whether somebody may change a book that another person made."""
    query = select(EditorRow.user_id).where(EditorRow.user_id == user_id, EditorRow.book_id == book_id)
    return (await session.execute(query)).first() is not None


async def edited_by(session: AsyncSession, user_id: int) -> frozenset[int]:
    """Return the books of others that somebody may change, by number."""
    query = select(EditorRow.book_id).where(EditorRow.user_id == user_id)
    return frozenset((await session.execute(query)).scalars())


async def editors_of(session: AsyncSession, book_id: int) -> tuple[Member, ...]:
    """Return who may change a book besides its maker, by name."""
    query = select(UserRow).join(EditorRow, EditorRow.user_id == UserRow.id)
    rows = await session.execute(query.where(EditorRow.book_id == book_id).order_by(UserRow.name, UserRow.id))
    return tuple(Member(row.id, row.name) for row in rows.scalars())


async def add_editor(session: AsyncSession, user_id: int, book_id: int) -> None:
    """Let somebody who is known change a book."""
    statement = insert_into(session, EditorRow).values(user_id=user_id, book_id=book_id)
    await session.execute(statement.on_conflict_do_nothing())


async def drop_editor(session: AsyncSession, user_id: int, book_id: int) -> None:
    """Let somebody change a book no more."""
    await session.execute(delete(EditorRow).where(EditorRow.user_id == user_id, EditorRow.book_id == book_id))


def _of(prepared: Prepared) -> dict[str, str | int]:
    counts = prepared.counts
    return {
        "bank_hash": prepared.key,
        "title": prepared.bank.title,
        "asked": counts.asked,
        "in_class": counts.in_class,
    }


def _book(row: Row[int, str, int, str, str, str, int | None, int | None, *tuple[Any, ...]]) -> Book:
    number, code, owner_id, bank_hash, visibility, title, asked, in_class, *_ = row
    counts = Counts(asked or 0, in_class or 0)
    return Book(number, code, owner_id, bank_hash, title, counts, Visibility(visibility))
