"""One generation in a process of its own, told in JSON: its time, its memory, its bank; knows no target."""

from __future__ import annotations

import argparse
import gc
import json
import resource
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from time import perf_counter
from types import BuiltinFunctionType, FunctionType, ModuleType

from questions.bank import bank_hash
from questions.errors import NothingToAsk
from questions.generation import Refused, Stretch, make_bank
from questions.generation.rules import RulesGenerator
from questions.language.pipeline import load_pipeline
from questions.model import Document
from questions.reading import document_from_text
from tests.benchmarks.corpus import one_line, prose

CHAPTER = 25_000
"""Words of each document of a corpus."""

MIB = 2**20
PEAK_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in a unit of `ru_maxrss` (getrusage(2))."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a generation came to.

    Attributes:
        words: The words that it read.
        questions: The questions of its bank.
        seconds: From the documents to the bank, the start of further processes counted, loading not.
        first: The seconds of these until the first stretch was read.
        peak: The most memory that one of its processes held, in MiB.
        held: What its documents and its bank take of that, in MiB.
        bank: The bank's hash.
    """

    words: int
    questions: int
    seconds: float
    first: float
    peak: float
    held: float
    bank: str


def corpus(words: int) -> Iterator[Document]:
    """Yield documents of our prose of so many words together."""
    for number, start in enumerate(range(0, words, CHAPTER), 1):
        text = prose(min(CHAPTER, words - start), seed=number)
        yield document_from_text(text, path=f"chapter-{number}.md")


def generation(documents: list[Document], *, jobs: int) -> Told:
    """Make a bank and tell what it came to."""
    load_pipeline()
    read: list[float] = []

    def watch(_stretch: Stretch, _refused: Sequence[Refused]) -> None:
        read.append(perf_counter())

    begun = perf_counter()
    try:
        made = make_bank(documents, RulesGenerator(jobs=jobs), watch=watch)
    except NothingToAsk:
        made = None
    seconds = perf_counter() - begun
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    peak = max(resource.getrusage(who).ru_maxrss for who in whose) * PEAK_UNIT
    words = sum(document.words for document in documents)
    questions = len(made.bank.questions) if made else 0
    hashed = bank_hash(made.bank) if made else ""
    held = size_of(documents, made) / MIB
    return Told(words, questions, seconds, read[0] - begun if read else seconds, peak / MIB, held, hashed)


def size_of(*things: object) -> int:
    """Return the bytes that things take with all that they hold, each counted once."""
    seen: set[int] = set()
    waiting, size = list(things), 0
    while waiting:
        thing = waiting.pop()
        if id(thing) in seen or isinstance(thing, type | ModuleType | FunctionType | BuiltinFunctionType):
            continue
        seen.add(id(thing))
        size += sys.getsizeof(thing)
        waiting += gc.get_referents(thing)
    return size


def main() -> None:
    """Read the command line, generate and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--words", type=int, default=0, help="a corpus of so many words")
    parser.add_argument("--alone", action="store_true", help="as one document")
    parser.add_argument("--line", type=int, default=0, help="one line of so many characters instead")
    parser.add_argument("--jobs", type=int, default=1)
    given = parser.parse_args()
    if given.line:
        documents = [document_from_text(one_line(given.line), path="line.txt")]
    elif given.alone:
        documents = [document_from_text(prose(given.words), path="book.md")]
    else:
        documents = list(corpus(given.words))
    print(json.dumps(asdict(generation(documents, jobs=given.jobs))))


if __name__ == "__main__":
    main()
