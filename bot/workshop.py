"""Makes banks of files that people send, one at a time; knows processes, no chat and no database."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import re
import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bot
from bot.workplace import workplace
from questions.bank import load_bank
from questions.errors import QuizError, WorkerLost
from questions.model import Bank

WORKER = (sys.executable, "-P", "-m", "bot.worker")
"""Without `-P` the folder of the file would be searched for modules first."""

BANK = "bank.yaml"

ENGINES = ("rules",)
"""Engines that make questions here."""

LONGEST = 900.0
"""Seconds that a bank may take, whatever the processor does besides."""

COMPLAINT = 2000
"""Bytes of what the worker says at its end that are logged."""

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


log = logging.getLogger(__name__)


class Refusing(QuizError):
    """What the worker could not do, in its own words."""

    def __str__(self) -> str:
        return str(self.args[0])


class Workshop:
    """Makes banks, each in a process of its own so that a strange file harms nobody else.

    Args:
        worker: The command of the process, which gets the file, the folder and a title, and ends when its
            input does.
    """

    def __init__(self, worker: Sequence[str] = WORKER) -> None:
        self._worker = worker
        self._one_at_a_time = asyncio.Semaphore(1)

    async def make(
        self,
        name: str,
        fetch: Callable[[], Awaitable[bytes]],
        watch: Callable[[Making], Awaitable[None]],
        *,
        ending: str | None = None,
        engine: str = "rules",
    ) -> Bank:
        """Make a bank of a file. Who cancels this ends the process.

        Args:
            name: The file's name, as its sender has it.
            fetch: Gives its bytes, when its turn has come.
            watch: Is told how far it is.
            ending: What the file is, such as `.md`, where the name is a title and does not tell.
            engine: Which engine asks; `rules` is the only one so far.

        Raises:
            QuizError: The file cannot be read, holds nothing to ask, or was too much.
            ValueError: There is no such engine.
        """
        if engine not in ENGINES:
            raise ValueError(f"no engine {engine!r} works here")
        title = spoken_title(name) if ending is None else name
        async with self._one_at_a_time:
            with workplace() as folder:
                # A name is only ever told to people: as a file's it could lead elsewhere, or be a module's.
                file = folder / f"document{_ending(name) if ending is None else ending}"
                file.write_bytes(await fetch())
                try:
                    async with asyncio.timeout(LONGEST):
                        await self._work(file, name, title, watch)
                except TimeoutError:
                    raise _lost(name) from None
                return await asyncio.to_thread(lambda: load_bank(folder / BANK).bank)

    async def _work(
        self, file: Path, name: str, title: str, watch: Callable[[Making], Awaitable[None]]
    ) -> None:
        complaints = file.parent / "stderr"
        with complaints.open("wb") as stderr:
            process = await asyncio.create_subprocess_exec(
                *self._worker,
                file.name,
                ".",
                title,
                cwd=file.parent,
                env=_environment(),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=stderr,
                start_new_session=True,
            )
        done = False
        try:
            if process.stdout is None:
                raise TypeError("a process with a pipe has an output")
            async for line in process.stdout:
                facts: dict[str, Any] = json.loads(line)
                if "error" in facts:
                    raise Refusing(facts["error"].replace(file.name, name), advice="")
                if "made" in facts:
                    done = True
                elif "words" in facts:
                    await watch(Making(**facts))
        finally:
            # One that is done ends by itself; to kill it in that moment would take its end from asyncio.
            if not done and process.returncode is None:
                process.kill()
            await process.wait()
        if not done:
            said = complaints.read_bytes()[-COMPLAINT:].decode(errors="replace")
            log.error("The worker ended with %s: %s", process.returncode, said)
            raise _lost(name)


def spoken_title(name: str) -> str:
    """Return what a document is called whose file has this name: without the folder and the ending."""
    plain = re.split(r"[/\\]", name)[-1]
    ending = _ending(plain)
    stem = plain.removesuffix(ending) if ending else plain
    return " ".join(re.sub(r"[\x00-\x1f]", " ", stem).split())[:NAME] or "Document"


def file_name(title: str, ending: str) -> str:
    """Return a name for a file of a title: words and dashes, and the ending."""
    kept = re.sub(r"[^\w]+", "-", title).strip("-")[:NAME] or "quiz"
    return kept + ending


def _ending(name: str) -> str:
    """Return a name's ending where it is one, such as `.pdf`, otherwise nothing."""
    found = re.search(r"\.[A-Za-z0-9]{1,8}$", name)
    return found[0] if found else ""


def _environment() -> dict[str, str]:
    """Return what the worker is told of the system: where things are, and none of our secrets."""
    kept = {
        name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT", "TEMP", "TMP") if name in os.environ
    }
    # More threads of a numerical library take more memory and make nothing faster here.
    one = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    return kept | one | {"PYTHONPATH": str(Path(bot.__file__).resolve().parents[1]), "PYTHONUTF8": "1"}


def _lost(name: str) -> WorkerLost:
    return WorkerLost(
        f"Reading {name} took too much time or memory", advice="Send a shorter part of it, such as a chapter"
    )
