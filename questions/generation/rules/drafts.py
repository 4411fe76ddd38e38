"""What a pattern makes of a statement, before it is ranked; knows no pattern."""

from __future__ import annotations

from dataclasses import dataclass

from questions.model import Choice, Citation, Kind

TRUE, FALSE = Choice("True"), Choice("False")


@dataclass(frozen=True)
class Draft:
    """A question in the making.

    Attributes:
        pattern: Which pattern made it.
        kind: How it will be answered.
        stem: What is asked.
        key: The right answer.
        distractors: The wrong choices.
        asks: The words of the document that answer it.
        also: Further passages that it leans on.
    """

    pattern: str
    kind: Kind
    stem: str
    key: str
    distractors: tuple[Choice, ...]
    asks: str
    also: tuple[Citation, ...] = ()
