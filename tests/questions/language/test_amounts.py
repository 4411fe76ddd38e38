"""What a written figure amounts to, whichever way it is written."""

from __future__ import annotations

from fractions import Fraction

import pytest

from questions.language.amounts import amount_of


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("31 metres", 31),
        ("15,900 visitors", 15_900),
        ("15\u00a0900", 15_900),
        ("1.5 million tons", 1_500_000),
        ("$2 billion", 2 * 10**9),
        ("0.1", Fraction(1, 10)),
        ("two hundred ships", 200),
        ("forty-two years", 42),
        ("the Three Rivers", 3),
        ("a million", 10**6),
    ],
)
def test_an_amount_is_read_from_digits_and_from_words(text: str, amount: Fraction) -> None:
    assert amount_of(text) == amount
