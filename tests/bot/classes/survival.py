"""A class's quiz whose bot is killed again and again while people vote; and what must be true afterwards."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import select

from bot.local import LocalServer, LocalTelegram
from storage.engine import Database
from storage.tables import AttemptRow, PollRow, PostRow
from tests.bot.classes.classroom import Classroom
from tests.bot.conftest import TOKEN
from tests.bot.student import labels
from tests.bot.test_process import process

Message = dict[str, Any]


@dataclass
class Trial:
    """A class that plays while its bot is killed.

    Attributes:
        telegram: Where they play.
        folder: Where the bot runs.
        room: The class.
        random: When the bot is killed, and who votes for what.
        cast: What each person chose in each poll, as it was cast.
        started: The seconds that each life of the bot took from its start until it had taken what waited.
        resumed: The same from when it said to be ready: it takes longer to start on a busy machine.
        kills: How often it was killed.
        database_url: Where it keeps everything; by default in the folder.
    """

    telegram: LocalTelegram
    folder: Path
    room: Classroom
    random: Random
    cast: dict[tuple[str, int], str] = field(default_factory=dict)
    started: list[float] = field(default_factory=list)
    resumed: list[float] = field(default_factory=list)
    kills: int = 0
    database_url: str = ""

    @property
    def over(self) -> bool:
        """Whether the newest quiz has come to its podium."""
        message = self._controls()
        return message is not None and "Rematch" in labels(message)

    async def run(self, kills: int) -> None:
        """Play quizzes until the bot was killed so many times, and the last one to its end."""
        async with LocalServer(self.telegram, port=0) as server:
            voting = asyncio.create_task(self._vote())
            try:
                while self.kills < kills:
                    async with self._life(server.address):
                        await asyncio.wait_for(self._steer(for_ever=True), self.random.uniform(0.0, 2.5))
                    self.kills += 1
                async with self._life(server.address):
                    await self._steer()
            finally:
                voting.cancel()

    @asynccontextmanager
    async def _life(self, address: str) -> AsyncIterator[None]:
        began = time.monotonic()
        settings = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": address}
        async with process(self.folder, **settings) as (running, _):
            ready = time.monotonic()
            waiting = self.telegram.world.updates
            last = max((update["update_id"] for update in waiting.waiting()), default=0)
            while any(update["update_id"] <= last for update in waiting.waiting()):  # noqa: ASYNC110
                await asyncio.sleep(0.01)
            self.started.append(time.monotonic() - began)
            self.resumed.append(time.monotonic() - ready)
            with suppress(TimeoutError):
                yield
            await self.end(running)

    async def end(self, running: asyncio.subprocess.Process) -> None:
        """End a life of the bot."""
        running.kill()
        await running.wait()

    async def _steer(self, *, for_ever: bool = False) -> None:
        """Press what the host would press next, until the end or for ever, one quiz after another."""
        while for_ever or not self.over:
            message = self._controls()
            host = self.room.host
            if message is None:
                await host.says("/quiz")
                await host.person.wait(lambda _: self._controls(), chat=self.room.group)
                continue
            if not labels(message):
                await asyncio.sleep(0.05)
                continue
            wanted = ("▶ Start", "Close now", "Next ›", "See the podium ›", "Rematch")
            label = next(label for label in labels(message) if label in wanted)
            if label == "Close now":
                await asyncio.sleep(self.random.uniform(0.1, 0.6))
            with suppress(TimeoutError, LookupError):
                await host.person.tap(message["message_id"], label, chat=self.room.group, timeout=2)
            await asyncio.sleep(0.05)

    def _controls(self) -> Message | None:
        """The newest message that has buttons for the host, or had: while it is looked for, it has none."""
        having = [message for message in self.room.messages if labels(message) or once(message)]
        return having[-1] if having else None

    async def _vote(self) -> None:
        """Let people vote all the while, in whatever poll is open."""
        while True:
            for message in self.room.messages:
                poll = message.get("poll")
                if poll is None or poll["is_closed"]:
                    continue
                for student in self.room.students:
                    if (poll["id"], student.id) in self.cast or self.random.random() > 0.05:
                        continue
                    option = self.random.randrange(len(poll["options"]))
                    with suppress(ValueError):
                        await student.vote(message["message_id"], option, chat=self.room.group)
                        self.cast[poll["id"], student.id] = poll["options"][option]["text"]
            await asyncio.sleep(0.03)

    async def check(self) -> None:
        """Assert that no vote is lost or counted twice, and that no message came twice."""
        database = self._database()
        query = select(PollRow.id, AttemptRow.user_id, AttemptRow.choice).join(
            AttemptRow,
            (AttemptRow.session_id == PollRow.session_id) & (AttemptRow.position == PollRow.position),
        )
        async with database.read() as session:
            found = Counter((row.id, row.user_id, row.choice) for row in await session.execute(query))
        await database.close()
        cast = Counter((poll, user, choice) for (poll, user), choice in self.cast.items())
        assert found == cast, {"lost": cast - found, "invented": found - cast}
        posts = await self._posts()
        seen: set[str] = set()
        for message in self.room.messages:
            name = once(message)
            assert name is None or name not in seen, (name, message["message_id"], posts)
            seen = seen | {name} if name and name != PODIUM else {PODIUM} if name else seen
            if name and name.startswith("1/"):
                seen.discard(PODIUM)

    def _database(self) -> Database:
        return Database(self.database_url or f"sqlite+aiosqlite:///{self.folder / 'quizbot.db'}")

    async def _posts(self) -> Sequence[object]:
        """What the bot believes to have sent, for whoever reads a failure."""
        database = self._database()
        query = select(PostRow).where(PostRow.chat_id < 0).order_by(PostRow.id)
        async with database.read() as session:
            rows = [
                (row.session_id, row.kind, row.position, row.turn, row.state, row.after_id, row.message_id)
                for row in (await session.execute(query)).scalars()
            ]
        await database.close()
        return rows


PODIUM = "podium"


def once(message: Message) -> str | None:
    """What a message is, where it must not come twice in one quiz; None for others."""
    if "poll" in message:
        return str(message["poll"]["question"].partition(":")[0])
    text = str(message.get("text", ""))
    if "that was it!" in text:
        return PODIUM
    return text.partition("\n")[0] if text.startswith("Answer ") else None
