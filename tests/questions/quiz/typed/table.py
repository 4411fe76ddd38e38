"""Reads the tables of answer pairs; knows their form, no grading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from questions.quiz.typed import Match


@dataclass(frozen=True, slots=True)
class Pair:
    """An answer with what a fair teacher says of it."""

    section: str
    key: str
    answer: str
    right: bool
    match: Match | None
    others: tuple[str, ...]


def read_pairs(path: Path) -> tuple[Pair, ...]:
    """Return the pairs of a table."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return tuple(_pairs(lines))


def _pairs(lines: list[str]) -> Iterator[Pair]:
    section = key = ""
    others: tuple[str, ...] = ()
    for line in lines:
        if line.startswith("## "):
            section = line[3:]
        elif line.startswith("# "):
            continue
        elif not line.startswith("  "):
            key, others = line, ()
        elif line.startswith("  others: "):
            others = tuple(line.removeprefix("  others: ").split(" | "))
        else:
            answer, _, match = line[4:].partition(" => ")
            yield Pair(section, key, answer, line[2] == "+", Match(match) if match else None, others)
