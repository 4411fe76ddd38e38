"""Documents become banks: an engine proposes candidates, verification decides; knows no chat."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from questions.errors import NothingToAsk
from questions.model import Bank, Candidate, Document, Question
from questions.verification import Rejected, verify

__all__ = ["Generator", "Made", "make_bank"]


class Generator(Protocol):
    """An engine that proposes questions."""

    def candidates(self, documents: Sequence[Document]) -> Iterator[Candidate]:
        """Yield candidates, the best first; several may ask for the same thing in other ways."""


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a generation.

    Attributes:
        bank: The bank.
        rejected: The candidates that did not pass, with their faults.
    """

    bank: Bank
    rejected: tuple[Rejected, ...]


MOST_A_QUOTE = 2
"""Questions proved by one sentence: more would tell each other's answers."""


def make_bank(
    documents: Sequence[Document], generator: Generator, *, title: str | None = None, limit: int | None = None
) -> Made:
    """Make a bank of the best candidates that pass verification, in the order of the documents.

    Args:
        documents: What to ask about.
        generator: The engine.
        title: What to call the bank; by default as its first document.
        limit: The most questions to keep.

    Raises:
        NothingToAsk: [Q020] No candidate passed.
    """
    by_id: Mapping[str, Document] = {document.id: document for document in documents}
    kept: list[Question] = []
    rejected: list[Rejected] = []
    for candidate in generator.candidates(documents):
        if limit is not None and len(kept) == limit:
            break
        if _asked_enough(candidate, kept):
            continue
        verdict = verify(candidate, by_id)
        if isinstance(verdict, Rejected):
            rejected.append(verdict)
        else:
            kept.append(verdict)
    if not kept:
        raise NothingToAsk(
            f"No good question was found in {', '.join(document.path for document in documents)}",
            advice="Give a longer text, one that names dates, numbers or people",
        )
    order = {identifier: place for place, identifier in enumerate(by_id)}
    kept.sort(key=lambda one: (order[one.citation.document], one.citation.start, one.stem))
    return Made(Bank(title or documents[0].title, "en", by_id, tuple(kept)), tuple(rejected))


def _asked_enough(candidate: Candidate, kept: Sequence[Question]) -> bool:
    """Whether a candidate's key is asked for already, or its sentence has given all that it may."""
    same = [question for question in kept if question.citation == candidate.citation]
    return len(same) >= MOST_A_QUOTE or any(question.key == candidate.key for question in same)
