"""A link that opens a document at a passage, t.me/BOT?start=p_…; knows no document's text.

The payload names the document by the first characters of its hash, and the span that the link is about, in
base 36: it has 64 characters at the most (https://core.telegram.org/bots/features#deep-linking).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import ascii_lowercase, digits

from questions.model import Citation, Document

DOCUMENT_KEY = 16
"""Characters of a document's hash that a link carries: 64 bits tell any two documents apart."""

PREFIX = "p_"
PAYLOAD = re.compile(rf"p_([0-9a-f]{{{DOCUMENT_KEY}}})_([0-9a-z]{{1,9}})-([0-9a-z]{{1,9}})", re.ASCII)
FIGURES = digits + ascii_lowercase


@dataclass(frozen=True, slots=True)
class Pointer:
    """A place in a document.

    Attributes:
        sha256: The first characters of the hash of the document's text.
        start: First code point of the span.
        end: One past its last code point.
    """

    sha256: str
    start: int
    end: int

    @classmethod
    def to(cls, document: Document, citation: Citation) -> Pointer:
        """Return the pointer to a citation."""
        return cls(document.sha256[:DOCUMENT_KEY], citation.start, citation.end)

    @classmethod
    def read(cls, payload: str) -> Pointer:
        """Return the pointer that a payload says.

        Raises:
            ValueError: It is no payload of ours.
        """
        match = PAYLOAD.fullmatch(payload)
        if match is None:
            raise ValueError(f"{payload!r} points to no passage")
        return cls(match[1], int(match[2], 36), int(match[3], 36))

    @property
    def payload(self) -> str:
        """What the link carries."""
        return f"{PREFIX}{self.sha256}_{_base36(self.start)}-{_base36(self.end)}"

    def address(self, bot: str) -> str:
        """The link, for a bot's @name without the sign."""
        return f"https://t.me/{bot}?start={self.payload}"


def _base36(number: int) -> str:
    written = ""
    while number >= 36:
        number, figure = divmod(number, 36)
        written = FIGURES[figure] + written
    return FIGURES[number] + written
