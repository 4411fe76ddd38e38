"""What one process alone does for a while; knows names, not what they stand for."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.moments import Moment
from storage.tables import LeaseRow
from storage.upsert import insert_into

NOBODY = ""
"""Holds what is only not to be taken again before it has lapsed."""


async def take_lease(session: AsyncSession, name: str, holder: str, *, now: Moment, until: Moment) -> bool:
    """Take a lease, unless somebody else has it; returns whether it is the holder's now.

    The statement locks the row: of several that take it at the same moment one gets it.
    """
    return await _take(session, name, holder, until, or_(LeaseRow.holder == holder, LeaseRow.until <= now))


async def take_lapsed(session: AsyncSession, name: str, *, now: Moment, until: Moment) -> bool:
    """Take a lease for nobody, unless it was taken and has not lapsed; returns whether it could be."""
    return await _take(session, name, NOBODY, until, LeaseRow.until <= now)


async def leased(session: AsyncSession, names: Collection[str], *, now: Moment) -> frozenset[str]:
    """Return which of some leases somebody has."""
    query = select(LeaseRow.name).where(LeaseRow.name.in_(names), LeaseRow.until > now)
    return frozenset((await session.execute(query)).scalars())


async def renew_leases(session: AsyncSession, holder: str, names: Collection[str], *, until: Moment) -> None:
    """Keep leases of a holder for longer."""
    own = and_(LeaseRow.holder == holder, LeaseRow.name.in_(names))
    await session.execute(update(LeaseRow).where(own).values(until=until))


async def drop_lapsed(session: AsyncSession, *, now: Moment) -> None:
    """Drop the leases that have lapsed."""
    await session.execute(delete(LeaseRow).where(LeaseRow.until <= now))


async def drop_lease(session: AsyncSession, name: str, holder: str) -> None:
    """Give a lease back."""
    await session.execute(delete(LeaseRow).where(LeaseRow.name == name, LeaseRow.holder == holder))


async def drop_leases(session: AsyncSession, holder: str) -> None:
    """Give back all leases of a holder."""
    await session.execute(delete(LeaseRow).where(LeaseRow.holder == holder))


async def _take(
    session: AsyncSession, name: str, holder: str, until: Moment, free: ColumnElement[bool]
) -> bool:
    statement = insert_into(session, LeaseRow).values(name=name, holder=holder, until=until)
    taken = await session.execute(
        statement.on_conflict_do_update(
            index_elements=["name"], set_={"holder": holder, "until": until}, where=free
        ).returning(LeaseRow.name)
    )
    return taken.scalar_one_or_none() is not None
