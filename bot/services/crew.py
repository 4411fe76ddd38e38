"""What several processes that serve one bot agree on by their database; knows nothing of Telegram."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection, Sequence
from datetime import timedelta

from storage.calls import call, listen
from storage.engine import Database
from storage.leases import (
    drop_lapsed,
    drop_lease,
    drop_leases,
    leased,
    renew_leases,
    take_lapsed,
    take_lease,
)
from storage.moments import NOW, Moment
from storage.paces import ALL, SentTo, clock, hold, sent_to, set_sent
from storage.updates import (
    Arrival,
    add_updates,
    drop_updates,
    finish_update,
    free_updates,
    hold_updates,
    take_updates,
)

LEASE = timedelta(seconds=6)
"""How long what one process does is left to it when nothing is heard of it."""

REMEMBERED = timedelta(days=1)
"""How long an update is known that was worked on: Telegram sends one again for as long
(https://core.telegram.org/bots/api#getting-updates)."""

MINUTE, SECOND = 60.0, 1.0
"""Seconds after which a message says nothing of the pace of its chat any more, and of all together."""

FreeAt = Callable[[SentTo, SentTo, float], float]
"""Tells from what went to a chat and to all when the next message may go, by the time that it is."""


class CrewService:
    """What one process takes for itself, and leaves to the others.

    Args:
        database: Which all of them share.
        holder: What this process is called; no other has the name.
    """

    def __init__(self, database: Database, *, holder: str) -> None:
        self._database = database
        self._holder = holder

    async def keep(self, arrivals: Sequence[Arrival]) -> None:
        """Keep updates until they are worked on, each once; durable when this returns."""
        async with self._database.write() as session:
            await add_updates(session, arrivals)

    async def take(self, most: int) -> tuple[Arrival, ...]:
        """Take updates to work on, each place's in order."""
        now = self.now()
        async with self._database.write() as session:
            return await take_updates(session, self._holder, most=most, now=now, until=now + LEASE)

    async def finish(self, arrival: Arrival) -> None:
        """Take note that an update that this process has taken was worked on."""
        async with self._database.write() as session:
            await finish_update(session, arrival, self._holder, now=self.now())

    async def claim(self, name: str) -> bool:
        """Take something for this process alone; returns whether it is."""
        now = self.now()
        async with self._database.write() as session:
            return await take_lease(session, name, self._holder, now=now, until=now + LEASE)

    async def first(self, name: str, seconds: float) -> bool:
        """Note that something is done that is done once in so many seconds; returns whether it was not."""
        now = self.now()
        async with self._database.write() as session:
            return await take_lapsed(session, name, now=now, until=now + timedelta(seconds=seconds))

    async def claimed(self, names: Collection[str]) -> frozenset[str]:
        """Return which of some things a process has for itself."""
        async with self._database.read() as session:
            return await leased(session, names, now=self.now())

    async def renew(self, names: Collection[str], updates: Collection[int]) -> None:
        """Say that this process lives: what it has stays its own.

        Args:
            names: What it has claimed and does still; the rest goes to the others in a while.
            updates: The numbers of those that it has taken and works on still.
        """
        if not names and not updates:
            return
        until = self.now() + LEASE
        async with self._database.write() as session:
            await renew_leases(session, self._holder, names, until=until)
            await hold_updates(session, self._holder, updates, until=until)

    async def forget(self) -> None:
        """Drop the updates that were worked on long ago, and what nobody has any more."""
        async with self._database.write() as session:
            await drop_updates(session, before=self.now() - REMEMBERED)
            await drop_lapsed(session, now=self.now())

    async def give_back(self, name: str) -> None:
        """Leave something to the others."""
        async with self._database.write() as session:
            await drop_lease(session, name, self._holder)

    async def leave(self) -> None:
        """Leave everything to the others."""
        async with self._database.write() as session:
            await drop_leases(session, self._holder)
            await free_updates(session, self._holder, now=self.now())

    def now(self) -> Moment:
        """Return the time by the database, for a statement: the clocks of several machines differ."""
        return NOW

    async def turn(self, chat: int, free_at: FreeAt) -> float:
        """Count a message to a chat if it may go now; returns after how many seconds to ask again, else 0."""
        async with self._database.write() as session:
            own, every = await sent_to(session, chat), await sent_to(session, ALL)
            now = await clock(session)
            if (wait := free_at(own, every, now) - now) > 0:
                return wait
            sent = (*(one for one in own.sent if one > now - MINUTE), now)
            await set_sent(session, chat, sent)
            if chat != ALL:
                await set_sent(session, ALL, (*(one for one in every.sent if one > now - SECOND), now))
        return 0.0

    async def call(self, name: str) -> None:
        """Let all processes hear of something."""
        async with self._database.write() as session:
            await call(session, name)

    def calls(self) -> AsyncIterator[str | None]:
        """Return what the processes let each other hear, from now on; None where one may be missed."""
        return listen(self._database)

    async def pause(self, chat: int | None, seconds: float) -> None:
        """Let nothing go to a chat, or (None) to any, for some seconds."""
        async with self._database.write() as session:
            await hold(session, ALL if chat is None else chat, await clock(session) + seconds)
