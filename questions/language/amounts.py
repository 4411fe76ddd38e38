"""What a written figure amounts to, in digits or in words; knows no unit and no text around it."""

from __future__ import annotations

import re
from fractions import Fraction
from math import prod

from questions.language.mentions import SMALL, TENS
from questions.language.wording import plain

FIGURE = re.compile(r"\d+(?:[, ]\d{3})*(?:\.\d+)?")
SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
NUMBERS = {word: number for number, word in enumerate(SMALL, 2)} | {
    word: number for number, word in zip(range(20, 100, 10), TENS, strict=True)
}
"""The numbers that are written in one word, from two on: "one" is a pronoun more often than not."""


def amount_of(text: str) -> Fraction:
    """Return the amount that a number, duration or sum of money names; of other texts, its scale alone."""
    words = re.split(r"[\s-]+", plain(text))
    scale = prod(SCALES.get(word, 1) for word in words)
    found = FIGURE.search(plain(text))
    if found:
        return Fraction(re.sub(r"[, ]", "", found.group())) * scale
    return Fraction(sum(NUMBERS.get(word, word == "one") for word in words) or 1) * scale
