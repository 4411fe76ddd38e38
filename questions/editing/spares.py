"""Other wrong choices for a question, from the keys and distractors of its bank; knows no change.

They have been found by an engine or a person for another question, and bring along where they belong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from questions.language.mentions import find_mentions, type_of
from questions.language.wording import WORD, plain
from questions.model import Bank, Choice, Question
from questions.verification import faults

ASKING = re.compile(r"\b(?:how (?:many|much|long)|who|whom|whose|when|where|which|what|how)\b", re.IGNORECASE)
PERSONS = frozenset({"who", "whom", "whose"})

MOST_APART = 2
"""Words by which a wrong choice may be longer or shorter than the key."""

TRIED = 12
"""The wrong choices among which a set is looked for: 220 sets of three."""


@dataclass(frozen=True, slots=True)
class _Spare:
    """A choice, and what its question asks for."""

    choice: Choice
    asking: str


def spares(bank: Bank, question: Question, *, without: str | None = None) -> tuple[Choice, ...]:
    """Return choices of other questions that are of the key's type and shape, the likeliest first.

    None stands in the quotes that prove the key: what is listed beside it may be right, too.

    Args:
        bank: Where they come from.
        question: The question.
        without: The wrong choice of it that another one shall take the place of, None for none.
    """
    kept = {plain(one.text) for one in question.choices if one.text != without}
    proof = plain(" ".join(one.quote for one in (question.citation, *question.also)))
    asking = _asking(question.stem)
    found: dict[str, _Spare] = {}
    for other in bank.questions:
        if other.id == question.id:
            continue
        for choice in other.choices:
            name = plain(choice.text)
            fits = name not in kept and name not in proof and _alike(choice.text, question.key)
            known = found.get(name)
            if fits and (known is None or (choice.citation and not known.choice.citation)):
                found[name] = _Spare(choice, _asking(other.stem))
    length = len(WORD.findall(question.key))

    def likely(one: _Spare) -> tuple[bool, bool, int]:
        apart = abs(len(WORD.findall(one.choice.text)) - length)
        return one.asking != asking, one.choice.citation is None, apart

    return tuple(one.choice for one in sorted(found.values(), key=likely))


def fitting_sets(bank: Bank, question: Question, size: int) -> Iterator[tuple[Choice, ...]]:
    """Yield sets of wrong choices with which a question passes every check, the likeliest first.

    Args:
        bank: Where they come from.
        question: The question, as it shall be asked with them.
        size: How many each set has.
    """
    for chosen in combinations(spares(bank, question)[:TRIED], size):
        if not faults(replace(question, distractors=chosen), bank.documents):
            yield chosen


def _asking(stem: str) -> str:
    found = ASKING.search(stem)
    word = found.group().lower() if found else ""
    return "who" if word in PERSONS else word


def _alike(text: str, key: str) -> bool:
    """Whether a choice is of the key's type and unit or, where that has none, of its shape."""
    kind = type_of(key)
    if type_of(text) is not kind:
        return False
    if kind is not None:
        return _units(text) == _units(key) and _written(text) == _written(key)
    apart = abs(len(WORD.findall(text)) - len(WORD.findall(key)))
    return _shape(text) == _shape(key) and apart <= MOST_APART


def _units(text: str) -> tuple[str, ...]:
    return tuple(one.unit for one in find_mentions(text))


def _written(text: str) -> bool:
    return bool(re.search(r"\d", text))


def _shape(text: str) -> tuple[bool, bool]:
    """Return whether a text begins with a capital, its article set aside, and whether it has a figure."""
    bare = re.sub(r"^(?:the|a|an) ", "", text, flags=re.IGNORECASE)
    return bare[:1].isupper(), _written(text)
