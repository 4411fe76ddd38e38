"""Banks as they were asked from: kept once by their hash, given back whole; knows no session."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from questions.bank import bank_hash, bank_to_yaml, parse_bank
from questions.model import Bank
from storage.tables import BankRow, DocumentRow
from storage.upsert import insert_into


async def keep_bank(session: AsyncSession, slug: str, bank: Bank) -> str:
    """Keep a bank with its documents, once.

    Args:
        session: A transaction that may write.
        slug: The bank's short name.
        bank: The bank as it is asked from now.

    Returns:
        The hash under which it is kept.
    """
    for document in bank.documents.values():
        row = {"sha256": document.sha256, "text": document.text}
        await session.execute(insert_into(session, DocumentRow).values(row).on_conflict_do_nothing())
    key = bank_hash(bank)
    content = {
        "hash": key,
        "slug": slug,
        "title": bank.title,
        "content": bank_to_yaml(bank),
        "documents": [document.sha256 for document in bank.documents.values()],
    }
    await session.execute(insert_into(session, BankRow).values(content).on_conflict_do_nothing())
    return key


async def kept_bank(session: AsyncSession, key: str) -> tuple[str, Bank]:
    """Return the slug and the bank that are kept under a hash; raises NoResultFound where none is."""
    row = (await session.execute(select(BankRow).where(BankRow.hash == key))).scalar_one()
    query = select(DocumentRow).where(DocumentRow.sha256.in_(row.documents))
    texts = {document.sha256: document.text for document in (await session.execute(query)).scalars()}
    loaded = parse_bank(row.content, name=f"bank {key[:8]}", read=lambda entry: texts[entry.sha256])
    return row.slug, loaded.bank
