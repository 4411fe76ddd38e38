"""The totals that the leaderboard reads: kept with each answer, and made of what there was before them."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import pytest
from sqlalchemy import select

from questions.quiz import Outcome, grade
from storage.engine import Database
from storage.people import Gain, add_to_scores, leaderboard, remember_users
from storage.tables import TotalRow
from tests.material import question

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
MIGRATION = import_module("storage.migrations.versions.0008_totals")


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = Database(database_url)
    await opened.open()
    yield opened
    await opened.close()


def right() -> Outcome:
    return grade(question(), question().key)


async def play(database: Database, rights: dict[int, int]) -> None:
    """Let people answer so many questions rightly, by turns in two banks."""
    async with database.write() as session:
        await remember_users(session, {user_id: f"P{user_id}" for user_id in rights}, now=NOON)
        for user_id, count in rights.items():
            for number in range(count):
                await add_to_scores(session, [Gain(user_id, f"bank-{number % 2}", "Bank", right())])


async def ranks(database: Database, user_id: int, length: int) -> list[tuple[int, int, float]]:
    async with database.read() as session:
        found = await leaderboard(session, user_id=user_id, length=length)
    return [(one.rank, one.user_id, one.score.mark) for one in found]


async def test_the_best_come_first_and_equal_marks_share_a_rank(database: Database) -> None:
    await play(database, {1: 2, 2: 3, 3: 2, 4: 1, 5: 1, 6: 1})
    assert await ranks(database, 1, 3) == [(1, 2, 3.0), (2, 1, 2.0), (2, 3, 2.0)]
    assert await ranks(database, 6, 3) == [(1, 2, 3.0), (2, 1, 2.0), (2, 3, 2.0), (4, 6, 1.0)]
    assert await ranks(database, 6, 4) == [(1, 2, 3.0), (2, 1, 2.0), (2, 3, 2.0), (4, 4, 1.0), (4, 6, 1.0)]
    assert await ranks(database, 404, 1) == [(1, 2, 3.0)]


async def test_an_earlier_version_has_left_scores_of_which_totals_are_made(tmp_path: Path) -> None:
    path = tmp_path / "quizbot.db"
    for _ in range(2):
        opened = Database(f"sqlite+aiosqlite:///{path}")
        await opened.open()
        async with opened.read() as session:
            known = (await session.execute(select(TotalRow.user_id))).scalars().all()
        if known:
            assert await ranks(opened, 1, 5) == [(1, 2, 3.0), (2, 1, 2.0)]
        else:
            await play(opened, {1: 2, 2: 3})
        await opened.close()
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("drop table totals")
            for table, column in MIGRATION.INDEXES:
                connection.execute(f"drop index ix_{table}_{column}")
            connection.execute("update alembic_version set version_num = ?", (MIGRATION.down_revision,))
    assert known == [1, 2]
