"""Which passages go into one request; knows documents and their lengths, no model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from questions.model import Document, Passage
from questions.search import sentence_spans

BATCH = 6_000
"""Characters of passages that go into one request: about 1500 tokens of English."""

LONGEST = 3_000
"""Characters of one passage that do; a longer one comes in pieces."""

FEWEST_LETTERS = 25
"""A shorter passage tells nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A passage as the model sees it.

    Attributes:
        document: Its document.
        passage: Where it stands.
    """

    document: Document
    passage: Passage

    @property
    def text(self) -> str:
        """The text of the document there."""
        return self.document.text[self.passage.start : self.passage.end]

    @property
    def words(self) -> int:
        """Its words, as white space parts them."""
        return len(self.text.split())

    def told(self) -> dict[str, str]:
        """Return what the model is told of it."""
        heading = {"heading": self.passage.heading} if self.passage.heading else {}
        return {"text": self.text, **heading}


Batch = Sequence[Piece]


def batches_of(document: Document) -> Iterator[Batch]:
    """Yield the passages of a document in order, as many at a time as one request takes.

    All are among them, so that who counts words comes to the document's.
    """
    batch: list[Piece] = []
    length = 0
    for passage in (piece for whole in document.passages for piece in _pieces(document, whole)):
        piece = Piece(document, passage)
        size = passage.end - passage.start
        if batch and length + size > BATCH:
            yield batch
            batch, length = [], 0
        batch.append(piece)
        length += size
    if batch:
        yield batch


def worth_asking(piece: Piece) -> bool:
    """Whether a passage is long enough to tell something."""
    return sum(sign.isalpha() for sign in piece.text) >= FEWEST_LETTERS


def _pieces(document: Document, passage: Passage) -> Iterator[Passage]:
    """Yield a passage in pieces of whole sentences where it is longer than one request should hold."""
    if passage.end - passage.start <= LONGEST:
        yield passage
        return
    start = first = passage.start
    for _, end in sentence_spans(document.text[passage.start : passage.end]):
        last = passage.start + end
        if last - start > LONGEST and first > start:
            yield replace(passage, start=start, end=first)
            start = first
        while last - start > LONGEST:
            yield replace(passage, start=start, end=start + LONGEST)
            start += LONGEST
        first = last
    if start < passage.end:
        yield replace(passage, start=start, end=passage.end)
