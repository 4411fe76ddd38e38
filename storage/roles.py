"""Teachers, and the links that make one or let somebody edit a book; knows no rule of who may do what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import InvitationRow, TeacherRow, UserRow
from storage.upsert import insert_into


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody with a right, by number and name."""

    user_id: int
    name: str


async def is_teacher(session: AsyncSession, user_id: int) -> bool:
    """Whether somebody was made a teacher."""
    query = select(TeacherRow.user_id).where(TeacherRow.user_id == user_id)
    return (await session.execute(query)).first() is not None


async def teachers(session: AsyncSession) -> tuple[Member, ...]:
    """Return the teachers by name."""
    query = select(UserRow).join(TeacherRow, TeacherRow.user_id == UserRow.id)
    rows = (await session.execute(query.order_by(UserRow.name, UserRow.id))).scalars()
    return tuple(Member(row.id, row.name) for row in rows)


async def add_teacher(session: AsyncSession, user_id: int, *, now: datetime) -> None:
    """Make somebody who is known a teacher, once."""
    statement = insert_into(session, TeacherRow).values(user_id=user_id, since=now)
    await session.execute(statement.on_conflict_do_nothing())


async def drop_teacher(session: AsyncSession, user_id: int) -> None:
    """Make a teacher a learner again."""
    await session.execute(delete(TeacherRow).where(TeacherRow.user_id == user_id))


async def add_invitation(
    session: AsyncSession, code: str, *, made_by: int, book_id: int | None, now: datetime
) -> None:
    """Store a link that nobody has opened yet."""
    session.add(InvitationRow(code=code, made_by=made_by, book_id=book_id, made_at=now))
    await session.flush()


async def use_invitation(
    session: AsyncSession, code: str, *, since: datetime, now: datetime
) -> tuple[int, int | None] | None:
    """Use up a link, which works once.

    Args:
        session: Where it is stored.
        code: The link's.
        since: A link that was made before does not work any more.
        now: When it is used.

    Returns:
        Who made it, and the book that it names or None for the role of a teacher; None where there is no such
        link, it was used, or it is too old.
    """
    statement = (
        update(InvitationRow)
        .where(InvitationRow.code == code, InvitationRow.used_at.is_(None), InvitationRow.made_at >= since)
        .values(used_at=now)
        .returning(InvitationRow.made_by, InvitationRow.book_id)
    )
    row = (await session.execute(statement)).one_or_none()
    return None if row is None else (row.made_by, row.book_id)


async def drop_invitations(session: AsyncSession, book_id: int) -> None:
    """Drop the links that name a book."""
    await session.execute(delete(InvitationRow).where(InvitationRow.book_id == book_id))
