"""A variation says something else in the same form."""

from __future__ import annotations

import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.generation.rules.variations import variations
from questions.language.mentions import MONTHS, type_of

DAYS = st.builds("{} {} {}".format, st.integers(1, 31), st.sampled_from(MONTHS), st.integers(1500, 2020))
KEYS = st.one_of(
    DAYS,
    st.builds("{} {}".format, st.sampled_from(MONTHS), st.integers(1500, 2020)),
    st.integers(1500, 2020).map(str),
    st.integers(2, 10**7).map("{:,}".format),
    st.integers(1000, 10**7).map(lambda number: f"{number:,}".replace(",", " ")),
    st.builds("{} {}".format, st.integers(2, 99), st.sampled_from(["days", "metres", "per cent"])),
    st.decimals(1, 99, places=1).map("{} million".format),
    st.sampled_from(
        ["fourteen months", "78-day", "twenty", "Three", "19th century", "508 BC", "1960s", "$1,200"]
    ),
)


@given(KEYS, st.integers(0, 1000))
def test_a_variation_keeps_type_and_form_and_differs(key: str, seed: int) -> None:
    made = list(variations(key, random=Random(seed), latest_year=2020))
    assert key not in made
    for text in made:
        assert type_of(text) is type_of(key) or (text.isdigit() and key.isdigit()), text
        assert re.sub(r"\d+", "0", text).replace("0 0", "0").count(" ") <= re.sub(r"\d+", "0", key).count(" ")
        assert bool(re.search(r"\d", text)) is bool(re.search(r"\d", key))


@given(st.integers(30, 10**6), st.integers(0, 100))
def test_a_number_differs_by_a_tenth_at_least(number: int, seed: int) -> None:
    for text in variations(f"{number:,} ships", random=Random(seed), latest_year=0):
        other = int(text.removesuffix(" ships").replace(",", ""))
        assert abs(other - number) * 10 >= number


@pytest.mark.parametrize("key", ["May 2008", "2008", "17 May 2008", "2000s"])
def test_no_date_lies_after_the_latest_of_the_text(key: str) -> None:
    for text in variations(key, random=Random(1), latest_year=2008):
        assert max(int(year) for year in re.findall(r"\d{4}", text)) <= 2008


@pytest.mark.parametrize(
    "key", ["15 900", "fourteen months", "78-day", "March 1999", "17 February 2008", "1871", "42"]
)
def test_there_are_enough_of_them(key: str) -> None:
    assert len(set(variations(key, random=Random(2), latest_year=2026))) >= 3
