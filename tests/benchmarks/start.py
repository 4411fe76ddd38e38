"""From the start of a process to its first reply, and the memory that it holds then; knows no crowd."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from questions.bank import dump_bank
from tests.benchmarks.measured import Measured
from tests.material import TEXT, bank

ROOT = Path(__file__).parents[2]
ROUNDS = 7
LIBRARIES = "import telegram.ext, sqlalchemy.ext.asyncio, aiosqlite"


def start(*, full: bool) -> Measured:
    """Measure a process that starts the bot and replies once, against one that only imports its libraries.

    They take turns, and of each the fastest counts. The database is there already, as after any first start,
    and so is what Python has compiled: with `PYTHONDONTWRITEBYTECODE` the bot would be compiled each time,
    and not the libraries, which are compiled where they are installed. The update waits when the bot comes.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        compiled = str(folder / "compiled")
        environment = os.environ | {"PYTHONPYCACHEPREFIX": compiled, "PYTHONDONTWRITEBYTECODE": ""}
        (folder / "harbour.txt").write_text(TEXT, encoding="utf-8")
        dump_bank(bank(), folder / "harbour.yaml")
        bot = (sys.executable, "-m", "tests.benchmarks.first", str(folder))
        libraries = (sys.executable, "-c", LIBRARIES)
        first = json.loads(_run(bot, environment)[1])
        turns = [
            (_run(libraries, environment)[0], _run(bot, environment)) for _ in range(ROUNDS * (1 + full))
        ]
    alone = min(one for one, _ in turns)
    whole = min(one for _, (one, _) in turns)
    told = [json.loads(said) for _, (_, said) in turns]
    loaded = sorted({heavy for one in (first, *told) for heavy in one["loaded"]})
    memory = median(one["memory"] for one in told)
    ratio = whole / alone
    details = {
        "libraries alone": f"{alone * 1000:.0f} ms",
        "to the first reply": f"{whole * 1000:.0f} ms",
        "memory at rest": f"{memory:.0f} MiB, target < 150",
        "loaded though not needed": loaded or "nothing",
    }
    return Measured(
        "start to first reply / importing the libraries",
        ratio,
        "≤ 1.3",
        ratio <= 1.3 and memory < 150 and not loaded,
        details,
    )


def _run(command: Sequence[str], environment: Mapping[str, str]) -> tuple[float, str]:
    begun = perf_counter()
    done = subprocess.run(  # noqa: S603
        command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    return perf_counter() - begun, done.stdout
