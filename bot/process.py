"""One process at work in a folder: begun with a bare environment, listened to, ended; knows no work.

A process that is not wanted any more is killed. What it says at its end is logged, without any secret.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import bot
from questions.errors import QuizError

log = logging.getLogger(__name__)

COMPLAINT = 2000
"""Bytes of what a process says at its end that are logged."""

Facts = Mapping[str, Any]


class Refusing(QuizError):
    """What a process could not do, in its own words.

    Args:
        said: What it said.
        code: The code of the failure.
    """

    def __init__(self, said: str, code: str) -> None:
        super().__init__(said, advice="")
        self.code = code

    def __str__(self) -> str:
        return str(self.args[0])


class Lost(Exception):
    """It ended without a word on how."""


async def work(
    command: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    watch: Callable[[Facts], Awaitable[None]],
    *,
    secrets: Collection[str] = (),
) -> Facts:
    """Have a process do its work. Who cancels this ends it.

    Args:
        command: The process.
        folder: Where it works.
        environment: All that it is told of the system.
        watch: Is told how far it is.
        secrets: What no log may hold.

    Returns:
        What it said when it was done.

    Raises:
        Refusing: It could not do it, and said why.
        Lost: It ended before that.
    """
    complaints = folder / "stderr"
    with complaints.open("wb") as stderr:
        process = await asyncio.create_subprocess_exec(
            *command,
            cwd=folder,
            env=environment,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=stderr,
            start_new_session=True,
        )
    done: Facts | None = None
    try:
        if process.stdout is None:
            raise TypeError("a process with a pipe has an output")
        async for line in process.stdout:
            facts: Facts = json.loads(line)
            if "error" in facts:
                raise Refusing(facts["error"], facts.get("code", QuizError.code))
            if "made" in facts:
                done = facts
            elif "words" in facts:
                await watch(facts)
    finally:
        # One that is done ends by itself; to kill it in that moment would take its end from asyncio.
        if done is None and process.returncode is None:
            process.kill()
        await process.wait()
    if done is None:
        said = complaints.read_bytes().decode(errors="replace")
        for secret in secrets:
            said = said.replace(secret, "…")
        log.error("A process at work ended with %s: %s", process.returncode, said[-COMPLAINT:])
        raise Lost
    return done


def bare_environment() -> dict[str, str]:
    """Return what a process is told of the system: where things are, and none of our secrets."""
    kept = {
        name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT", "TEMP", "TMP") if name in os.environ
    }
    # More threads of a numerical library take more memory and make nothing faster here.
    one = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    return kept | one | {"PYTHONPATH": str(Path(bot.__file__).resolve().parents[1]), "PYTHONUTF8": "1"}
