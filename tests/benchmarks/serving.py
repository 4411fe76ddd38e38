"""Answers a second through the whole application, and how long a reply takes; knows no other subject.

The limit is the same python-telegram-bot with a handler that does nothing. The obvious way is a handler that
commits each answer to SQLite, with Python's own `sqlite3` as it comes.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import resource
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager, closing
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Any

from telegram import Update
from telegram.ext import Application, ApplicationBuilder, CallbackQueryHandler, ExtBot, PollAnswerHandler

from tests.benchmarks.audience import TOKEN, Instant, Json, in_batches, press, vote
from tests.benchmarks.child import MIB, PEAK_UNIT
from tests.benchmarks.first import resident
from tests.benchmarks.measured import Measured
from tests.benchmarks.quizzing import Quizzing, quizzing

Handle = Callable[[Update, Any], Coroutine[Any, Any, None]]
App = Application[Any, Any, Any, Any, Any, Any]

ROUNDS = 5
CROWDS = (1, 100, 1_000)


def private_answers(*, full: bool) -> Measured:
    """Measure answers a second by buttons: everybody presses at once, and each is graded and replied to."""
    return asyncio.run(_compare(_private_rounds, "private answers a second", 1_000 if full else 200))


def poll_answers(*, full: bool) -> Measured:
    """Measure votes a second of a class, fetched by the hundred and kept before they are confirmed."""
    return asyncio.run(_compare(_poll_rounds, "votes a second", 4_000 if full else 1_000))


Feed = Callable[[App, Instant], Awaitable[float]]
Rounds = Callable[[Quizzing, int], AsyncIterator[tuple[Feed, Feed]]]


async def _compare(rounds: Rounds, what: str, answers: int) -> Measured:
    """Let ours, the limit and the obvious way take turns; of each the fastest turn counts."""
    ours, others = [], {name: list[float]() for name in OTHERS}
    with tempfile.TemporaryDirectory() as folder:
        async with quizzing(Path(folder) / "quizbot.db", people=answers) as bot:
            async for own, feed in rounds(bot, answers):
                ours.append(await own(bot.application, bot.telegram))
                for name, other in OTHERS.items():
                    async with other(Path(folder)) as (application, telegram):
                        others[name].append(await feed(application, telegram))
            commits = bot.commits / (answers * len(ours))
    best = {name: answers / min(times) for name, times in {"ours": ours, **others}.items()}
    limit, obvious = best["ours"] / best["nothing"], best["ours"] / best["commits"]
    details = {name: f"{rate:.0f} a second" for name, rate in best.items()}
    details["ours / an empty handler"] = f"{limit:.2f}, target ≥ 0.8"
    details["ours / an empty handler that replies"] = f"{best['ours'] / best['replies']:.2f}"
    details["ours / one that commits and replies"] = f"{best['ours'] / best['commits and replies']:.2f}"
    details["commits an answer"] = f"{commits:.3f}"
    return Measured(
        f"{what}: ours / a handler that commits each",
        obvious,
        "≥ 2, and ≥ 0.8 of an empty one",
        obvious >= 2 and limit >= 0.8,
        {"answers": answers, **details},
    )


async def _private_rounds(bot: Quizzing, answers: int) -> AsyncIterator[tuple[Feed, Feed]]:
    """Give rounds in which each person answers once."""
    for _ in range(ROUNDS):
        updates = [press(number, *one) for number, one in enumerate(await bot.open_questions(answers), 1)]

        async def feed(application: App, _: Instant, updates: Sequence[Json] = updates) -> float:
            begun = perf_counter()
            for update in updates:
                await application.update_queue.put(Update.de_json(update, application.bot))
            await _worked_off(application)
            return perf_counter() - begun

        yield feed, feed


async def _poll_rounds(bot: Quizzing, answers: int) -> AsyncIterator[tuple[Feed, Feed]]:
    """Give rounds in which each person votes once."""
    for round_number in range(ROUNDS):
        poll_id = await bot.open_poll()
        first = answers * round_number + 1
        updates = [vote(first + number, user_id, poll_id, 0) for number, user_id in enumerate(bot.people)]

        async def feed(application: App, telegram: Instant, updates: Sequence[Json] = updates) -> float:
            telegram.updates = in_batches(updates)
            begun = perf_counter()
            while fetched := await application.bot.get_updates():
                for update in fetched:
                    await application.update_queue.put(update)
            await _worked_off(application)
            return perf_counter() - begun

        yield feed, feed
        await bot.close_poll(len(updates))


async def _worked_off(application: App) -> None:
    """Wait until every update was worked on to its end."""
    queue = application.update_queue
    if not isinstance(queue, asyncio.Queue):
        raise TypeError("python-telegram-bot keeps updates in a queue of asyncio")
    await queue.join()


async def _nothing(update: Update, context: Any) -> None:
    """Do nothing."""


async def _reply(update: Update, context: Any) -> None:  # noqa: ARG001
    """Answer a press as Telegram wants it, and edit its message."""
    if update.callback_query:
        await update.callback_query.answer()
        await update.callback_query.edit_message_text("right")


@asynccontextmanager
async def _plain(handle: Handle) -> AsyncIterator[tuple[App, Instant]]:
    """Run python-telegram-bot with one handler, as many updates side by side as ours."""
    telegram = Instant()
    bot: ExtBot[None] = ExtBot(TOKEN, request=telegram, get_updates_request=telegram)
    application: App = ApplicationBuilder().bot(bot).concurrent_updates(256).build()
    application.add_handlers([CallbackQueryHandler(handle), PollAnswerHandler(handle)])
    async with application:
        await application.start()
        try:
            yield application, telegram
        finally:
            await application.stop()


@asynccontextmanager
async def _committing(folder: Path, then: Handle) -> AsyncIterator[tuple[App, Instant]]:
    """Commit each answer by itself: in a rollback journal and synchronous, as SQLite comes."""
    with closing(sqlite3.connect(folder / "obvious.db")) as connection:
        connection.execute("create table if not exists answers (user_id, said)")

        async def commit(update: Update, context: Any) -> None:
            said = update.callback_query.data if update.callback_query else "0"
            user = update.effective_user
            with connection:
                connection.execute("insert into answers values (?, ?)", (user.id if user else 0, said))
            await then(update, context)

        async with _plain(commit) as running:
            yield running


OTHERS: Mapping[str, Callable[[Path], Any]] = {
    "nothing": lambda _: _plain(_nothing),
    "replies": lambda _: _plain(_reply),
    "commits": lambda folder: _committing(folder, _nothing),
    "commits and replies": lambda folder: _committing(folder, _reply),
}


def latency(*, full: bool) -> Measured:
    """Measure from an answer to its reply with so many people at once, and the memory that it takes.

    What is there before holds the benchmarks' own modules, too: `start` tells what the bot has at rest.
    """
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as process:
        times, rest, peak = process.submit(_crowds, 10 if full else 3).result()
    details = {}
    for crowd, seconds in times.items():
        hundredths = quantiles(seconds, n=100, method="inclusive")
        details[f"{crowd} at once"] = f"p50 {hundredths[49] * 1e3:.1f}, p99 {hundredths[98] * 1e3:.1f} ms"
    details["memory"] = f"{rest:.0f} MiB before, {peak:.0f} MiB at the most"
    more = peak - rest
    return Measured("memory that 1,000 people at once add, MiB", more, "≤ 50", more <= 50, details)


def _crowds(rounds: int) -> tuple[dict[int, list[float]], float, float]:
    return asyncio.run(_replies(rounds))


async def _replies(rounds: int) -> tuple[dict[int, list[float]], float, float]:
    """Return the seconds to each reply by the size of the crowd, and the memory at first and at the most."""
    times: dict[int, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        async with quizzing(Path(folder) / "quizbot.db", people=0) as bot:
            rest = resident()
            await bot.let_in(max(CROWDS))
            for crowd in CROWDS:
                times[crowd] = []
                for number in range(rounds * 10 if crowd == 1 else rounds):
                    times[crowd] += await _burst(bot, crowd, number if crowd == 1 else 0)
    return times, rest, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * PEAK_UNIT / MIB


async def _burst(bot: Quizzing, crowd: int, first: int) -> list[float]:
    """Let people answer at the same moment; returns the seconds until each has a reply."""
    replied: dict[int, float] = {}

    def note(method: str, chat_id: int) -> None:  # noqa: ARG001
        replied.setdefault(chat_id, perf_counter())

    bot.telegram.said = note
    updates = [
        press(number, *one) for number, one in enumerate(await bot.open_questions(crowd, first=first), 1)
    ]
    replied.clear()
    begun = perf_counter()
    for update in updates:
        await bot.application.update_queue.put(Update.de_json(update, bot.application.bot))
    await _worked_off(bot.application)
    return [moment - begun for moment in replied.values()]
