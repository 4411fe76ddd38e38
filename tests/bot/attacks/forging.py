"""Presses that no button of ours offered: each letter, with what is others' in each of its fields."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import prod
from random import Random
from traceback import format_exception
from typing import Any

from bot.local import Group, Person
from bot.views.callbacks import LARGEST, LONGEST, PRESSES, DoHomework, Press, QuizOn, Read
from tests.bot.attacks.others import Others
from tests.bot.conftest import Running
from tests.bot.student import PATIENCE

ODD: tuple[str, ...] = ("", "-", "%" * 16, "../../etc", "Europe/../x", "\x00", "\u202e<b>", "1e9", "’;--")
"""Words that are no field of ours."""

NUMBERS = (0, 1, 2, 3, LARGEST)

Values = Mapping[str, Sequence[object]]


def values_of(others: Others, forger: Person) -> Values:
    """What each field is tried with: what is others', what is the forger's own, what is nobody's."""
    people = (*others.ids, forger.id)
    return {
        "page": (
            "quiz",
            "review",
            "progress",
            "settings",
            "zone",
            "score",
            "help",
            "m",
            "b",
            "n",
            "t",
            "x",
            0,
            9,
        ),
        "user_id": people,
        "bank": (others.bank, "", others.document),
        "length": (1, 3, 0, LARGEST),
        "session_id": others.sessions,
        "position": (0, 1, 2, LARGEST),
        "choice": (0, 1, 3, LARGEST, others.question),
        "shown": (0, 1),
        "seconds": (0, 10, 30, LARGEST),
        "scoring": ("right", "speed", "off", "all"),
        "in_order": (0, 1),
        "teams": (0, 1, 2, 9),
        "lobby": (0, 1),
        "team": (0, 1, 5),
        "extensions": (0, 1, 3),
        "step": (
            *("begin", "cancel", "skip", "next", "more", "pause", "resume", "ask", "keep", "stop"),
            *("show", "file", "approve", "best", "out", "wrong", "easy", "other", "seen"),
            *("rename", "private", "link", "public", "editors", "invite", "merge", "archive", "restore"),
            *("delete", "erase", "take", 1, 2, 0),
        ),
        "missed": (0, 1),
        "days": (0, 1, 7),
        "tries": (0, 1, 3),
        "code": (others.homework, *others.codes, "0" * 20, "%"),
        "kind": ("weak", "missed", "exam", "quiz"),
        "rating": (0, 1, 4, 9),
        "reason": ("ask", "keep", "wrong", "unclear", "double", "other", "why"),
        "claim_id": (others.claim_id, 0, LARGEST),
        "accepted": (0, 1),
        "report_id": (others.report_id, 0, LARGEST),
        "job_id": (others.job_id, 0, LARGEST),
        "taken": (0, 1, 2, 3),
        "book_id": (others.book_id, 0, LARGEST),
        "to": ("ask", "gift", "moodle-xml", "aiken", "csv", "kahoot", "qti", "anki", "pdf"),
        "count": NUMBERS,
        "question": (others.question, "-", "zz"),
        "sort": ("a", "l", "d", "r", "z"),
        "what": (
            *("menu", "stem", "key", "turn", "choice", "other", "write", "away", "kind", "choose", "type"),
            *("retention", "new", "goal", "remind", "never", "settings"),
        ),
        "other_id": (others.book_id, 0, LARGEST),
        "sure": (0, 1),
        "shelf": ("own", "archived", "public", "others"),
        "value": (0, 1, 2, 91, LARGEST),
        "offset": (0, 1, 1440, 1500, LARGEST),
        "zone": ("-", "later", "Europe/Berlin", "/etc/passwd"),
        "sha256": (others.document[:15], others.document[:8], ""),
        "start": NUMBERS,
        "end": NUMBERS,
        "number": NUMBERS,
    }


