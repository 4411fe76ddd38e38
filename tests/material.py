"""A document and a bank of our own, small enough to hold in the head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from questions.generation import Dropped, Proposal, Stretch
from questions.model import Bank, Candidate, Choice, Citation, Document, Kind, Question
from questions.reading import document_from_text
from questions.verification import verify

TEXT = """The Harbour Light

Marta Brandt built the harbour light of Ostholm in March 1871. The tower stands 31 metres high, and its lamp \
burned oil for 42 years.

In June 1913 the Harbour Board replaced the oil lamp with an electric one. Jon Vik kept the light until \
May 1956, when the last keeper’s house was closed.

The museum opened on 4 April 1988. It has 15 900 visitors a year.
"""

TOWN = """The Town of Ostholm

Ostholm was founded in 1642 by the merchant Henrik Dahl. King Frederik granted the town of Ostholm its \
charter in May 1658. Ostholm joined the Coastal League in 1703.

Ida Lund founded the first school of Ostholm in 1824. Marta Brandt studied engineering in Hamburg. Marta \
Brandt built the harbour light of Ostholm in March 1871. Olaf Holm led the building of the railway from \
Ostholm to Bergstad. The railway from Ostholm to Bergstad was opened in August 1889. A flood destroyed the \
old bridge of Ostholm in February 1907.

In June 1913 the Harbour Board replaced the oil lamp of the harbour light with an electric one. Jon Vik kept \
the harbour light until May 1956. The painter Nils Berg taught drawing at the school of Ostholm from 1934 \
until 1952.

The Ostholm Museum opened on 4 April 1988. The Ostholm Museum keeps 640 paintings by Nils Berg in its north \
wing. In September 1996 the Ostholm Museum bought the workshop of Marta Brandt.
"""
"""A longer text, whose sentences each say of whom they speak, for the engine that reads."""


def harbour() -> Document:
    """The document."""
    return document_from_text(TEXT, path="harbour.txt")


def cite(quote: str, *, document: Document | None = None) -> Citation:
    """The citation of a quote that stands in the document once."""
    document = document or harbour()
    assert document.text.count(quote) == 1
    start = document.text.index(quote)
    return Citation(document.id, start, start + len(quote), quote)


BRIDGE = """The Bridges of Bergstad

The first bridge of Bergstad was built in 1731 by the carpenter Lars Falk. Fire destroyed the wooden bridge \
of Bergstad in July 1802. The engineer Sofie Lind built the stone bridge of Bergstad in 1811.

Queen Agnes opened the iron bridge of Bergstad in May 1874. The iron bridge of Bergstad is 212 metres long. \
In August 1958 the city council closed the stone bridge to cars. The sculptor Emil Dorn made the four lions \
of the iron bridge in 1876.
"""

BUILT = "Marta Brandt built the harbour light of Ostholm in March 1871."
REPLACED = "In June 1913 the Harbour Board replaced the oil lamp with an electric one."
KEPT = "Jon Vik kept the light until May 1956, when the last keeper’s house was closed."


BUILT_THEN = Choice("March 1871", cite(BUILT))
REPLACED_THEN = Choice("June 1913", cite(REPLACED))
KEPT_THEN = Choice("May 1956", cite(KEPT))


def candidate(**changes: object) -> Candidate:
    """A candidate that passes every check, changed as asked."""
    fields: dict[str, object] = {
        "kind": Kind.CHOICE,
        "stem": "When did Marta Brandt build the harbour light of Ostholm?",
        "key": "March 1871",
        "distractors": (REPLACED_THEN, KEPT_THEN, Choice("March 1881")),
        "citation": cite(BUILT),
    }
    return Candidate(**(fields | changes))  # type: ignore[arg-type]


def question(**changes: object) -> Question:
    """The candidate as a question."""
    verified = verify(candidate(**changes), {"harbour": harbour()})
    assert isinstance(verified, Question), verified
    return verified


def bank() -> Bank:
    """Three questions on the document."""
    questions = (
        question(),
        question(
            stem="When did the Harbour Board replace the oil lamp with an electric one?",
            key="June 1913",
            distractors=(BUILT_THEN, KEPT_THEN, Choice("June 1923")),
            citation=cite(REPLACED),
        ),
        question(
            kind=Kind.CLOZE,
            stem="Jon Vik kept the light until ____.",
            key="May 1956",
            distractors=(BUILT_THEN, REPLACED_THEN, Choice("May 1946")),
            citation=cite(KEPT),
        ),
    )
    return Bank("The Harbour Light", "en", {"harbour": harbour()}, questions)


VISITORS = "It has 15 900 visitors a year."


def typed_bank() -> Bank:
    """Three questions without choices: a number, a date and a name."""
    questions = (
        question(
            kind=Kind.NUMBER,
            stem="How many visitors a year does the museum have?",
            key="15 900",
            distractors=(),
            citation=cite(VISITORS),
        ),
        question(
            kind=Kind.SHORT,
            stem="Until when did Jon Vik keep the light?",
            key="May 1956",
            distractors=(),
            citation=cite(KEPT),
        ),
        question(
            kind=Kind.SHORT,
            stem="Who built the harbour light of Ostholm?",
            key="Marta Brandt",
            distractors=(),
            citation=cite(BUILT),
        ),
    )
    return replace(bank(), questions=questions)


class Fixed:
    """An engine that proposes the three questions of the bank, whatever it is given to read.

    Args:
        dropped: What it lets go.
    """

    ranks = (0.9, 0.85, 0.8)
    patterns = ("wh: when", "wh: when", "blank: date")
    origin = "human"

    def __init__(self, dropped: Sequence[Dropped] = ()) -> None:
        self._dropped = dropped

    def stretches(self, documents: Sequence[Document]) -> Iterator[Stretch]:
        proposals = [
            Proposal(replace(asked, origin=self.origin), pattern, rank, asked.key, {"central": 0.5})
            for asked, pattern, rank in zip(bank().questions, self.patterns, self.ranks, strict=True)
        ]
        yield Stretch(proposals, self._dropped, sum(document.words for document in documents))
