"""Which questions a session asks, in what order, how, and the letter of each choice; knows no answer yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from questions.model import Kind, Question


@dataclass(frozen=True, slots=True)
class Asked:
    """A question at its place in a session.

    Attributes:
        question_id: The question.
        choices: The texts of its choices in the order shown, lettered from A; none where it has none.
        typed: Whether the answer is to be typed.
        bank: The hash of the bank that it comes from, where that is not the session's own.
        helped: Whether a hint was taken.
    """

    question_id: str
    choices: tuple[str, ...]
    typed: bool = False
    bank: str | None = None
    helped: bool = False


TYPED = (Kind.CLOZE, Kind.NUMBER, Kind.SHORT)
"""The kinds whose answer can be typed: it is found in one's own words, not among others."""


def askable(question: Question) -> bool:
    """Whether a question can be answered by tapping a choice."""
    return bool(question.distractors)


def plan(
    questions: Sequence[Question], length: int, random: Random, *, in_order: bool = False
) -> tuple[Asked, ...]:
    """Draw questions for a session and shuffle their choices; what has no choices is to be typed.

    Questions that tell each other's answers are kept apart as far as the length allows. The key comes under
    each letter about equally often, so that no letter is a good guess. The choices of a
    true/false question keep their usual order.

    Args:
        questions: The questions to draw from.
        length: How many to ask at the most.
        random: The source of chance.
        in_order: Whether the questions drawn come in the order in which they are given.
    """
    drawn = _drawn(random.sample(questions, len(questions)), length)
    if in_order:
        drawn.sort(key=questions.index)
    return shuffled(drawn, random)


def shuffled(questions: Sequence[Question], random: Random) -> tuple[Asked, ...]:
    """Shuffle the choices of questions that are asked in the order given."""
    letters: dict[int, list[int]] = {}
    planned = []
    for question in questions:
        if not askable(question):
            planned.append(Asked(question.id, (), typed=True))
            continue
        if question.kind is Kind.TRUE_FALSE:
            planned.append(
                Asked(question.id, tuple(sorted((c.text for c in question.choices), reverse=True)))
            )
            continue
        size = len(question.choices)
        waiting = letters.setdefault(size, [])
        if not waiting:
            waiting.extend(random.sample(range(size), size))
        others = [choice.text for choice in question.distractors]
        random.shuffle(others)
        place = waiting.pop()
        planned.append(Asked(question.id, (*others[:place], question.key, *others[place:])))
    return tuple(planned)


def _drawn(pool: Sequence[Question], length: int) -> list[Question]:
    """Take questions in order; one that tells another's answer only where there are no others left."""
    drawn: list[Question] = []
    left: list[Question] = []
    for question in pool:
        tells = any(_tells(question, other) or _tells(other, question) for other in drawn)
        (left if tells or len(drawn) == length else drawn).append(question)
    return drawn + left[: length - len(drawn)]


def _tells(question: Question, other: Question) -> bool:
    """Whether a question's stem holds the key of another that is proved by the same passage."""
    return question.citation == other.citation and other.key.casefold() in question.stem.casefold()
