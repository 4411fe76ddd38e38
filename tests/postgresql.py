"""A PostgreSQL of the tests' own, in a folder that goes with it; knows no table.

The migrations run once a server: a database with our tables is a copy of that one. A copy is three hundred
files, which took 0.5 s on a disk and 0.03 s in memory, so the folder is there where it has room.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import count
from pathlib import Path
from urllib.parse import quote

import psycopg
from sqlalchemy import create_engine, make_url

from storage.migrations import migrate

PROGRAMS = "/usr/lib/postgresql"
"""Where Debian keeps what is not on the path, by version."""

QUICK = (
    "fsync=off",
    "full_page_writes=off",
    "max_connections=300",
    "listen_addresses=",
    "shared_buffers=32MB",
    "max_wal_size=64MB",
)

MEMORY = Path("/dev/shm")  # noqa: S108 (the folder in it is made by mkdtemp)
ROOM = 2**30
"""Bytes that have to be free there."""


class NoServer(Exception):
    """PostgreSQL is not installed here."""


class Server:
    """A server that is reached through a socket in its folder.

    Args:
        folder: The folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)

    def new_database(self) -> str:
        """Make an empty database; returns its address as SQLAlchemy has it."""
        return self._url(self._create())

    def new_bot_database(self) -> str:
        """Make a database with the bot's tables and nothing in them; returns its address."""
        return self._url(self._create(template=self._migrated))

    @cached_property
    def _migrated(self) -> str:
        """The name of a database that the migrations have run on, and that nobody is connected to."""
        name = self._create()
        engine = create_engine(self._url(name))
        with engine.connect() as connection:
            migrate(connection)
        engine.dispose()
        return name

    def drop(self, url: str) -> None:
        """Drop a database; whoever is connected to it still has a few seconds to leave."""
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {make_url(url).database}".encode())

    def _create(self, *, template: str = "template1") -> str:
        name = f"quizbot{next(self._numbers)}"
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
        return name

    def _url(self, name: str) -> str:
        return f"postgresql+psycopg://postgres@/{name}?host={quote(str(self._folder))}"

    def _address(self, name: str) -> str:
        return f"host={self._folder} user=postgres dbname={name}"


@contextmanager
def server() -> Iterator[Server]:
    """Run a server as long as the block lasts.

    Raises:
        NoServer: PostgreSQL is not installed here.
    """
    in_memory = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    folder = Path(tempfile.mkdtemp(prefix="quizbot-postgresql-", dir=MEMORY if in_memory else None))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        _run("initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = " ".join(["-F", *(f"-c {one}" for one in (*QUICK, f"unix_socket_directories={folder}"))])
        _run("pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log", "-o", options, "start")
        try:
            yield Server(folder)
        finally:
            _run("pg_ctl", "-D", folder / "data", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(program: str, *arguments: str | Path) -> None:
    """Run one of PostgreSQL's programs; it refuses to be run by root, so that hands over to its user."""
    found = shutil.which(program) or max(map(str, Path(PROGRAMS).glob(f"*/bin/{program}")), default=None)
    if found is None:
        raise NoServer(f"{program} is not installed; Debian has it in the package postgresql")
    hand_over = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    command = [*(hand_over if os.geteuid() == 0 else []), found, *arguments]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")  # noqa: S603
    if ran.returncode:
        raise RuntimeError(f"{program} failed: {ran.stdout}{ran.stderr}")
