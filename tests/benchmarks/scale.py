"""What /score, /leaderboard, due reviews and a class's start take in a database that has grown."""

from __future__ import annotations

import asyncio
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

from bot.services import Place, Posed, Services, Setup, SoloPlayer, open_services
from bot.views.poll import fits
from questions.bank import bank_hash
from storage.engine import Database
from tests.benchmarks.measured import Measured
from tests.benchmarks.shelves import book

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
BANK = book(0, 200)
EACH = 100
"""Answers of each person: one to each question."""

NEWCOMER = 10_000_000
"""From here on people have answered nothing yet."""

SMALL, LARGE, HUGE = 10_000, 1_000_000, 10_000_000
ROUNDS = 15

FILLING = Path(__file__).with_name("filling.sql")


def scale(*, full: bool) -> Measured:
    """Measure each use with ten thousand answers kept and with a million (or ten), medians, by turns."""
    return asyncio.run(_scale((SMALL, LARGE, HUGE) if full else (SMALL, LARGE)))


async def _scale(sizes: tuple[int, ...]) -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        filled = {size: Path(folder) / f"{size}.db" for size in sizes}
        for size, path in filled.items():
            await _fill(path, size)
        times: dict[str, dict[int, list[float]]] = {name: {size: [] for size in sizes} for name in USES}
        for number in range(ROUNDS + 1):
            for size, path in filled.items():
                async with _services(path) as services:
                    for name, use in USES.items():
                        await use(services, size // EACH, 2 * number)
                        begun = perf_counter()
                        await use(services, size // EACH, 2 * number + 1)
                        times[name][size].append(perf_counter() - begun)
    medians = {name: [median(columns[size]) for size in sizes] for name, columns in times.items()}
    ratios = {name: max(found[1:]) / found[0] for name, found in medians.items()}
    worst = max(ratios.values())
    details = {
        name: " / ".join(f"{one * 1000:.1f}" for one in found) + f" ms, {ratios[name]:.2f} times"
        for name, found in medians.items()
    }
    return Measured("the slowest use, grown / small", worst, "≤ 2", worst <= 2, {"answers": sizes, **details})


@asynccontextmanager
async def _services(path: Path) -> AsyncIterator[Services]:
    database = Database(f"sqlite+aiosqlite:///{path}")
    await database.open()
    try:
        yield await open_services(database, {"book": BANK}, clock=lambda: NOON, random=Random(3), fits=fits)
    finally:
        await database.close()


async def _fill(path: Path, attempts: int) -> None:
    """Fill a database with answers, a hundred of each person, by SQL alone."""
    async with _services(path):
        pass
    questions = list(enumerate(list(dict.fromkeys(one.id for one in BANK.approved))[:EACH]))
    script = FILLING.read_text(encoding="utf-8")
    script = script.replace(":attempts", str(attempts)).replace(":bank", bank_hash(BANK))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE TEMP TABLE q (place INTEGER PRIMARY KEY, id TEXT)")
        connection.executemany("INSERT INTO q VALUES (?, ?)", questions)
        connection.executescript(script)


async def _score(services: Services, people: int, number: int) -> None:
    if not await services.quiz.scores(1000 + number % people):
        raise LookupError("everybody has a score")


async def _leaderboard(services: Services, people: int, number: int) -> None:
    # Who asks stands in the middle.
    await services.quiz.leaderboard(1000 + people // 2 + number % 40)


async def _reviews(services: Services, people: int, number: int) -> None:
    user_id = 1000 + number % people
    await services.starts.review(SoloPlayer(user_id, "Ana", user_id), start_key=f"review {user_id}")


async def _class(services: Services, people: int, number: int) -> None:  # noqa: ARG001
    place = Place(-1000 - number, 0, "Class", 5)
    setup = Setup(bank_hash(BANK)[:16], 10)
    await services.classes.start(setup, place, host_id=1001, name="Ana", start_key=f"class {number}")


async def _answers(services: Services, people: int, number: int) -> None:
    # Two people start a quiz, one of whom has answered before, and answer at once.
    players = [SoloPlayer(one, "Ana", one) for one in (1000 + people - 1 - number, NEWCOMER + number)]
    posed = [
        await services.starts.start(
            player, bank=bank_hash(BANK)[:16], length=5, start_key=f"quiz {player.user_id}"
        )
        for player in players
    ]
    await asyncio.gather(
        *(
            services.quiz.answer(
                user_id=player.user_id, session_id=one.session_id, position=one.position, choice=0
            )
            for player, one in zip(players, posed, strict=True)
            if isinstance(one, Posed)
        )
    )


USES: Mapping[str, Callable[[Services, int, int], Awaitable[None]]] = {
    "/score": _score,
    "/leaderboard": _leaderboard,
    "what is due": _reviews,
    "starting a class": _class,
    "two answers at once": _answers,
}
