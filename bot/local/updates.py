"""The queue of updates that waits for the bot; knows polling and nothing of what an update says."""

import asyncio
from collections.abc import Callable, Sequence

from bot.local.errors import ApiError
from bot.local.store import Json, Store

__all__ = ["Updates"]

MOST = 10_000
"""Updates that are handed over at once."""

CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


class Updates:
    """Updates in ascending order, kept until the bot confirms them by asking for a later offset.

    Attributes:
        repeats: How many of the coming updates are delivered once more after they were confirmed.
        repeats_by_chance: Asked of each other update whether it is delivered once more, too.
    """

    def __init__(self, store: Store) -> None:
        self.repeats = 0
        self.repeats_by_chance: Callable[[], bool] = bool
        self._store = store
        self._rows = store.table("update")
        self._settings = store.table("setting")
        self._pending: list[Json] = sorted(self._rows.values(), key=_number)
        self._handed = _number(self._pending[-1]) if self._pending else 0
        self._marked: dict[int, Json] = {}
        self._again: list[Json] = []
        self._waiter: asyncio.Future[None] | None = None

    def __len__(self) -> int:
        return len(self._pending)

    def waiting(self) -> list[Json]:
        """The updates that the bot has not confirmed, the oldest first."""
        return list(self._pending)

    @property
    def allowed(self) -> list[str]:
        """The kinds that the bot asked for; an empty list means all."""
        kinds: list[str] = self._settings.get("allowed_updates", [])
        return kinds

    def allow(self, kinds: Sequence[str]) -> None:
        """Keep only these kinds from now on; what waits already is not touched."""
        self._settings.put("allowed_updates", list(kinds))

    def add(self, kind: str, content: Json) -> int | None:
        """Queue an update and return its number; None where the bot did not ask for its kind."""
        if self.allowed and kind not in self.allowed:
            return None
        number = self._store.next_number("update")
        update = {"update_id": number, kind: content}
        self._rows.put(number, update)
        self._pending.append(update)
        self._wake()
        return number

    def replace(self, number: int, content: Json) -> bool:
        """Bring an update up to date that was not handed over yet; False where it is too late."""
        update = self._rows.get(number)
        if update is None or number <= self._handed:
            return False
        (kind,) = set(update) - {"update_id"}
        update[kind] = content
        self._rows.put(number, update)
        return True

    def drop_all(self) -> None:
        """Forget every update that waits."""
        self._forget(self._pending)

    async def poll(self, *, offset: int, limit: int, seconds: float) -> list[Json]:
        """Confirm what lies before the offset and hand over what comes next.

        Args:
            offset: The first update wanted; negative counts from the end of the queue; 0 confirms nothing.
            limit: At most so many updates.
            seconds: How long to wait where nothing is there yet.

        Raises:
            ApiError: 409, where a later poll took over while this one waited.
        """
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_exception(ApiError(409, CONFLICT))
        self._confirm(offset)
        self._store.commit()
        batch = self._take(limit)
        if not batch and seconds > 0 and await self._arrival(seconds):
            return self._take(limit)
        return batch

    async def follow(self, *, after: int, seconds: float) -> list[Json]:
        """Hand over what comes after an update, though that one may not be confirmed yet.

        Args:
            after: The last one that was handed over.
            seconds: How long to wait where nothing is there yet.

        Raises:
            ApiError: 409, where a poll took over while this one waited.
        """
        batch = self._take(MOST, after=after)
        if not batch and await self._arrival(seconds):
            return self._take(MOST, after=after)
        return batch

    def confirm(self, update: Json) -> None:
        """Forget an update that was taken."""
        self._forget([update])
        self._store.commit()
        if self._again:
            self._wake()

    async def _arrival(self, seconds: float) -> bool:
        """Wait for an update; returns whether one came."""
        waiter = asyncio.get_running_loop().create_future()
        self._waiter = waiter
        try:
            async with asyncio.timeout(seconds):
                await waiter
        except TimeoutError:
            return False
        finally:
            if self._waiter is waiter:
                self._waiter = None
        return True

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self._forget(self._pending[:offset])
        elif offset > 0:
            self._forget([update for update in self._pending if _number(update) < offset])

    def _forget(self, updates: list[Json]) -> None:
        gone = {_number(update) for update in updates}
        for number in gone:
            self._rows.remove(number)
            if number in self._marked:
                self._again.append(self._marked.pop(number))
        self._pending = [update for update in self._pending if _number(update) not in gone]

    def _take(self, limit: int, *, after: int = 0) -> list[Json]:
        repeated, self._again = self._again[:limit], self._again[limit:]
        fresh = [update for update in self._pending if _number(update) > after][: limit - len(repeated)]
        for update in fresh:
            by_chance = _number(update) > self._handed and self.repeats_by_chance()
            if (self.repeats > 0 or by_chance) and _number(update) not in self._marked:
                self._marked[_number(update)] = update
                self.repeats -= 0 if by_chance else 1
        if fresh:
            self._handed = max(self._handed, _number(fresh[-1]))
        return repeated + fresh


def _number(update: Json) -> int:
    number: int = update["update_id"]
    return number
