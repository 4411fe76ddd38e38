"""What people were asked to write; knows no question and no book."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import PromptRow
from storage.upsert import insert_into


@dataclass(frozen=True, slots=True)
class Prompt:
    """What somebody was asked to write.

    Attributes:
        about: What the button said that asked for it.
        asked_at: When.
    """

    about: str
    asked_at: datetime


async def set_prompt(session: AsyncSession, user_id: int, about: str, *, now: datetime) -> None:
    """Store what somebody is asked to write, in place of what was asked before; the person must be known."""
    prompt = {"about": about, "asked_at": now}
    statement = insert_into(session, PromptRow).values(user_id=user_id, **prompt)
    await session.execute(statement.on_conflict_do_update(index_elements=["user_id"], set_=prompt))


async def prompt_of(session: AsyncSession, user_id: int) -> Prompt | None:
    """Return what somebody was asked to write, or None."""
    row = await session.get(PromptRow, user_id, populate_existing=True)
    return Prompt(row.about, row.asked_at) if row else None


async def drop_prompt(session: AsyncSession, user_id: int) -> None:
    """Forget what somebody was asked to write."""
    await session.execute(delete(PromptRow).where(PromptRow.user_id == user_id))
