"""What processes share by the database: updates in order and once, leases, the pace of messages."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import literal
from telegram import Update

from bot.gauges import Gauges
from bot.inbox import SharedInbox
from bot.journal import Journal
from bot.pace import Rates, SharedPace
from bot.services import LEASE, Arrival, CrewService, open_services
from storage.engine import Database
from storage.moments import Moment
from storage.updates import updates_waiting
from tests.bot.test_traffic import update
from tests.postgresql import Server

GROUP, PERSON = -7, 7


class Clock:
    """A clock that is put forward by hand."""

    now = datetime(2026, 1, 2, 12, tzinfo=UTC)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The database's clock, in our hands."""
    put_forward = Clock()

    def now(_crew: CrewService) -> Moment:
        return literal(put_forward.now)

    monkeypatch.setattr(CrewService, "now", now)
    return put_forward


@pytest.fixture
async def database(postgresql: Server) -> AsyncIterator[Database]:
    opened = Database(postgresql.new_bot_database())
    await opened.open()
    yield opened
    await opened.close()


@pytest.fixture
def one(database: Database, clock: Clock) -> CrewService:  # noqa: ARG001
    return CrewService(database, holder="one")


@pytest.fixture
def other(database: Database, clock: Clock) -> CrewService:  # noqa: ARG001
    return CrewService(database, holder="other")


def came(number: int, place: str = "7", content: str = "{}") -> Arrival:
    return Arrival(number, place, content)


async def test_of_one_chat_one_update_is_worked_on_at_a_time_in_order(
    one: CrewService, other: CrewService
) -> None:
    await one.keep([came(3), came(1), came(2, "8"), came(4)])
    assert await one.take(9) == (came(1), came(2, "8"))
    assert await other.take(9) == ()
    await one.finish(came(1))
    assert await other.take(9) == (came(3),)
    await one.keep([came(0)])
    assert await one.take(9) == ()
    await other.finish(came(3))
    assert await one.take(9) == (came(0),)


async def test_an_update_that_comes_again_is_worked_on_once_and_another_under_its_number_too(
    one: CrewService, database: Database
) -> None:
    for _ in range(2):
        await one.keep([came(1, content="a")])
    assert await one.take(9) == (came(1, content="a"),)
    await one.finish(came(1, content="a"))
    await one.keep([came(1, content="a")])
    assert await one.take(9) == ()
    await one.keep([came(1, content="b")])
    assert await one.take(9) == (came(1, content="b"),)
    async with database.read() as session:
        assert await updates_waiting(session) == 1


async def test_what_a_dead_process_had_taken_goes_to_another_and_of_a_living_one_nothing(
    one: CrewService, other: CrewService, clock: Clock
) -> None:
    await one.keep([came(1)])
    assert await one.take(9) == (came(1),)
    assert await one.claim("session 1")
    for _ in range(3):
        clock.now += LEASE / 2
        await one.renew(["session 1"], [1])
        assert await other.take(9) == ()
        assert not await other.claim("session 1")
    clock.now += LEASE
    assert await other.take(9) == (came(1),)
    assert await other.claim("session 1")
    assert not await one.claim("session 1")


async def test_what_a_living_process_works_on_no_more_goes_to_another(
    one: CrewService, other: CrewService, clock: Clock
) -> None:
    await one.keep([came(1)])
    await one.take(9)
    await one.claim("session 1")
    for _ in range(3):
        clock.now += LEASE / 2
        await one.renew([], [])
    assert await other.take(9) == (came(1),)
    assert await other.claim("session 1")
    await one.finish(came(1))
    assert await one.take(9) == ()
    clock.now += LEASE
    assert await one.take(9) == (came(1),), "who came too late has not ended it for the other"


