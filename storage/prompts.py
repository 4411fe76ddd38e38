"""What people were asked to write; knows no question and no book."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import PromptRow
from storage.upsert import insert_into

PROMPT = PromptRow.__table__.c
PROMPTED = select(PROMPT.user_id).where(PROMPT.user_id.in_(bindparam("ids", expanding=True)))


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


async def prompted(session: AsyncSession, user_ids: Collection[int]) -> frozenset[int]:
    """Return who of these people was asked to write something."""
    return frozenset((await session.execute(PROMPTED, {"ids": list(user_ids)})).scalars())


async def drop_prompts(session: AsyncSession, user_ids: Collection[int]) -> None:
    """Forget what people were asked to write."""
    await session.execute(delete(PromptRow).where(PromptRow.user_id.in_(user_ids)))
