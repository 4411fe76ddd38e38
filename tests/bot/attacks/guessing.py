"""Links that nobody gave: each sort that there is, with codes that are guessed, near to real ones, or odd."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from random import Random

from bot.handlers import links
from bot.views.pointers import PREFIX
from tests.bot.attacks.others import Others

HEX = "0123456789abcdef"

ODD = (
    *("", "%", "_" * 20, "*" * 20, "0" * 19, "0" * 21, "0" * 20, "f" * 20, "g" * 20, "١" * 20, "0" * 5000),
    *(
        "' OR 1=1 --",
        "../..",
        "\x00",
        "\u202e",
        "a\nb",
        "\t",
        "＿",
        "é" * 20,
        "{}",
        "%s",
        "-1",
        "9" * 18,
        "9" * 19,
    ),
)


def prefixes() -> set[str]:
    """What links to the private chat begin with, as their flow knows them."""
    patterns = [one for one in vars(links).values() if isinstance(one, re.Pattern)]
    return {PREFIX, *(re.split(r"[\[(\\]", one.pattern)[0] for one in patterns)}


def guesses(others: Others, *, most: int, random: Random) -> Iterator[str]:
    """Give payloads for each prefix: odd ones, short ones, near ones, and so many by chance."""
    real = (others.homework, *others.codes)
    for prefix in sorted(prefixes()):
        yield from (prefix + odd for odd in ODD)
        yield from (prefix + "".join(short) for short in product(HEX, repeat=1))
        for code in real:
            at = random.randrange(len(code))
            near = code[:at] + random.choice(HEX.replace(code[at], "")) + code[at + 1 :]
            yield from (prefix + one for one in (near, code[:-1], code + "0", code.upper() + "X", code[::-1]))
        yield from (f"{prefix}{number}" for number in (*others.sessions, others.book_id, others.maker.id))
        yield from (f"{prefix}{random.getrandbits(80):020x}" for _ in range(most))
        yield from (f"{prefix}{random.getrandbits(64):016x}_{number}-{number + 9}" for number in range(5))
        yield f"{prefix}{others.document[:15]}_0-9"
    # A code that is real opens nothing of another sort.
    yield f"book_{others.homework}"
    yield from (f"hw_{code}" for code in others.codes)
