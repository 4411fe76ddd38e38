"""Attempts as the statistics of questions count them; knows no formula."""

from __future__ import annotations

from sqlalchemy import and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from questions.quiz import Observation
from storage.tables import AskedRow, AttemptRow, BankRow


async def observations_of(
    session: AsyncSession, *, slug: str, bank_hash: str
) -> tuple[tuple[str, Observation], ...]:
    """Return every attempt at a bank in all its versions, the earliest first, with the version's hash.

    Args:
        session: A transaction.
        slug: The bank's short name.
        bank_hash: The bank's hash now: the bank may have been kept under another short name at first.
    """
    rest_of = (AttemptRow.session_id, AttemptRow.user_id)
    query = (
        select(
            AttemptRow.bank_hash,
            AttemptRow.user_id,
            AttemptRow.question_id,
            AttemptRow.fraction,
            AttemptRow.choice,
            AskedRow.choices,
            AskedRow.typed,
            func.sum(AttemptRow.fraction).over(partition_by=rest_of).label("total"),
            func.count().over(partition_by=rest_of).label("answered"),
        )
        .join(BankRow, BankRow.hash == AttemptRow.bank_hash)
        .join(
            AskedRow,
            and_(AskedRow.session_id == AttemptRow.session_id, AskedRow.position == AttemptRow.position),
        )
        .where(or_(BankRow.slug == slug, BankRow.hash == bank_hash))
        .order_by(AttemptRow.id)
    )
    return tuple(
        (
            row.bank_hash,
            Observation(
                person=row.user_id,
                question_id=row.question_id,
                fraction=row.fraction,
                rest=(row.total - row.fraction) / (row.answered - 1) if row.answered > 1 else None,
                choice=row.choice,
                offered=() if row.typed else tuple(row.choices),
            ),
        )
        for row in await session.execute(query)
    )
