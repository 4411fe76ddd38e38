"""Sessions, what they asked and what was answered; knows no rule of play."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from questions.quiz import Asked, Outcome, Phase, Session
from storage.tables import AskedRow, AttemptRow, SessionRow
from storage.upsert import insert_into


@dataclass(frozen=True, slots=True)
class StoredSession:
    """A session with where and whose it is.

    Attributes:
        id: Its number.
        user_id: Whose it is.
        chat_id: Where it runs.
        bank_hash: The bank that it asks from.
        state: Where it stands.
        message_ids: The message of each question in order, None where it was not shown yet.
        summary_message_id: The message that tells how it ended, None where it was not sent yet.
    """

    id: int
    user_id: int
    chat_id: int
    bank_hash: str
    state: Session
    message_ids: tuple[int | None, ...]
    summary_message_id: int | None


@dataclass(frozen=True, slots=True)
class Attempt:
    """An answer as it was recorded."""

    position: int
    question_id: str
    choice: str
    fraction: float


async def create_session(
    session: AsyncSession,
    *,
    user_id: int,
    chat_id: int,
    bank_hash: str,
    start_key: str,
    state: Session,
    now: datetime,
) -> int:
    """Store a new session.

    Args:
        session: A transaction that may write.
        user_id: Whose it is.
        chat_id: Where it runs.
        bank_hash: A bank that is kept.
        start_key: What started it, and no other session.
        state: The session at its beginning.
        now: The time.

    Returns:
        Its id.
    """
    row = SessionRow(
        user_id=user_id,
        chat_id=chat_id,
        bank_hash=bank_hash,
        start_key=start_key,
        phase=state.phase,
        position=state.position,
        created_at=now,
    )
    session.add(row)
    await session.flush()
    session.add_all(
        AskedRow(
            session_id=row.id,
            position=position,
            question_id=asked.question_id,
            choices=list(asked.choices),
        )
        for position, asked in enumerate(state.plan)
    )
    return row.id


async def session_started_by(session: AsyncSession, start_key: str) -> StoredSession | None:
    """Return the session that a key has started, or None."""
    query = select(SessionRow).where(SessionRow.start_key == start_key)
    row = (await session.execute(query)).scalar_one_or_none()
    return await _whole(session, row) if row else None


async def stored_session(session: AsyncSession, session_id: int) -> StoredSession | None:
    """Return a session, or None where there is none with this id."""
    row = await session.get(SessionRow, session_id)
    return await _whole(session, row) if row else None


async def latest_session(session: AsyncSession, *, user_id: int, chat_id: int) -> StoredSession | None:
    """Return the session that a person has started last in a chat, or None."""
    query = select(SessionRow).where(SessionRow.user_id == user_id, SessionRow.chat_id == chat_id)
    row = (await session.execute(query.order_by(SessionRow.id.desc()).limit(1))).scalar_one_or_none()
    return await _whole(session, row) if row else None


async def save_state(session: AsyncSession, session_id: int, state: Session, *, now: datetime) -> None:
    """Store where a session stands now, and when it ended if it did."""
    values = {"phase": state.phase, "position": state.position, "ended_at": now if state.over else None}
    await session.execute(update(SessionRow).where(SessionRow.id == session_id).values(values))


async def set_message(session: AsyncSession, session_id: int, position: int, message_id: int) -> None:
    """Store which message shows a question."""
    await session.execute(
        update(AskedRow)
        .where(AskedRow.session_id == session_id, AskedRow.position == position)
        .values(message_id=message_id)
    )


async def set_summary(session: AsyncSession, session_id: int, message_id: int) -> None:
    """Store which message tells how a session ended."""
    values = {"summary_message_id": message_id}
    await session.execute(update(SessionRow).where(SessionRow.id == session_id).values(values))


async def record_attempt(
    session: AsyncSession,
    stored: StoredSession,
    *,
    user_id: int,
    choice: str,
    outcome: Outcome,
    now: datetime,
) -> bool:
    """Record an answer to the current question.

    Returns:
        Whether it was recorded: False where this person has answered it before.
    """
    statement = (
        insert_into(session, AttemptRow)
        .values(
            session_id=stored.id,
            position=stored.state.position,
            user_id=user_id,
            bank_hash=stored.bank_hash,
            question_id=stored.state.current.question_id,
            choice=choice,
            fraction=outcome.fraction,
            mark=outcome.mark,
            answered_at=now,
        )
        .on_conflict_do_nothing()
        .returning(AttemptRow.id)
    )
    return (await session.execute(statement)).scalar_one_or_none() is not None


async def attempts_of(session: AsyncSession, session_id: int, *, user_id: int) -> tuple[Attempt, ...]:
    """Return a person's answers in a session, by position."""
    query = select(AttemptRow).where(AttemptRow.session_id == session_id, AttemptRow.user_id == user_id)
    rows = (await session.execute(query.order_by(AttemptRow.position))).scalars()
    return tuple(Attempt(row.position, row.question_id, row.choice, row.fraction) for row in rows)


async def _whole(session: AsyncSession, row: SessionRow) -> StoredSession:
    query = select(AskedRow).where(AskedRow.session_id == row.id).order_by(AskedRow.position)
    asked = (await session.execute(query)).scalars().all()
    plan = tuple(Asked(one.question_id, tuple(one.choices)) for one in asked)
    state = Session(plan, row.position, Phase(row.phase))
    return StoredSession(
        id=row.id,
        user_id=row.user_id,
        chat_id=row.chat_id,
        bank_hash=row.bank_hash,
        state=state,
        message_ids=tuple(one.message_id for one in asked),
        summary_message_id=row.summary_message_id,
    )
