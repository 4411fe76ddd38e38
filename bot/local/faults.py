"""Misfortune on demand; knows how calls can fail and nothing of what the methods do."""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from random import Random

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


DROPPED = Fault(ConnectionLostError("dropped before the method was carried out"))
REPLY_LOST = Fault(ConnectionLostError("dropped after the method was carried out"), carried_out=True)
KINDS = ("refuse", "fail", "drop", "lose_reply")


class Faults:
    """Faults wait for the coming calls of their method, first come, first served.

    A getUpdates that waits for news already was called before, so a fault does not touch it.
    """

    def __init__(self, updates: Updates) -> None:
        self._updates = updates
        self._waiting: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self._roll: Callable[[str], Fault | None] = _spare

    def refuse(self, method: str, *, retry_after: int = 3, times: int = 1) -> None:
        """Answer 429, to try again after `retry_after` seconds."""
        self._add(method, refusal(retry_after), times)

    def fail(self, method: str, *, status: int = 502, times: int = 1) -> None:
        """Answer with a failure of the server."""
        self._add(method, failure(status), times)

    def drop(self, method: str, *, times: int = 1) -> None:
        """Cut the connection before the method is carried out."""
        self._add(method, DROPPED, times)

    def lose_reply(self, method: str, *, times: int = 1) -> None:
        """Carry the method out and cut the connection before its answer."""
        self._add(method, REPLY_LOST, times)

    def randomly(
        self,
        rate: float,
        random: Random,
        *,
        methods: Iterable[str] | None = None,
        kinds: Sequence[str] = KINDS,
        retry_after: int = 1,
    ) -> None:
        """Strike each call from now on by chance, until `stop`; a fault that waits for it goes first.

        Args:
            rate: The probability, 0 to 1.
            random: The dice.
            methods: Which calls; None is all of them.
            kinds: What befalls them: refuse, fail, drop, lose_reply.
            retry_after: Seconds that a refusal names.

        Raises:
            ValueError: There is no such method or kind.
        """
        named = None if methods is None else [_known(method) for method in methods]
        faults = {
            "refuse": refusal(retry_after),
            "fail": failure(502),
            "drop": DROPPED,
            "lose_reply": REPLY_LOST,
        }
        if wrong := [kind for kind in kinds if kind not in faults]:
            raise ValueError(f"no kind of fault {wrong[0]!r}")
        chosen = [faults[kind] for kind in kinds]

        def roll(method: str) -> Fault | None:
            struck = (named is None or method in named) and random.random() < rate
            return random.choice(chosen) if struck else None

        self._roll = roll

    def repeat_randomly(self, rate: float, random: Random) -> None:
        """Deliver each update from now on twice with this probability, until `stop`."""
        self._updates.repeats_by_chance = lambda: random.random() < rate

    def stop(self) -> None:
        """Leave nothing to chance any more; faults that wait for their calls still wait."""
        self._roll = _spare
        self._updates.repeats_by_chance = bool

    def repeat_updates(self, *, times: int = 1) -> None:
        """Deliver each of the next `times` updates once more after the bot confirmed it."""
        self._updates.repeats += times

    def take(self, method: str) -> Fault | None:
        """The fault that befalls this call, if any."""
        waiting = self._waiting[method.lower()]
        return waiting.popleft() if waiting else self._roll(method.lower())

    def _add(self, method: str, fault: Fault, times: int) -> None:
        self._waiting[_known(method)].extend([fault] * times)


def refusal(retry_after: int) -> Fault:
    """Too many requests."""
    return Fault(ApiError(429, f"Too Many Requests: retry after {retry_after}", retry_after))


def failure(status: int) -> Fault:
    """A failure of the server."""
    return Fault(ApiError(status, HTTPStatus(status).phrase))


def _spare(method: str) -> Fault | None:  # noqa: ARG001
    return None


def _known(method: str) -> str:
    if method.lower() not in METHODS:
        raise ValueError(f"no method {method!r} on the local Telegram")
    return method.lower()
