"""Calls that come at once are carried out together, and none fails or is dropped for another."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from bot.services import gathering
from bot.services.gathering import Gathering


class Kitchen:
    """Cooks what it is asked for, dish by dish, and remembers what it cooked together."""

    def __init__(self) -> None:
        self.together: list[list[str]] = []
        self.open = asyncio.Event()
        self.open.set()
        self.busy = asyncio.Event()

    async def cook(self, dishes: Sequence[str]) -> list[str | Exception]:
        self.together.append(list(dishes))
        self.busy.set()
        await self.open.wait()
        if "explosion" in dishes:
            raise OSError("the kitchen is gone")
        return [LookupError(dish) if dish == "unknown" else f"hot {dish}" for dish in dishes]


async def told(cooks: Gathering[str, str], *dishes: str) -> list[str | BaseException]:
    return await asyncio.gather(*(cooks(dish) for dish in dishes), return_exceptions=True)


async def test_calls_at_once_are_carried_out_together_in_their_order() -> None:
    kitchen = Kitchen()
    assert await told(Gathering(kitchen.cook), "soup", "rice", "tart") == ["hot soup", "hot rice", "hot tart"]
    assert kitchen.together == [["soup", "rice", "tart"]]


async def test_who_comes_while_others_are_served_is_served_next() -> None:
    kitchen = Kitchen()
    cooks = Gathering(kitchen.cook)
    kitchen.open.clear()
    first = asyncio.create_task(told(cooks, "soup"))
    await kitchen.busy.wait()
    others = asyncio.create_task(told(cooks, "rice", "tart"))
    await asyncio.sleep(0)
    kitchen.open.set()
    assert await first + await others == ["hot soup", "hot rice", "hot tart"]
    assert kitchen.together == [["soup"], ["rice", "tart"]]


async def test_so_many_are_carried_out_together_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "MOST", 2)
    kitchen = Kitchen()
    assert len(await told(Gathering(kitchen.cook), *"abcde")) == 5
    assert kitchen.together == [["a", "b"], ["c", "d"], ["e"]]


async def test_what_one_call_meets_is_told_to_it_alone() -> None:
    soup, lost, rice = await told(Gathering(Kitchen().cook), "soup", "unknown", "rice")
    assert (soup, rice) == ("hot soup", "hot rice")
    assert isinstance(lost, LookupError)


async def test_where_nothing_was_done_each_is_tried_by_itself() -> None:
    kitchen = Kitchen()
    soup, lost, rice = await told(Gathering(kitchen.cook), "soup", "explosion", "rice")
    assert (soup, rice) == ("hot soup", "hot rice")
    assert isinstance(lost, OSError)
    halves = [["soup"], ["explosion", "rice"], ["explosion"], ["rice"]]
    assert kitchen.together == [["soup", "explosion", "rice"], *halves]


async def test_a_call_is_carried_out_though_its_caller_is_gone_and_the_others_hear_of_theirs() -> None:
    kitchen = Kitchen()
    cooks = Gathering(kitchen.cook)
    kitchen.open.clear()
    impatient, patient = asyncio.create_task(cooks("soup")), asyncio.create_task(cooks("rice"))
    await kitchen.busy.wait()
    impatient.cancel()
    await asyncio.wait([impatient])
    kitchen.open.set()
    assert await patient == "hot rice"
    assert kitchen.together == [["soup", "rice"]]
    assert impatient.cancelled()


async def test_where_the_work_is_broken_off_nobody_waits_for_ever() -> None:
    async def broken_off(_: Sequence[str]) -> list[str | Exception]:
        raise asyncio.CancelledError

    cooks: Gathering[str, str] = Gathering(broken_off)
    told_of = await told(cooks, "soup", "rice")
    assert all(isinstance(one, asyncio.CancelledError) for one in told_of)
    assert all(isinstance(one, asyncio.CancelledError) for one in await told(cooks, "tart"))
