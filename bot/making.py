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
from bot.engines import LLM
from bot.pasting import ending_of
from bot.services import ChoosingService, Job
from bot.views.making import progress_view, refused_view
from bot.views.message import Message
from bot.views.pages import page_view
from bot.views.words import english
from bot.workshop import Finished, Making, Workshop
from questions.errors import NotEnglish, QuizError

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
        choosing: Who may choose what makes the questions.
    """

    def __init__(
        self, bot: ExtBot[int], workshop: Workshop, bulletin: Bulletin, choosing: ChoosingService
    ) -> None:
        self._bot = bot
        self._workshop = workshop
        self._bulletin = bulletin
        self._choosing = choosing

    async def of(self, job: Job) -> Finished | Message:
        """Return the bank of a job, or why there is none, as its person is told.

        Raises:
            NetworkError: Telegram, or the way there, is out of order, and the job is not to blame.
        """
        words = english()
        try:
            return await self._made(job)
        except QuizError as error:
            if job.engine == LLM:
                log.warning("A bank that a language model was to make was not made: [%s]", error.code)
            foreign = error.code == NotEnglish.code
            model = await self._choosing.model_for(job.user_id) if foreign else None
            return refused_view(words, str(error), model=model)
        except BadRequest as error:
            if TOO_BIG in error.message.lower():
                return page_view(words, "file-too-large")
            # Telegram has the file no more, or never had it: a trace would say nothing of that.
            log.warning("A document could not be fetched: %s", error)
        except (NetworkError, RetryAfter):
            raise
        except Exception:
            log.exception("A bank could not be made")
        return page_view(words, "trouble")

    async def forget(self, user_id: int) -> None:
        """Keep nothing any more of what a language model answered for somebody."""
        await self._workshop.forget(user_id)

    async def sweep(self) -> None:
        """Keep nothing any more that nobody came back to."""
        await self._workshop.sweep()

    async def _made(self, job: Job) -> Finished:
        text = job.source.text
        return await self._workshop.make(
            job.source.name,
            lambda: self._content(job),
            self._watching(job),
            ending=None if text is None else ending_of(text),
            engine=job.engine,
            user_id=job.user_id,
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
