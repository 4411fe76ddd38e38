"""The one message that tells somebody how far their bank is; knows no line and no process."""

from __future__ import annotations

import logging

from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import ExtBot

from bot.services import Job, JobService
from bot.views.message import Message

log = logging.getLogger(__name__)

UNCHANGED = "message is not modified"


class Bulletin:
    """Keeps the message of each job up to date.

    Args:
        bot: Who writes.
        jobs: Takes note of which message it is.
    """

    def __init__(self, bot: ExtBot[int], jobs: JobService) -> None:
        self._bot = bot
        self._jobs = jobs

    async def begin(self, job: Job, view: Message) -> Job:
        """Show what is to be told first: in the message of an offer, or in a new one.

        Raises:
            TelegramError: Nothing can be shown to this person, or not now.
        """
        if job.message_id is not None and await self.turn(job, view):
            return job
        sent = await self._bot.send_message(
            job.user_id, view.html, parse_mode=ParseMode.HTML, reply_markup=view.markup
        )
        return await self._jobs.told(job, sent.message_id)

    async def turn(self, job: Job, view: Message) -> bool:
        """Turn a job's message into another; returns False where it is gone.

        Raises:
            TelegramError: It is not known whether it was done.
        """
        try:
            await self._bot.edit_message_text(
                view.html, job.user_id, job.message_id, parse_mode=ParseMode.HTML, reply_markup=view.markup
            )
        except BadRequest as error:
            return UNCHANGED in error.message.lower()
        return True

    async def update(self, job: Job, view: Message) -> None:
        """Turn a job's message into another if that can be done now: the next one comes soon."""
        try:
            await self.turn(job, view)
        except TelegramError as error:
            log.info("A message could not be brought up to date: %s", error)

    async def end(self, job: Job, view: Message) -> None:
        """Show what a job came to: in its message, or in a new one where that is gone.

        Raises:
            NetworkError: Telegram cannot be reached.
        """
        try:
            await self.begin(job, view)
        except (BadRequest, Forbidden) as error:
            log.info("Somebody cannot be told of their bank: %s", error)

    async def strip(self, user_id: int, message_id: int, view: Message) -> None:
        """Turn the message of an offer that is over into another."""
        try:
            await self._bot.edit_message_text(view.html, user_id, message_id, parse_mode=ParseMode.HTML)
        except TelegramError as error:
            log.info("An offer that is over still stands: %s", error)
