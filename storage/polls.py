"""Polls that ask a class, and the votes in them; knows no rule of play.

A vote is kept as it comes, before anything is made of it: one row a person and poll, the first one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import AttemptRow, PollRow, SessionRow, TallyRow, VoteRow
from storage.upsert import insert_into


@dataclass(frozen=True, slots=True)
class Vote:
    """Somebody's vote in a poll.

    Attributes:
        poll_id: The poll.
        user_id: Who voted.
        name: What the person is called.
        option: The index of the choice among those shown.
        voted_at: When it reached us.
    """

    poll_id: str
    user_id: int
    name: str
    option: int
    voted_at: datetime


@dataclass(frozen=True, slots=True)
class StoredPoll:
    """A poll that asks a class.

    Attributes:
        id: Telegram's name for it.
        position: The index of the question that it asks.
        posted_at: When it came to stand in the chat.
        votes: How many Telegram counted when it was closed; None until that is known.
    """

    id: str
    position: int
    posted_at: datetime
    votes: int | None


async def keep_votes(session: AsyncSession, votes: Sequence[Vote]) -> int:
    """Keep votes, of several by one person in one poll the first; returns how many were kept."""
    rows = [
        {
            "poll_id": vote.poll_id,
            "user_id": vote.user_id,
            "name": vote.name,
            "option": vote.option,
            "voted_at": vote.voted_at,
        }
        for vote in votes
    ]
    if not rows:
        return 0
    statement = insert_into(session, VoteRow).on_conflict_do_nothing().returning(VoteRow.poll_id)
    return len((await session.execute(statement, rows)).all())


async def keep_tallies(session: AsyncSession, tallies: Mapping[str, int]) -> None:
    """Keep how many votes Telegram counted in polls when they were closed."""
    rows = [{"poll_id": poll_id, "votes": votes} for poll_id, votes in tallies.items()]
    if rows:
        await session.execute(insert_into(session, TallyRow).on_conflict_do_nothing(), rows)


async def add_poll(
    session: AsyncSession, poll_id: str, *, session_id: int, position: int, posted_at: datetime
) -> None:
    """Store which question a poll asks."""
    statement = insert_into(session, PollRow).values(
        id=poll_id, session_id=session_id, position=position, posted_at=posted_at
    )
    await session.execute(statement.on_conflict_do_nothing())


async def polls_of(session: AsyncSession, session_id: int, *, position: int) -> tuple[StoredPoll, ...]:
    """Return the polls that asked a question, the first one first."""
    query = (
        select(PollRow, TallyRow.votes)
        .outerjoin(TallyRow, TallyRow.poll_id == PollRow.id)
        .where(PollRow.session_id == session_id, PollRow.position == position)
        .order_by(PollRow.posted_at, PollRow.id)
    )
    rows = await session.execute(query)
    return tuple(StoredPoll(row.id, row.position, row.posted_at, votes) for row, votes in rows)


async def sessions_of_polls(
    session: AsyncSession, poll_ids: Collection[str], *, besides: str | None = None
) -> frozenset[int]:
    """Return the sessions to which polls belong, besides those that stand in a phase."""
    if not poll_ids:
        return frozenset()
    query = select(PollRow.session_id).where(PollRow.id.in_(poll_ids)).distinct()
    if besides is not None:
        query = query.join(SessionRow, SessionRow.id == PollRow.session_id).where(SessionRow.phase != besides)
    return frozenset((await session.execute(query)).scalars())


async def count_votes(session: AsyncSession, poll_id: str) -> int:
    """Return how many votes of a poll are kept."""
    query = select(func.count()).select_from(VoteRow).where(VoteRow.poll_id == poll_id)
    return (await session.execute(query)).scalar_one()


async def votes_to_settle(session: AsyncSession, session_id: int) -> tuple[tuple[int, Vote], ...]:
    """Return the votes of a session of which no attempt was made yet, each with its question's position.

    Of several votes by one person on one question, in one poll after another, it is the earliest.
    """
    attempt = select(AttemptRow.id).where(
        AttemptRow.session_id == session_id,
        AttemptRow.position == PollRow.position,
        AttemptRow.user_id == VoteRow.user_id,
    )
    query = (
        select(PollRow.position, VoteRow)
        .join(PollRow, PollRow.id == VoteRow.poll_id)
        .where(PollRow.session_id == session_id, ~attempt.exists())
        .order_by(PollRow.posted_at, VoteRow.voted_at, VoteRow.user_id)
    )
    first: dict[tuple[int, int], Vote] = {}
    for position, row in await session.execute(query):
        vote = Vote(row.poll_id, row.user_id, row.name, row.option, row.voted_at)
        first.setdefault((position, row.user_id), vote)
    return tuple((position, vote) for (position, _), vote in first.items())
