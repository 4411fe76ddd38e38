"""A shelf of fifty books against a shelf of one: what a person waits for; knows no chat."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

from bot.services import Services, SoloPlayer, Source, open_services
from bot.views.poll import fits
from questions.model import Bank, Choice, Citation, Document, Kind, Question, content_id
from questions.reading import document_from_text
from questions.search import sentence_spans
from storage.engine import Database
from tests.benchmarks.corpus import prose
from tests.benchmarks.measured import Measured

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
OWNER = 7
BOOKS = 50
QUESTIONS = 1_000
ROUNDS = 7
ONLY_IN_THE_FIRST = "The lantern of Zanzibar was lit in March 1871. "


def shelves(*, full: bool) -> Measured:
    """Measure what each use of a shelf takes with fifty books and with one, on a warm bot.

    The first look after a start is measured too: it reads no bank. Medians of seven, the two by turns.
    """
    return asyncio.run(_shelves(QUESTIONS if full else QUESTIONS // 4))


async def _shelves(questions: int) -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        few, many = (Path(folder) / name for name in ("few.db", "many.db"))
        await _fill(few, 1, questions)
        await _fill(many, BOOKS, questions)
        first = [await _first_look(path) for path in (few, many)]
        async with _services(few) as one, _services(many) as fifty:
            times: dict[str, list[tuple[float, float]]] = {name: [] for name in USES}
            for number in range(ROUNDS + 1):
                for name, use in USES.items():
                    pair = (await _timed(use(one, number)), await _timed(use(fifty, number)))
                    if number:  # The first of each reads what it needs from the database.
                        times[name].append(pair)
    medians = {name: [median(column) for column in zip(*pairs, strict=True)] for name, pairs in times.items()}
    ratios = {name: many / one for name, (one, many) in medians.items()}
    worst = max(ratios.values())
    details = {name: f"{one * 1000:.1f} and {many * 1000:.1f} ms" for name, (one, many) in medians.items()}
    details["the first look after a start"] = " and ".join(f"{one * 1000:.1f}" for one in first) + " ms"
    return Measured(
        "50 books / one, the slowest use",
        worst,
        "≤ 2",
        worst <= 2,
        {"questions a book": questions, **details},
    )


@asynccontextmanager
async def _services(path: Path) -> AsyncIterator[Services]:
    """Start on a database, as the bot does."""
    database = Database(f"sqlite+aiosqlite:///{path}")
    await database.open()
    try:
        yield await open_services(database, {}, clock=lambda: NOON, random=Random(3), fits=fits)
    finally:
        await database.close()


async def _fill(path: Path, books: int, questions: int) -> None:
    """Put books on a shelf; the one that was made first has a sentence that no other has."""
    async with _services(path) as services:
        for number in range(books):
            source = Source(f"book-{number}.md", text="")
            taken = await services.jobs.take(OWNER, "Ana", source, at=NOON)
            await services.library.finish(taken.job, book(number, questions))
            await services.jobs.close(taken.job)


def book(number: int, questions: int) -> Bank:
    """A bank that asks for the last word of so many sentences."""
    text = f"{ONLY_IN_THE_FIRST if number == 0 else ''}{prose(20 * questions, seed=number)}"
    document = document_from_text(text, path=f"book-{number}.md", title=f"Book {number}")
    asked = tuple(_asked(document, span) for span in islice(sentence_spans(text), questions))
    return Bank(document.title, "en", {document.id: document}, asked)


def _asked(document: Document, span: tuple[int, int]) -> Question:
    quote = document.text[slice(*span)]
    stem, _, key = quote.rpartition(" ")
    proof = Citation(document.id, *span, quote)
    wrong = tuple(Choice(f"{key} {number}", proof) for number in range(3))
    made = Question(
        id="", kind=Kind.CHOICE, stem=f"How does this end: {stem}", key=key, distractors=wrong, citation=proof
    )
    return replace(made, id=content_id(made))


async def _first_look(path: Path) -> float:
    async with _services(path) as services:
        return await _timed(services.library.listed(OWNER))


async def _timed(use: Awaitable[object]) -> float:
    begun = perf_counter()
    await use
    return perf_counter() - begun


async def _opening(services: Services, _: int) -> None:
    await services.library.seen(OWNER, book_id=1)


async def _listing(services: Services, _: int) -> None:
    await services.library.listed(OWNER)


async def _choosing(services: Services, _: int) -> None:
    await services.starts.banks(OWNER)


async def _searching(services: Services, _: int) -> None:
    if not await services.books.search(OWNER, "lantern Zanzibar"):
        raise LookupError("the book that was made first has it")


async def _asking(services: Services, _: int) -> None:
    if not (await services.reading.find(OWNER, "When was the lantern of Zanzibar lit?")).passages:
        raise LookupError("the book that was made first tells it")


async def _picking(services: Services, number: int) -> None:
    newest = (await services.starts.banks(OWNER))[0]
    player = SoloPlayer(OWNER, "Ana", 100 + number)
    await services.starts.start(player, bank=newest.key[:16], length=10, start_key=f"start {number}")


USES: Mapping[str, Callable[[Services, int], Awaitable[None]]] = {
    "the library": _listing,
    "opening a book": _opening,
    "choosing what to quiz": _choosing,
    "searching": _searching,
    "asking the documents": _asking,
    "starting a quiz": _picking,
}
