"""How right an answer is, and which passages say so; knows one question at a time."""

from __future__ import annotations

from dataclasses import dataclass

from questions.model import Citation, Question


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an answer came to.

    Attributes:
        fraction: How right it is, from 0 to 1.
        mark: The points that it earns.
        proof: The span that proves the key.
        also: Further spans that the proof leans on.
        belongs: For a wrong choice that stands in a document, the span where it belongs.
    """

    fraction: float
    mark: float
    proof: Citation
    also: tuple[Citation, ...] = ()
    belongs: Citation | None = None

    @property
    def right(self) -> bool:
        """Whether the answer is wholly right."""
        return self.fraction >= 1


def grade(question: Question, choice: str) -> Outcome:
    """Grade a choice: a mark of 1 for the key, 0 for a distractor.

    Args:
        question: The question as it was asked.
        choice: The text of the choice that was taken.

    Raises:
        ValueError: The question does not offer that choice.
    """
    for offered in question.choices:
        if offered.text == choice:
            fraction = 1.0 if choice == question.key else 0.0
            belongs = None if fraction else offered.citation
            return Outcome(fraction, fraction, question.citation, question.also, belongs)
    raise ValueError(f"question {question.id} does not offer {choice!r}")
