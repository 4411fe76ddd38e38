"""Whether a bank as a whole tells its keys: always the middle figure, mostly true; knows no single fault."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from questions.language.amounts import amount_of
from questions.language.mentions import DATES, type_of
from questions.model import Kind, Question
from questions.verification.fault import Fault

FEWEST = 8
"""Questions of a sort from which an uneven share is no accident."""

MOST = 0.75
"""The share that one answer or one place may have of them."""

FEWEST_CHOICES = 3


def uneven(questions: Sequence[Question]) -> Iterator[tuple[str, Fault]]:
    """Yield a fault, at the last question concerned, where guessing by habit would mostly be right.

    Args:
        questions: The questions that may be asked.
    """
    claims = [one for one in questions if one.kind is Kind.TRUE_FALSE]
    keys = Counter(one.key for one in claims)
    if len(claims) >= FEWEST and (said := keys.most_common(1)[0])[1] > MOST * len(claims):
        yield claims[-1].id, Fault("V23", f"{said[1]} of {len(claims)} statements are {said[0].lower()}")
    placed = [(one, place) for one in questions if (place := _place(one)) is not None]
    places = Counter(place for _, place in placed)
    if len(placed) >= FEWEST and (most := places.most_common(1)[0])[1] > MOST * len(placed):
        reason = f"{most[1]} of {len(placed)} keys are number {most[0] + 1} of their figures by size"
        yield placed[-1][0].id, Fault("V24", reason)


def _place(question: Question) -> int | None:
    """Return the place of a figure among the choices in order of size, or None where it is no figure."""
    if question.kind is Kind.TRUE_FALSE or type_of(question.key) in (None, *DATES):
        return None
    if len(question.choices) < FEWEST_CHOICES:
        return None
    amounts = [amount_of(choice.text) for choice in question.choices]
    return sorted(amounts).index(amounts[0])
