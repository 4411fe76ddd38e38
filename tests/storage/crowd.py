"""A process whose writers come many at once, and which says what it was told: to be killed, or short of disk.

`python -m tests.storage.crowd DATABASE [BYTES]` prints `kept ID` when a write has returned and `failed ID`
when it has raised. With BYTES no file may grow beyond them, as on a disk that is full.
"""

from __future__ import annotations

import asyncio
import resource
import sys
from datetime import UTC, datetime
from itertools import count

from sqlalchemy.exc import SQLAlchemyError

from storage.engine import Database
from storage.people import remember_user

AT_ONCE = 20
FAILURES = 3 * AT_ONCE
NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)


async def crowd(path: str, most_bytes: int | None) -> None:
    """Write with so many at once, for ever, or until enough of them have failed."""
    database = Database(f"sqlite+aiosqlite:///{path}")
    await database.open()
    if most_bytes is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    ids, failures = count(1), count(1)

    async def write() -> None:
        while True:
            user_id = next(ids)
            try:
                async with database.write() as session:
                    await remember_user(session, user_id, "Ana" * 100, now=NOON)
            except SQLAlchemyError:
                print(f"failed {user_id}", flush=True)
                if next(failures) >= FAILURES:
                    return
            else:
                print(f"kept {user_id}", flush=True)

    await asyncio.gather(*(write() for _ in range(AT_ONCE)))
    await database.close()


if __name__ == "__main__":
    asyncio.run(crowd(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else None))
