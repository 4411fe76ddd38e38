"""Offers to make a bank of what somebody sends, a text in pieces too; knows no line and no process."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from datetime import datetime

from telegram.error import TelegramError

from bot.bulletin import Bulletin
from bot.services import ChoosingService, Job, JobService, StorageError
from bot.views.making import left_view, offer_view
from bot.views.message import Message
from bot.views.words import english

log = logging.getLogger(__name__)

BETWEEN_EDITS = 1.0
"""Seconds between two counts of the words of a text that grows: a chat takes one message a second."""


class Offers:
    """Tells people how many words a text of theirs has, and asks what to do with it.

    Args:
        jobs: What is offered.
        choosing: Who may choose what makes the questions.
        bulletin: Shows it.
    """

    def __init__(self, jobs: JobService, choosing: ChoosingService, bulletin: Bulletin) -> None:
        self._jobs = jobs
        self._choosing = choosing
        self._bulletin = bulletin
        self._growing: dict[int, asyncio.Task[None]] = {}
        self._over = asyncio.Event()

    async def hear(self, user_id: int, name: str, piece: str, *, at: datetime) -> bool:
        """Offer to make a bank of a text, or count its words anew.

        Args:
            user_id: Who sent it.
            name: What they are called.
            piece: A message.
            at: When it was sent.

        Returns:
            Whether it is a text; a short message that is no piece of one is not.

        Raises:
            JobRefused: It is not taken, and why.
            TelegramError: The offer cannot be made.
        """
        taken = await self._jobs.hear(user_id, name, piece, at=at)
        if taken is None:
            return False
        if taken.instead_of is not None:
            await self.forget(taken.instead_of)
        if taken.job.message_id is None:
            await self.show(taken.job)
        elif user_id not in self._growing:
            self._growing[user_id] = asyncio.create_task(self._count_soon(user_id))
        return True

    async def show(self, job: Job) -> None:
        """Show what is offered; raises TelegramError where that cannot be done."""
        await self._bulletin.begin(job, await self._view(job))

    async def forget(self, job: Job) -> None:
        """Say under an offer that something else took its place."""
        if job.message_id is not None:
            await self._bulletin.strip(job.user_id, job.message_id, left_view(english(), job))

    async def stop(self) -> None:
        """Count what has grown a last time."""
        self._over.set()
        await asyncio.gather(*self._growing.values())

    async def _count_soon(self, user_id: int) -> None:
        """Wait for more pieces, then tell how many words they have together."""
        with suppress(TimeoutError):
            async with asyncio.timeout(BETWEEN_EDITS):
                await self._over.wait()
        del self._growing[user_id]
        try:
            job = await self._jobs.offered(user_id)
            if job and job.message_id is not None:
                await self._bulletin.turn(job, await self._view(job))
        except (TelegramError, StorageError) as error:
            log.info("The words of a text could not be counted anew: %s", error)

    async def _view(self, job: Job) -> Message:
        return offer_view(english(), job, model=await self._choosing.model_for(job.user_id))
