"""How one person's session starts, once, and whose it is; begins no transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.results import Posed, Running
from bot.services.shelf import Shelf
from bot.services.telling import pose
from questions.quiz import Asked, Mode, Phase, Refusal, Refused, Session
from storage.people import remember_user
from storage.sessions import (
    SOLO,
    StoredSession,
    create_session,
    kind_started_by,
    latest_session,
    session_started_by,
    stored_session,
)


@dataclass(frozen=True, slots=True)
class SoloPlayer:
    """Who plays alone, by number and name, and the chat in which."""

    user_id: int
    name: str
    chat_id: int


async def start_solo(
    session: AsyncSession,
    shelf: Shelf,
    player: SoloPlayer,
    bank_hash: str,
    planned: tuple[Asked, ...],
    start_key: str,
    now: datetime,
    *,
    mode: Mode = Mode.QUIZ,
) -> Posed | Running:
    """Start a session, or return the one that runs.

    Args:
        session: A transaction that may write.
        shelf: The banks.
        player: Who plays, and where.
        bank_hash: The bank that is asked from.
        planned: What is asked.
        start_key: What asked for it; one key starts one session at a time.
        now: The time.
        mode: What it is for.

    Raises:
        Refused: The key has started a session that goes on.
    """
    if await kind_started_by(session, start_key) not in (None, SOLO):
        raise Refused(Refusal.MOVED_ON)
    await remember_user(session, player.user_id, player.name, now=now)
    before = await session_started_by(session, start_key)
    while before and before.state.over:
        start_key = f"{start_key}/{before.id}"
        before = await session_started_by(session, start_key)
    if before and before.state.phase is Phase.ASKING and before.message_ids[0] is None:
        return await pose(session, shelf, before)
    if before:
        raise Refused(Refusal.MOVED_ON)
    running = await latest_session(session, user_id=player.user_id, chat_id=player.chat_id)
    if running and not running.state.over:
        return Running(await pose(session, shelf, running))
    session_id = await create_session(
        session,
        user_id=player.user_id,
        chat_id=player.chat_id,
        bank_hash=bank_hash,
        start_key=start_key,
        state=Session(planned, mode=mode),
        now=now,
    )
    stored = await stored_session(session, session_id)
    if stored is None:
        raise LookupError(session_id)
    return await pose(session, shelf, stored)


async def own_session(session: AsyncSession, session_id: int, user_id: int) -> StoredSession:
    """Return a person's session.

    Raises:
        Refused: There is none with this id, or it is somebody else's.
    """
    return owned(await stored_session(session, session_id), user_id)


def owned(stored: StoredSession | None, user_id: int) -> StoredSession:
    """Return a session that is a person's.

    Raises:
        Refused: There is none, or it is somebody else's.
    """
    if stored is None:
        raise Refused(Refusal.UNKNOWN)
    if stored.user_id != user_id:
        raise Refused(Refusal.FOREIGN)
    return stored
