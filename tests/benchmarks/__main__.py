"""`python -m tests.benchmarks` measures on this machine and prints a table; knows not how it is measured."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.benchmarks import generation, scale, serving, shelves, start
from tests.benchmarks.measured import Measured

BENCHMARKS: Mapping[str, Callable[..., Measured]] = {
    "rules": generation.cost_of_rules,
    "processes": generation.gain_of_processes,
    "memory": generation.growth_of_memory,
    "sameness": generation.sameness,
    "endurance": generation.endurance,
    "shelves": shelves.shelves,
    "answers": serving.private_answers,
    "votes": serving.poll_answers,
    "replies": serving.latency,
    "scale": scale.scale,
    "start": start.start,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print and, where asked, write JSON.

    Args:
        arguments: The command line; by default the process's own.

    Returns:
        0 where every target holds, else 1.
    """
    given = _parser().parse_args(arguments)
    console = Console()
    before = _load()
    measured: dict[str, Measured] = {}
    for name in given.only or BENCHMARKS:
        with console.status(f"Measuring: {name}"):
            measured[name] = BENCHMARKS[name](full=given.full)
    where = {**machine(), "load before": before, "load after": _load(), "sizes": _sizes(full=given.full)}
    console.print(_table(measured))
    for name, value in where.items():
        console.print(f"{name}: {value}", highlight=False)
    if given.json:
        figures = {name: asdict(one) for name, one in measured.items()}
        written = json.dumps({"machine": where, "figures": figures}, ensure_ascii=False, indent=2)
        given.json.write_text(f"{written}\n", encoding="utf-8")
    return 0 if all(one.holds for one in measured.values()) else 1


def machine() -> dict[str, object]:
    """Return what the figures were measured on."""
    return {
        "platform": platform.platform(),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "spacy": version("spacy"),
    }


def _processor() -> str:
    """Return the processor's name, which Linux tells in /proc/cpuinfo alone."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())


def _load() -> list[float]:
    """Return the load of the last 1, 5 and 15 minutes, nothing where the system keeps none."""
    return [round(one, 2) for one in os.getloadavg()] if hasattr(os, "getloadavg") else []


def _sizes(*, full: bool) -> str:
    return "full" if full else "quick"


def _table(measured: dict[str, Measured]) -> Table:
    table = Table("benchmark", "what", "figure", "target", "holds", "from")
    for name, one in measured.items():
        details = "\n".join(f"{key}: {value}" for key, value in one.details.items())
        table.add_row(name, one.what, f"{one.figure:.2f}", one.target, "yes" if one.holds else "no", details)
    return table


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks", description="Measure on this machine."
    )
    parser.add_argument("--only", action="append", choices=list(BENCHMARKS), help="measure this one alone")
    parser.add_argument("--full", action="store_true", help="the large sizes, a quarter of an hour and more")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    return parser


if __name__ == "__main__":
    sys.exit(main())
