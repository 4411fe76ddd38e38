"""Banks as they were asked from: kept once by their hash, given back whole; knows no session."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import delete, literal, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from questions.bank import BookEntry, bank_hash, bank_to_json, read_kept
from questions.model import Bank, Question
from storage.tables import (
    AskedRow,
    AssignmentRow,
    AttemptRow,
    BankRow,
    BookRow,
    CardRow,
    ClaimRow,
    DocumentRow,
    ReportRow,
    SessionRow,
)
from storage.upsert import insert_into

OWN = "own-"
"""How the short name of a bank begins that is a book's; its code follows."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of a bank's questions are asked, and how many of those a class can be asked."""

    asked: int
    in_class: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """A bank as it is kept: its texts are made before a transaction, since a long one takes a while.

    Attributes:
        key: The hash under which it is kept.
        slug: Its short name.
        content: Its JSON.
        bank: The bank.
        counts: How many questions it has.
    """

    key: str
    slug: str
    content: str
    bank: Bank
    counts: Counts


async def lock_banks(session: AsyncSession) -> None:
    """Let no other process keep or drop banks until this transaction ends; the first statement of it.

    Otherwise one could drop a document that another has just found to be there. SQLite has one writer.
    """
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(text("SELECT pg_advisory_xact_lock(9)"))


def count(bank: Bank, fits: Callable[[Question], bool]) -> Counts:
    """Count a bank's questions, those that fit a class among them."""
    return Counts(len(bank.approved), sum(map(fits, bank.approved)))


def prepare(
    slug: str,
    bank: Bank,
    fits: Callable[[Question], bool],
    *,
    own: bool = False,
    book: BookEntry | None = None,
) -> Prepared:
    """Make a bank ready to be kept.

    Args:
        slug: The bank's short name.
        bank: The bank.
        fits: Whether a class can be asked a question.
        own: Whether it is kept for its short name alone, whoever else has the same bank.
        book: What the file that it came in said of its book, None where it came in none.
    """
    content = bank_to_json(bank, book=book)
    key = hashlib.sha256(f"{slug}\n{content}".encode()).hexdigest() if own else bank_hash(bank)
    return Prepared(key, slug, content, bank, count(bank, fits))


async def keep_bank(session: AsyncSession, prepared: Prepared) -> str:
    """Keep a bank with its documents, once.

    Args:
        session: A transaction that may write.
        prepared: The bank as it is asked from now.

    Returns:
        The hash under which it is kept.
    """
    bank = prepared.bank
    for document in bank.documents.values():
        row = {"sha256": document.sha256, "text": document.text}
        await session.execute(insert_into(session, DocumentRow).values(row).on_conflict_do_nothing())
    content = {
        "hash": prepared.key,
        "slug": prepared.slug,
        "title": bank.title,
        "content": prepared.content,
        "documents": [document.sha256 for document in bank.documents.values()],
    }
    await session.execute(insert_into(session, BankRow).values(content).on_conflict_do_nothing())
    return prepared.key


async def kept_bank(session: AsyncSession, key: str) -> tuple[str, Bank]:
    """Return the slug and the bank that are kept under a hash; raises NoResultFound where none is."""
    row = (await session.execute(select(BankRow).where(BankRow.hash == key))).scalar_one()
    query = select(DocumentRow).where(DocumentRow.sha256.in_(row.documents))
    texts = {document.sha256: document.text for document in (await session.execute(query)).scalars()}
    name = f"bank {key[:8]}"
    bank = await asyncio.to_thread(
        lambda: read_kept(row.content, name=name).bank(lambda entry: texts[entry.sha256]).bank
    )
    return row.slug, bank


async def file_of(session: AsyncSession, key: str) -> BookEntry | None:
    """Return what the file in which a bank came said of its book; None where it came in none."""
    query = select(BankRow.content).where(BankRow.hash == key)
    content = (await session.execute(query)).scalar_one()
    return (await asyncio.to_thread(read_kept, content, name=f"bank {key[:8]}")).file.book


async def drop_unused_bank(session: AsyncSession, key: str) -> None:
    """Drop a bank that nothing refers to, and its documents that no other bank has."""
    uses = (
        SessionRow.bank_hash,
        AskedRow.bank_hash,
        AttemptRow.bank_hash,
        AssignmentRow.bank_hash,
        CardRow.bank_hash,
        ReportRow.bank_hash,
        ClaimRow.bank_hash,
        BookRow.bank_hash,
    )
    for column in uses:
        if (await session.execute(select(column).where(column == key).limit(1))).first():
            return
    row = await session.get(BankRow, key)
    if row is None:
        return
    documents = set(row.documents)
    await session.execute(delete(BankRow).where(BankRow.hash == key))
    for others in (await session.execute(select(BankRow.documents))).scalars():
        documents -= set(others)
    await session.execute(delete(DocumentRow).where(DocumentRow.sha256.in_(documents)))


async def drop_orphaned_banks(session: AsyncSession) -> None:
    """Drop the banks of books that are gone, editions of before among them, that nothing refers to."""
    codes = select(literal(OWN).concat(BookRow.code))
    query = select(BankRow.hash).where(BankRow.slug.startswith(OWN), BankRow.slug.not_in(codes))
    for key in (await session.execute(query)).scalars().all():
        await drop_unused_bank(session, key)
