"""What happens in the chats, told to everyone who listens; knows nothing of what the events mean."""

import asyncio
from collections.abc import AsyncIterator
from types import TracebackType
from typing import Self

from bot.local.store import Json

__all__ = ["Feed", "Listener"]


class Feed:
    """Events fan out to every listener, in order; nobody has to ask twice."""

    def __init__(self) -> None:
        self._listeners: set[Listener] = set()

    def publish(self, kind: str, chat_id: int | None, **details: object) -> None:
        """Tell all listeners.

        Args:
            kind: message, edited, poll, deleted, action, callback or profile.
            chat_id: Where it happened; None for what concerns every chat.
            details: What the event carries.
        """
        for listener in self._listeners:
            listener.hear({"kind": kind, "chat_id": chat_id, **details})

    def listen(self) -> "Listener":
        """A listener that hears what happens from now on; use it in a with statement."""
        return Listener(self._listeners)


class Listener:
    """One reader of the feed, with its own queue."""

    def __init__(self, registered: "set[Listener]") -> None:
        self._registered = registered
        self._queue: asyncio.Queue[Json | None] = asyncio.Queue()
        registered.add(self)

    def hear(self, event: Json) -> None:
        """Queue one event."""
        self._queue.put_nowait(event)

    def skip(self) -> None:
        """Pass over the events that wait, for a reader who looks at the state anyway."""
        while not self._queue.empty():
            self._queue.get_nowait()

    def close(self) -> None:
        """Stop listening; a reader that waits comes to its end."""
        self._registered.discard(self)
        self._queue.put_nowait(None)

    async def events(self) -> AsyncIterator[Json]:
        """The events as they happen, until the listener is closed."""
        while (event := await self._queue.get()) is not None:
            yield event

    async def next(self, *, timeout: float | None = None) -> Json | None:  # noqa: ASYNC109 (it is a bound)
        """The next event, or None where the listener was closed.

        Raises:
            TimeoutError: Nothing happened for `timeout` seconds.
        """
        async with asyncio.timeout(timeout):
            return await self._queue.get()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
