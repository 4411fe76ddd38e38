"""How a person studies: ratings, wishes, the time zone, reminders; knows nothing of Telegram."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo, available_timezones

from bot.services.memory import rate, reschedule
from bot.services.progress import Progress, tell_progress
from bot.services.results import Answered
from bot.services.shelf import Shelf
from bot.services.starting import own_session
from bot.services.studying import tell_day
from bot.services.telling import tell_position
from questions.quiz import RETENTIONS, Mode, Rating, Refusal, Refused
from storage.engine import Database
from storage.learners import (
    Learner,
    Reminded,
    learner_of,
    people_to_remind,
    save_learner,
    set_reminded,
    stop_reminding,
    zone_of,
)
from storage.people import remember_user

log = logging.getLogger(__name__)

NEW_A_DAY = (0, 5, 10, 20, 40)
GOALS = (10, 20, 50, 100)
LATE = 120
"""Minutes after the chosen time for which a reminder that could not be sent is sent late."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """A word to somebody that questions are due."""

    user_id: int
    waiting: int
    streak: int


class StudyService:
    """What people can do about their study.

    Args:
        database: Where it is remembered.
        shelf: The banks.
        clock: Gives the time, with its zone.
    """

    def __init__(self, database: Database, shelf: Shelf, *, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._shelf = shelf
        self._clock = clock

    def now(self) -> datetime:
        """Return the time by which everything here goes."""
        return self._clock()

    async def rate(self, *, user_id: int, session_id: int, position: int, rating: Rating) -> Answered:
        """Let a person say how well a question was remembered.

        Raises:
            Refused: The answer is another person's or was not given, or the question was asked again since.
        """
        async with self._database.write() as session:
            stored = await own_session(session, session_id, user_id)
            if stored.state.mode is Mode.EXAM and not stored.state.over:
                raise Refused(Refusal.WITHHELD)
            await rate(session, session_id, position, rating)
            return await tell_position(session, self._shelf, stored, position)

    async def learner(self, user_id: int) -> Learner:
        """Return how somebody studies."""
        async with self._database.read() as session:
            return await learner_of(session, user_id)

    async def wish(
        self,
        user_id: int,
        name: str,
        *,
        retention: float | None = None,
        new_a_day: int | None = None,
        goal: int | None = None,
    ) -> Learner:
        """Store what somebody wishes for; another retention changes when every question comes again.

        Raises:
            Refused: No button offers that.
        """
        offered = (
            retention in (None, *RETENTIONS) and new_a_day in (None, *NEW_A_DAY) and goal in (None, *GOALS)
        )
        if not offered:
            raise Refused(Refusal.UNKNOWN)

        def change(learner: Learner) -> Learner:
            return replace(
                learner,
                retention=learner.retention if retention is None else retention,
                new_a_day=learner.new_a_day if new_a_day is None else new_a_day,
                goal=learner.goal if goal is None else goal,
            )

        return await self._change(user_id, name, change)

    async def set_zone(self, user_id: int, name: str, zone: str) -> Learner:
        """Store somebody's time zone by its name in the time zone database.

        Raises:
            Refused: There is no such zone.
        """
        if zone not in available_timezones():
            raise Refused(Refusal.UNKNOWN)
        return await self._change(user_id, name, lambda learner: replace(learner, zone=zone))

    async def set_reminder(self, user_id: int, name: str, minutes: int | None) -> Learner:
        """Remind somebody each day at so many minutes after midnight, or (None) never.

        Where that time has passed today, the first reminder comes tomorrow.

        Raises:
            Refused: It is no time of a day.
        """
        if minutes is not None and not 0 <= minutes < 24 * 60:
            raise Refused(Refusal.UNKNOWN)
        learner = await self._change(user_id, name, lambda one: replace(one, remind_at=minutes))
        local = self._clock().astimezone(zone_of(learner))
        if minutes is not None and _minutes(local) >= minutes:
            async with self._database.write() as session:
                await set_reminded(session, user_id, local.date())
        return learner

    async def stop_reminders(self, user_id: int) -> None:
        """Remind somebody no more."""
        async with self._database.write() as session:
            await stop_reminding(session, user_id)

    async def reminders(self) -> AsyncIterator[Reminder]:
        """Give who is to be reminded now, each at most once a day of the calendar where they live.

        A day counts as reminded before the reminder is given: one that is lost is better than two. It counts
        too where nothing is due, and where the time came so long ago that the moment has passed.
        """
        async with self._database.read() as session:
            people = await people_to_remind(session)
        for person in people:
            try:
                reminder = await self._reminder(person)
            except Exception:
                log.exception("Somebody could not be reminded")
                continue
            if reminder:
                yield reminder

    async def _reminder(self, person: Reminded) -> Reminder | None:
        now = self._clock()
        local = now.astimezone(zone_of(person.learner))
        late = _minutes(local) - (person.learner.remind_at or 0)
        if late < 0 or (person.on is not None and person.on >= local.date()):
            return None
        day = None
        if late <= LATE:
            async with self._database.read() as session:
                day = await tell_day(session, self._shelf, person.user_id, now)
        async with self._database.write() as session:
            first = await set_reminded(session, person.user_id, local.date())
        if not first or day is None or not day.waiting:
            return None
        return Reminder(person.user_id, day.waiting, day.streak)

    async def progress(self, user_id: int) -> Progress:
        """Return how far somebody has come."""
        async with self._database.read() as session:
            return await tell_progress(session, self._shelf, user_id, self._clock())

    def zone(self, learner: Learner) -> ZoneInfo:
        """Return somebody's time zone: UTC until it was told."""
        return zone_of(learner)

    async def _change(self, user_id: int, name: str, change: Callable[[Learner], Learner]) -> Learner:
        async with self._database.write() as session:
            await remember_user(session, user_id, name, now=self._clock())
            before = await learner_of(session, user_id)
            after = change(before)
            await save_learner(session, user_id, after)
            if after.retention != before.retention:
                await reschedule(session, user_id, after.retention)
            return after


def _minutes(local: datetime) -> int:
    """Return the minutes that have passed since midnight."""
    return local.hour * 60 + local.minute
