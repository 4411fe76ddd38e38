"""Blocks become the text that is kept: Markdown with form feeds; knows no format of files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LONGEST_HEADING = 200
"""Characters of a heading; what is longer is a paragraph in a heading's clothes."""

DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading.

    Attributes:
        text: Its words.
        level: From 1, the title's.
    """

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or an item of a list.

    Attributes:
        text: Its words, white space as it comes.
    """

    text: str


@dataclass(frozen=True, slots=True)
class PageStart:
    """The place where a page or a slide begins."""


Block = Heading | Paragraph | PageStart

PAGE_START = "\f"

LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
SPACES = re.compile(r"[ \t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u00ad\u200b\ufeff\ufffe\uffff\ud800-\udfff]")
"""Control characters, soft hyphens, halves of characters: nobody sees them and no search finds them."""

BULLET = re.compile(r"(?:[•◦▪▫■□●○‣⁃·∙➢➤✓\uf0b7\uf0a7]\s*|[-*+–]\s+)+(?=\S)")
NUMBERED = re.compile(r"(\d{1,9}[.)]) ")
TAKEN_FOR_MARKDOWN = re.compile(r"#{1,6}(?: |$)|>|```|~~~|<|\[[^\]]+\]:|(?:(?:- ?)+|(?:\* ?)+|(?:_ ?)+|=+)$")
INLINE = re.compile(r"([\\`*_\[\]<>#])")


def manuscript(blocks: Iterable[Block]) -> str:
    """Return the text that is kept of a document.

    Each paragraph is one line, so that a quote never runs over a line's end. What Markdown would take for a
    list, a quotation or a rule is written so that it stays a paragraph: a bullet goes, the number of an item
    gets a no-break space, anything else a backslash.
    """
    return "\n\n".join(_pieces(blocks)) + "\n"


def has_words(text: str) -> bool:
    """Whether there is a letter or a figure in a text: a row of dots is no paragraph."""
    return any(character.isalnum() for character in text)


def tidied(text: str) -> str:
    """Return a text on one line, ligatures in letters and nothing in it that cannot be seen."""
    return UNPRINTABLE.sub("", SPACES.sub(" ", text)).translate(LIGATURES).strip()


def _pieces(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, PageStart):
            yield PAGE_START
            continue
        text = tidied(block.text)
        if not has_words(text):
            continue
        if isinstance(block, Heading) and len(text) <= LONGEST_HEADING:
            escaped = INLINE.sub(r"\\\1", text)
            yield f"{'#' * min(block.level, DEEPEST)} {escaped}"
        else:
            yield _paragraph(text)


def _paragraph(text: str) -> str:
    bullet = BULLET.match(text)
    text = text[bullet.end() :] if bullet else text
    number = NUMBERED.match(text)
    if number:
        return f"{number[1]}\u00a0{text[number.end() :]}"
    return f"\\{text}" if TAKEN_FOR_MARKDOWN.match(text) else text
