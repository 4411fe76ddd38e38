"""What makes the banks that people ask for, one after another; knows no rule of what may be asked for.

The line of jobs is rows: a bot that was killed goes on where it was. Its person sees one message, which is
edited from the first word to the result. The result is told before its job is dropped: told twice, it is the
same edit of the same message.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from telegram.error import NetworkError, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.bulletin import Bulletin
from bot.making import Outcomes
from bot.offers import Offers
from bot.services import (
    MOST_TRIES,
    Job,
    JobService,
    JobState,
    LibraryService,
    Source,
    StorageError,
    Volume,
)
from bot.views.library import ready_view
from bot.views.making import progress_view, spent_view
from bot.views.message import Message
from bot.views.pages import page_view
from bot.views.words import english
from bot.workplace import clear_away
from bot.workshop import Finished, Making
from questions.generation.llm.spending import Spending
from questions.quiz import Refused

log = logging.getLogger(__name__)

PAUSE = 5.0
"""Seconds before the next try where Telegram or the database cannot be reached; each one of the same job is
twice as long."""

AT_MOST = 5.0
"""Seconds that the last word on a job may take when the bot is told to stop."""


class Maker:
    """Makes banks, as long as it is not stopped.

    Args:
        jobs: The line of what is to be made.
        library: Where their books stand.
        outcomes: Makes the banks.
        bulletin: Tells people.
        offers: What is offered before it is asked for.
        bot: The bot's name: links lead to it.
    """

    def __init__(
        self,
        jobs: JobService,
        library: LibraryService,
        outcomes: Outcomes,
        bulletin: Bulletin,
        offers: Offers,
        bot: ExtBot[int],
    ) -> None:
        self.offers = offers
        self._jobs = jobs
        self._library = library
        self._bot = bot
        self._outcomes = outcomes
        self._bulletin = bulletin
        self._woken = asyncio.Event()
        self._over = asyncio.Event()
        self._telling = asyncio.Lock()
        self._loop: asyncio.Task[None] | None = None
        self._work: tuple[Job, asyncio.Task[Finished | Message]] | None = None

    async def start(self) -> None:
        """Take up what waits, and everything that is asked for from now on."""
        await asyncio.to_thread(clear_away)
        await self._outcomes.sweep()
        unannounced = [job for job in await self._jobs.line() if job.message_id is None]
        self._loop = asyncio.create_task(self._run(unannounced), name="banks")

    async def stop(self) -> None:
        """Make nothing any more; what is under way waits for the next start."""
        self._over.set()
        self._woken.set()
        if self._work:
            self._work[1].cancel()
        await self.offers.stop()
        if self._loop:
            await asyncio.wait([self._loop], timeout=AT_MOST)
            self._loop.cancel()
            await asyncio.gather(self._loop, return_exceptions=True)

    async def take(self, user_id: int, name: str, source: Source, *, at: datetime) -> None:
        """Take what somebody asks for and tell them how many are before it, or offer who has it a choice.

        Args:
            user_id: Who asks.
            name: What they are called.
            source: What the bank shall be made of.
            at: When it was sent.

        Raises:
            JobRefused: It is not taken, and why.
            TelegramError: They cannot be told; nothing is made.
        """
        async with self._telling:
            taken = await self._jobs.take(user_id, name, source, at=at)
            if taken.job.state is JobState.OFFERED:
                await self.offers.show(taken.job)
            else:
                await self._announce(taken.job)
            if taken.instead_of is not None:
                await self.offers.forget(taken.instead_of)

    async def accept(self, user_id: int, job_id: int, engine: str) -> None:
        """Take what was offered to somebody, to be made by an engine.

        Raises:
            Refused: It is not offered any more, or the engine is not theirs to choose.
            JobRefused: Too many wait.
            TelegramError: They cannot be told; nothing is made.
        """
        async with self._telling:
            await self._announce(await self._jobs.accept(user_id, job_id, engine))

    async def give_up(self, user_id: int) -> bool:
        """End somebody's job, and keep nothing of it; returns whether there was one that could be ended."""
        job = await self._jobs.give_up(user_id)
        if job and self._work and self._work[0].id == job.id:
            task = self._work[1]
            task.cancel()
            await asyncio.wait([task])
        await self._outcomes.forget(user_id)
        if job is None:
            return False
        async with self._telling:
            if job.message_id is not None:
                await self._bulletin.update(job, page_view(english(), "making-given-up"))
            await self._tell_line()
        return True

    async def _announce(self, job: Job) -> None:
        try:
            ahead = sum(one.id < job.id for one in await self._jobs.line())
            await self._bulletin.begin(job, progress_view(english(), job, Making(), ahead=ahead))
        except TelegramError:
            await self._jobs.close(job)
            raise
        self._woken.set()

    async def _run(self, unannounced: Sequence[Job]) -> None:
        await self._announce_all(unannounced)
        while not self._over.is_set():
            self._woken.clear()
            job = None
            try:
                async with self._telling:
                    await self._tell_line()
                    job = await self._jobs.begin()
                if job is not None:
                    await self._see_through(job)
                elif not self._over.is_set():
                    await self._woken.wait()
                continue
            except (NetworkError, RetryAfter, StorageError) as error:
                log.warning("The banks that are asked for wait: %s", error)
            except Exception:
                log.exception("A bank that is asked for could not be brought to its end")
            with suppress(TimeoutError):
                async with asyncio.timeout(PAUSE * 2 ** (job.tries if job else 0)):
                    await self._over.wait()

    async def _see_through(self, job: Job) -> None:
        """Bring a job to its end; where it is given up, or the bot is told to stop, nothing is told here."""
        view = await self._outcome(job)
        if view is not None:
            await self._bulletin.end(job, view)
            await self._jobs.close(job)

    async def _told(self, job: Job, volume: Volume, spending: Spending | None) -> Message:
        """Return a book as its maker is told of it; what a model answered has served its purpose."""
        view = ready_view(english(self._bot.username), job.user_id, volume)
        if spending is None:
            return view
        if not spending.stopped:
            await self._outcomes.forget(job.user_id)
        return spent_view(english(), view, spending)

    async def _outcome(self, job: Job) -> Message | None:
        """Return what came of a job, as its person is told."""
        book_id = job.book_id
        if book_id is None:
            if job.tries > MOST_TRIES:
                return page_view(english(), "making-in-vain")
            made = await self._made(job)
            if not isinstance(made, Finished):
                return made
            finished = await self._library.finish(job, made.bank, spending=made.spending)
            if finished is None:
                return None
            return await self._told(job, finished, made.spending)
        try:
            volume = await self._library.volume(job.user_id, book_id)
        except Refused:
            return page_view(english(), "book-away")
        return await self._told(job, volume, job.spending)

    async def _made(self, job: Job) -> Finished | Message | None:
        """Return the bank of a job or why there is none; None where that was cancelled."""
        task = asyncio.create_task(self._outcomes.of(job))
        self._work = (job, task)
        if self._over.is_set():
            task.cancel()
        try:
            await asyncio.wait([task])
        finally:
            self._work = None
        if not task.cancelled():
            return task.result()
        if self._over.is_set():
            await self._jobs.put_back(job)
        return None

    async def _tell_line(self) -> None:
        """Tell those who wait how many are before them now."""
        begun = self._work[0].id if self._work else None
        for ahead, job in enumerate(await self._jobs.line()):
            if job.id != begun and job.message_id is not None and job.book_id is None:
                await self._bulletin.update(job, progress_view(english(), job, Making(), ahead=ahead))

    async def _announce_all(self, unannounced: Sequence[Job]) -> None:
        """Tell those whose job was taken, and the bot killed before it could say so."""
        for job in unannounced:
            with suppress(StorageError, TelegramError):
                await self._announce(job)
