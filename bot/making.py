"""What comes of a job: its bank, as a book, or why there is none; knows no line."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress

from telegram.error import BadRequest, NetworkError, RetryAfter
from telegram.ext import ExtBot

from bot.bulletin import Bulletin
from bot.pasting import ending_of
from bot.services import MOST_TRIES, Job, JobService, LibraryService, StorageError
from bot.views.library import ready_view
from bot.views.making import progress_view, refused_view
from bot.views.message import Message
from bot.views.pages import page_view
from bot.views.words import english
from bot.workshop import Making, Workshop
from questions.errors import QuizError
from questions.model import Bank
from questions.quiz import Refused

log = logging.getLogger(__name__)

BETWEEN_EDITS = 2.0
"""Seconds between two words on how far a bank is."""

TOO_BIG = "file is too big"


class Outcomes:
    """Makes the bank of a job, and tells meanwhile how far it is.

    Args:
        bot: Fetches the files.
        workshop: Makes the banks.
        jobs: Makes books of them.
        library: Has the books.
        bulletin: Tells how far a bank is.
    """

    def __init__(
        self,
        bot: ExtBot[int],
        workshop: Workshop,
        jobs: JobService,
        library: LibraryService,
        bulletin: Bulletin,
    ) -> None:
        self._bot = bot
        self._workshop = workshop
        self._jobs = jobs
        self._library = library
        self._bulletin = bulletin

    async def of(self, job: Job) -> Message | None:
        """Return what came of a job, as its person is told; None where it was given up meanwhile.

        Raises:
            NetworkError: Telegram, or the way there, is out of order, and the job is not to blame.
            StorageError: So is the database.
        """
        words = english(self._bot.username)
        try:
            book_id = job.book_id
            if book_id is None and job.tries > MOST_TRIES:
                return page_view(words, "making-in-vain")
            if book_id is None:
                book_id = await self._jobs.finish(job, await self._made(job))
            if book_id is None:
                return None
            return ready_view(words, job.user_id, await self._library.volume(job.user_id, book_id))
        except QuizError as error:
            return refused_view(words, str(error))
        except Refused:
            return page_view(words, "book-away")
        except BadRequest as error:
            if TOO_BIG in error.message.lower():
                return page_view(words, "file-too-large")
            log.exception("A document could not be fetched")
        except (NetworkError, RetryAfter, StorageError):
            raise
        except Exception:
            log.exception("A bank could not be made")
        return page_view(words, "trouble")

    async def _made(self, job: Job) -> Bank:
        text = job.source.text
        return await self._workshop.make(
            job.source.name,
            lambda: self._content(job),
            self._watching(job),
            ending=None if text is None else ending_of(text),
            engine=job.engine,
        )

    async def _content(self, job: Job) -> bytes:
        if job.source.file_id is None:
            return (job.source.text or "").encode()
        file = await self._bot.get_file(job.source.file_id)
        return bytes(await file.download_as_bytearray())

    def _watching(self, job: Job) -> Callable[[Making], Awaitable[None]]:
        """Return what tells how far a bank is, every so often."""
        told = float("-inf")

        async def watch(making: Making) -> None:
            nonlocal told
            if time.monotonic() - told < BETWEEN_EDITS:
                return
            told = time.monotonic()
            with suppress(TimeoutError):
                async with asyncio.timeout(BETWEEN_EDITS):
                    await self._bulletin.update(job, progress_view(english(), job, making))

        return watch
