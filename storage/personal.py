"""All that is kept of one person: gathered, or taken out; knows every table, and no rule.

A new table that holds people's ids belongs here, too: a test goes through all of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Text, cast, delete, func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from storage.banks import drop_orphaned_banks
from storage.books import drop_unshelved
from storage.tables import (
    AskedRow,
    AssignedRow,
    AssignmentRow,
    AttemptRow,
    Base,
    BookRow,
    CardRow,
    ClaimRow,
    EditorRow,
    InvitationRow,
    JobRow,
    LearnerRow,
    PlayerRow,
    PostRow,
    PromptRow,
    ReportRow,
    ReviewRow,
    ScoreRow,
    SessionRow,
    ShelvedRow,
    TeacherRow,
    TotalRow,
    UserRow,
    VoteRow,
)

OWNED: Sequence[tuple[type[Base], ColumnElement[int]]] = (
    (UserRow, UserRow.id),
    (LearnerRow, LearnerRow.user_id),
    (ScoreRow, ScoreRow.user_id),
    (TotalRow, TotalRow.user_id),
    (SessionRow, SessionRow.user_id),
    (AttemptRow, AttemptRow.user_id),
    (PlayerRow, PlayerRow.user_id),
    (VoteRow, VoteRow.user_id),
    (PostRow, PostRow.chat_id),
    (AssignmentRow, AssignmentRow.host_id),
    (CardRow, CardRow.user_id),
    (ReviewRow, ReviewRow.user_id),
    (ReportRow, ReportRow.user_id),
    (ClaimRow, ClaimRow.user_id),
    (BookRow, BookRow.owner_id),
    (ShelvedRow, ShelvedRow.user_id),
    (EditorRow, EditorRow.user_id),
    (TeacherRow, TeacherRow.user_id),
    (InvitationRow, InvitationRow.made_by),
    (PromptRow, PromptRow.user_id),
    (JobRow, JobRow.user_id),
)  # type: ignore[assignment]
"""Each table that names people, and the column that does."""


async def rows_of(session: AsyncSession, user_id: int) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """Return every row that names a person, and what their sessions asked, by table."""
    found: dict[str, Sequence[Mapping[str, Any]]] = {}
    for table, column in OWNED:
        rows = await session.execute(select(*table.__table__.columns).where(column == user_id))
        found[table.__tablename__] = [dict(row) for row in rows.mappings()]
    own = select(SessionRow.id).where(SessionRow.user_id == user_id)
    for parts in (AskedRow, AssignedRow):
        rows = await session.execute(select(*parts.__table__.columns).where(parts.session_id.in_(own)))
        found[parts.__tablename__] = [dict(row) for row in rows.mappings()]
    return found


async def hosts_now(session: AsyncSession, user_id: int) -> bool:
    """Whether a person runs a class that is not over."""
    query = select(func.count()).where(
        SessionRow.kind == "class", SessionRow.user_id == user_id, SessionRow.ended_at.is_(None)
    )
    return (await session.execute(query)).scalar_one() > 0


async def erase(session: AsyncSession, user_id: int, *, stand_in: int, name: str, now: datetime) -> None:
    """Take a person out of every table; what a class or its homework needs goes on under a stand-in.

    Args:
        session: A transaction that may write.
        user_id: Who is erased.
        stand_in: A number that nobody has or had.
        name: What the stand-in is called.
        now: The time.
    """
    own = SessionRow.user_id == user_id
    shared = SessionRow.id.in_(select(AssignedRow.session_id)) | (SessionRow.kind == "class")
    alone = select(SessionRow.id).where(own, ~shared)
    for table in (
        ReviewRow,
        CardRow,
        LearnerRow,
        ScoreRow,
        TotalRow,
        ReportRow,
        ShelvedRow,
        EditorRow,
        TeacherRow,
        PromptRow,
        JobRow,
    ):
        await session.execute(delete(table).where(table.user_id == user_id))
    await session.execute(delete(InvitationRow).where(InvitationRow.made_by == user_id))
    await session.execute(delete(PostRow).where(PostRow.chat_id == user_id))
    await session.execute(delete(AttemptRow).where(AttemptRow.session_id.in_(alone)))
    await session.execute(delete(AskedRow).where(AskedRow.session_id.in_(alone)))
    await session.execute(delete(SessionRow).where(own, ~shared))
    own_claims = ClaimRow.user_id == user_id
    await session.execute(delete(ClaimRow).where(own_claims, ClaimRow.state != "accepted"))
    await session.execute(update(ClaimRow).where(own_claims).values(user_id=None))
    session.add(UserRow(id=stand_in, name=name, created_at=now))
    await session.flush()
    await session.execute(update(SessionRow).where(SessionRow.chat_id == user_id).values(chat_id=stand_in))
    await session.execute(
        update(SessionRow)
        .where(SessionRow.user_id == user_id)
        .values(user_id=stand_in, start_key=_unkeyed(SessionRow.id, stand_in))
    )
    await session.execute(
        update(AssignmentRow)
        .where(AssignmentRow.host_id == user_id)
        .values(host_id=stand_in, start_key=_unkeyed(AssignmentRow.id, stand_in))
    )
    await session.execute(
        update(VoteRow).where(VoteRow.user_id == user_id).values(user_id=stand_in, name=name)
    )
    for answers in (AttemptRow, PlayerRow):
        await session.execute(update(answers).where(answers.user_id == user_id).values(user_id=stand_in))
    await drop_unshelved(session, user_id)
    await session.execute(update(BookRow).where(BookRow.owner_id == user_id).values(owner_id=stand_in))
    await drop_orphaned_banks(session)
    await session.execute(delete(UserRow).where(UserRow.id == user_id))


def _unkeyed(row_id: InstrumentedAttribute[int], stand_in: int) -> ColumnElement[str]:
    """Return a start key that names nobody: those of private chats hold the person's number."""
    return literal(f"erased:{stand_in}:").concat(cast(row_id, Text))
