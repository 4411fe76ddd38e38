"""A workshop whose worker needs no language, and waits for the test; and what a person sees of it."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot.workshop import Workshop
from questions.bank import dump_bank
from storage.tables import BookRow, JobRow
from tests.bot.conftest import Running
from tests.bot.student import PATIENCE, Student
from tests.material import TEXT, bank

Message = dict[str, Any]

PROGRAM = """
import json, pathlib, shutil, sys, time
bench, file, folder, title = sys.argv[1:5]
bench = pathlib.Path(bench)
text = pathlib.Path(file).read_text()
with (bench / "begun").open("a") as begun:
    begun.write(json.dumps({"file": file, "title": title, "text": text}) + chr(10))
print(json.dumps({"words": 80, "read": 40, "found": 1}), flush=True)
while not (bench / "open").exists():
    try:
        (bench / "pass").unlink()
        break
    except FileNotFoundError:
        time.sleep(0.01)
for name in ("harbour.txt", "bank.yaml"):
    shutil.copy(bench / name, folder)
print(json.dumps({"made": 3}), flush=True)
"""


class Bench:
    """Where the worker finds its bank, and its gate.

    Args:
        folder: An empty folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        (folder / "harbour.txt").write_bytes(TEXT.encode())
        dump_bank(bank(), folder / "bank.yaml")
        self.workshop = Workshop((sys.executable, "-S", "-c", PROGRAM, str(folder)))

    def open(self) -> None:
        """Let every document through from now on."""
        (self._folder / "open").touch()

    def let_one_through(self) -> None:
        """Let one document through."""
        (self._folder / "pass").touch()

    @property
    def begun(self) -> list[dict[str, str]]:
        """What the worker was given, each time."""
        path = self._folder / "begun"
        lines = path.read_text().splitlines() if path.exists() else []
        return [json.loads(line) for line in lines]

    async def has_begun(self, times: int) -> None:
        """Wait until the worker was given so many documents."""
        async with asyncio.timeout(PATIENCE):
            while len(self.begun) < times:  # noqa: ASYNC110
                await asyncio.sleep(0.01)


async def sees(student: Student, *texts: str) -> Message:
    """Wait until some message of the bot holds all these texts."""

    def held(message: Message) -> bool:
        return message["from"]["is_bot"] and all(text in message.get("text", "") for text in texts)

    messages = await student.person.wait(
        lambda messages: any(map(held, messages)), chat=student.chat, timeout=PATIENCE
    )
    return next(filter(held, reversed(messages)))


def told(student: Student, text: str) -> list[Message]:
    """The bot's messages that hold a text."""
    messages = student.person.messages(chat=student.chat)
    return [one for one in messages if one["from"]["is_bot"] and text in one.get("text", "")]


async def jobs(bot: Running) -> int:
    """How many jobs are kept."""
    async with bot.database.read() as session:
        return len((await session.execute(select(JobRow.id))).all())


async def no_job_is_left(bot: Running) -> None:
    """Wait until what was told is dropped, too: a moment after it is seen."""
    async with asyncio.timeout(PATIENCE):
        while await jobs(bot):  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def books(bot: Running) -> int:
    """How many books were made."""
    async with bot.database.read() as session:
        return len((await session.execute(select(BookRow.id))).all())
