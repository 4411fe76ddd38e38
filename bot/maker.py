"""What makes the banks that people ask for, one after another; knows no rule of what may be asked for.

The line of jobs is rows: a bot that was killed goes on where it was. Its person sees one message, which is
edited from the first word to the result. The result is told before its job is dropped: told twice, it is the
same edit of the same message.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from contextlib import suppress
from datetime import datetime

from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.bulletin import Bulletin
from bot.crew import Crew
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
from questions.quiz import Refused
from questions.spending import Spending

log = logging.getLogger(__name__)

NAME = "banks"
LOOK_AGAIN = 3.0
"""Seconds after which it is looked whether another process makes the banks still."""

PAUSE = 5.0
"""Seconds before the next try where Telegram or the database cannot be reached; each one
that counts against a job is twice as long."""

AT_MOST = 5.0
"""Seconds that the last word on a job may take when the bot is told to stop."""

REMEMBERED = 64
"""Messages that told an end: what is pressed in that moment is seen a little later."""

REMEMBERED_FOR = 60.0
"""Seconds in which the other processes know of one."""


class Maker:
    """Makes banks, as long as it is not stopped.

    Args:
        jobs: The line of what is to be made.
        library: Where their books stand.
        outcomes: Makes the banks.
        bulletin: Tells people.
        offers: What is offered before it is asked for.
        bot: The bot's name: links lead to it.
        crew: Says whether another process makes them.
    """

    def __init__(
        self,
        jobs: JobService,
        library: LibraryService,
        outcomes: Outcomes,
        bulletin: Bulletin,
        offers: Offers,
        bot: ExtBot[int],
        crew: Crew,
    ) -> None:
        self.offers = offers
        self._jobs = jobs
        self._library = library
        self._bot = bot
        self._outcomes = outcomes
        self._bulletin = bulletin
        self._crew = crew
        self._checks: set[asyncio.Task[None]] = set()
        crew.heard.append(self._hear)
        self._woken = asyncio.Event()
        self._over = asyncio.Event()
        self._telling = asyncio.Lock()
        self._loop: asyncio.Task[None] | None = None
        self._work: tuple[Job, asyncio.Task[Finished | Message]] | None = None
        self._ended: deque[tuple[int, int | None]] = deque(maxlen=REMEMBERED)

    async def start(self) -> None:
        """Take up what waits, and everything that is asked for from now on."""
        await asyncio.to_thread(clear_away)
        await self._outcomes.sweep()
        self._loop = asyncio.create_task(self._run(), name="banks")

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
        async with self._telling, self._crew.alone(_announcing(user_id)):
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
        async with self._telling, self._crew.alone(_announcing(user_id)):
            await self._announce(await self._jobs.accept(user_id, job_id, engine))

    async def give_up(self, user_id: int) -> bool:
        """End somebody's job, and keep nothing of it; returns whether there was one that could be ended."""
        job = await self._jobs.give_up(user_id)
        if job and self._work and self._work[0].id == job.id:
            task = self._work[1]
            task.cancel()
            await asyncio.wait([task])
        await self._crew.call(NAME)
        await self._outcomes.forget(user_id)
        if job is None:
            return False
        async with self._telling:
            if job.message_id is not None:
                await self._bulletin.update(job, page_view(english(), "making-given-up"))
            await self._tell_line()
        return True

    async def tells_an_end(self, user_id: int, message_id: int) -> bool:
        """Whether somebody's message tells what a job has come to, or is about to."""
        line = await self._jobs.line()
        # In this order: what left the line meanwhile is remembered before.
        made = ((job.user_id, job.message_id) for job in line if job.book_id is not None)
        if (user_id, message_id) in {*made, *self._ended}:
            return True
        return bool(await self._crew.others([_ending(user_id, message_id)]))

    async def _announce(self, job: Job) -> None:
        """Tell somebody that their job is taken; where that cannot be, it is let go."""
        try:
            await self._show_place(job)
        except TelegramError:
            await self._jobs.close(job)
            raise
        finally:
            self._woken.set()
            await self._crew.call(NAME)

    async def _show_place(self, job: Job) -> None:
        ahead = sum(one.id < job.id for one in await self._jobs.line())
        await self._bulletin.begin(job, progress_view(english(), job, Making(), ahead=ahead))

    async def _run(self) -> None:
        while not self._over.is_set():
            self._woken.clear()
            job = None
            try:
                if not await self._crew.claim(NAME):
                    await self._rest(LOOK_AGAIN)
                    continue
                async with self._telling:
                    await self._announce_left()
                    await self._tell_line()
                    job = await self._jobs.begin()
                if job is not None:
                    await self._see_through(job)
                elif not self._over.is_set():
                    await self._rest(LOOK_AGAIN)
                continue
            except (NetworkError, RetryAfter, StorageError) as error:
                log.warning("The banks that are asked for wait: %s", error)
            except Exception:
                log.exception("A bank that is asked for could not be brought to its end")
            with suppress(TimeoutError):
                async with asyncio.timeout(PAUSE * 2 ** (job.tries if job else 0)):
                    await self._over.wait()

    async def _rest(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._woken.wait()

    def _hear(self, name: str | None) -> None:
        """Look at the line: another process has put a job into it, or taken one out, or may have."""
        if name in (None, NAME):
            self._woken.set()
            check = asyncio.create_task(self._check())
            self._checks.add(check)
            check.add_done_callback(self._checks.discard)

    async def _check(self) -> None:
        """End the work on a job that is in the line no more."""
        if work := self._work:
            line = await self._jobs.line()
            if all(job.id != work[0].id for job in line):
                work[1].cancel()

    async def _see_through(self, job: Job) -> None:
        """Bring a job to its end; where it is given up, or the bot is told to stop, nothing is told here.

        Raises:
            NetworkError, RetryAfter: Telegram is out of order; the try does not count against the job.
        """
        try:
            view = await self._outcome(job)
            if view is not None:
                self._ended.append((job.user_id, job.message_id))
                await self._crew.first(_ending(job.user_id, job.message_id), REMEMBERED_FOR)
                await self._bulletin.end(job, view)
                await self._jobs.close(job)
        except (NetworkError, RetryAfter):
            await self._jobs.put_back(job)
            raise

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
        else:  # given up, perhaps by way of another process, while there was more to keep
            await self._outcomes.forget(job.user_id)
        return None

    async def _tell_line(self) -> None:
        """Tell those who wait how many are before them now."""
        begun = self._work[0].id if self._work else None
        for ahead, job in enumerate(await self._jobs.line()):
            if job.id != begun and job.message_id is not None and job.book_id is None:
                await self._bulletin.update(job, progress_view(english(), job, Making(), ahead=ahead))

    async def _announce_left(self) -> None:
        """Tell those whose job was taken, and the bot killed, or the database busy, before that was noted.

        Raises:
            NetworkError, RetryAfter: Telegram is out of order; no job is begun before its message stands.
        """
        left = {_announcing(job.user_id): job for job in await self._jobs.line() if job.message_id is None}
        others = await self._crew.others(left) if left else frozenset()
        for name, job in left.items():
            if name not in others:
                try:
                    await self._show_place(job)
                except (BadRequest, Forbidden) as error:
                    log.info("Somebody cannot be told of their bank any more: %s", error)
                    await self._jobs.close(job)


def _announcing(user_id: int) -> str:
    """Return what is claimed among the processes while somebody is told that their job is taken."""
    return f"telling {user_id}"


def _ending(user_id: int, message_id: int | None) -> str:
    """Return what is noted among the processes where a message tells what a job has come to."""
    return f"ending {user_id} {message_id}"
