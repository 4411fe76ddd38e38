"""People and their scores; knows no question."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from questions.quiz import Outcome
from storage.tables import ScoreRow, UserRow
from storage.upsert import insert_into


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
    """Store people, or the names that they go by now."""
    if not names:
        return
    statement = insert_into(session, UserRow)
    renamed = statement.on_conflict_do_update(index_elements=["id"], set_={"name": statement.excluded.name})
    rows = [{"id": user_id, "name": name, "created_at": now} for user_id, name in names.items()]
    await session.execute(renamed, rows)


async def names_of(session: AsyncSession, user_ids: Collection[int]) -> dict[int, str]:
    """Return what people are called now, by number."""
    query = select(UserRow.id, UserRow.name).where(UserRow.id.in_(user_ids))
    return {row.id: row.name for row in await session.execute(query)}


async def add_to_scores(
    session: AsyncSession,
    slug: str,
    title: str,
    outcomes: Sequence[tuple[int, Outcome]],
) -> None:
    """Add outcomes to people's totals in a bank.

    Args:
        session: A transaction that may write.
        slug: The bank's short name.
        title: What the bank is called.
        outcomes: Who answered, and what it came to.
    """
    if not outcomes:
        return
    statement = insert_into(session, ScoreRow)
    added = statement.on_conflict_do_update(
        index_elements=["user_id", "slug"],
        set_={
            "title": statement.excluded.title,
            "answered": ScoreRow.answered + statement.excluded.answered,
            "right": ScoreRow.right + statement.excluded.right,
            "mark": ScoreRow.mark + statement.excluded.mark,
        },
    )
    rows = [
        {
            "user_id": user_id,
            "slug": slug,
            "title": title,
            "answered": 1,
            "right": int(outcome.right),
            "mark": outcome.mark,
        }
        for user_id, outcome in outcomes
    ]
    await session.execute(added, rows)


async def scores_of(session: AsyncSession, user_id: int) -> tuple[Score, ...]:
    """Return a person's totals by bank, the most answered first."""
    query = select(ScoreRow).where(ScoreRow.user_id == user_id)
    rows = (await session.execute(query.order_by(ScoreRow.answered.desc(), ScoreRow.slug))).scalars()
    return tuple(Score(row.title, row.answered, row.right, row.mark) for row in rows)


async def leaderboard(session: AsyncSession, *, user_id: int, length: int) -> tuple[Standing, ...]:
    """Return the best of all people, and the person who asks, wherever that person stands."""
    mark = func.sum(ScoreRow.mark)
    ranked = (
        select(
            func.rank().over(order_by=mark.desc()).label("rank"),
            ScoreRow.user_id,
            func.sum(ScoreRow.answered).label("answered"),
            func.sum(ScoreRow.right).label("right"),
            mark.label("mark"),
        )
        .group_by(ScoreRow.user_id)
        .subquery()
    )
    query = select(ranked, UserRow.name).join(UserRow, UserRow.id == ranked.c.user_id)
    ordered = query.order_by(ranked.c.rank, ranked.c.user_id)
    rows = list(await session.execute(ordered.limit(length)))
    if all(row.user_id != user_id for row in rows):
        rows += list(await session.execute(query.where(ranked.c.user_id == user_id)))
    return tuple(
        Standing(row.rank, row.user_id, Score(row.name, row.answered, row.right, row.mark)) for row in rows
    )
