"""Words that a line's end parts; knows lines only by their text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from questions.reading.extraction.pdf.lines import HYPHEN

MARKS = ("-", "‐", HYPHEN)
AT_END = re.compile(rf"([^\W_]+(?:-[^\W_]+)*)[-‐{HYPHEN}]$")
AT_START = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
LONGEST_WORD = 60
"""Characters of a line's end that are looked at."""

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
TOGETHER = frozenset({"and", "or", "to"})
"""What follows a hyphen that stands for a part left out: “pre- and post-war”."""

PREFIXES = frozenset("all co cross ex half mid multi non post pre pro quasi self semi well".split())
"""First parts that mostly keep their hyphen, where the document does not tell otherwise."""


class Hyphens:
    """Mends the ends of lines by the words of the document.

    Args:
        lines: All lines of the document.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: Counter[str] = Counter()
        for line in lines:
            found = [word.casefold() for word in WORD.findall(line)]
            self._words.update(found[:-1] if line.endswith(MARKS) else found)

    def joined(self, above: str, below: str) -> str:
        """Return two lines as one.

        A hyphen goes where the word without it is in the document as often as with it, or where neither is
        and the hyphen parts no prefix from small letters.
        """
        if not above.endswith(MARKS):
            return f"{above} {below}"
        end, start = AT_END.search(above, max(0, len(above) - LONGEST_WORD)), AT_START.match(below)
        if not end or not start:
            return f"{above.removesuffix(HYPHEN)}-{below}" if above.endswith(HYPHEN) else f"{above} {below}"
        kept = f"{above[: end.end() - 1]}-"
        if start[0].casefold() in TOGETHER:
            return f"{kept} {below}"
        return f"{kept}{below}" if self._keeps(end[1], start[0]) else f"{above[: end.end() - 1]}{below}"

    def _keeps(self, first: str, second: str) -> bool:
        if not second[0].islower() or not first[-1].isalpha():
            return True
        whole, parted = (self._words[f"{first}{mark}{second}".casefold()] for mark in ("", "-"))
        if whole or parted:
            return parted > whole
        return "-" in first or "-" in second or first.casefold() in PREFIXES
