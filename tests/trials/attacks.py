"""The attacks of tests/bot/attacks at length: forged presses, guessed links, spoilt updates, a flood."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, closing
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

from bot.application import Requests, build, serving
from bot.local import LocalRequest, LocalTelegram
from bot.pace import UNHURRIED
from bot.services import open_services
from bot.settings import Settings
from bot.views.poll import fits
from storage.engine import Database
from tests.bot.attacks.flooding import flood
from tests.bot.attacks.forging import Found
from tests.bot.attacks.others import settle
from tests.bot.attacks.test_links import guess_all
from tests.bot.attacks.test_presses import PLACES, attack
from tests.bot.attacks.test_updates import fetch_all, post_all
from tests.bot.classes.classroom import Clock
from tests.bot.conftest import NOON, TOKEN, Running
from tests.bot.making.bench import Bench
from tests.bot.test_webhook import PATH, SECRET, Taking
from tests.material import bank
from tests.ports import free_port

FLOOD = 1_000


@asynccontextmanager
async def bot(
    folder: Path,
    name: str,
    *,
    clock: Callable[[], datetime] = lambda: NOON,
    seconds: Clock | None = None,
    settings: Mapping[str, Any] | None = None,
) -> AsyncIterator[Running]:
    """A bot with a Telegram and a database of its own, and a worker that reads nothing."""
    place = folder / name
    (place / "bench").mkdir(parents=True)
    bench = Bench(place / "bench")
    bench.open()
    with closing(LocalTelegram(TOKEN, place / "chats.db", clock=seconds or time.time)) as telegram:
        database = Database(f"sqlite+aiosqlite:///{place / 'quizbot.db'}")
        await database.open()
        try:
            services = await open_services(
                database, {"harbour": bank()}, clock=clock, random=Random(3), fits=fits
            )
            calls = Taking(telegram) if settings else LocalRequest(telegram)
            requests: Requests = (calls, LocalRequest(telegram))
            application = build(
                TOKEN,
                services,
                api_url="http://127.0.0.1",
                requests=requests,
                rates=UNHURRIED,
                workshop=bench.workshop,
            )
            whole = Settings(telegram_bot_token=TOKEN, _env_file=None, **(settings or {}))
            async with serving(application, whole) as inside:
                yield Running(application, inside, telegram, database)
        finally:
            await database.close()


async def attacks(folder: Path, _: LocalTelegram, *, times: int, seed: int) -> str:
    """Try every attack so often: presses for each letter and place, ten links, fifty updates for each."""
    told, whole = [], Found()
    for place in PLACES:
        clock = Clock()
        async with bot(folder, place, clock=clock.moment, seconds=clock) as running:
            others = await settle(running, clock.moment())
            whole.add(found := await attack(running, others, place, most=times, seed=seed))
            told.append(f"forged presses {place}: {found}")
    clock = Clock()
    async with bot(folder, "links", clock=clock.moment, seconds=clock) as running:
        others = await settle(running, clock.moment())
        whole.add(found := await guess_all(running, others, most=10 * times, seed=seed))
        told.append(f"guessed links: {found}")
    async with bot(folder, "fetched") as running:
        whole.tried += (count := await fetch_all(running, most=50 * times))
        told.append(f"spoilt updates that are fetched: {count}, no trace")
    port = free_port()
    hook = {"webhook_url": f"https://example.org{PATH}", "webhook_secret": SECRET, "webhook_port": port}
    async with bot(folder, "posted", settings=hook) as running:
        whole.tried += (count := await post_all(running, port, most=50 * times))
        told.append(f"spoilt updates at the webhook: {count}, no trace")
    async with bot(folder, "flood") as running:
        came_to = await flood(running, times=FLOOD)
        told.append(
            f"{FLOOD} updates of one person at once took {came_to.whole:.1f} s; somebody else was answered"
            f" within {came_to.busy:.2f} s, {came_to.idle * 1000:.0f} ms in calm"
        )
    return "\n".join([*told, *whole.crashed, *whole.seen, f"in all: {whole}"])
