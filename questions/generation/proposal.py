"""What an engine hands to selection: a candidate with its worth, or what it let go; knows no engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from questions.model import Candidate


@dataclass(frozen=True, slots=True)
class Proposal:
    """A candidate with what is known of its worth.

    Attributes:
        candidate: The candidate.
        pattern: How it was made, such as "cloze: date".
        rank: The estimated chance (0 to 1) that it passes all gates.
        asks: What it asks for, in the words of the document: the key, or the changed word of a false
            statement. Who reads it elsewhere knows the answer.
        marks: What the estimate was made from.
    """

    candidate: Candidate
    pattern: str
    rank: float
    asks: str
    marks: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Dropped:
    """A sentence or candidate that an engine let go.

    Attributes:
        reason: Why, in words that are the same for the same cause.
        text: The sentence.
    """

    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """What came of a stretch of a document.

    Attributes:
        proposals: The candidates.
        dropped: What was let go.
        words: The words that were read.
        language: The language of what was read, as BCP 47 has it; None where the engine knows one only.
    """

    proposals: Sequence[Proposal]
    dropped: Sequence[Dropped]
    words: int
    language: str | None = None
