"""What all tests share: examples, and the database that they run on.

No example is failed for the time that it took, since machines are busy at times. Where `CI` is set, the
examples are the same each time, so that a change is judged by what it changed; elsewhere new ones are tried.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.postgresql import NoServer, Server, server

settings.register_profile("unhurried", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("unhurried")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the database be chosen: `--database postgresql`."""
    parser.addoption("--database", choices=("sqlite", "postgresql"), default="sqlite")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what only SQLite has where another database was chosen."""
    if config.getoption("database") != "sqlite":
        for item in items:
            if item.get_closest_marker("sqlite"):
                item.add_marker(pytest.mark.skip(reason="only SQLite has a file"))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A PostgreSQL; where there is none, the test is skipped, and says so."""
    try:
        with server() as running:
            yield running
    except NoServer as error:
        pytest.skip(str(error))


@pytest.fixture
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database with nothing in it, of the sort that was chosen."""
    if request.config.getoption("database") == "postgresql":
        found: Server = request.getfixturevalue("postgresql")
        url = found.new_bot_database()
        yield url
        found.drop(url)
    else:
        yield f"sqlite+aiosqlite:///{tmp_path / 'quizbot.db'}"
