"""What comes of a job: its bank, or why there is none; knows no line and no database."""

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
from bot.services import Job
from bot.views.making import progress_view, refused_view
from bot.views.message import Message
from bot.views.pages import page_view
from bot.views.words import english
from bot.workshop import Making, Workshop
from questions.errors import QuizError
from questions.model import Bank

log = logging.getLogger(__name__)

BETWEEN_EDITS = 2.0
"""Seconds between two words on how far a bank is."""

TOO_BIG = "file is too big"


class Outcomes:
    """Makes the bank of a job, and tells meanwhile how far it is.

    Whoever has it make one may cancel that.

    Args:
        bot: Fetches the files.
        workshop: Makes the banks.
        bulletin: Tells how far a bank is.
    """

    def __init__(self, bot: ExtBot[int], workshop: Workshop, bulletin: Bulletin) -> None:
        self._bot = bot
        self._workshop = workshop
        self._bulletin = bulletin

    async def of(self, job: Job) -> Bank | Message:
        """Return the bank of a job, or why there is none, as its person is told.

        Raises:
            NetworkError: Telegram, or the way there, is out of order, and the job is not to blame.
        """
        words = english()
        try:
            return await self._made(job)
        except QuizError as error:
            return refused_view(words, str(error))
        except BadRequest as error:
            if TOO_BIG in error.message.lower():
                return page_view(words, "file-too-large")
            log.exception("A document could not be fetched")
        except (NetworkError, RetryAfter):
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
