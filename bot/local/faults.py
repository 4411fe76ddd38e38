"""Misfortune on demand; knows how calls can fail and nothing of what the methods do."""

from collections import defaultdict, deque
from dataclasses import dataclass
from http import HTTPStatus

from bot.local.errors import ApiError, ConnectionLostError
from bot.local.methods import METHODS
from bot.local.updates import Updates

__all__ = ["Fault", "Faults"]


@dataclass(frozen=True)
class Fault:
    """What befalls one call.

    Attributes:
        error: What the bot gets instead of the answer.
        carried_out: Whether the method is done nevertheless.
    """

    error: ApiError | ConnectionLostError
    carried_out: bool = False


class Faults:
    """Faults wait for the coming calls of their method, first come, first served.

    A getUpdates that waits for news already was called before, so a fault does not touch it.
    """

    def __init__(self, updates: Updates) -> None:
        self._updates = updates
        self._waiting: defaultdict[str, deque[Fault]] = defaultdict(deque)

    def refuse(self, method: str, *, retry_after: int = 3, times: int = 1) -> None:
        """Answer 429, to try again after `retry_after` seconds."""
        error = ApiError(429, f"Too Many Requests: retry after {retry_after}", retry_after)
        self._add(method, Fault(error), times)

    def fail(self, method: str, *, status: int = 502, times: int = 1) -> None:
        """Answer with a failure of the server."""
        self._add(method, Fault(ApiError(status, HTTPStatus(status).phrase)), times)

    def drop(self, method: str, *, times: int = 1) -> None:
        """Cut the connection before the method is carried out."""
        self._add(method, Fault(ConnectionLostError("dropped before the method was carried out")), times)

    def lose_reply(self, method: str, *, times: int = 1) -> None:
        """Carry the method out and cut the connection before its answer."""
        error = ConnectionLostError("dropped after the method was carried out")
        self._add(method, Fault(error, carried_out=True), times)

    def repeat_updates(self, *, times: int = 1) -> None:
        """Deliver each of the next `times` updates once more after the bot confirmed it."""
        self._updates.repeats += times

    def take(self, method: str) -> Fault | None:
        """The fault that befalls this call, if any."""
        waiting = self._waiting[method.lower()]
        return waiting.popleft() if waiting else None

    def _add(self, method: str, fault: Fault, times: int) -> None:
        if method.lower() not in METHODS:
            raise ValueError(f"no method {method!r} on the local Telegram")
        self._waiting[method.lower()].extend([fault] * times)
