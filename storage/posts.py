"""The messages that a class's session owes a chat: each is sent once; knows nothing of what is in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import PostRow
from storage.upsert import insert_into


class PostKind(StrEnum):
    """What a message is for."""

    LOBBY = "lobby"
    PREAMBLE = "preamble"
    QUESTION = "question"
    RESULT = "result"
    END = "end"
    SHEET = "sheet"
    TABLE = "table"
    CHART = "chart"
    MISSED = "missed"
    NOTICE = "notice"


class PostState(StrEnum):
    """How far a message is: while it is `sending`, nobody knows whether it stands in the chat."""

    DUE = "due"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Post:
    """A message that is owed or was sent.

    Attributes:
        id: Its number.
        session_id: The session that owes it.
        kind: What it is for.
        position: The index of its question, 0 for what belongs to none.
        turn: Counts the polls of one question, from 0.
        chat_id: Where to.
        state: How far it is.
        after_id: While it is being sent, the newest message known to stand there before it.
        message_id: The message, once it was sent.
    """

    id: int
    session_id: int
    kind: PostKind
    position: int
    turn: int
    chat_id: int
    state: PostState
    after_id: int | None
    message_id: int | None


async def owe(
    session: AsyncSession,
    session_id: int,
    kind: PostKind,
    chat_id: int,
    *,
    position: int = 0,
    turn: int = 0,
    after_id: int | None = None,
) -> None:
    """Store that a message is owed, once; `after_id` is a message that stands in the chat before it."""
    statement = insert_into(session, PostRow).values(
        session_id=session_id,
        kind=kind,
        position=position,
        turn=turn,
        chat_id=chat_id,
        state=PostState.DUE,
        after_id=after_id,
    )
    await session.execute(statement.on_conflict_do_nothing())


async def posts_of(
    session: AsyncSession, session_id: int, *states: PostState, kind: PostKind | None = None
) -> tuple[Post, ...]:
    """Return the messages of a session that are so far, in the order in which they are owed."""
    query = select(PostRow).where(PostRow.session_id == session_id, PostRow.state.in_(states))
    if kind is not None:
        query = query.where(PostRow.kind == kind)
    rows = (await session.execute(query.order_by(PostRow.id))).scalars()
    return tuple(
        Post(
            row.id,
            row.session_id,
            PostKind(row.kind),
            row.position,
            row.turn,
            row.chat_id,
            PostState(row.state),
            row.after_id,
            row.message_id,
        )
        for row in rows
    )


async def set_post(
    session: AsyncSession,
    post_id: int,
    state: PostState,
    *,
    was: Sequence[PostState] = tuple(PostState),
    after_id: int | None = None,
    message_id: int | None = None,
) -> bool:
    """Store how far a message is, where it was so far.

    Args:
        session: A transaction that may write.
        post_id: The message.
        state: How far it is.
        was: How far it must have been; by default it does not matter.
        after_id: The newest message that is known to stand there before it.
        message_id: Its number, once it was sent.

    Returns:
        Whether it was so far.
    """
    values: dict[str, object] = {"state": state}
    if after_id is not None:
        values["after_id"] = after_id
    if message_id is not None:
        values["message_id"] = message_id
    changed = (
        update(PostRow)
        .where(PostRow.id == post_id, PostRow.state.in_(was))
        .values(values)
        .returning(PostRow.id)
    )
    return (await session.execute(changed)).scalar_one_or_none() is not None


async def drop_posts(session: AsyncSession, session_id: int) -> None:
    """Give up every message that a session still owes."""
    owed = PostRow.state.in_((PostState.DUE, PostState.SENDING))
    await session.execute(
        update(PostRow).where(PostRow.session_id == session_id, owed).values(state=PostState.GONE)
    )


async def drop_question(session: AsyncSession, session_id: int, position: int) -> None:
    """Give up what would ask a question and was not sent yet."""
    kinds = (PostKind.PREAMBLE, PostKind.QUESTION)
    await session.execute(
        update(PostRow)
        .where(
            PostRow.session_id == session_id,
            PostRow.position == position,
            PostRow.kind.in_(kinds),
            PostRow.state == PostState.DUE,
        )
        .values(state=PostState.GONE)
    )


async def known_messages(session: AsyncSession, chat_id: int) -> frozenset[int]:
    """Return the messages of ours that a chat is known to hold."""
    query = select(PostRow.message_id).where(PostRow.chat_id == chat_id, PostRow.message_id.is_not(None))
    return frozenset(one for one in (await session.execute(query)).scalars() if one is not None)


async def newest_post(session: AsyncSession, chat_id: int) -> int:
    """Return the newest message of ours that a chat is known to hold; 0 where none is."""
    query = select(func.max(PostRow.message_id)).where(PostRow.chat_id == chat_id)
    return (await session.execute(query)).scalar_one() or 0


async def sessions_in_debt(session: AsyncSession) -> tuple[int, ...]:
    """Return the sessions that still owe a message."""
    owed = PostRow.state.in_((PostState.DUE, PostState.SENDING))
    query = select(PostRow.session_id).where(owed).distinct().order_by(PostRow.session_id)
    return tuple((await session.execute(query)).scalars())
