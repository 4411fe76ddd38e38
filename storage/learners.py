"""How people study: their zone, their wishes, their reminders; knows no card and no clock."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from questions.quiz import RETENTION
from storage.tables import LearnerRow
from storage.upsert import insert_into

LEARNER = LearnerRow.__table__.c
LEARNERS = select(*LEARNER).where(LEARNER.user_id.in_(bindparam("ids", expanding=True)))


@dataclass(frozen=True, slots=True)
class Learner:
    """How somebody studies.

    Attributes:
        zone: The name of the time zone; None until the person has told it.
        retention: The share of questions to be remembered when they come, 0 to 1.
        new_a_day: How many new questions a day there may be.
        goal: How many reviews a day the person means to do.
        remind_at: When to be reminded, in minutes after midnight; None for never.
    """

    zone: str | None = None
    retention: float = RETENTION
    new_a_day: int = 20
    goal: int = 20
    remind_at: int | None = None


def zone_of(learner: Learner) -> ZoneInfo:
    """Return somebody's time zone: UTC until it was told."""
    return ZoneInfo(learner.zone or "UTC")


@dataclass(frozen=True, slots=True)
class Reminded:
    """Somebody who wants to be reminded, and the last day that had a reminder."""

    user_id: int
    learner: Learner
    on: date | None


async def learner_of(session: AsyncSession, user_id: int) -> Learner:
    """Return how somebody studies: as everybody does where nothing else was wished for."""
    return (await learners_of(session, {user_id})).get(user_id, Learner())


async def learners_of(session: AsyncSession, user_ids: Collection[int]) -> dict[int, Learner]:
    """Return how people study who wish for something else than everybody."""
    rows = await session.execute(LEARNERS, {"ids": list(user_ids)})
    return {row.user_id: _learner(row) for row in rows}


async def save_learner(session: AsyncSession, user_id: int, learner: Learner) -> None:
    """Store how somebody studies; the person must be known."""
    values: dict[str, Any] = asdict(learner)
    statement = insert_into(session, LearnerRow).values(user_id=user_id, **values)
    await session.execute(statement.on_conflict_do_update(index_elements=["user_id"], set_=values))


async def people_to_remind(session: AsyncSession) -> tuple[Reminded, ...]:
    """Return everybody who wants reminders."""
    query = select(LearnerRow).where(LearnerRow.remind_at.is_not(None)).order_by(LearnerRow.user_id)
    rows = (await session.execute(query)).scalars()
    return tuple(Reminded(row.user_id, _learner(row), row.reminded_on) for row in rows)


async def stop_reminding(session: AsyncSession, user_id: int) -> None:
    """Store that somebody wants no reminders."""
    await session.execute(update(LearnerRow).where(LearnerRow.user_id == user_id).values(remind_at=None))


async def set_reminded(session: AsyncSession, user_id: int, day: date) -> bool:
    """Store that a day has had its reminder; returns whether it had none before, nor a later day."""
    earlier = LearnerRow.reminded_on.is_(None) | (LearnerRow.reminded_on < day)
    changed = (
        update(LearnerRow)
        .where(LearnerRow.user_id == user_id, LearnerRow.remind_at.is_not(None), earlier)
        .values(reminded_on=day)
        .returning(LearnerRow.user_id)
    )
    return (await session.execute(changed)).scalar_one_or_none() is not None


def _learner(row: LearnerRow | Row[Any]) -> Learner:
    return Learner(row.zone, row.retention, row.new_a_day, row.goal, row.remind_at)
