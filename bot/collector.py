"""What brings the results of homework to its host when its time is over; knows no rule of play."""

from __future__ import annotations

import asyncio
import logging

from bot.crew import Crew
from bot.delivery import ChatLostError, Delivery
from bot.rounds import Rounds
from bot.services import HomeworkService
from bot.views.posts import files_view
from bot.views.words import english

log = logging.getLogger(__name__)

NAME = "results of homework"
EVERY = 60.0
"""Seconds between two looks for homework whose time is over."""


class Collector:
    """Looks for homework whose time is over, again and again.

    Args:
        homework: Knows it.
        delivery: Brings the results to the host.
        crew: Says whether another process does it.
    """

    def __init__(self, homework: HomeworkService, delivery: Delivery, crew: Crew) -> None:
        self._homework = homework
        self._crew = crew
        self._delivery = delivery
        self.rounds = Rounds(self.collect, every=EVERY, name=NAME)

    async def collect(self) -> None:
        """Bring the results of all homework whose time is over.

        Raises:
            NetworkError: Telegram cannot be reached; what was not told is brought the next time.
        """
        if not await self._crew.claim(NAME):
            return
        for assignment, book in await self._homework.collected():
            files = await asyncio.to_thread(files_view, english(self._delivery.bot.username), book)
            try:
                await self._delivery.hand_over(assignment.host_id, files)
            except ChatLostError:
                log.info("The host of homework %d takes no messages; the results stay here", assignment.id)
            await self._homework.told(assignment)
