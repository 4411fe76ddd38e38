"""Finds a quote in a passage again by its letters; knows text alone, no model and no question.

A model mends what it copies: quotation marks, dashes, line ends, a capital. So a quote is looked for by its
letters and figures alone, and what is cited is the document's own text, whole sentences of it. One letter
that is another, or left out, and it is not found.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from questions.search import sentence_spans

FEWEST_LETTERS = 8
"""A shorter quote could stand anywhere."""

LONGEST = 1_000
"""Characters that may be cited: more is no quote."""

LONGEST_WIDENED = 600
"""Characters to which a quote is widened at most, so that it is whole sentences."""


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters and figures of a text, and where each stands.

    Attributes:
        text: The letters, without case and accents.
        places: The code point of each in the text that they are of.
    """

    text: str
    places: tuple[int, ...]


@lru_cache(maxsize=64)
def letters_of(text: str) -> Letters:
    """Return the letters and figures of a text."""
    found = [
        (letter, place)
        for place, sign in enumerate(text)
        for letter in unicodedata.normalize("NFKD", sign).casefold()
        if letter.isalnum()
    ]
    return Letters("".join(letter for letter, _ in found), tuple(place for _, place in found))


def find_quote(quote: str, text: str) -> tuple[int, int] | None:
    """Return where the sentences stand that hold a quote.

    Args:
        quote: What a model says that stands there.
        text: The passage.

    Returns:
        The first code point and one past the last; None where the quote does not stand there, not as whole
        words, or is too short or too long to prove anything.
    """
    wanted, there = letters_of(quote).text, letters_of(text)
    if len(wanted) < FEWEST_LETTERS:
        return None
    at = there.text.find(wanted)
    while at >= 0:
        start, end = there.places[at], there.places[at + len(wanted) - 1] + 1
        if _whole(text, start, end):
            return _widened(text, start, end) if end - start <= LONGEST else None
        at = there.text.find(wanted, at + 1)
    return None


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a span neither begins nor ends within a word."""
    return not (_joined(text, start) or _joined(text, end))


def _joined(text: str, place: int) -> bool:
    """Whether one word stands on both sides of a place; scripts without case may have no spaces."""
    if not 0 < place < len(text):
        return False
    before, after = text[place - 1], text[place]
    return (_spaced(before) and _spaced(after)) or (before.isdigit() and after.isdigit())


def _spaced(sign: str) -> bool:
    return sign.isalpha() and sign.lower() != sign.upper()


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    touched = [(first, last) for first, last in sentence_spans(text) if first < end and start < last]
    if not touched:
        return start, end
    first, last = min(touched[0][0], start), max(touched[-1][1], end)
    return (first, last) if last - first <= LONGEST_WIDENED else (start, end)
