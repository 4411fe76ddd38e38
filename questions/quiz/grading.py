"""How right an answer is, and which passages say so; knows one question at a time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from string import ascii_lowercase

from questions.model import Citation, Question
from questions.quiz.typed import Verdict, grade_typed

YES_NO = {"yes": "true", "t": "true", "no": "false", "f": "false"}
"""Words that stand for a statement's being true or false."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an answer came to.

    Attributes:
        fraction: How right it is, from 0 to 1.
        mark: The points that it earns.
        proof: The span that proves the key.
        also: Further spans that the proof leans on.
        belongs: For a wrong choice that stands in a document, the span where it belongs.
        verdict: For an answer that was typed, how it stands to the key.
    """

    fraction: float
    mark: float
    proof: Citation
    also: tuple[Citation, ...] = ()
    belongs: Citation | None = None
    verdict: Verdict | None = None

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


def grade_text(question: Question, text: str, *, accepted: Collection[str] = ()) -> Outcome:
    """Grade an answer that was typed: a mark of 1 where it comes to the key, else 0.

    Args:
        question: The question as it was asked.
        text: What was typed.
        accepted: Other answers that a teacher has confirmed for the question.
    """
    others = [choice.text for choice in question.distractors]
    verdict = grade_typed(question.key, text, accepted=accepted, others=others)
    fraction = 1.0 if verdict.right else 0.0
    belongs = None
    if not verdict.right:
        meant = (one for one in question.distractors if grade_typed(one.text, text).right)
        belongs = next((one.citation for one in meant if one.citation), None)
    return Outcome(fraction, fraction, question.citation, question.also, belongs, verdict)


def named_choice(choices: Sequence[str], text: str) -> int | None:
    """Return which choice a text names; None where it names none, or several.

    It may be the choice in full, its letter, or another spelling of it as for a typed answer.

    Args:
        choices: Their texts in the order shown, lettered from A.
        text: What was typed.
    """
    said = text.strip().casefold()
    texts = [choice.casefold() for choice in choices]
    if said in texts:
        return texts.index(said)
    letter = said.rstrip(".)")
    letters = ascii_lowercase[: len(texts)]
    if len(letter) == 1 and letter in letters:
        return letters.index(letter)
    if said in YES_NO and set(texts) == {"true", "false"}:
        return texts.index(YES_NO[said])
    meant = [
        place
        for place, choice in enumerate(choices)
        if grade_typed(choice, text, others=[*choices[:place], *choices[place + 1 :]]).right
    ]
    return meant[0] if len(meant) == 1 else None


def overruled(outcome: Outcome, fraction: float) -> Outcome:
    """Return an outcome as it was decided by a person, whatever the rules say."""
    if outcome.fraction == fraction:
        return outcome
    return replace(outcome, fraction=fraction, mark=fraction, belongs=None if fraction else outcome.belongs)
