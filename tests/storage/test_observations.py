"""What statistics are counted from: every attempt at a bank with the rest of its session, read at once."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, event

from questions.model import Bank
from questions.quiz import Asked, Observation, Session
from storage.banks import keep_bank, prepare
from storage.engine import Database
from storage.observations import observations_of
from storage.people import remember_user
from storage.sessions import Attempt, create_session, record_attempts
from tests.material import bank

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
NEWER = replace(bank(), title="The light")


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = Database(f"sqlite+aiosqlite:///{tmp_path / 'quizbot.db'}")
    await opened.open()
    yield opened
    await opened.close()


async def play(
    database: Database, answers: Mapping[int, Sequence[float]], *, of: Bank, slug: str = "harbour"
) -> str:
    """Answer the questions of a bank in its order, all people in one session, and return the bank's hash."""
    plan = tuple(Asked(one.id, (one.key,)) for one in of.questions)
    async with database.write() as session:
        key = await keep_bank(session, prepare(slug, of, bool))
        for person in answers:
            await remember_user(session, person, "Ana", now=NOON)
        number = await create_session(
            session,
            user_id=min(answers),
            chat_id=1,
            bank_hash=key,
            start_key=f"{list(answers)} {slug} {of.title}",
            state=Session(plan),
            now=NOON,
        )
        attempts = [
            (number, key, Attempt(person, position, plan[position].question_id, "", fraction, fraction))
            for person, fractions in answers.items()
            for position, fraction in enumerate(fractions)
        ]
        assert len(await record_attempts(session, attempts, now=NOON)) == len(attempts)
    return key


async def test_each_attempt_has_the_mean_of_the_others_in_its_session(database: Database) -> None:
    (first, key_1), (second, key_2), (third, key_3) = ((one.id, one.key) for one in bank().questions)
    key = await play(database, {7: (1, 0, 0.5), 8: (0,)}, of=bank())
    async with database.read() as session:
        assert await observations_of(session, slug="harbour", bank_hash=key) == (
            (key, Observation(7, first, 1, 0.25, "", (key_1,))),
            (key, Observation(7, second, 0, 0.75, "", (key_2,))),
            (key, Observation(7, third, 0.5, 0.5, "", (key_3,))),
            (key, Observation(8, first, 0, None, "", (key_1,))),
        )


async def test_all_versions_of_a_bank_count_and_no_other_bank(database: Database) -> None:
    old = await play(database, {7: (1,)}, of=bank())
    new = await play(database, {7: (0,)}, of=NEWER)
    await play(database, {8: (1,)}, of=replace(bank(), title="Other"), slug="other")
    async with database.read() as session:
        found = await observations_of(session, slug="harbour", bank_hash=new)
        renamed = await observations_of(session, slug="light", bank_hash=new)
    assert [(key, one.fraction, one.rest) for key, one in found] == [(old, 1, None), (new, 0, None)]
    assert renamed == found[1:]


async def test_a_bank_is_read_with_one_query_however_often_it_was_played(database: Database) -> None:
    for person in range(1, 6):
        key = await play(database, {person: (1, 0, 1)}, of=bank())
    queries: list[str] = []

    def take_down(_connection: Connection, _cursor: object, statement: str, *_rest: object) -> None:
        queries.append(statement)

    async with database.read() as session:
        event.listen(database.engine.sync_engine, "before_cursor_execute", take_down)
        assert len(await observations_of(session, slug="harbour", bank_hash=key)) == 15
    assert len(queries) == 1
