"""What stands in GIFT's braces: a kind, a key and wrong choices, or why not; knows no text around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from questions.formats.exchange import Unsupported
from questions.formats.holding import BOOLEANS
from questions.model import Kind

WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d*)?)%")
OPTION = re.compile(r"([=~])([^=~]*)")
TRUTH = {"t": True, "true": True, "f": False, "false": False}
FIGURE = re.compile(r"-?\d+(?:\.\d+)?")
FULL = 100.0


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of a question, in shielded text.

    Attributes:
        kind: How it is answered.
        key: The right answer.
        distractors: The wrong ones.
        figure: Whether the key is a plain figure.
        notes: What was left out, and why.
    """

    kind: Kind
    key: str
    distractors: tuple[str, ...] = ()
    figure: bool = False
    notes: tuple[str, ...] = ()


def answers_of(inside: str) -> Answers:
    """Tell the answers in a pair of braces.

    Args:
        inside: What stands between them, shielded, without the general feedback.

    Raises:
        Unsupported: It is an essay, a matching question, or has no single right answer.
    """
    if not inside:
        raise Unsupported("it is an essay question, which has no key")
    if inside.startswith("#"):
        return _figure(inside[1:].strip())
    truth = TRUTH.get(inside.split("#")[0].strip().lower())
    if truth is not None:
        key, other = BOOLEANS if truth else reversed(BOOLEANS)
        return Answers(Kind.TRUE_FALSE, key, (other,))
    if "->" in inside and "~" not in inside:
        raise Unsupported("it is a matching question, which is not supported")
    options = list(_options(inside))
    if not options:
        raise Unsupported("its answers begin with neither = nor ~")
    if "~" in inside:
        return _choice(options)
    right = [text for weight, text in options if weight >= FULL]
    if not right:
        raise Unsupported("none of its answers is wholly right")
    notes = tuple(
        f"the further answer {text!r} is left out: a question has one key"
        for _, text in options
        if text != right[0]
    )
    if "*" in right[0].replace("\\*", ""):
        raise Unsupported("its key has a star, which stands for any text")
    return Answers(Kind.SHORT, right[0].replace("\\*", "*"), notes=notes)


def _options(inside: str) -> Iterator[tuple[float, str]]:
    for sign, text in OPTION.findall(inside):
        answer = text.split("#")[0].strip()
        weight = WEIGHT.match(answer)
        if weight:
            yield float(weight[1]), answer[weight.end() :].strip()
        else:
            yield (FULL if sign == "=" else 0.0), answer


def _choice(options: list[tuple[float, str]]) -> Answers:
    right = [text for weight, text in options if weight >= FULL]
    if len(right) != 1:
        raise Unsupported("it has several right choices" if _several(options) else "it has no right choice")
    partly = [text for weight, text in options if 0 < weight < FULL]
    notes = tuple(f"the choice {text!r} is left out: it is partly right" for text in partly)
    wrong = tuple(text for weight, text in options if weight <= 0)
    if not wrong:
        raise Unsupported("it has no wrong choice")
    return Answers(Kind.CHOICE, right[0], wrong, notes=notes)


def _several(options: list[tuple[float, str]]) -> bool:
    return sum(weight > 0 for weight, _ in options) > 1


def _figure(inside: str) -> Answers:
    options = [text for weight, text in _options(inside) if weight >= FULL] or [inside.split("#")[0].strip()]
    figure, _, tolerance = options[0].partition(":")
    figure = figure.strip()
    if not FIGURE.fullmatch(figure):
        raise Unsupported(f"its figure {figure!r} is a range or no plain number")
    notes = []
    if tolerance.strip(" 0."):
        notes.append(f"its tolerance of {tolerance.strip()} is left out: a figure is right or wrong here")
    if len(list(_options(inside))) > 1:
        notes.append("its further figures are left out: a question has one key")
    return Answers(Kind.NUMBER, figure, figure=True, notes=tuple(notes))
