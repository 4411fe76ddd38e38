"""Which passages are prose, and how much of a document is read at a time; knows layout, no parse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from questions.model import Document, Passage

STRETCH = 4_000
"""Words that are read at a time: names, figures and wrong choices are looked for within them."""

LONGEST_PIECE = 20_000
"""Characters that are parsed at a time."""

CAPTION = re.compile(
    r"(?:Figure|Fig\.|Table|Box|Photo|Image|Source|Credit)s?\b|.*\b(?:credit|Image credit):", re.DOTALL
)
REFERENCE = re.compile(
    r"\[?\d*[\].]?\s*[A-Z][\w’'-]+, (?:[A-Z]\.[ ,&]*)+"
    r"|.*(?:\bdoi\b|\bISBN\b|\bRetrieved (?:from|on)\b|\bet al\.,? \d{4}\b.*\bpp\.)",
    re.DOTALL,
)
MARKS = re.compile(r"[{}<>=;|\\^~$#_*/+\[\]()]")
MOST_MARKS, MOST_DIGITS = 0.05, 0.2
"""The share of a passage's characters from which it is code or a table."""

VERSE_LINES, VERSE_LENGTH = 3, 60
"""A passage of so many lines, all shorter than so many characters, is verse or a list."""


def is_prose(text: str) -> bool:
    """Whether a passage is neither caption nor reference, code, table or verse."""
    if CAPTION.match(text) or REFERENCE.match(text):
        return False
    signs = [sign for sign in text if not sign.isspace()]
    if not signs:
        return False
    if len(MARKS.findall(text)) > MOST_MARKS * len(signs) and len(MARKS.findall(text)) > 6:
        return False
    if sum(sign.isdigit() for sign in signs) > MOST_DIGITS * len(signs):
        return False
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return not (len(lines) >= VERSE_LINES and all(len(line) < VERSE_LENGTH for line in lines))


def stretches_of(document: Document) -> Iterator[Sequence[Passage]]:
    """Yield the passages of a document in runs of some thousand words, broken where a heading changes.

    A passage that is longer than a parser can hold, as of a text on one line, comes in pieces.
    """
    run: list[Passage] = []
    words = 0
    for passage in (piece for whole in document.passages for piece in pieces_of(document, whole)):
        length = document.text.count(" ", passage.start, passage.end) + 1
        changes = bool(run) and passage.heading != run[-1].heading
        if run and (words + length > STRETCH or (changes and words > STRETCH / 2)):
            yield run
            run, words = [], 0
        run.append(passage)
        words += length
    if run:
        yield run


def pieces_of(document: Document, passage: Passage) -> Iterator[Passage]:
    """Yield a passage in pieces that a parser can hold, cut after a full stop where there is one."""
    text, start = document.text, passage.start
    while passage.end - start > LONGEST_PIECE:
        stop = text.rfind(". ", start, start + LONGEST_PIECE) + 1
        stop = stop if stop > start else text.rfind(" ", start, start + LONGEST_PIECE)
        stop = stop if stop > start else start + LONGEST_PIECE
        yield replace(passage, start=start, end=stop)
        start = stop
    yield replace(passage, start=start)
