"""Updates of Telegram that wait, each place's in their order; knows nothing of what they say."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, delete, func, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.moments import Moment
from storage.tables import UpdateRow
from storage.upsert import insert_into

ONE_TAKER = text("SELECT pg_advisory_xact_lock(7)")
"""Two that take at the same moment would not see what the other takes."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update as it came.

    Attributes:
        id: Telegram's number.
        place: What it must be in order with.
        content: The update as JSON.
    """

    id: int
    place: str
    content: str

    @property
    def digest(self) -> str:
        """What stands for its content when that is gone."""
        return hashlib.sha256(self.content.encode()).hexdigest()


async def add_updates(session: AsyncSession, arrivals: Sequence[Arrival]) -> None:
    """Keep updates, each once, however often it is sent.

    Another one under the number of one that was worked on is new: Telegram may begin to count anew.
    """
    for one in arrivals:
        values = {"id": one.id, "place": one.place, "content": one.content, "done_at": None}
        other = and_(UpdateRow.done_at.is_not(None), UpdateRow.content != one.digest)
        statement = insert_into(session, UpdateRow).values(values)
        await session.execute(
            statement.on_conflict_do_update(index_elements=["id"], set_=values, where=other)
        )


async def take_updates(
    session: AsyncSession, holder: str, *, most: int, now: Moment, until: Moment
) -> tuple[Arrival, ...]:
    """Take updates to work on: of each place the first, unless somebody works on another of that place.

    Args:
        session: A transaction that may write.
        holder: Who takes them.
        most: How many.
        now: The time.
        until: When others may take them.
    """
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(ONE_TAKER)
    waits, until_now = UpdateRow.done_at.is_(None), func.max(UpdateRow.until)
    first = func.min(UpdateRow.id)
    idle = or_(until_now.is_(None), until_now <= now)
    heads = select(first).where(waits).group_by(UpdateRow.place).having(idle).order_by(first).limit(most)
    free = and_(waits, or_(UpdateRow.until.is_(None), UpdateRow.until <= now))
    taken = await session.execute(
        update(UpdateRow)
        .where(UpdateRow.id.in_(heads), free)
        .values(taken=holder, until=until)
        .returning(UpdateRow.id, UpdateRow.place, UpdateRow.content)
    )
    return tuple(sorted((Arrival(*row) for row in taken), key=lambda one: one.id))


async def finish_update(session: AsyncSession, arrival: Arrival, holder: str, *, now: Moment) -> None:
    """Take note that who has taken an update has worked on it; its content goes."""
    values = {"content": arrival.digest, "done_at": now, "taken": None, "until": None}
    own = and_(UpdateRow.id == arrival.id, UpdateRow.taken == holder)
    await session.execute(update(UpdateRow).where(own).values(values))


async def hold_updates(session: AsyncSession, holder: str, ids: Collection[int], *, until: Moment) -> None:
    """Let nobody else take what somebody works on for longer."""
    own = and_(UpdateRow.taken == holder, UpdateRow.id.in_(ids))
    await session.execute(update(UpdateRow).where(own).values(until=until))


async def free_updates(session: AsyncSession, holder: str, *, now: Moment) -> None:
    """Let others take what somebody has taken."""
    own = and_(UpdateRow.taken == holder, UpdateRow.done_at.is_(None))
    await session.execute(update(UpdateRow).where(own).values(until=now))


async def drop_updates(session: AsyncSession, *, before: Moment) -> None:
    """Drop what was worked on long ago."""
    await session.execute(delete(UpdateRow).where(UpdateRow.done_at < before))


async def updates_waiting(session: AsyncSession) -> int:
    """Return how many updates wait or are being worked on."""
    query = select(func.count()).select_from(UpdateRow).where(UpdateRow.done_at.is_(None))
    return (await session.execute(query)).scalar_one()
