"""People and their scores; knows no question."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Executable, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from questions.quiz import Outcome
from storage.tables import ScoreRow, TotalRow, UserRow
from storage.upsert import insert_for, insert_into

ADDED = ("answered", "right", "mark")
"""What grows with each answer."""


@dataclass(frozen=True, slots=True)
class Score:
    """Totals in a bank, or over all of them.

    Attributes:
        title: The bank's title, or the person's name on a leaderboard.
        answered: How many questions were answered.
        right: How many of them wholly right.
        mark: The points.
    """

    title: str
    answered: int
    right: int
    mark: float


@dataclass(frozen=True, slots=True)
class Standing:
    """A line of the leaderboard. Equal marks share a rank."""

    rank: int
    user_id: int
    score: Score


async def remember_user(session: AsyncSession, user_id: int, name: str, *, now: datetime) -> None:
    """Store a person, or the name that the person goes by now."""
    await remember_users(session, {user_id: name}, now=now)


async def remember_users(session: AsyncSession, names: Mapping[int, str], *, now: datetime) -> None:
    """Store people, or the names that they go by now; in one order, so that none waits for the other."""
    if not names:
        return
    statement = insert_into(session, UserRow)
    renamed = statement.on_conflict_do_update(index_elements=["id"], set_={"name": statement.excluded.name})
    rows = [{"id": user_id, "name": name, "created_at": now} for user_id, name in sorted(names.items())]
    await session.execute(renamed, rows)


async def names_of(session: AsyncSession, user_ids: Collection[int]) -> dict[int, str]:
    """Return what people are called now, by number."""
    query = select(UserRow.id, UserRow.name).where(UserRow.id.in_(user_ids))
    return {row.id: row.name for row in await session.execute(query)}


@dataclass(frozen=True, slots=True)
class Gain:
    """What an answer adds to its person's totals: in a bank, by its short name and title, and over all."""

    user_id: int
    slug: str
    title: str
    outcome: Outcome


async def add_to_scores(session: AsyncSession, gains: Iterable[Gain]) -> None:
    """Add to people's totals; in one order, so that none waits for the other."""
    rows: list[dict[str, object]] = [
        {
            "user_id": gain.user_id,
            "slug": gain.slug,
            "title": gain.title,
            "answered": 1,
            "right": int(gain.outcome.right),
            "mark": gain.outcome.mark,
        }
        for gain in sorted(gains, key=lambda one: (one.user_id, one.slug))
    ]
    if not rows:
        return
    in_bank, over_all = _additions(session.get_bind().dialect.name)
    connection = await session.connection()
    await connection.execute(in_bank, rows)
    await connection.execute(over_all, [{key: row[key] for key in ("user_id", *ADDED)} for row in rows])


@cache
def _additions(dialect: str) -> tuple[Executable, Executable]:
    """Return how totals grow in a database, in a bank and over all: made once, since each answer does it."""
    return _adding(dialect, ScoreRow, "user_id", "slug"), _adding(dialect, TotalRow, "user_id")


def _adding(dialect: str, table: type[ScoreRow | TotalRow], *key: str) -> Executable:
    statement = insert_for(dialect, table)
    columns, new = table.__table__.c, statement.excluded
    changes: dict[str, Any] = {name: columns[name] + new[name] for name in ADDED}
    if "title" in columns:
        changes["title"] = new["title"]
    return statement.on_conflict_do_update(index_elements=key, set_=changes)


async def scores_of(session: AsyncSession, user_id: int) -> tuple[Score, ...]:
    """Return a person's totals by bank, the most answered first."""
    query = select(ScoreRow).where(ScoreRow.user_id == user_id)
    rows = (await session.execute(query.order_by(ScoreRow.answered.desc(), ScoreRow.slug))).scalars()
    return tuple(Score(row.title, row.answered, row.right, row.mark) for row in rows)


async def leaderboard(session: AsyncSession, *, user_id: int, length: int) -> tuple[Standing, ...]:
    """Return the best of all people, and the person who asks, wherever that person stands."""
    query = select(TotalRow, UserRow.name).join(UserRow, UserRow.id == TotalRow.user_id)
    best = query.order_by(TotalRow.mark.desc(), TotalRow.user_id).limit(length)
    rows = list(await session.execute(best))
    if all(total.user_id != user_id for total, _ in rows):
        rows += list(await session.execute(query.where(TotalRow.user_id == user_id)))
    standings: list[Standing] = []
    for total, name in rows:
        score = Score(name, total.answered, total.right, total.mark)
        before = standings[-1] if standings else None
        if before and before.score.mark == score.mark:
            rank = before.rank
        elif len(standings) < length:
            rank = len(standings) + 1
        else:
            above = select(func.count()).select_from(TotalRow).where(TotalRow.mark > score.mark)
            rank = (await session.execute(above)).scalar_one() + 1
        standings.append(Standing(rank, total.user_id, score))
    return tuple(standings)
