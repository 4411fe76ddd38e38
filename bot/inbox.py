"""Votes are kept before Telegram is told that they arrived; knows updates, and of a class only its director.

python-telegram-bot confirms updates as soon as it has fetched the next ones, whether they were worked on or
not: what waits in its queue is lost when the process dies. A button can be pressed again, a vote cannot be
cast again. So votes are written to the database, a whole batch in one transaction, before `get_updates` gives
them out, and on a webhook before Telegram's request is answered.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from telegram import Update
from telegram.error import NetworkError, TelegramError
from telegram.ext import ExtBot

from bot.journal import Journal
from bot.services import Arrival, CrewService, Director, StorageError, Vote
from bot.traffic import place_of

log = logging.getLogger(__name__)

AT_ONCE = 64
"""Updates that one process works on at once, where others could work on them as well."""

OF_ONE = 8
"""So many of one chat count at the most: whoever floods the bot keeps nobody else's from being fetched."""

AHEAD = 64
"""Updates that may be unfinished when further ones are fetched: Telegram keeps what is not fetched, and what
is must be finished before the bot can stop. With 1000 in hand a stop took 7 s on a busy machine."""

LOOK_AGAIN = 1.0
"""Seconds after which the database is looked at anyway: another process may have died."""


class Inbox(asyncio.Queue[object]):
    """The queue of updates, and where votes are kept.

    Args:
        director: Keeps votes.
        journal: Is told of every update that comes.

    Attributes:
        wake: Is told the sessions to which votes came that may change what they do.
        bot: Whose updates they are.
    """

    def __init__(self, director: Director, journal: Journal) -> None:
        super().__init__()
        self._journal = journal
        self.wake: Callable[[int], None] | None = None
        self.bot: ExtBot[Any] | None = None
        self._director = director
        self._kept: dict[int, float] = {}
        self._worked_on = asyncio.Event()
        self._unfinished: Counter[tuple[int, str]] = Counter()

    async def room(self) -> None:
        """Wait until few updates are unfinished, those of one chat counted as a few at the most."""
        while sum(min(count, OF_ONE) for count in self._unfinished.values()) > AHEAD:
            self._worked_on.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_AGAIN):
                    await self._worked_on.wait()

    async def keep(self, updates: Sequence[Update]) -> None:
        """Keep the votes among updates.

        Raises:
            NetworkError: They cannot be kept now; Telegram has to send them again.
        """
        begun, now = self._journal.now(), self._director.now()
        votes = [vote for update in updates if (vote := _vote(update, now))]
        tallies = {
            update.poll.id: update.poll.total_voter_count
            for update in updates
            if update.poll and update.poll.is_closed
        }
        if not votes and not tallies:
            return
        try:
            touched = await self._director.keep(votes, tallies)
        except StorageError as error:
            log.exception("Votes cannot be kept now; they are fetched again")
            raise NetworkError("the votes could not be kept") from error
        self._kept = {update.update_id: begun for update in updates}
        if self.wake is not None:
            for session_id in touched:
                self.wake(session_id)

    async def put(self, item: object) -> None:
        """Put an update into the queue; a vote that is not kept yet is kept, and there is no more to it.

        Raises:
            NetworkError: It cannot be kept now; Telegram has to send it again.
        """
        if isinstance(item, Update):
            if item.update_id not in self._kept:
                await self.keep([item])
            if _is_of_poll(item):
                self._journal.note(item, since=self._kept.get(item.update_id))
            else:
                self._line_up(item)
        else:
            await super().put(item)

    async def bring(self, update: Update, body: str) -> None:  # noqa: ARG002 (here it is not kept)
        """Put an update into the queue, with the text that it came as."""
        await self.put(update)

    async def done(self, update: object) -> None:
        """Take note that an update was worked on."""
        if isinstance(update, Update):
            place = place_of(update)
            self._unfinished[place] -= 1
            if self._unfinished[place] <= 0:
                del self._unfinished[place]
        self._worked_on.set()

    def _line_up(self, update: Update) -> None:
        """Put an update into the queue of this process."""
        self._journal.arrived(update)
        self._unfinished[place_of(update)] += 1
        self.put_nowait(update)


