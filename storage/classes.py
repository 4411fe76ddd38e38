"""Sessions that a class plays, and who is in; knows no rule of play and no message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from questions.quiz import ClassPhase, ClassSession, Rules, Scoring
from storage.sessions import Owner, insert_session, planned
from storage.tables import ClassRow, PlayerRow, SessionRow, UserRow
from storage.upsert import insert_into

KIND = "class"


@dataclass(frozen=True, slots=True)
class StoredClass:
    """A class's session with where and whose it is.

    Attributes:
        id: Its number.
        host_id: Who runs it.
        chat_id: The group.
        thread_id: The topic of the group; 0 where it has none.
        title: What the group is called.
        bank_hash: The bank that it asks from.
        state: Where it stands.
        trouble: What ended it, where that was neither its end nor its host.
    """

    id: int
    host_id: int
    chat_id: int
    thread_id: int
    title: str
    bank_hash: str
    state: ClassSession
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody who plays in a class: their number, their name now, and the team if they are in one."""

    id: int
    name: str
    team: int | None = None


async def create_class(
    session: AsyncSession,
    *,
    host_id: int,
    chat_id: int,
    thread_id: int,
    title: str,
    bank_hash: str,
    start_key: str,
    state: ClassSession,
    now: datetime,
) -> int:
    """Store a class's new session; returns its id. The chat's topic must have no other open one."""
    session_id = await insert_session(
        session,
        Owner(KIND, host_id, chat_id, thread_id),
        bank_hash=bank_hash,
        start_key=start_key,
        phase=state.phase,
        plan=state.plan,
        now=now,
    )
    session.add(
        ClassRow(
            session_id=session_id,
            title=title,
            seconds=state.rules.seconds,
            scoring=state.rules.scoring,
            teams=state.rules.teams,
            paused=False,
            extensions=0,
        )
    )
    await session.flush()
    return session_id


async def stored_class(
    session: AsyncSession, session_id: int, *, for_update: bool = False
) -> StoredClass | None:
    """Return a class's session, or None where none has this id.

    Args:
        session: A transaction.
        session_id: The session.
        for_update: Whether others wait with their changes until this transaction ends.
    """
    row = await session.get(
        SessionRow, session_id, with_for_update={"key_share": True} if for_update else None
    )
    own = await session.get(ClassRow, session_id)
    if row is None or own is None:
        return None
    state = ClassSession(
        plan=await planned(session, session_id),
        rules=Rules(own.seconds, Scoring(own.scoring), own.teams),
        phase=ClassPhase(row.phase),
        position=row.position,
        due=own.due_at.timestamp() if own.due_at else None,
        paused=own.paused,
        extensions=own.extensions,
    )
    return StoredClass(
        row.id, row.user_id, row.chat_id, row.thread_id, own.title, row.bank_hash, state, own.trouble
    )


async def open_classes(
    session: AsyncSession, *, chat_id: int | None = None, thread_id: int | None = None
) -> tuple[int, ...]:
    """Return the ids of the classes that are not over: of all chats, of a chat, or of a topic of it."""
    query = select(SessionRow.id).where(SessionRow.kind == KIND, SessionRow.ended_at.is_(None))
    if chat_id is not None:
        query = query.where(SessionRow.chat_id == chat_id)
    if thread_id is not None:
        query = query.where(SessionRow.thread_id == thread_id)
    return tuple((await session.execute(query.order_by(SessionRow.id))).scalars())


async def save_class(session: AsyncSession, session_id: int, state: ClassSession, *, now: datetime) -> None:
    """Store where a class stands now, and when it ended if it did."""
    values = {"phase": state.phase, "position": state.position, "ended_at": now if state.over else None}
    await session.execute(update(SessionRow).where(SessionRow.id == session_id).values(values))
    due = None if state.due is None else datetime.fromtimestamp(state.due, UTC)
    own = {"due_at": due, "paused": state.paused, "extensions": state.extensions}
    await session.execute(update(ClassRow).where(ClassRow.session_id == session_id).values(own))


async def set_trouble(session: AsyncSession, session_id: int, trouble: str) -> None:
    """Store what ended a class."""
    await session.execute(update(ClassRow).where(ClassRow.session_id == session_id).values(trouble=trouble))


async def add_player(session: AsyncSession, session_id: int, user_id: int, *, team: int | None) -> None:
    """Store that somebody is in, or the team that was picked last."""
    statement = insert_into(session, PlayerRow).values(session_id=session_id, user_id=user_id, team=team)
    await session.execute(
        statement.on_conflict_do_update(index_elements=["session_id", "user_id"], set_={"team": team})
    )


async def players_of(session: AsyncSession, session_id: int) -> tuple[Player, ...]:
    """Return who said to be in, by number."""
    query = (
        select(PlayerRow.user_id, UserRow.name, PlayerRow.team)
        .join(UserRow, UserRow.id == PlayerRow.user_id)
        .where(PlayerRow.session_id == session_id)
        .order_by(PlayerRow.user_id)
    )
    return tuple(Player(row.user_id, row.name, row.team) for row in await session.execute(query))
