"""The front of the formats: which there are, and which one a file is in; knows no format's syntax."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import cast

from questions.errors import FormatBroken, FormatUnknown, NothingToExport
from questions.formats.exchange import MOST_BYTES, Contents, Exported, Reader, Writer
from questions.model import Bank

QTI_ITEM = re.compile(rb"<(?:\w+:)?assessmentItem\b")
QTI_WITHIN = 4096
"""Bytes in which an item of QTI begins that is no package."""

ANSWER_LINE = re.compile(rb"^ANSWER: *[A-Z]\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Format:
    """A format.

    Attributes:
        suffix: How we end the name of its files; others end theirs as its last part does.
        writer: The module that writes it, None where we only read it.
        reader: The module that reads it, None where we only write it.
    """

    suffix: str
    writer: str | None
    reader: str | None


FORMATS: Mapping[str, Format] = {
    "gift": Format(".gift", "gift_writing", "gift_reading"),
    "moodle-xml": Format(".moodle.xml", "moodle_writing", "moodle_reading"),
    "csv": Format(".csv", "table", "table"),
    "aiken": Format(".aiken.txt", "aiken", "aiken"),
    "kahoot": Format(".kahoot.xlsx", "kahoot", "kahoot"),
    "qti": Format(".qti.zip", "qti_writing", "qti_reading"),
    "anki": Format(".apkg", "anki", None),
}
"""The formats by the names that the command takes; a module is loaded when its format is asked for."""


def export(bank: Bank, to: str, *, now: float) -> Exported:
    """Write a bank in the format of another system.

    Args:
        bank: The bank.
        to: The format's name.
        now: The time, in seconds since 1970.

    Raises:
        FormatUnknown: [Q070] We write no such format.
        NothingToExport: [Q075] It can hold no question of the bank.
    """
    found = FORMATS.get(to)
    if found is None or found.writer is None:
        known = ", ".join(name for name, one in FORMATS.items() if one.writer)
        raise FormatUnknown(f"Nothing here writes {to!r}", advice=f"Name one of {known} after --to")
    write = cast(Writer, import_module(f"questions.formats.{found.writer}").write)
    exported = write(bank, now)
    if not exported.count:
        why = f" ({exported.left_out[0]})" if exported.left_out else ""
        raise NothingToExport(f"{to} can hold no question of this bank{why}", advice="Choose another --to")
    return exported


def contents(data: bytes, name: str, *, of: str | None = None) -> Contents:
    """Read a file that another system, or we, wrote.

    Args:
        data: The file.
        name: Its name, whose ending tells the format, and for errors.
        of: The format's name where the ending does not tell.

    Raises:
        FormatUnknown: [Q070] We read no such format.
        FormatBroken: [Q071] It is not what the format demands, or larger than we read.
    """
    if len(data) > MOST_BYTES:
        raise FormatBroken(f"{name} is larger than {MOST_BYTES // 1_000_000} MB", advice="Part the file")
    found = FORMATS.get(of or _told(data, name))
    if found is None or found.reader is None:
        known = ", ".join(name for name, one in FORMATS.items() if one.reader)
        raise FormatUnknown(f"Nothing here reads {of or name}", advice=f"Name one of {known} after --from")
    read = cast(Reader, import_module(f"questions.formats.{found.reader}").read)
    return read(data, name)


def _told(data: bytes, name: str) -> str:
    suffix = PurePath(name).suffix.lower()
    if suffix == ".txt":
        return "aiken" if ANSWER_LINE.search(data) else "gift"
    if suffix == ".xml" and QTI_ITEM.search(data, 0, QTI_WITHIN):
        return "qti"
    return next((known for known, one in FORMATS.items() if PurePath(f"x{one.suffix}").suffix == suffix), "")
