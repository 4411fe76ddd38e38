"""`quizbot export`: a bank as the file of another system, with what that cannot hold; knows no format."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from questions.bank import load_bank
from questions.bank.file import replace_file
from questions.errors import FormatUnwritable
from questions.formats import FORMATS, LeftOut
from questions.formats import export as exported_from


def export(bank: Path, *, to: str, out: Path | None = None, now: float | None = None) -> int:
    """Write a bank for another system and tell what is left out.

    Args:
        bank: The bank's file.
        to: The format's name.
        out: Where to write; by default beside the bank, with the format's ending.
        now: The time, in seconds since 1970; by default the clock's.

    Returns:
        0.

    Raises:
        FormatError: The format is unknown, holds none of the questions, or the file cannot be written.
        BankError: The bank cannot be read.
    """
    loaded = load_bank(bank).bank
    suffix = FORMATS[to].suffix if to in FORMATS else ""
    out = out or bank.with_suffix(suffix)
    _refuse_sources(out, bank, *(bank.parent / one.path for one in loaded.documents.values()))
    documents = {
        key: replace(one, path=Path(os.path.relpath(bank.parent / one.path, out.parent)).as_posix())
        for key, one in loaded.documents.items()
    }
    file = exported_from(replace(loaded, documents=documents), to, now=time.time() if now is None else now)
    write_whole(file.data, out)
    tell(out, file.left_out)
    print(f"{out}: {file.count} of {len(loaded.questions)} questions")
    return 0


def _refuse_sources(out: Path, *sources: Path) -> None:
    """Raise FormatUnwritable where the file would take the place of what it is made of."""
    if out.resolve() in {source.resolve() for source in sources}:
        raise FormatUnwritable(f"{out} is what the bank is made of", advice="Choose another --out")


def tell(file: Path, left_out: Sequence[LeftOut]) -> None:
    """Print on stderr what did not cross: how much, then each."""
    if left_out:
        print(f"{file}: {len(left_out)} left out", file=sys.stderr)
    for one in left_out:
        print(f"{file}: {one}", file=sys.stderr)


def write_whole(data: bytes, out: Path) -> None:
    """Write a file whole or not at all.

    Raises:
        FormatUnwritable: [Q074] It cannot be written.
    """
    try:
        replace_file(data, out)
    except OSError as error:
        raise FormatUnwritable(
            f"{out} cannot be written ({error.strerror})", advice="Choose another --out"
        ) from error