OPENED_BY_KNOWING: dict[type[Press], str] = {DoHomework: "code", Read: "sha256", QuizOn: "sha256"}
"""Buttons of what a link opens for whoever has it: its code is not forged with, since it is the key."""


def forged(press: type[Press], values: Values, *, most: int, random: Random) -> Iterator[str]:
    """Give so many presses of a letter: all that the values make, or some of them."""
    names = list(press.kinds)
    own = [list(values[name]) + ([random.choice(ODD)] if random.random() < 0.5 else []) for name in names]
    if OPENED_BY_KNOWING.get(press) == "code":
        own = [["0" * 20, "%", *ODD]]
    if prod(map(len, own)) <= most:
        taken: list[tuple[object, ...]] = list(product(*own))
    else:
        taken = [tuple(random.choice(one) for one in own) for _ in range(most)]
    for one in taken:
        data = ":".join((press.letter, *map(str, one)))
        if len(data.encode()) <= LONGEST:
            yield data


@dataclass
class Found:
    """What came of an attack.

    Attributes:
        tried: How many inputs.
        letters: The letters that were pressed.
        crashed: The inputs at which a handler failed or said nothing, with the error.
        seen: Words of others that came to the attacker's eyes, with the input.
    """

    tried: int = 0
    letters: set[str] = field(default_factory=set)
    crashed: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)

    def add(self, other: Found) -> None:
        """Count what came of another attack as well."""
        self.tried += other.tried
        self.letters |= other.letters
        self.crashed += other.crashed
        self.seen += other.seen

    def __str__(self) -> str:
        return f"{self.tried} inputs, {len(self.crashed)} crashes, others’ data seen {len(self.seen)} times"


class Failures(logging.Handler):
    """Hears of everything that the log calls an error, while it is open.

    Attributes:
        heard: The lines.
        traces: Those that have a trace.
    """

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.heard: list[str] = []
        self.traces: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Note an error."""
        error = record.exc_info[1] if record.exc_info else None
        self.heard.append(f"{record.name}: {record.getMessage()} {error!r}")
        if error:
            self.traces.append("".join(format_exception(error)))

    def __enter__(self) -> Failures:
        logging.getLogger().addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger().removeHandler(self)


async def press_all(
    running: Running,
    forger: Person,
    chat: Group | None,
    others: Others,
    *,
    most: int,
    random: Random,
    known: Sequence[str] = (),
) -> Found:
    """Press every letter with what is others', and tell what came of it.

    Args:
        running: The bot.
        forger: Who presses.
        chat: Where; None for in private.
        others: Whose data it goes for.
        most: How many presses a letter gets.
        random: Which ones.
        known: Words of others that this person knows anyway.
    """
    found, secrets = Found(), [one for one in others.secrets if one not in known]
    page = forger.messages(chat=chat)[-1]["message_id"]
    values = values_of(others, forger)
    with Failures() as failures:
        for press in PRESSES.values():
            for data in forged(press, values, most=most, random=random):
                found.tried += 1
                found.letters.add(press.letter)
                said = ""
                try:
                    said = (await forger.press(page, data, chat=chat, timeout=PATIENCE)).text
                except TimeoutError:
                    found.crashed.append(f"{data!r}: no answer")
                found.crashed += [f"{data!r}: {one}" for one in failures.heard]
                failures.heard.clear()
                found.seen += [f"{data!r}: {one}" for one in secrets if one in said]
    found.seen += [f"in the chat: {one}" for one in secrets if one in everything_told(running, forger, chat)]
    return found


def everything_told(running: Running, person: Person, chat: Group | None) -> str:
    """All that the bot has told somebody, files among it."""
    messages: list[dict[str, Any]] = [*person.messages(), *(person.messages(chat=chat) if chat else [])]
    files = running.telegram.world.files
    told = []
    for message in messages:
        if message["from"]["is_bot"]:
            told.append(str(message))
            if "document" in message:
                told.append(files.read(message["document"]["file_id"])[2].decode(errors="replace"))
    return "\n".join(told)
