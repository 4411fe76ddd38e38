"""SQLite's connection: what is short is done at once, what is long in the thread, all of it in order."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage import driver
from storage.driver import Connection, connect

LONG = """SELECT count(*) FROM
(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 400000) SELECT i FROM n)"""


@pytest.fixture
async def connection(tmp_path: Path) -> AsyncIterator[Connection]:
    opened = connect(str(tmp_path / "a.db"), check_same_thread=False, isolation_level=None)
    await opened
    await rows(opened, "CREATE TABLE a (x, y TEXT)")
    yield opened
    await opened.close()


@pytest.fixture
def threads(connection: Connection) -> list[str]:
    """In which thread each value was asked for by `which(…)`."""
    seen: list[str] = []

    def which(name: str) -> str:
        seen.append("here" if threading.current_thread() is threading.main_thread() else "there")
        return name

    connection._conn.create_function("which", 1, which)
    return seen


async def rows(connection: Connection, sql: str, values: tuple[object, ...] = ()) -> list[object]:
    return await (await connection.cursor().execute(sql, values)).fetchall()


async def test_what_is_short_is_done_at_once_and_the_rest_in_the_thread(
    connection: Connection, threads: list[str]
) -> None:
    assert await rows(connection, "SELECT which('a')") == [("a",)]
    await rows(connection, "INSERT INTO a VALUES (which('b'), '')")
    await rows(connection, "DELETE FROM a WHERE x = which('b')")
    await rows(connection, "INSERT INTO a VALUES (which('c'), ?)", ("long" * driver.MOST_TEXT,))
    await connection.cursor().executemany("INSERT INTO a VALUES (which('d'), ?)", [("",)] * 2)
    await connection.cursor().executemany("INSERT INTO a VALUES (which('e'), ?)", [("",)] * 100)
    assert threads == ["here", "here", "there", "there", *["here"] * 2, *["there"] * 100]


async def test_a_select_that_takes_long_is_broken_off_and_done_in_the_thread(
    connection: Connection, threads: list[str]
) -> None:
    assert await rows(connection, f"{LONG} WHERE which('f') = 'f'") == [(400_000,)]
    assert threads[0] == "here"
    assert threads[-1] == "there"


async def test_in_a_transaction_a_select_that_is_broken_off_undoes_nothing(connection: Connection) -> None:
    await rows(connection, "BEGIN IMMEDIATE")
    await rows(connection, "INSERT INTO a VALUES (1, '')")
    assert await rows(connection, LONG) == [(400_000,)]
    await connection.commit()
    assert await rows(connection, "SELECT x FROM a") == [(1,)]


async def test_it_tells_what_was_changed(connection: Connection) -> None:
    done = await connection.cursor().execute("INSERT INTO a VALUES (1, 'a'), (2, 'b') RETURNING x")
    assert await done.fetchall() == [(1,), (2,)]
    assert [column[0] for column in done.description] == ["x"]
    done = await connection.cursor().execute("UPDATE a SET y = 'c'")
    assert (done.description, done.rowcount) == (None, 2)


async def test_what_was_cancelled_under_way_comes_before_what_is_asked_later(connection: Connection) -> None:
    held = threading.Event()
    connection._conn.create_function("hold", 0, lambda: held.wait(30))
    await rows(connection, "INSERT INTO a VALUES (1, '')")
    slow = asyncio.create_task(rows(connection, "DELETE FROM a WHERE hold()"))
    await asyncio.sleep(0)
    slow.cancel()
    later = asyncio.create_task(rows(connection, "SELECT count(*) FROM a"))
    await asyncio.sleep(0)
    held.set()
    assert await later == [(0,)]
    with pytest.raises(asyncio.CancelledError):
        await slow
