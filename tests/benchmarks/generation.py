"""What making questions costs, each as a figure with its target; knows the engine, no printing.

Figures are ratios of one run on one machine, so that they can be compared between machines.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from statistics import median
from time import process_time

from questions.generation import make_bank
from questions.generation.rules import RulesGenerator
from questions.generation.rules.prose import stretches_of
from questions.language.pipeline import load_pipeline
from questions.model import Document
from questions.reading import document_from_text
from tests.benchmarks.child import Told
from tests.benchmarks.corpus import prose
from tests.benchmarks.measured import Measured

ROUNDS = 3
MEGABYTE = 1_000_000
PROCESSES = 2


def cost_of_rules(*, full: bool) -> Measured:
    """Measure the whole generation, without writing, against the language pipeline alone.

    Both are warmed up, then take turns in one process. Their time is the process's own (`process_time`), so
    that others on the machine count for little.
    """
    document = document_from_text(prose(40_000 if full else 12_000), path="book.md")
    warm = document_from_text(prose(1_000), path="warm.md")
    _parse(warm)
    make_bank([warm], RulesGenerator())
    rounds = [(_timed(_parse, document), _timed(_generate, document)) for _ in range(ROUNDS)]
    parsing, whole = (median(column) for column in zip(*rounds, strict=True))
    details = {
        "words": document.words,
        "pipeline seconds": [round(one, 2) for one, _ in rounds],
        "generation seconds": [round(one, 2) for _, one in rounds],
        "words a second": round(document.words / whole),
    }
    ratio = whole / parsing
    return Measured("generation / pipeline alone", ratio, "≤ 1.5", ratio <= 1.5, details)


def gain_of_processes(*, full: bool) -> Measured:
    """Measure one process against two by the clock, what the two need to start and to load taken off.

    That is how much later the first stretch comes. They take turns, and of each the fastest counts: whatever
    else the machine does can only slow them.
    """
    words = 200_000 if full else 80_000
    turns = [(_child(words=words), _child(words=words, jobs=PROCESSES)) for _ in range(ROUNDS)]
    one, two = (min(column, key=lambda told: told.seconds) for column in zip(*turns, strict=True))
    start = max(two.first - one.first, 0.0)
    gain = one.seconds / (two.seconds - start)
    details = {
        "words": one.words,
        "seconds of one": [round(told.seconds, 1) for told, _ in turns],
        "seconds of two": [round(told.seconds, 1) for _, told in turns],
        "of these to start": round(start, 1),
        "with the start": round(one.seconds / two.seconds, 2),
        "same bank": one.bank == two.bank,
    }
    return Measured(
        "one process / two once started", gain, "≥ 1.7", gain >= 1.7 and one.bank == two.bank, details
    )


def growth_of_memory(*, full: bool) -> Measured:
    """Measure the peak of memory, documents and bank taken off, over a corpus and one four times as long."""
    few, many = (_child(words=words) for words in ((250_000, 1_000_000) if full else (20_000, 80_000)))
    less, more = (one.peak - one.held for one in (few, many))
    details = {
        "words": [few.words, many.words],
        "peak MiB": [round(few.peak, 1), round(many.peak, 1)],
        "documents and bank MiB": [round(few.held, 1), round(many.held, 1)],
        "the rest MiB": [round(less, 1), round(more, 1)],
    }
    return Measured(
        "memory of 4 times the words / of once", more / less, "≤ 1.15", more <= 1.15 * less, details
    )


def sameness(*, full: bool) -> Measured:
    """Count the different banks of three runs: two alike, one in two processes; each hashes on its own."""
    words = 40_000 if full else 10_000
    runs = [_child(words=words, jobs=jobs, seed=seed) for jobs, seed in ((1, 1), (1, 2), (PROCESSES, 3))]
    different = len({one.bank for one in runs})
    details = {
        "words": runs[0].words,
        "questions": runs[0].questions,
        "banks": [one.bank[:8] for one in runs],
    }
    return Measured("different banks of three runs", different, "1", different == 1, details)


def endurance(*, full: bool) -> Measured:
    """Read one line of 1 MB and, in full, a book of a million words; the figure is the longest in seconds."""
    runs = {"a line of 1 MB": _child(line=MEGABYTE, jobs=PROCESSES)}
    if full:
        runs["a million words"] = _child(words=1_000_000, alone=True, jobs=PROCESSES)
    details = {
        name: f"{one.words} words, {one.questions} questions, {one.seconds:.0f} s, {one.peak:.0f} MiB"
        for name, one in runs.items()
    }
    longest = max(one.seconds for one in runs.values())
    return Measured("seconds until the longest ends", longest, "it ends", True, details)


def _parse(document: Document) -> None:
    pipeline = load_pipeline()
    for run in stretches_of(document):
        with pipeline.memory_zone():
            for _ in pipeline.pipe([document.text[one.start : one.end] for one in run]):
                pass


def _generate(document: Document) -> None:
    make_bank([document], RulesGenerator())


def _timed(work: Callable[[Document], None], document: Document) -> float:
    begun = process_time()
    work(document)
    return process_time() - begun


def _child(
    *, words: int = 0, line: int = 0, jobs: int = 1, alone: bool = False, seed: int | None = None
) -> Told:
    """Generate in a process of its own.

    Args:
        words: A corpus of so many words.
        line: Or one line of so many characters.
        jobs: How many processes read.
        alone: Whether the corpus is one document.
        seed: What Python hashes strings with; by default chance.
    """
    command = [sys.executable, "-m", "tests.benchmarks.child", f"--words={words}", f"--line={line}"]
    command += [f"--jobs={jobs}", *(["--alone"] if alone else [])]
    environment = {**os.environ, "PYTHONHASHSEED": "random" if seed is None else str(seed)}
    ran = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=environment)  # noqa: S603
    return Told(**json.loads(ran.stdout))
