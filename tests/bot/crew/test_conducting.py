"""A process that finds a class taken tells whoever has it, once, and is never told in vain."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any, cast

from bot.conductor import Conductor
from bot.crew import Crew
from bot.services import Director
from bot.services.work import Done, Rest, Work

SESSION = 7


class Asked(Director):
    """Tells what is due from a list; when that is at its end, nothing is."""

    def __init__(self, *works: Work) -> None:
        self.works = deque(works)

    async def next(self, _session_id: int) -> Work:
        """Return the next one."""
        return self.works.popleft() if self.works else Done()


class Calling(Crew):
    """Processes of which one has every session; each hears what any of them calls, itself too.

    Args:
        owns: Whether this process is the one.

    Attributes:
        calls: How often this process has called.
        given_back: How often it has left a session.
    """

    def __init__(self, *, owns: bool) -> None:
        super().__init__()
        self.owns = owns
        self.calls = self.given_back = 0

    async def claim(self, _name: str) -> bool:
        return self.owns

    def has(self, _name: str) -> bool:
        return self.owns

    async def give_back(self, _name: str) -> bool:
        self.given_back += 1
        return True

    async def call(self, name: str) -> None:
        self.calls += 1
        for hear in self.heard:
            hear(name)
        await asyncio.sleep(0)


def conducting(crew: Crew, director: Director) -> Conductor:
    nobody = cast("Any", None)
    return Conductor(director, nobody, nobody, crew)


async def at_rest() -> None:
    """Wait until no session is looked at any more."""
    while any(task.get_name().startswith("session ") for task in asyncio.all_tasks()):  # noqa: ASYNC110
        await asyncio.sleep(0.01)


async def test_who_finds_a_session_taken_calls_once_though_it_hears_its_own_call() -> None:
    crew = Calling(owns=False)
    conducting(crew, Asked()).wake(SESSION)
    await at_rest()
    assert crew.calls == 1


async def test_what_is_written_while_a_session_is_being_left_is_done() -> None:
    crew, director = Calling(owns=True), Asked(Done(), Rest(0.0), Rest(0.0))
    conducting(crew, director).wake(SESSION)
    await at_rest()
    assert not director.works
    assert crew.given_back > 1