async def test_a_look_for_more_while_an_update_is_being_ended_ends_it_once_and_goes_on(
    database: Database, one: CrewService, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = await open_services(database, {}, clock=lambda: Clock.now, random=Random(3), fits=bool)
    inbox = SharedInbox(services.director, Journal(Gauges()), one)
    ended, may_end, finish = [], asyncio.Event(), CrewService.finish

    async def slowly(crew: CrewService, arrival: Arrival) -> None:
        ended.append(arrival.id)
        await may_end.wait()
        await finish(crew, arrival)

    monkeypatch.setattr(CrewService, "finish", slowly)
    for number, chat in ((1, 7), (2, 7)):
        await inbox.put(update(number, chat))
    first = await inbox.get()
    ending = asyncio.create_task(inbox.done(first))
    looking = asyncio.create_task(inbox.get())
    await inbox.put(update(3, 8))
    third = await looking
    may_end.set()
    await ending
    second = await inbox.get()
    assert [one.update_id for one in (first, third, second) if isinstance(one, Update)] == [1, 3, 2]
    assert ended == [1]


async def test_what_is_done_once_in_a_while_is_done_by_one(
    one: CrewService, other: CrewService, clock: Clock
) -> None:
    assert await one.first("saying it", 60)
    assert not await other.first("saying it", 60)
    assert not await one.first("saying it", 60)
    assert await other.first("saying it elsewhere", 60)
    clock.now += timedelta(seconds=61)
    await one.forget()
    assert await other.first("saying it", 60)
    assert not await one.first("saying it", 60)


async def test_who_leaves_leaves_everything_at_once(one: CrewService, other: CrewService) -> None:
    await one.keep([came(1)])
    await one.take(9)
    await one.claim("session 1")
    await one.leave()
    assert await other.claimed(["session 1"]) == frozenset()
    assert await other.take(9) == (came(1),)


async def test_of_many_that_claim_at_once_one_gets_it_and_of_many_that_take_each_update_goes_to_one(
    database: Database,
) -> None:
    crew = [CrewService(database, holder=str(number)) for number in range(10)]
    claims = await asyncio.gather(*(one.claim("banks") for one in crew))
    assert sum(claims) == 1
    await crew[0].keep([came(number, str(number % 50)) for number in range(200)])
    taken = [one for some in await asyncio.gather(*(one.take(20) for one in crew)) for one in some]
    assert sorted(one.id for one in taken) == list(range(50))


async def test_what_was_worked_on_is_forgotten_after_a_day(one: CrewService, clock: Clock) -> None:
    await one.keep([came(1)])
    await one.take(9)
    await one.finish(came(1))
    clock.now += timedelta(days=2)
    await one.forget()
    await one.keep([came(1)])
    assert await one.take(9) == (came(1),)


async def test_all_processes_hear_a_call(one: CrewService, other: CrewService) -> None:
    heard: asyncio.Queue[str] = asyncio.Queue()

    async def listen() -> None:
        async for name in other.calls():
            if name:
                heard.put_nowait(name)

    listening = asyncio.create_task(listen())
    while heard.empty():
        await one.call("session 1")
        await asyncio.sleep(0.01)
    assert await heard.get() == "session 1"
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)


async def test_processes_keep_the_pace_together_in_a_chat_and_overall(
    one: CrewService, other: CrewService
) -> None:
    rates = Rates(overall=1000, chat=0.2, group=3, others=2, minute=0.6)
    paces = [SharedPace(rates, crew) for crew in (one, other)]
    began = time.monotonic()
    await asyncio.gather(*(pace.wait(PERSON, sends=True) for pace in paces for _ in range(2)))
    assert time.monotonic() - began >= 3 * 0.2
    rates = Rates(overall=5, chat=0.0, group=1000, others=1000)
    paces = [SharedPace(rates, crew) for crew in (one, other)]
    began = time.monotonic()
    await asyncio.gather(*(pace.wait(number, sends=True) for number in range(10, 16) for pace in paces))
    assert time.monotonic() - began >= 2.0


async def test_what_is_first_may_use_the_pace_that_others_leave_and_a_pause_holds_all(
    one: CrewService, other: CrewService
) -> None:
    rates = Rates(overall=1000, chat=0.0, group=3, others=2, minute=3.0)
    paces = [SharedPace(rates, crew) for crew in (one, other)]
    began = time.monotonic()
    for pace in paces:
        await pace.wait(GROUP, sends=True)
    await paces[0].wait(GROUP, sends=True, first=True)
    assert time.monotonic() - began < 3.0
    await paces[1].wait(GROUP, sends=True)
    assert time.monotonic() - began >= 3.0
    await paces[0].hold(PERSON, 0.5)
    began = time.monotonic()
    await paces[1].wait(PERSON, sends=True)
    assert time.monotonic() - began >= 0.45
