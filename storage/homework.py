"""Homework and the sessions in which it is done; knows no rule of play."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.sessions import Attempt
from storage.tables import AssignedRow, AssignmentRow, AttemptRow, SessionRow
from storage.upsert import insert_into

ASSIGNMENT, ASSIGNED = AssignmentRow.__table__.c, AssignedRow.__table__.c
DUES = (
    select(ASSIGNED.session_id, ASSIGNMENT.due_at)
    .join(AssignmentRow.__table__, ASSIGNED.assignment_id == ASSIGNMENT.id)
    .where(ASSIGNED.session_id.in_(bindparam("ids", expanding=True)))
)


@dataclass(frozen=True, slots=True)
class Assignment:
    """Questions that people answer in private until a deadline.

    Attributes:
        id: Its number.
        code: What its link holds.
        host_id: Who gave it.
        chat_title: What the group is called to which it was given.
        bank_hash: The bank of its questions.
        questions: Their ids, in order.
        tries: How often each person may do it; the best counts.
        due_at: When its time is over.
    """

    id: int
    code: str
    host_id: int
    chat_title: str
    bank_hash: str
    questions: tuple[str, ...]
    tries: int
    due_at: datetime


async def add_assignment(session: AsyncSession, assignment: Assignment, *, start_key: str) -> Assignment:
    """Store homework, or return what its key has given before.

    Args:
        session: A transaction that may write.
        assignment: The homework; its id is given here.
        start_key: What gave it.
    """
    query = select(AssignmentRow).where(AssignmentRow.start_key == start_key)
    before = (await session.execute(query)).scalar_one_or_none()
    if before is None:
        before = AssignmentRow(
            code=assignment.code,
            start_key=start_key,
            host_id=assignment.host_id,
            chat_title=assignment.chat_title,
            bank_hash=assignment.bank_hash,
            questions=list(assignment.questions),
            tries=assignment.tries,
            due_at=assignment.due_at,
        )
        session.add(before)
        await session.flush()
    return _assignment(before)


async def assignment_of(session: AsyncSession, code: str) -> Assignment | None:
    """Return the homework of a code, or None."""
    query = select(AssignmentRow).where(AssignmentRow.code == code)
    row = (await session.execute(query)).scalar_one_or_none()
    return _assignment(row) if row else None


async def untold_assignments(session: AsyncSession) -> tuple[Assignment, ...]:
    """Return the homework whose host has not got its results yet, the first due first."""
    query = select(AssignmentRow).where(AssignmentRow.told_at.is_(None)).order_by(AssignmentRow.due_at)
    return tuple(_assignment(row) for row in (await session.execute(query)).scalars())


async def set_told(session: AsyncSession, assignment_id: int, *, now: datetime) -> None:
    """Store that the host has got the results."""
    await session.execute(update(AssignmentRow).where(AssignmentRow.id == assignment_id).values(told_at=now))


async def add_try(session: AsyncSession, assignment_id: int, session_id: int) -> None:
    """Store that a session does homework."""
    statement = insert_into(session, AssignedRow).values(session_id=session_id, assignment_id=assignment_id)
    await session.execute(statement.on_conflict_do_nothing())


async def count_tries(session: AsyncSession, assignment_id: int, user_id: int) -> int:
    """Return how often somebody has begun homework."""
    query = (
        select(func.count())
        .select_from(AssignedRow)
        .join(SessionRow, SessionRow.id == AssignedRow.session_id)
        .where(AssignedRow.assignment_id == assignment_id, SessionRow.user_id == user_id)
    )
    return (await session.execute(query)).scalar_one()


async def homework_due(session: AsyncSession, session_id: int) -> datetime | None:
    """Return when the time of a session's homework is over; None where it does none."""
    return (await homework_dues(session, {session_id})).get(session_id)


async def homework_dues(session: AsyncSession, session_ids: Collection[int]) -> dict[int, datetime]:
    """Return when the time of homework is over, by the sessions that do any."""
    found = await session.execute(DUES, {"ids": list(session_ids)})
    return {row.session_id: row.due_at for row in found}


async def attempts_at(session: AsyncSession, assignment_id: int) -> dict[int, tuple[Attempt, ...]]:
    """Return the answers of each session that does homework, by the session."""
    query = (
        select(AttemptRow)
        .join(AssignedRow, AssignedRow.session_id == AttemptRow.session_id)
        .where(AssignedRow.assignment_id == assignment_id)
        .order_by(AttemptRow.session_id, AttemptRow.position)
    )
    found: dict[int, list[Attempt]] = {}
    for row in (await session.execute(query)).scalars():
        attempt = Attempt(
            row.user_id, row.position, row.question_id, row.choice, row.fraction, row.mark, row.seconds
        )
        found.setdefault(row.session_id, []).append(attempt)
    return {session_id: tuple(attempts) for session_id, attempts in found.items()}


def _assignment(row: AssignmentRow) -> Assignment:
    return Assignment(
        row.id,
        row.code,
        row.host_id,
        row.chat_title,
        row.bank_hash,
        tuple(row.questions),
        row.tries,
        row.due_at,
    )
