"""Passages become parsed sentences that may be asked from; knows the parse, no question.

What is parsed has the same length as what stands in the document, so that every offset holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Span

from questions.model import Citation, Document, Passage

SAME_LENGTH = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\n": " ", "\r": " ", "\t": " "})
REFERENCE = re.compile(r"\[(?:\d+|[a-z]|citation needed)\]")
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
LONGEST = 320
FEWEST_WORDS = 5
UNASKED = re.compile(r"[\[\]{}“”\"«»@*_|]|https?:|,\s*,|\b(?:I|[Ww]e|[Yy]ou|[Mm]e|us|[Mm]y|[Oo]ur|[Yy]our)\b")
LOST_OPENING = re.compile(
    r"(?:however|but|and|so|also|thus|therefore|then|moreover|furthermore|in addition|nevertheless|instead"
    r"|for example|for instance|similarly|likewise|meanwhile|finally|first|second|third|of these"
    r"|at that time)\b",
    re.IGNORECASE,
)


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

    @property
    def text(self) -> str:
        """The sentence with plain spaces."""
        return self.span.text

    @property
    def start(self) -> int:
        """Its first code point in the document."""
        return self.offset + self.span.start_char

    @property
    def citation(self) -> Citation:
        """The sentence as a citation."""
        end = self.offset + self.span.end_char
        return Citation(self.document.id, self.start, end, self.document.text[self.start : end])


def sentences_of(document: Document, pipeline: Language) -> Iterator[Sentence]:
    """Yield the sentences of a document in order, white space at their ends left out."""
    passages = [(_read(document.text[one.start : one.end]), one) for one in document.passages]
    for parsed, passage in pipeline.pipe(passages, as_tuples=True):
        for span in parsed.sents:
            trimmed = _trimmed(span)
            if trimmed is not None:
                yield Sentence(document, passage, trimmed, passage.start)


def _read(text: str) -> str:
    """Return a text for the parser: plain spaces, and spaces in place of reference marks such as [17]."""
    return REFERENCE.sub(lambda mark: " " * len(mark.group()), text.translate(SAME_LENGTH))


def squeezed(text: str) -> str:
    """Return a text with single spaces, none before a comma or a full stop."""
    return re.sub(r" +([,.;:?])", r"\1", re.sub(r" {2,}", " ", text)).strip()


def may_be_asked(sentence: Sentence) -> bool:
    """Whether a sentence is whole, of a readable length, and speaks for itself."""
    text = sentence.text
    return (
        text.endswith(".")
        and "however" not in text.lower()
        and len(text) <= LONGEST
        and sum(token.is_alpha for token in sentence.span) >= FEWEST_WORDS
        and (text[0].isupper() or text[0].isdigit())
        and not UNASKED.search(text)
        and not LOST_OPENING.match(text)
        and any(token.tag_ in FINITE for token in sentence.span)
    )


def _trimmed(span: Span) -> Span | None:
    start, end = span.start, span.end
    while start < end and span.doc[start].is_space:
        start += 1
    while end > start and span.doc[end - 1].is_space:
        end -= 1
    return span.doc[start:end] if end > start else None
