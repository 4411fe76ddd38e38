"""Weighted answers, as other systems have them, become a key and wrong choices; knows no syntax."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from questions.formats.exchange import Unsupported
from questions.formats.holding import BOOLEANS, decimal_of
from questions.formats.record import Record
from questions.model import BLANK, Kind

FULL = 100.0
"""The weight of a right answer, in percent."""

PLAIN_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
GAP = re.compile(r"_{2,}")

Weighted = Sequence[tuple[float, str]]
"""Answers with their weights in percent."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of a question.

    Attributes:
        kind: How it is answered.
        key: The right answer.
        distractors: The wrong ones.
        notes: What was left out, and why.
    """

    kind: Kind
    key: str
    distractors: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def choice_of(options: Weighted) -> Answers:
    """Return the answers of a question with choices, those that are partly right left out.

    Raises:
        Unsupported: There is no single right choice, or no wrong one.
    """
    right = [text for weight, text in options if weight >= FULL]
    partly = [text for weight, text in options if 0 < weight < FULL]
    wrong = tuple(text for weight, text in options if weight <= 0)
    if len(right) != 1:
        several = len(right) + len(partly) > 1
        raise Unsupported("it has several right choices" if several else "it has no right choice")
    if not wrong:
        raise Unsupported("it has no wrong choice")
    notes = tuple(f"the choice {text!r} is left out: it is partly right" for text in partly)
    return Answers(Kind.CHOICE, right[0], wrong, notes)


def short_of(options: Weighted) -> Answers:
    """Return the answer of a question without choices, its further ones left out.

    Raises:
        Unsupported: No answer is wholly right, or the key stands for any text.
    """
    right = [text for weight, text in options if weight >= FULL]
    if not right:
        raise Unsupported("none of its answers is wholly right")
    if "*" in right[0].replace("\\*", ""):
        raise Unsupported("its key has a star, which stands for any text")
    further = [text for weight, text in options if weight > 0 and text != right[0]]
    notes = tuple(f"the further answer {text!r} is left out: a question has one key" for text in further)
    return Answers(Kind.SHORT, right[0].replace("\\*", "*"), notes=notes)


def figure_of(options: Sequence[tuple[float, str, str]]) -> Answers:
    """Return the figure of a numerical question.

    Args:
        options: Weights in percent, figures, tolerances.

    Raises:
        Unsupported: No answer is wholly right, or it is no plain number.
    """
    right = [(text, tolerance) for weight, text, tolerance in options if weight >= FULL]
    if not right:
        raise Unsupported("none of its answers is wholly right")
    figure, tolerance = right[0]
    if not PLAIN_NUMBER.fullmatch(figure):
        raise Unsupported(f"its figure {figure!r} is a range or no plain number")
    notes = []
    if tolerance.strip("0."):
        notes.append(f"its tolerance of {tolerance} is left out: a figure is right or wrong here")
    if sum(weight > 0 for weight, *_ in options) > 1:
        notes.append("its further figures are left out: a question has one key")
    return Answers(Kind.NUMBER, figure, notes=tuple(notes))


def truth_of(true: bool) -> Answers:
    """Return the answers of a statement."""
    key, other = BOOLEANS if true else reversed(BOOLEANS)
    return Answers(Kind.TRUE_FALSE, key, (other,))


def ours(kind: Kind, stem: str, key: str, record: Record | None) -> tuple[Kind, str, str]:
    """Return kind, stem and key as our record has them, or as the one gap in others' stem tells."""
    if record:
        same = kind is Kind.NUMBER and key == decimal_of(record.key)
        return record.kind, stem, record.key if same else key
    if kind in (Kind.CHOICE, Kind.SHORT) and len(GAP.findall(stem)) == 1:
        return Kind.CLOZE, GAP.sub(BLANK, stem), key
    return kind, stem, key
