"""Banks that are to be made: who asked for what, and how far each is; knows no process and no message."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy.ext.asyncio import AsyncSession

from bot.engines import RULES
from bot.pasting import goes_on, grown, title_of
from bot.services.choosing import ChoosingService
from questions.quiz import Refusal, Refused
from storage.engine import Database
from storage.jobs import (
    Job,
    JobState,
    Source,
    add_job,
    count_waiting,
    drop_job,
    job_by_id,
    job_of,
    jobs_in_line,
    set_message,
    set_text,
    set_tries,
)
from storage.people import remember_user

MOST_JOBS = 8
"""Jobs that wait for their turn, one under way among them."""

MOST_TRIES = 5
"""Beginnings of one job that come to no end, each with the bot: then it is the job that ends the bot."""

LEAST_WORDS = 60
"""Words of a text that is no answer and no question: some 350 characters, a short paragraph. Of less there is
next to nothing to ask, either."""

MOST_TEXT = 1_000_000
"""Characters of a text that is sent in pieces."""

APART = timedelta(minutes=2)
"""Between two pieces of one text, as somebody copies and sends them."""

AT_ONCE = timedelta(seconds=10)
"""Between two pieces that one client has cut: they are sent one right after another."""


class JobRefused(Exception):
    """A job that is not taken.

    Args:
        why: `another` (this person's last one is not done), `busy` (too many wait) or `too-long`.
    """

    def __init__(self, why: Literal["another", "busy", "too-long"]) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Taken:
    """A job that was taken.

    Attributes:
        job: The job.
        instead_of: An offer that it takes the place of, or None.
    """

    job: Job
    instead_of: Job | None = None


class JobService:
    """Takes jobs and keeps them in line.

    Args:
        database: Where they are kept.
        choosing: Who may choose what makes the questions.
        clock: Gives the time, with its zone.
    """

    def __init__(
        self, database: Database, choosing: ChoosingService, *, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._choosing = choosing
        self._clock = clock

    async def take(self, user_id: int, name: str, source: Source, *, at: datetime) -> Taken:
        """Put what somebody asks for at the end of the line; to who has a choice, it is offered.

        A text that belongs to one that is offered already stands for the whole of that.

        Args:
            user_id: Who asks.
            name: What they are called.
            source: What the bank shall be made of.
            at: When it was sent.

        Raises:
            JobRefused: They have a job that is not done, or too many wait.
        """
        chooses = await self._choosing.model_for(user_id) is not None
        async with self._database.write() as session:
            await remember_user(session, user_id, name, now=self._clock())
            before = await job_of(session, user_id, for_update=True)
            if before and before.state is not JobState.OFFERED:
                raise JobRefused("another")
            await _refuse_crowd(session)
            if before and source.text and source.text in (before.source.text or ""):
                # Who chooses has the offer shown anew, where they asked.
                again = replace(before, message_id=None)
                return Taken(again if chooses else await _wait(session, before, RULES))
            if before:
                await drop_job(session, before.id)
            state = JobState.OFFERED if chooses else JobState.WAITING
            job = await add_job(session, user_id=user_id, source=source, engine=RULES, state=state, now=at)
            return Taken(job, before)

    async def hear(self, user_id: int, name: str, piece: str, *, at: datetime) -> Taken | None:
        """Offer to make a bank of a text, or of one that has grown by this piece.

        Args:
            user_id: Who sent it.
            name: What they are called.
            piece: A message.
            at: When it was sent.

        Returns:
            The job that is offered; None where a short message is no piece of a text.

        Raises:
            JobRefused: They have a job that is not done, or the text would be too long.
        """
        long = len(piece.split()) >= LEAST_WORDS
        if not long:
            async with self._database.read() as session:
                offered = await job_of(session, user_id)
            if not offered or not _is_rest(offered, at):
                return None
        async with self._database.write() as session:
            await remember_user(session, user_id, name, now=self._clock())
            before = await job_of(session, user_id, for_update=True)
            if before and before.state is not JobState.OFFERED:
                raise JobRefused("another")
            if before is None or before.source.text is None or abs(at - before.asked_at) > APART:
                return await _offer(session, user_id, piece, at=at, before=before)
            text = grown(before.source.text, piece)
            # What is full to the last character stays so: no later piece fits behind the one that did not.
            await set_text(session, before.id, text[:MOST_TEXT], now=at)
        if len(text) > MOST_TEXT:
            raise JobRefused("too-long")
        return Taken(replace(before, source=replace(before.source, text=text), asked_at=at))

    async def accept(self, user_id: int, job_id: int, engine: str) -> Job:
        """Put what was offered to somebody at the end of the line.

        Args:
            user_id: To whom.
            job_id: The job.
            engine: What shall make the questions.

        Raises:
            Refused: It is not offered any more, or the engine is not theirs to choose.
            JobRefused: Too many wait.
        """
        await self._choosing.check(user_id, engine)
        async with self._database.write() as session:
            offered = await _offered(session, user_id, job_id)
            await _refuse_crowd(session)
            return await _wait(session, offered, engine)

    async def decline(self, user_id: int, job_id: int) -> Job:
        """Forget what was offered to somebody, and return it.

        Raises:
            Refused: It is not offered any more.
        """
        async with self._database.write() as session:
            offered = await _offered(session, user_id, job_id)
            await drop_job(session, offered.id)
        return offered

    async def offered(self, user_id: int) -> Job | None:
        """Return what is offered to somebody, or None."""
        async with self._database.read() as session:
            job = await job_of(session, user_id, for_update=True)
        return job if job and job.state is JobState.OFFERED else None

    async def told(self, job: Job, message_id: int) -> Job:
        """Take note of the message that tells how far a job is."""
        async with self._database.write() as session:
            await set_message(session, job.id, message_id)
        return replace(job, message_id=message_id)

    async def line(self) -> tuple[Job, ...]:
        """Return the jobs that are not done, the one whose turn it is first, without their texts."""
        async with self._database.read() as session:
            return await jobs_in_line(session)

    async def begin(self) -> Job | None:
        """Begin the first job in line whose message stands; it counts as a try until it ends.

        Returns:
            The job, with the tries that it had with this one; one that is made already has only to be told.
        """
        async with self._database.write() as session:
            for waiting in await jobs_in_line(session):
                if waiting.message_id is None:
                    continue
                job = await job_by_id(session, waiting.id)
                if job is None or job.state is JobState.MADE:
                    return job
                await set_tries(session, job.id, job.tries + 1)
                return replace(job, tries=job.tries + 1)
        return None

    async def put_back(self, job: Job) -> None:
        """Let a job wait whose try was ended for no fault of its own."""
        async with self._database.write() as session:
            current = await job_by_id(session, job.id)
            if current and current.state is JobState.WAITING:
                await set_tries(session, job.id, max(job.tries - 1, 0))

    async def close(self, job: Job) -> None:
        """Drop a job whose end was told."""
        async with self._database.write() as session:
            await drop_job(session, job.id)

    async def give_up(self, user_id: int) -> Job | None:
        """Drop somebody's job.

        Returns:
            The job; None where there is none, or its book is made.
        """
        async with self._database.write() as session:
            job = await job_of(session, user_id, for_update=True)
            if job is None or job.state is JobState.MADE:
                return None
            await drop_job(session, job.id)
        return job


def _is_rest(offered: Job, at: datetime) -> bool:
    """Whether a short message is the rest of a text that was cut."""
    text = offered.source.text
    together = abs(at - offered.asked_at) <= AT_ONCE
    return offered.state is JobState.OFFERED and text is not None and together and goes_on(text)


async def _offer(
    session: AsyncSession, user_id: int, piece: str, *, at: datetime, before: Job | None
) -> Taken:
    """Offer to make a bank of a text, in place of what was offered before."""
    if before:
        await drop_job(session, before.id)
    source = Source(title_of(piece), text=grown("", piece))
    job = await add_job(session, user_id=user_id, source=source, engine=RULES, state=JobState.OFFERED, now=at)
    return Taken(job, before)


async def _offered(session: AsyncSession, user_id: int, job_id: int) -> Job:
    job = await job_of(session, user_id)
    if job is None or job.id != job_id or job.state is not JobState.OFFERED:
        raise Refused(Refusal.UNKNOWN)
    return job


async def _wait(session: AsyncSession, offered: Job, engine: str) -> Job:
    """Put what was offered at the end of the line: under a new number, since the numbers are the line."""
    await drop_job(session, offered.id)
    return await add_job(
        session,
        user_id=offered.user_id,
        source=offered.source,
        engine=engine,
        state=JobState.WAITING,
        now=offered.asked_at,
        message_id=offered.message_id,
    )


async def _refuse_crowd(session: AsyncSession) -> None:
    if await count_waiting(session) >= MOST_JOBS:
        raise JobRefused("busy")
