"""Dates, durations and numbers are found as they stand, with their type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.language.mentions import MentionType, find_mentions, type_of

T = MentionType


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It began on 17 February 2008.", [(T.DAY, "17 February 2008")]),
        ("It began on February 17, 2008, in rain.", [(T.DAY, "February 17, 2008")]),
        ("It began in March 1999 and ended in May 1999.", [(T.MONTH, "March 1999"), (T.MONTH, "May 1999")]),
        ("Built in 1871, it stood.", [(T.YEAR, "1871")]),
        ("Resolution 1244 was passed.", [(T.COUNT, "1244")]),
        ("It was founded in 508 BC.", [(T.ERA_YEAR, "508 BC")]),
        ("In the 1960s it grew.", [(T.DECADE, "1960s")]),
        ("It fell in the 19th century.", [(T.CENTURY, "19th century")]),
        ("a 78-day campaign", [(T.DURATION, "78-day")]),
        ("after fourteen months of talks", [(T.DURATION, "fourteen months")]),
        ("about 15 900 troops", [(T.COUNT, "15 900")]),
        ("about 15\u00a0900 troops", [(T.COUNT, "15\u00a0900")]),
        ("It has 3.7 million inhabitants.", [(T.COUNT, "3.7 million")]),
        ("It cost $1,200 or 40 euros.", [(T.MONEY, "$1,200"), (T.MONEY, "40 euros")]),
        ("10 per cent of it, or 10%", [(T.PERCENT, "10 per cent"), (T.PERCENT, "10%")]),
        ("31 metres high", [(T.QUANTITY, "31 metres")]),
        ("no number here, only May and March", []),
        ("version 1.2.3 and 12:30 and A4", []),
    ],
)
def test_what_is_found(text: str, expected: list[tuple[MentionType, str]]) -> None:
    assert [(one.type, one.text) for one in find_mentions(text)] == expected


@given(st.text("0123456789 ,.-/%$BCmarchMay JuneFebruary 19s\u00a0", max_size=80))
def test_mentions_stand_where_they_say_and_apart(text: str) -> None:
    end = 0
    for mention in find_mentions(text):
        assert end <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.text
        end = mention.end


@pytest.mark.parametrize(
    ("text", "kind"), [("March 1999", T.MONTH), ("fourteen", T.COUNT), ("NATO", None), ("in 1999", None)]
)
def test_a_choice_has_the_type_of_the_whole_text(text: str, kind: MentionType | None) -> None:
    assert type_of(text) is kind
