"""The whole bot with people in the middle of quizzes: what is measured stands on it; knows no figure."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from sqlalchemy import Connection, event

from bot.application import App, build
from bot.conductor import Conductor
from bot.pace import Rates
from bot.services import Place, Posed, Services, Setup, SoloPlayer, open_services
from bot.views.callbacks import Choose, encode
from bot.views.poll import fits
from questions.bank import bank_hash
from questions.quiz import ClassPhase
from storage.engine import READ_ONLY, Database
from tests.benchmarks.audience import GROUP, TOKEN, Instant
from tests.benchmarks.shelves import book

HOST = 7
QUESTIONS = 20
UNBOUNDED = Rates(overall=10**9, chat=0.0, group=10**9, others=10**9)


@dataclass
class Quizzing:
    """A running bot and its crowd.

    Attributes:
        application: The bot.
        telegram: What it talks to.
        services: Its use cases.
        bank: The hash of the bank that is asked from.
        people: Who is in a quiz.
        open: The question that each stands at.
        commits: How many transactions of writers were committed since the last one was prepared.
    """

    application: App
    telegram: Instant
    services: Services
    bank: str
    people: list[int] = field(default_factory=list)
    open: dict[int, Posed] = field(default_factory=dict)
    commits: int = 0
    _prepared: int = 0
    _class: int | None = None
    _position: int = 0

    async def let_in(self, count: int) -> None:
        """Let so many more people start a quiz."""
        first = 1_000 + len(self.people)
        newcomers = range(first, first + count)
        await asyncio.gather(*(self._start(user_id) for user_id in newcomers))
        self.people += newcomers

    async def open_questions(self, count: int, *, first: int = 0) -> list[tuple[int, int, str]]:
        """Bring so many people to a question that is open; returns each with its message and a button."""
        commits = self.commits
        people = self.people[first : first + count]
        await asyncio.gather(*(self._next(user_id) for user_id in people))
        self.commits = commits
        return [
            (user_id, 10, encode(Choose(self.open[user_id].session_id, self.open[user_id].position, 0)))
            for user_id in people
        ]

    async def open_poll(self) -> str:
        """Let a class be asked its next question; returns the poll."""
        commits, before = self.commits, len(self.telegram.polls)
        if self._class is None:
            place = Place(GROUP, 0, "Class", 5)
            setup = Setup(self.bank[:16], QUESTIONS, seconds=0)
            started = await self.services.classes.start(
                setup, place, host_id=HOST, name="Ana", start_key="class"
            )
            self._class = started.session_id
        else:
            await self.services.classes.onward(self._class, self._position)
            self._position += 1
        self._conductor.wake(self._class)
        while len(self.telegram.polls) == before:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        while (await self.services.classes.standing(self._class)).message_id is None:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        self.commits = commits
        return self.telegram.polls[-1]

    async def close_poll(self, votes: int) -> None:
        """Close the poll and wait until its votes are counted."""
        if self._class is None:
            raise LookupError("no class plays")
        commits, self.telegram.votes = self.commits, votes
        await self.services.classes.skip(self._class, self._position)
        self._conductor.wake(self._class)
        while not await self._is_shown(self._class):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        self.commits = commits

    async def _is_shown(self, session_id: int) -> bool:
        standing = await self.services.classes.standing(session_id)
        return standing.phase is ClassPhase.SHOWN and standing.message_id is not None

    @property
    def _conductor(self) -> Conductor:
        conductor: Conductor = self.application.bot_data["conductor"]
        return conductor

    async def _start(self, user_id: int) -> None:
        player = SoloPlayer(user_id, "Ana", user_id)
        posed = await self.services.starts.start(
            player, bank=self.bank[:16], length=QUESTIONS, start_key=f"start {user_id}"
        )
        if not isinstance(posed, Posed):
            raise TypeError("nobody is in a quiz yet")
        await self.services.quiz.shown(posed, 10)
        self.open[user_id] = posed

    async def _next(self, user_id: int) -> None:
        """Go on to the next question, if the one before was answered."""
        posed = self.open[user_id]
        resumed = await self.services.quiz.resume(user_id=user_id, session_id=posed.session_id)
        if not isinstance(resumed, Posed):
            raise TypeError("the quiz is longer than what is measured")
        if resumed.position != posed.position:
            await self.services.quiz.shown(resumed, 10)
        self.open[user_id] = resumed


@asynccontextmanager
async def quizzing(path: Path, *, people: int) -> AsyncIterator[Quizzing]:
    """Run the bot on a file, and let people start."""
    database = Database(f"sqlite+aiosqlite:///{path}")
    await database.open()
    bank = book(0, QUESTIONS)
    telegram = Instant()
    services = await open_services(
        database, {"book": bank}, clock=lambda: datetime.now(UTC), random=Random(3), fits=fits
    )
    application = build(
        TOKEN, services, api_url="http://127.0.0.1", requests=(telegram, telegram), rates=UNBOUNDED
    )
    running = Quizzing(application, telegram, services, bank_hash(bank))

    def count(connection: Connection) -> None:
        running.commits += not connection.get_execution_options().get(READ_ONLY, False)

    try:
        async with application:
            await application.start()
            await running.let_in(people)
            event.listen(database.engine.sync_engine, "commit", count)
            yield running
            await application.stop()
            await application.bot_data["conductor"].stop()
    finally:
        await database.close()
