"""What many people need at once is found by an index, not by reading what everybody has ever answered."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncSession

from storage.cards import CardKey, cards_at, reviews_at, reviews_with
from storage.engine import Database
from storage.homework import homework_dues
from storage.learners import learners_of
from storage.prompts import prompted
from storage.sessions import attempts_in, stored_sessions

KEYS = [CardKey(user_id, "bank", f"q{user_id}") for user_id in range(1, 4)]
PLACES = [(1, 0), (2, 0), (3, 1)]
IDS = [1, 2, 3]

READING: dict[str, Callable[[AsyncSession], Awaitable[Any]]] = {
    "cards": lambda session: cards_at(session, KEYS),
    "reviews": lambda session: reviews_at(session, PLACES),
    "reviews of the same cards": lambda session: reviews_with(session, PLACES),
    "sessions": lambda session: stored_sessions(session, IDS),
    "attempts": lambda session: attempts_in(session, IDS),
    "homework": lambda session: homework_dues(session, IDS),
    "learners": lambda session: learners_of(session, IDS),
    "prompts": lambda session: prompted(session, IDS),
}


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = Database(f"sqlite+aiosqlite:///{tmp_path / 'quizbot.db'}")
    await opened.open()
    yield opened
    await opened.close()


@pytest.mark.parametrize("what", READING)
async def test_no_table_is_read_as_a_whole(database: Database, what: str) -> None:
    asked: list[tuple[str, Any]] = []
    event.listen(
        database.engine.sync_engine,
        "before_cursor_execute",
        lambda _connection, _cursor, statement, values, *_: asked.append((statement, values)),
    )
    async with database.read() as session:
        await READING[what](session)
        statements = [one for one in asked if one[0].startswith("SELECT")]
        connection = await session.connection()
        plans = [
            line.detail
            for statement, values in statements
            for line in await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        ]
        whole = await connection.execute(text("EXPLAIN QUERY PLAN SELECT * FROM cards"))
        assert [line.detail for line in whole] == ["SCAN cards"]
    assert plans
    assert not [line for line in plans if line.startswith("SCAN")]
