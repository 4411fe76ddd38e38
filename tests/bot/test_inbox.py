"""Votes are in the database before Telegram is told that they arrived, and need nothing after that."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from random import Random

import pytest
from telegram import PollAnswer, Update, User
from telegram.error import NetworkError

from bot.gauges import Gauges
from bot.inbox import Inbox
from bot.journal import Journal
from bot.services import open_services
from bot.views.poll import fits
from storage.engine import Database
from storage.polls import count_votes
from tests.bot.conftest import NOON
from tests.bot.test_journal import pressed

ANA = User(7, "Ana", is_bot=False)
VOTE = Update(5, poll_answer=PollAnswer("poll", [0], ANA, option_persistent_ids=["a"]))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = Database(database_url)
    await opened.open()
    yield opened
    await opened.close()


@pytest.fixture
async def inbox(database: Database) -> Inbox:
    services = await open_services(database, {}, clock=lambda: NOON, random=Random(3), fits=fits)
    return Inbox(services.director, Journal(Gauges()))


async def test_a_vote_that_was_put_is_kept_and_noted_and_waits_for_nobody(
    inbox: Inbox, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot.journal")
    await inbox.put(VOTE)
    await inbox.put(pressed("a:1:0:2"))
    async with database.read() as session:
        assert await count_votes(session, "poll") == 1
    assert await inbox.get() == pressed("a:1:0:2")
    assert inbox.empty()
    (line,) = caplog.messages
    assert line.startswith("update=5 kind=vote chat=none ")
    assert line.endswith(" waiting=0 outcome=ok")


async def test_a_vote_that_cannot_be_kept_is_asked_for_again(inbox: Inbox, database: Database) -> None:
    async with database.write() as session:
        await (await session.connection()).exec_driver_sql("drop table votes")
    with pytest.raises(NetworkError):
        await inbox.put(VOTE)
    assert inbox.empty()
