"""When messages went to which chat, for all processes that write to it; knows no rule of pace."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import PaceRow
from storage.upsert import insert_into

ALL = 0
"""What stands for all chats together."""

CLOCK = text("SELECT extract(epoch FROM clock_timestamp())")
"""The database's own, since those of several machines differ."""


@dataclass(frozen=True, slots=True)
class SentTo:
    """When messages went to a chat, in seconds, the oldest first, and before when nothing may."""

    sent: tuple[float, ...]
    held_until: float


async def clock(session: AsyncSession) -> float:
    """Return the time by the database, in seconds since 1970."""
    return float((await session.execute(CLOCK)).scalar_one())


async def sent_to(session: AsyncSession, chat: int) -> SentTo:
    """Return when messages went to a chat; others wait with theirs until this transaction ends."""
    row = insert_into(session, PaceRow).values(chat=chat, sent=[], held_until=0.0)
    await session.execute(row.on_conflict_do_nothing())
    query = select(PaceRow.sent, PaceRow.held_until).where(PaceRow.chat == chat).with_for_update()
    sent, held_until = (await session.execute(query)).one()
    return SentTo(tuple(sent), held_until)


async def set_sent(session: AsyncSession, chat: int, sent: tuple[float, ...]) -> None:
    """Store when messages went to a chat."""
    await session.execute(update(PaceRow).where(PaceRow.chat == chat).values(sent=list(sent)))


async def hold(session: AsyncSession, chat: int, until: float) -> None:
    """Let nothing go to a chat before a moment."""
    row = insert_into(session, PaceRow).values(chat=chat, sent=[], held_until=until)
    later = func.greatest(PaceRow.held_until, until)
    await session.execute(row.on_conflict_do_update(index_elements=["chat"], set_={"held_until": later}))
