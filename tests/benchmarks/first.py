"""A process that starts the bot in a folder, replies to one update and tells what it holds."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from random import SystemRandom
from typing import Any

from bot.loading import loading

with loading():  # As the command does.
    from bot.application import build, serving
    from bot.banks import load_banks
    from bot.pace import UNHURRIED
    from bot.services import open_services
    from bot.settings import Settings
    from bot.views.poll import fits
    from storage.engine import Database
    from tests.benchmarks.audience import TOKEN, Instant, chat

HEAVY = (
    "spacy",
    "numpy",
    "matplotlib",
    "lxml",
    "openpyxl",
    "alembic",
    "charset_normalizer",
    "sqlalchemy.dialects.postgresql",
)


async def first(folder: Path) -> None:
    """Do what `bot.app` does, on a Telegram with one update."""
    replied = asyncio.Event()
    telegram, updates = Instant(), Instant()
    telegram.said = lambda _method, _chat_id: replied.set()
    updates.updates = [[_command()]]
    database = Database(f"sqlite+aiosqlite:///{folder / 'quizbot.db'}")
    await database.open()
    services = await open_services(
        database,
        load_banks(folder),
        clock=lambda: datetime.now(UTC),
        random=SystemRandom(),
        fits=fits,
    )
    application = build(
        TOKEN, services, api_url="http://127.0.0.1", requests=(telegram, updates), rates=UNHURRIED
    )
    async with serving(application, Settings(telegram_bot_token=TOKEN, _env_file=None)):
        await replied.wait()
        print(json.dumps({"memory": resident(), "loaded": [one for one in HEAVY if one in sys.modules]}))
        sys.stdout.flush()
        os._exit(0)


def resident() -> float:
    """Return the memory that this process holds now, in MiB; Linux tells it in /proc."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _command() -> dict[str, Any]:
    person = {"id": 7, "is_bot": False, "first_name": "Ana"}
    entity = {"type": "bot_command", "offset": 0, "length": 5}
    message = {"message_id": 5, "date": 1767355200, "from": person, "chat": chat(7), "text": "/quiz"}
    return {"update_id": 1, "message": {**message, "entities": [entity]}}


if __name__ == "__main__":
    asyncio.run(first(Path(sys.argv[1])))
