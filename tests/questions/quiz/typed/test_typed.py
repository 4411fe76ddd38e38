"""A typed answer is graded as a fair teacher would, and no wrong number or date is ever taken."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from questions.language.mentions import MONTHS, SMALL, TENS
from questions.quiz import Match, Verdict, Wanted, grade_typed, wanted_by
from tests.questions.quiz.typed.table import Pair, read_pairs

HERE = Path(__file__).parent
TABLES = ("table.txt", "holdout.txt", "found.txt")
VALUES = ("Number", "Quantit", "Percent", "Money", "Day", "Month", "Year", "Range", "Date")
NOT_RIGHT = frozenset({Match.WRONG_NUMBER, Match.WRONG_DATE, Match.COARSE, Match.OTHER})
ONES = ("zero", "one", *SMALL)


def pairs() -> list[Pair]:
    return [pair for name in TABLES for pair in read_pairs(HERE / name)]


def verdict(pair: Pair) -> Verdict:
    return grade_typed(pair.key, pair.answer, others=pair.others)


def said(found: list[Pair]) -> str:
    return "\n".join(
        f"{'+' if pair.right else '-'} {pair.key!r}: {pair.answer!r} is {verdict(pair)}" for pair in found
    )


def test_the_tables_are_graded_as_a_fair_teacher_would() -> None:
    misgraded = [pair for pair in pairs() if verdict(pair).right != pair.right]
    print(said(misgraded))
    assert len(pairs()) >= 440
    assert len(misgraded) <= 0.01 * len(pairs()), said(misgraded)


def test_no_wrong_number_or_date_of_the_tables_is_taken() -> None:
    figures = [pair for pair in pairs() if pair.section.startswith(VALUES) and not pair.right]
    assert len(figures) > 100
    assert not [pair for pair in figures if verdict(pair).right], said(figures)


def test_the_reader_is_told_the_reason_that_the_tables_give() -> None:
    given_reasons = [pair for pair in pairs() if pair.match]
    others = [pair for pair in given_reasons if verdict(pair).match is not pair.match]
    assert len(others) <= 0.01 * len(given_reasons), said(others)


def in_words(number: int, *, joined: bool) -> str:
    """Write a number below a trillion in words, with "and" and hyphens or without either."""
    for scale, word in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if number >= scale:
            rest = number % scale
            tail = (
                f" {'and ' if joined and rest < 100 else ''}{in_words(rest, joined=joined)}" if rest else ""
            )
            return f"{in_words(number // scale, joined=joined)} {word}{tail}"
    if number >= 100:
        rest = number % 100
        tail = f" {'and ' if joined else ''}{in_words(rest, joined=joined)}" if rest else ""
        return f"{ONES[number // 100]} hundred{tail}"
    if number >= 20:
        rest = number % 10
        return TENS[number // 10 - 2] + (f"{'-' if joined else ' '}{ONES[rest]}" if rest else "")
    return ONES[number]


def ways_of(number: int) -> list[str]:
    grouped = f"{number:,}"
    return [
        str(number),
        *(grouped.replace(",", mark) for mark in (",", ".", " ", "'", "’", "\u202f")),
        in_words(number, joined=True),
        in_words(number, joined=False),
        in_words(number, joined=True).upper(),
        f"about {grouped}",
        f"it was {number}.",
    ]


def days_of(day: date) -> list[str]:
    month = MONTHS[day.month - 1]
    return [
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{day.day:02}.{day.month:02}.{day.year}",
        f"{day.month}/{day.day}/{day.year}",
        day.isoformat(),
        f"{day.day} {month[:3]} {day.year}",
        f"{day.day}. {month} {day.year}",
        f"{day.year} {month} {day.day}",
    ]


INTEGERS = st.one_of(st.integers(0, 10**4), st.integers(0, 10**12 - 1))
DAYS = st.dates(date(1100, 1, 1), date(2099, 12, 31))


@given(INTEGERS, st.data())
def test_a_number_is_right_in_every_way_of_writing_it(number: int, data: st.DataObject) -> None:
    key, answer = (data.draw(st.sampled_from(ways_of(number)[:9])) for _ in range(2))
    # A key is English: its point is a decimal one, while an answer's may part thousands.
    assume("." not in key)
    assert grade_typed(key, answer).right
    assert grade_typed(str(number), data.draw(st.sampled_from(ways_of(number)))).right


@given(INTEGERS, INTEGERS, st.data())
def test_two_numbers_are_never_the_same(one: int, other: int, data: st.DataObject) -> None:
    assume(one != other)
    key = data.draw(st.sampled_from(ways_of(one)[:9]))
    assume("." not in key)
    assert not grade_typed(key, data.draw(st.sampled_from(ways_of(other)))).right


@given(DAYS, st.data())
def test_a_day_is_right_in_every_way_of_writing_it(day: date, data: st.DataObject) -> None:
    key, answer = (data.draw(st.sampled_from(days_of(day))) for _ in range(2))
    assert grade_typed(key, answer).right


@given(DAYS, DAYS, st.data())
def test_two_days_are_never_the_same_but_where_digits_can_be_read_both_ways(
    one: date, other: date, data: st.DataObject
) -> None:
    assume(one != other and {one.day, one.month} != {other.day, other.month})
    key = data.draw(st.sampled_from([way for way in days_of(one) if any(sign.isalpha() for sign in way)]))
    assert not grade_typed(key, data.draw(st.sampled_from(days_of(other)))).right


@given(
    st.one_of(INTEGERS.map(lambda number: f"{number:,}"), DAYS.map(lambda day: days_of(day)[0])), st.data()
)
def test_a_changed_digit_is_never_right(key: str, data: st.DataObject) -> None:
    at = data.draw(st.sampled_from([place for place, sign in enumerate(key) if sign.isdigit()]))
    digit = data.draw(st.sampled_from([sign for sign in "0123456789" if sign != key[at]]))
    changed = key[:at] + digit + key[at + 1 :]
    assume(changed.lstrip("0,") != key.lstrip("0,"))
    found = grade_typed(key, changed)
    assert not found.right
    assert found.match in NOT_RIGHT


@given(st.text(max_size=60), st.text(max_size=60), st.lists(st.text(max_size=20), max_size=3))
def test_no_text_is_too_strange(key: str, text: str, others: list[str]) -> None:
    found = grade_typed(key, text, others=others)
    assert found.right == (found.match not in NOT_RIGHT | {Match.EMPTY})


@given(
    st.lists(
        st.sampled_from(
            """1 7 30 1871 . , - / : ' m % £ of and a or half third may march ad bc s c the in not two hundred
            million point °""".split()
        ),
        max_size=25,
    ).map(" ".join),
    st.booleans(),
)
def test_no_heap_of_figures_and_small_words_is_too_strange(text: str, closed: bool) -> None:
    text = text.replace(" ", "") if closed else text
    for key in ("42 years", "March 1871", "Henrik Dahl", text):
        grade_typed(key, text)


@given(st.text(min_size=1, max_size=80))
def test_the_key_itself_is_right(key: str) -> None:
    assume(key.strip())
    assert grade_typed(key, key).right


@given(st.sampled_from([pair.key for pair in pairs()]), st.integers(1, 4))
def test_case_and_spaces_do_not_matter(key: str, spaces: int) -> None:
    for changed in (key.upper(), key.lower(), key.title(), f"\n {key.replace(' ', ' ' * spaces)}\t"):
        assert grade_typed(key, changed).right


@pytest.mark.parametrize(
    "text",
    ["", "   ", "\u200b\u202e", "🙂🙂", "?!", "…", "\n\n"],
    ids=["none", "space", "hidden", "emoji", "marks", "dots", "lines"],
)
def test_nothing_typed_is_empty(text: str) -> None:
    assert grade_typed("Hamburg", text) == Verdict(False, Match.EMPTY)


def test_hidden_signs_emoji_and_directions_change_nothing() -> None:
    assert grade_typed("Hamburg", "Ham\u200bbu\u00adrg \U0001f642").match is Match.EXACT
    assert grade_typed("15 900", "\u202e15 900\u202c").match is Match.EXACT
    assert grade_typed("15 900", "１５，９００").match is Match.SAME_NUMBER
    assert grade_typed("102", "10²").match is not Match.EXACT
    assert not grade_typed("102", "10²").right


def test_what_a_teacher_confirmed_is_accepted() -> None:
    assert grade_typed("Ostholm", "the old town", accepted=["The Old Town!"]) == Verdict(True, Match.ACCEPTED)


def test_a_distractor_is_never_a_slip_of_the_key() -> None:
    assert grade_typed("Petersen", "Petersn").match is Match.SLIP
    assert not grade_typed("Petersen", "Petersn", others=["Petersin"]).right
    assert not grade_typed("Johansen", "Johanssen", others=["Johannsen", "Johanssen"]).right
    assert grade_typed("31 metres", "31", others=["31 feet"]).match is Match.COARSE


def test_the_reader_is_told_what_was_understood() -> None:
    assert grade_typed("15 900", "fifteen thousand nine hundred").read_as == "15,900"
    assert grade_typed("10 December 2007", "2007-12-10").read_as == "10 December 2007"
    assert grade_typed("March 1871", "May 1871").read_as == "May 1871"


def test_all_choices_at_once_are_no_answer() -> None:
    choices = ["March 1871", "June 1913", "May 1956"]
    for joint in (", ", " / ", " or ", "\n", "; ", " and ", " "):
        assert not grade_typed(choices[0], joint.join(choices), others=choices[1:]).right
    names = ["Henrik Dahl", "Olaf Holm", "Nils Berg"]
    for joint in (", ", " / ", " or ", "\n", "; ", " and ", " "):
        assert not grade_typed(names[0], joint.join(names), others=names[1:]).right


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1 ",
        "a ",
        "1,",
        "9.",
        "one ",
        "million ",
        "march ",
        "-",
        "'",
        "a.",
        "dahl ",
        "or ",
        "(",
        "é",
        "henrik dahl, ",
    ],
)
def test_a_long_answer_takes_no_longer_than_a_reader_waits(piece: str) -> None:
    text = piece * (5000 // len(piece))
    for key in ("March 1871", "15 900", "Henrik Dahl", "640 paintings"):
        began = time.perf_counter()
        grade_typed(key, text, others=["June 1913", "Nils Berg", "640"])
        assert time.perf_counter() - began < 5


@settings(max_examples=50)
@given(st.text(min_size=3000, max_size=5000))
def test_a_long_strange_text_is_read(text: str) -> None:
    grade_typed("Henrik Dahl", text)


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        ("10 December 2007", Wanted.DAY),
        ("March 1871", Wanted.MONTH),
        ("1642", Wanted.YEAR),
        ("15 900", Wanted.NUMBER),
        ("42 years", Wanted.NUMBER),
        ("Marta Brandt", Wanted.WORDS),
        ("", Wanted.WORDS),
    ],
)
def test_a_key_tells_how_exact_its_answer_must_be(key: str, wanted: Wanted) -> None:
    assert wanted_by(key) is wanted
