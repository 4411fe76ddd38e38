"""A folded text as figures, words and marks; knows nothing of what they mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from questions.quiz.typed.folding import folded

PATTERN = re.compile(
    r"(?P<figure>\d{1,3}(?: \d{3})+(?![\d])(?:[.,]\d+)?|(?<![\d.,])\.\d+|\d+(?:[.,']\d+)*)"
    r"|(?P<word>(?:[^\W\d_]\.)+[^\W\d_](?![^\W\d_'])\.?|[^\W\d_]+(?:'[^\W\d_]+)*(?:(?<=m)[23](?!\d))?)"
    r"|(?P<mark>\S)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a text.

    Attributes:
        text: As it stands, folded; abbreviations without their dots.
        kind: "figure", "word" or "mark".
        glued: Whether it follows the piece before without a space.
    """

    text: str
    kind: str
    glued: bool


def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the pieces of a text in order."""
    found: list[Token] = []
    end = -1
    for match in PATTERN.finditer(folded(text)):
        kind = match.lastgroup or "mark"
        piece = match.group().replace(".", "") if kind == "word" else match.group()
        found.append(Token(piece, kind, match.start() == end))
        end = match.end()
    return tuple(found)


def word_at(tokens: Sequence[Token], place: int) -> str:
    """Return the word at a place, empty where there is none."""
    return tokens[place].text if 0 <= place < len(tokens) and tokens[place].kind == "word" else ""


def figure_at(tokens: Sequence[Token], place: int) -> str:
    """Return the figure at a place, empty where there is none."""
    return tokens[place].text if 0 <= place < len(tokens) and tokens[place].kind == "figure" else ""


def mark_at(tokens: Sequence[Token], place: int) -> str:
    """Return the mark at a place, empty where there is none."""
    return tokens[place].text if 0 <= place < len(tokens) and tokens[place].kind == "mark" else ""
