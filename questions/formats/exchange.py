"""What crosses the border: a file with what it could not hold, or what a file held; knows no format."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from questions.errors import FormatBroken
from questions.formats.record import Record, Shelf
from questions.model import Bank, Kind

MOST_BYTES = 20_000_000
MOST_QUESTIONS = 10_000
"""What an import reads at most."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What did not cross, said.

    Attributes:
        name: The question's id, or where it stands in a file that others wrote.
        reason: What is left out and why, without a full stop.
    """

    name: str
    reason: str

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Exported:
    """A file for another system.

    Attributes:
        data: The file.
        count: How many questions it holds.
        left_out: What it does not hold.
    """

    data: bytes
    count: int
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A question as a file holds it.

    Attributes:
        name: Where it stands, and its title where it has one.
        kind: How it is answered there.
        stem: What is asked.
        key: The right answer.
        distractors: The wrong choices.
        record: What we wrote along with it, None in a file that others wrote.
    """

    name: str
    kind: Kind
    stem: str
    key: str
    distractors: tuple[str, ...] = ()
    record: Record | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds.

    Attributes:
        held: Its questions that can be told in our words.
        left_out: The others, and what was left out of these.
        shelf: What we wrote of the bank, None in a file that others wrote.
    """

    held: tuple[Held, ...]
    left_out: tuple[LeftOut, ...] = ()
    shelf: Shelf | None = None


Writer = Callable[[Bank, float], Exported]
"""Writes a bank at a time, in seconds since 1970."""

Reader = Callable[[bytes, str], Contents]
"""Reads a file's bytes; the name is for errors."""


class Unsupported(Exception):  # it never leaves the room: it becomes a LeftOut
    """A question that cannot be told in our words, or not in the format's; the text says why."""


def contents_of(found: Iterable[Held | LeftOut], name: str, shelf: Shelf | None = None) -> Contents:
    """Part what a file holds from what is left out.

    Raises:
        FormatBroken: [Q071] There are more questions than we read.
    """
    held: list[Held] = []
    left_out: list[LeftOut] = []
    for one in found:
        if isinstance(one, LeftOut):
            left_out.append(one)
        else:
            held.append(one)
        if len(held) > MOST_QUESTIONS or len(left_out) > 2 * MOST_QUESTIONS:
            raise FormatBroken(f"{name} holds more than {MOST_QUESTIONS} questions", advice="Part the file")
    return Contents(tuple(held), tuple(left_out), shelf)
