"""Passages become parsed sentences that may be asked from; knows the parse, no question.

What is parsed has the same length as what stands in the document, so that every offset holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.language import Language
from spacy.tokens import Span

from questions.generation.rules.prose import pieces_of
from questions.language.mentions import Mention, find_mentions
from questions.model import Citation, Document, Passage

SAME_LENGTH = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\n": " ", "\r": " ", "\t": " "})
REFERENCE = re.compile(r"\[(?:\d+|[a-z]|citation needed)\]")
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass(frozen=True)
class Sentence:
    """A parsed sentence of a document.

    Attributes:
        document: The document.
        passage: The paragraph that it stands in.
        span: Its parse.
        offset: What to add to a place in the parse to get the place in the document.
    """

    document: Document
    passage: Passage
    span: Span
    offset: int

    @cached_property
    def text(self) -> str:
        """The sentence with plain spaces."""
        return self.span.text

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Its dates and figures; their places count from its start."""
        return find_mentions(self.text)

    @property
    def start(self) -> int:
        """Its first code point in the document."""
        return self.offset + self.span.start_char

    @cached_property
    def citation(self) -> Citation:
        """The sentence as a citation."""
        end = self.offset + self.span.end_char
        return Citation(self.document.id, self.start, end, self.document.text[self.start : end])


def sentences_of(
    document: Document, pipeline: Language, passages: Sequence[Passage] | None = None
) -> Iterator[Sentence]:
    """Yield the sentences of a document in order, white space at their ends left out.

    Args:
        document: The document.
        pipeline: What reads it.
        passages: The passages to read; all of the document's where it is None.
    """
    pieces = [
        (_read(document.text[piece.start : piece.end]), piece)
        for passage in (document.passages if passages is None else passages)
        for piece in pieces_of(document, passage)
    ]
    for parsed, piece in pipeline.pipe(pieces, as_tuples=True):
        for span in parsed.sents:
            trimmed = _trimmed(span)
            if trimmed is not None:
                yield Sentence(document, piece, trimmed, piece.start)


def _read(text: str) -> str:
    """Return a text for the parser: plain spaces, and spaces in place of reference marks such as [17]."""
    return REFERENCE.sub(lambda mark: " " * len(mark.group()), text.translate(SAME_LENGTH))


def squeezed(text: str) -> str:
    """Return a text with single spaces, none before a comma or a full stop."""
    return re.sub(r",(?=[.?]$)", "", re.sub(r" +([,.;:?])(?!\d)", r"\1", re.sub(r" {2,}", " ", text)).strip())


def _trimmed(span: Span) -> Span | None:
    start, end = span.start, span.end
    while start < end and span.doc[start].is_space:
        start += 1
    while end > start and span.doc[end - 1].is_space:
        end -= 1
    return span.doc[start:end] if end > start else None
