"""What reminds people of what is due, at the time that they chose; knows no rule of study."""

from __future__ import annotations

import logging

from telegram.error import Forbidden, TelegramError

from bot.crew import Crew
from bot.delivery import Delivery
from bot.rounds import Rounds
from bot.services import Reminder, StudyService
from bot.views.study import reminder_view
from bot.views.words import english

log = logging.getLogger(__name__)

NAME = "reminders"
EVERY = 30.0
"""Seconds between two looks at the clock."""


class Reminding:
    """Looks for people to remind, again and again.

    Args:
        study: Knows them.
        delivery: Brings the reminders.
        crew: Says whether another process does it.
    """

    def __init__(self, study: StudyService, delivery: Delivery, crew: Crew) -> None:
        self._study = study
        self._crew = crew
        self._delivery = delivery
        self.rounds = Rounds(self.remind, every=EVERY, name=NAME)

    async def remind(self) -> None:
        """Remind everybody whose time has come; who has blocked the bot is not reminded again."""
        if not await self._crew.claim(NAME):
            return
        async for reminder in self._study.reminders():
            try:
                await self._send(reminder)
            except Forbidden:
                await self._study.stop_reminders(reminder.user_id)
                log.info("Somebody takes no more messages and is not reminded again")
            except TelegramError as error:
                log.warning("A reminder is lost: %s", error)

    async def _send(self, reminder: Reminder) -> None:
        view = reminder_view(english(), reminder)
        await self._delivery.bot.send_message(
            reminder.user_id, view.html, parse_mode="HTML", reply_markup=view.markup
        )
