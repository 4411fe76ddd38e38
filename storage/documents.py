"""Which bank keeps a document, by the first characters of the document's hash; knows no session."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import BankRow


async def bank_that_keeps(session: AsyncSession, sha256: str) -> str | None:
    """Return the hash of a bank that was ever asked from and has a document; None where none has.

    Args:
        session: A transaction.
        sha256: The first characters of the hash of the document's text.
    """
    rows = await session.execute(select(BankRow.hash, BankRow.documents).order_by(BankRow.hash))
    return next((key for key, kept in rows if any(one.startswith(sha256) for one in kept)), None)
