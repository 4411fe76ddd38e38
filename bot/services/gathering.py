"""Calls that come while others are carried out are carried out together next; knows not what they do.

A transaction costs the same whether it serves one person or fifty, nearly: what is asked of the database is
asked once for all of them. Whoever comes alone waits for nobody; whoever comes while others are served waits
until they are, so only calls that all write, or all do not, belong together.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from contextvars import Context
from itertools import islice
from typing import Generic, TypeVar

Call = TypeVar("Call")
Result = TypeVar("Result")

MOST = 64
"""How many calls are carried out together at most."""


class Gathering(Generic[Call, Result]):
    """Carries calls out, in the order in which they come.

    Args:
        carry_out: Carries several out and returns what comes of each, in order: its result, or the error that
            it alone has met. Where it raises, nothing was done, and each half is tried by itself, so that in
            the end none fails for another.
    """

    def __init__(
        self, carry_out: Callable[[Sequence[Call]], Awaitable[Sequence[Result | Exception]]]
    ) -> None:
        self._carry_out = carry_out
        self._waiting: deque[tuple[Call, asyncio.Future[Result]]] = deque()
        self._work: asyncio.Task[None] | None = None

    async def __call__(self, call: Call) -> Result:
        """Carry a call out with others; it is carried out to its end where its caller is cancelled."""
        waiting: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((call, waiting))
        if self._work is None:
            # What is worked on for many is none of those who happened to come first.
            self._work = asyncio.create_task(self._until_none_waits(), context=Context())
        return await waiting

    async def _until_none_waits(self) -> None:
        try:
            while self._waiting:
                together = [call for call, _ in islice(self._waiting, MOST)]
                for result in await self._results(together):
                    _, waiting = self._waiting.popleft()
                    if waiting.done():
                        continue
                    if isinstance(result, Exception):
                        waiting.set_exception(result)
                    else:
                        waiting.set_result(result)
        finally:
            self._work = None
            while self._waiting:
                self._waiting.popleft()[1].cancel()

    async def _results(self, calls: Sequence[Call]) -> Sequence[Result | Exception]:
        try:
            return await self._carry_out(calls)
        except Exception as error:
            if len(calls) == 1:
                return [error]
        half = len(calls) // 2
        return [*await self._results(calls[:half]), *await self._results(calls[half:])]
