"""Hypothesis over a bot that runs: each example is tried on the bot's own loop."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import numpy  # noqa: F401 (hypothesis looks at it in a thread, and the bot may have loaded half of it by then)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st


async def tried(
    examples: st.SearchStrategy[Any], attempt: Callable[[Any], Awaitable[None]], *, most: int
) -> int:
    """Try so many examples, one after another, and return how many; one that fails is made small."""
    loop, count = asyncio.get_running_loop(), 0

    @settings(max_examples=most, suppress_health_check=list(HealthCheck), database=None, deadline=None)
    @given(examples)
    def each(example: Any) -> None:
        nonlocal count
        count += 1
        asyncio.run_coroutine_threadsafe(_made(attempt, example), loop).result()

    await asyncio.to_thread(each)
    return count


async def _made(attempt: Callable[[Any], Awaitable[None]], example: Any) -> None:
    await attempt(example)
