"""A PostgreSQL of the tests' own, in a folder that goes with it; knows no table."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import quote

import psycopg

PROGRAMS = "/usr/lib/postgresql"
"""Where Debian keeps what is not on the path, by version."""

QUICK = (
    "fsync=off",
    "full_page_writes=off",
    "max_connections=300",
    "listen_addresses=",
    "shared_buffers=32MB",
)


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
        name = f"quizbot{next(self._numbers)}"
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return f"postgresql+psycopg://postgres@/{name}?host={quote(str(self._folder))}"

    def _address(self, name: str) -> str:
        return f"host={self._folder} user=postgres dbname={name}"


@contextmanager
def server() -> Iterator[Server]:
    """Run a server as long as the block lasts.

    Raises:
        NoServer: PostgreSQL is not installed here.
    """
    folder = Path(tempfile.mkdtemp(prefix="quizbot-postgresql-"))
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