class SharedInbox(Inbox):
    """The queue of updates of a bot that several processes serve.

    Whichever of them an update comes to keeps it in the database before Telegram is told that it arrived.
    Each takes from there what it works on, of one chat one update at a time; what a process that died had
    taken goes to another. A vote is kept as such, and no other process need hear of it.

    Args:
        director: Keeps votes.
        journal: Is told of what arrives.
        crew: Keeps updates.
    """

    def __init__(self, director: Director, journal: Journal, crew: CrewService) -> None:
        super().__init__(director, journal)
        self._crew = crew
        self._stirred = asyncio.Event()
        self._at_work: dict[int, Arrival] = {}
        self._unnoted: dict[int, Arrival] = {}

    def at_work(self) -> tuple[int, ...]:
        """Return the numbers of the updates that this process works on, or has and could not note it."""
        return (*self._at_work, *self._unnoted)

    async def put(self, item: object) -> None:
        """Keep an update; what is none goes into the queue of this process.

        Raises:
            NetworkError: It cannot be kept now; Telegram has to send it again.
        """
        if isinstance(item, Update):
            await self.bring(item, item.to_json())
        else:
            await super().put(item)
            self._stirred.set()

    async def bring(self, update: Update, body: str) -> None:
        """Keep an update as it came; raises NetworkError as `put` does."""
        if _is_of_poll(update):
            await super().put(update)
        else:
            await self._share(update, body)
            self._stirred.set()

    async def get(self) -> object:
        """Take the next update that is to be worked on here."""
        while self.empty():
            self._stirred.clear()
            if not await self._take():
                with suppress(TimeoutError):
                    async with asyncio.timeout(LOOK_AGAIN):
                        await self._stirred.wait()
        return await super().get()

    async def done(self, update: object) -> None:
        """Take note that an update was worked on, so that the next one of its chat is."""
        await super().done(update)
        if isinstance(update, Update) and (arrival := self._at_work.get(update.update_id)):
            await self._finish(arrival)
            self._at_work.pop(update.update_id, None)
            self._stirred.set()

    async def _share(self, update: Update, body: str) -> None:
        """Keep an update for whichever process takes it first."""
        chat, sort = place_of(update)
        try:
            await self._crew.keep([Arrival(update.update_id, f"{chat} {sort}", body)])
        except StorageError as error:
            log.exception("An update cannot be kept now; it is sent again")
            raise NetworkError("the update could not be kept") from error

    async def _finish(self, arrival: Arrival) -> None:
        """Take note that an update was worked on; where that cannot be, it is tried again later."""
        try:
            await self._crew.finish(arrival)
        except StorageError as error:
            self._unnoted[arrival.id] = arrival
            log.warning("It is noted later that an update was worked on: %s", error)
        else:
            self._unnoted.pop(arrival.id, None)

    async def _take(self) -> bool:
        """Take what waits in the database as far as there is room; returns whether anything did."""
        for arrival in tuple(self._unnoted.values()):
            await self._finish(arrival)
        room = AT_ONCE - len(self._at_work)
        try:
            taken = await self._crew.take(room) if room > 0 else ()
        except StorageError as error:
            log.warning("Updates cannot be taken now: %s", error)
            return False
        for arrival in taken:
            if arrival.id in self._at_work or arrival.id in self._unnoted:
                continue  # The database was away for long, and this process works on it still.
            try:
                update = Update.de_json(json.loads(arrival.content), self.bot)
            except Exception:
                log.exception("An update that was kept cannot be read, and is passed over")
                await self._finish(arrival)
                continue
            self._at_work[arrival.id] = arrival
            self._line_up(update)
        return bool(taken)


class KeepingBot(ExtBot[Any]):
    """A bot that keeps the votes among the updates that it fetches.

    Args:
        token: Its token.
        inbox: Where votes are kept.
        failed: Is told where updates cannot be fetched.
        settings: What `ExtBot` takes.
    """

    def __init__(
        self, token: str, inbox: Inbox, failed: Callable[[TelegramError], None], **settings: Any
    ) -> None:
        super().__init__(token, **settings)
        inbox.bot = self
        self._inbox = inbox
        self._failed = failed
        self._fetched_at: float | None = None

    @property
    def fetched_at(self) -> float | None:
        """When updates, or none, were fetched last, in seconds of the monotonic clock; None for never."""
        return self._fetched_at

    async def get_updates(self, *args: Any, **kwargs: Any) -> tuple[Update, ...]:
        """Fetch updates once few are unfinished here, and keep the votes among them."""
        if kwargs.get("timeout"):  # without one, it only tells at a stop what was fetched
            await self._inbox.room()
        try:
            updates = await super().get_updates(*args, **kwargs)
        except TelegramError as error:
            self._failed(error)
            raise
        await self._inbox.keep(updates)
        self._fetched_at = time.monotonic()
        return updates


def _is_of_poll(update: Update) -> bool:
    """Whether an update tells of a poll: once it is kept, the session's conductor does the rest."""
    return update.poll_answer is not None or update.poll is not None


def _vote(update: Update, now: datetime) -> Vote | None:
    """Return the vote that an update tells of; None for others, and for one that was taken back.

    The first vote tallies: whoever takes it back has seen the answer.
    """
    answer = update.poll_answer
    if answer is None or answer.user is None or not answer.option_ids:
        return None
    return Vote(answer.poll_id, answer.user.id, answer.user.full_name, answer.option_ids[0], now)
