"""A workshop that waits for the test, and a place for a bot that is killed."""

from __future__ import annotations

from pathlib import Path

import pytest

from questions.bank import dump_bank
from tests.bot.making.bench import Bench
from tests.material import TEXT, bank


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a bot runs as a process of its own."""
    for name in ("banks", "tmp"):
        (tmp_path / name).mkdir()
    (tmp_path / "banks" / "harbour.txt").write_bytes(TEXT.encode())
    dump_bank(bank(), tmp_path / "banks" / "harbour.yaml")
    return tmp_path


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    folder = tmp_path / "bench"
    folder.mkdir()
    return Bench(folder)
