"""A bot with a language model that teachers may choose, its processes written down as they begin."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot.language_model import LanguageModel
from bot.paid import Paid
from bot.workshop import Workshop
from questions.model import Bank
from tests.bot.conftest import Running
from tests.bot.student import PATIENCE, Student
from tests.questions.generation.llm.server import KEY, MODEL, ModelServer

PROGRAM = """
import json, os, sys
log, *arguments = sys.argv[1:]
told = {"arguments": arguments, "environment": dict(os.environ), "files": os.listdir("."), "id": os.getpid()}
with open(log, "a") as file:
    file.write(json.dumps(told) + chr(10))
os.execv(sys.executable, [sys.executable, "-P", "-m", *arguments])
"""
"""Writes down what it is told, and becomes the process that it stands for."""

HERE, WITH_MODEL = "Make the quiz here", f"With {MODEL}"

CHRONICLER = 1001
"""The first person on a Telegram, who runs the bot in these tests."""


class Modelled:
    """A workshop whose model is a server on this machine.

    Args:
        folder: An empty folder.
        server: Who is asked.
        budget: The most tokens of one bank.
        asker: The process that asks, in place of ours.
    """

    def __init__(
        self,
        folder: Path,
        server: ModelServer,
        *,
        budget: int | None = None,
        asker: Sequence[str] | None = None,
    ) -> None:
        self._log = folder / "processes"
        self.kept = folder / "kept"
        written_down = (sys.executable, "-P", "-c", PROGRAM, str(self._log))
        self.workshop = Workshop(
            (*written_down, "bot.worker"),
            asker=asker or (*written_down, "bot.asker"),
            model=LanguageModel(MODEL, server.address, SecretStr(KEY), budget),
            paid=Paid(self.kept),
        )

    def begun(self, module: str) -> list[dict[str, Any]]:
        """What each process of a module was told."""
        lines = self._log.read_text().splitlines() if self._log.exists() else []
        return [one for one in map(json.loads, lines) if one["arguments"][0] == module]

    async def has_begun(self, module: str) -> dict[str, Any]:
        """Wait until a process of a module was begun; returns what it was told."""
        async with asyncio.timeout(PATIENCE):
            while not self.begun(module):  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        return self.begun(module)[0]

    @property
    def settings(self) -> dict[str, Any]:
        """What a bot is run with, so that its first person may choose."""
        return {"workshop": self.workshop, "model": MODEL, "admin_ids": frozenset({CHRONICLER})}


async def banks_of(bot: Running, student: Student) -> list[Bank]:
    """The banks that somebody made."""
    volumes = await bot.application.bot_data["services"].library.own(student.person.id)
    return [volume.bank for volume in volumes if volume.own]


def paid(server: ModelServer) -> list[str]:
    """What was answered, each request as its text."""
    return [json.dumps([one.reading, one.data]) for one in server.answered]
