"""Makes banks of files that people send, one at a time; knows processes, no chat and no database."""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from questions.bank import load_bank
from questions.errors import QuizError, WorkerLost
from questions.model import Bank

WORKER = (sys.executable, "-m", "bot.worker")
BANK = "bank.yaml"

LONGEST = 900.0
"""Seconds that a bank may take, whatever the processor does besides."""

NAME = 80
"""Characters of a file's name that are kept."""


@dataclass(frozen=True, slots=True)
class Making:
    """How far a bank is.

    Attributes:
        words: The words of the document; 0 while it is being opened, or waited for.
        read: How many of them are read.
        found: How many questions were found.
    """

    words: int = 0
    read: int = 0
    found: int = 0


class Refusing(QuizError):
    """What the worker could not do, in its own words."""

    def __str__(self) -> str:
        return str(self.args[0])


class Workshop:
    """Makes banks, each in a process of its own so that a strange file harms nobody else.

    Args:
        worker: The command of the process, which gets the file, the folder and a title.
    """

    def __init__(self, worker: Sequence[str] = WORKER) -> None:
        self._worker = worker
        self._one_at_a_time = asyncio.Semaphore(1)

    async def make(self, name: str, content: bytes, watch: Callable[[Making], Awaitable[None]]) -> Bank:
        """Make a bank of a file. Who cancels this ends the process.

        Args:
            name: The file's name.
            content: Its bytes.
            watch: Is told how far it is.

        Raises:
            QuizError: The file cannot be read, holds nothing to ask, or was too much.
        """
        async with self._one_at_a_time:
            with tempfile.TemporaryDirectory(prefix="quizbot-") as folder:
                file = Path(folder) / safe_name(name)
                file.write_bytes(content)
                try:
                    async with asyncio.timeout(LONGEST):
                        await self._work(file, Path(name).stem[:NAME] or file.stem, watch)
                except TimeoutError:
                    raise _lost(name) from None
                return await asyncio.to_thread(lambda: load_bank(Path(folder) / BANK).bank)

    async def _work(self, file: Path, title: str, watch: Callable[[Making], Awaitable[None]]) -> None:
        # More threads of a numerical library take more memory and make nothing faster here.
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        process = await asyncio.create_subprocess_exec(
            *self._worker,
            file.name,
            ".",
            title,
            cwd=file.parent,
            env=environment | {"PYTHONPATH": os.pathsep.join(sys.path)},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        done = False
        try:
            if process.stdout is None:
                raise TypeError("a process with a pipe has an output")
            async for line in process.stdout:
                facts: dict[str, Any] = json.loads(line)
                if "error" in facts:
                    raise Refusing(facts["error"], advice="")
                if "made" in facts:
                    done = True
                else:
                    await watch(Making(**facts))
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()
        if not done:
            raise _lost(file.name)


def safe_name(name: str) -> str:
    """Return a file's name that leads nowhere else: letters, digits, dashes and dots, its ending kept."""
    plain = Path(name.replace("\\", "/")).name
    stem, ending = Path(plain).stem, Path(plain).suffix
    kept = re.sub(r"[^\w-]+", "-", stem).strip("-")[:NAME] or "document"
    return kept + re.sub(r"[^.\w]", "", ending)[:10]


def _lost(name: str) -> WorkerLost:
    return WorkerLost(
        f"Reading {name} took too much time or memory", advice="Send a shorter part of it, such as a chapter"
    )
