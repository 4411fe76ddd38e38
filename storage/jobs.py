"""Banks that are to be made, one a person, in the order in which people asked; knows no file and no message.

A row's state is a word and, for some, a number: `offered`; `waiting:TRIES`, where a try is a beginning that
had no end; `made:BOOK`, whose result is still to be told, with what a language model took for it as JSON.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from questions.spending import Spending
from storage.tables import JobRow


class JobState(StrEnum):
    """How far a job is."""

    OFFERED = "offered"
    WAITING = "waiting"
    MADE = "made"


@dataclass(frozen=True, slots=True)
class Source:
    """What a bank is made of: a file, by the name that Telegram has for it, or a text.

    Attributes:
        name: What it is called.
        file_id: The file, or None.
        text: The text, or None.
    """

    name: str
    file_id: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """A bank that is to be made.

    Attributes:
        id: Its number: who asked earlier has a lower one.
        user_id: For whom.
        source: Of what.
        engine: Which engine asks, `rules` or `llm`.
        state: How far it is.
        asked_at: When somebody asked; of a text, when its last piece was sent.
        message_id: The message that tells how far it is; None before it stands.
        tries: How often it was begun and not ended.
        book_id: The book that it became, or None.
        spending: What a language model took for that, or None.
    """

    id: int
    user_id: int
    source: Source
    engine: str
    state: JobState
    asked_at: datetime
    message_id: int | None = None
    tries: int = 0
    book_id: int | None = None
    spending: Spending | None = None


async def job_of(session: AsyncSession, user_id: int, *, for_update: bool = False) -> Job | None:
    """Return somebody's job, or None; others wait with their changes where it is read `for_update`."""
    query = select(JobRow).where(JobRow.user_id == user_id)
    row = (await session.execute(query.with_for_update() if for_update else query)).scalar_one_or_none()
    return _job(row) if row else None


async def job_by_id(session: AsyncSession, job_id: int) -> Job | None:
    """Return a job, or None; others wait with their changes until this transaction, which writes, ends."""
    row = await session.get(JobRow, job_id, populate_existing=True, with_for_update=True)
    return _job(row) if row else None


async def add_job(
    session: AsyncSession,
    *,
    user_id: int,
    source: Source,
    engine: str,
    state: JobState,
    now: datetime,
    message_id: int | None = None,
) -> Job:
    """Store a job at the end of the line; the person must be known and have none."""
    row = JobRow(
        user_id=user_id,
        message_id=message_id,
        name=source.name,
        file_id=source.file_id,
        text=source.text,
        engine=engine,
        state=state,
        asked_at=now,
    )
    session.add(row)
    await session.flush()
    return _job(row)


async def set_text(session: AsyncSession, job_id: int, text: str, *, now: datetime) -> None:
    """Store the text of a job that has grown."""
    await session.execute(update(JobRow).where(JobRow.id == job_id).values(text=text, asked_at=now))


async def set_message(session: AsyncSession, job_id: int, message_id: int) -> None:
    """Store which message tells how far a job is."""
    await session.execute(update(JobRow).where(JobRow.id == job_id).values(message_id=message_id))


async def set_tries(session: AsyncSession, job_id: int, tries: int) -> None:
    """Store how often a waiting job was begun."""
    state = f"{JobState.WAITING}:{tries}"
    await session.execute(update(JobRow).where(JobRow.id == job_id).values(state=state))


async def set_made(
    session: AsyncSession, job_id: int, book_id: int, *, spending: Spending | None = None
) -> None:
    """Store that a job has become a book; what it was made of is not needed any more."""
    spent = f":{json.dumps(spending.facts())}" if spending else ""
    made = {"state": f"{JobState.MADE}:{book_id}{spent}", "text": None}
    await session.execute(update(JobRow).where(JobRow.id == job_id).values(made))


async def drop_job(session: AsyncSession, job_id: int) -> None:
    """Drop a job, where it is there."""
    await session.execute(delete(JobRow).where(JobRow.id == job_id))


async def jobs_in_line(session: AsyncSession) -> tuple[Job, ...]:
    """Return the jobs that wait or are made, the earliest first, without their texts."""
    columns = [column for column in JobRow.__table__.columns if column.name != "text"]
    query = select(*columns).where(JobRow.state != JobState.OFFERED).order_by(JobRow.id)
    return tuple(_job(JobRow(**row)) for row in (await session.execute(query)).mappings())


async def count_waiting(session: AsyncSession) -> int:
    """Return how many jobs stand in line."""
    query = select(func.count()).select_from(JobRow).where(JobRow.state != JobState.OFFERED)
    return (await session.execute(query)).scalar_one()


def _job(row: JobRow) -> Job:
    word, _, rest = row.state.partition(":")
    number, _, spent = rest.partition(":")
    state = JobState(word)
    return Job(
        id=row.id,
        user_id=row.user_id,
        source=Source(row.name, row.file_id, row.text),
        engine=row.engine,
        state=state,
        asked_at=row.asked_at,
        message_id=row.message_id,
        tries=int(number or 0) if state is JobState.WAITING else 0,
        book_id=int(number) if state is JobState.MADE else None,
        spending=Spending.of(json.loads(spent)) if spent else None,
    )
