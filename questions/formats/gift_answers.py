"""What stands in GIFT's braces: a kind, a key and wrong choices, or why not; knows no text around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from questions.formats.exchange import Unsupported
from questions.formats.weighing import FULL, Answers, choice_of, figure_of, short_of, truth_of

WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d*)?)%")
OPTION = re.compile(r"([=~])([^=~]*)")
FIRST = re.compile(r"[^=~#][^=~]*")
TRUTH = {"t": True, "true": True, "f": False, "false": False}


def answers_of(inside: str) -> Answers:
    """Tell the answers in a pair of braces.

    Args:
        inside: What stands between them, shielded, without the general feedback.

    Returns:
        The answers, still shielded.

    Raises:
        Unsupported: It is an essay, a matching question, or has no single right answer.
    """
    if not inside:
        raise Unsupported("it is an essay question, which has no key")
    if inside.startswith("#"):
        return _figure(inside[1:].strip())
    truth = TRUTH.get(inside.split("#")[0].strip().lower())
    if truth is not None:
        return truth_of(truth)
    if "->" in inside and "~" not in inside:
        raise Unsupported("it is a matching question, which is not supported")
    options = list(_options(inside))
    if not options:
        raise Unsupported("its answers begin with neither = nor ~")
    return choice_of(options) if "~" in inside else short_of(options)


def _options(inside: str) -> Iterator[tuple[float, str]]:
    for sign, text in OPTION.findall(inside):
        answer = text.split("#")[0].strip()
        weight = WEIGHT.match(answer)
        if weight:
            yield float(weight[1]), answer[weight.end() :].strip()
        else:
            yield (FULL if sign == "=" else 0.0), answer


def _figure(inside: str) -> Answers:
    # The first figure needs no sign, and what has a sign and no figure is what is said of any other.
    alone = FIRST.match(inside)
    first = [(FULL, alone[0].split("#")[0].strip())] if alone else []
    options = first + [(weight, text) for weight, text in _options(inside) if text]
    parted = ((weight, *text.partition(":")) for weight, text in options)
    return figure_of([(weight, figure.strip(), tolerance.strip()) for weight, figure, _, tolerance in parted])
