"""A PDF is lines at places: its columns, paragraphs, headings and pages are found again."""

from __future__ import annotations

import io
import textwrap
from time import process_time

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from questions.reading.extraction import extract
from questions.reading.extraction.pdf.hyphens import Hyphens
from tests.questions.reading.files import BUILT, KEPT, LEADING, OPENED, column, pdf, read, simple_pdf

A_PAGE_TAKES = 0.05
"""Seconds at most, on a slow machine; about a hundredth on a fast one."""

LEFT, RIGHT, TOP = 72.0, 320.0, 740.0

STORY = (
    "The keeper lit the lamp at dusk and put it out at dawn. He wrote down every ship that passed it. "
    "In winter nobody came for weeks, and bread was baked on the rock. When the war began the lamp was put "
    "out for four years, and the keeper went on writing down the ships all the same."
)


def wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_on_hyphens=False)


def words(data: bytes) -> list[str]:
    return [paragraph for paragraph, _, _ in read(data, "a.pdf")]


def test_each_paragraph_knows_its_page_and_its_heading() -> None:
    assert read(simple_pdf(), "a.pdf") == [(BUILT, "The Harbour Light", 1), (KEPT, "Keepers", 2)]


def test_columns_are_read_one_after_the_other() -> None:
    left = column(LEFT, TOP, *wrapped(STORY, 40))
    right = column(RIGHT, TOP, *wrapped(f"The town is another matter. {STORY}", 40))
    assert words(pdf([left + right])) == [STORY, f"The town is another matter. {STORY}"]


def test_columns_that_were_written_line_by_line_are_read_one_after_the_other() -> None:
    pairs = zip(
        column(LEFT, TOP, *wrapped(STORY, 40)),
        column(RIGHT, TOP, *wrapped(STORY.replace("keeper", "sailor"), 40)),
        strict=True,
    )
    lines = [line for pair in pairs for line in pair]
    assert words(pdf([lines])) == [STORY, STORY.replace("keeper", "sailor")]


def test_a_title_over_both_columns_is_read_first_and_parts_them() -> None:
    upper = column(LEFT, 700, *wrapped(STORY, 40)) + column(RIGHT, 700, *wrapped(STORY, 40))
    middle = [(LEFT, 560.0, "# A heading that is as wide as both of the columns are")]
    lower = column(LEFT, 530, *wrapped(STORY, 40)) + column(RIGHT, 530, *wrapped(STORY, 40))
    found = read(
        pdf([[(LEFT, 760, "# The title of the page, over both columns"), *upper, *middle, *lower]]), "a.pdf"
    )
    assert [heading for _, heading, _ in found] == [
        *["The title of the page, over both columns"] * 2,
        *["A heading that is as wide as both of the columns are"] * 2,
    ]
    assert [paragraph for paragraph, _, _ in found] == [STORY] * 4


def test_running_heads_and_page_numbers_go_and_numbered_headings_stay() -> None:
    pages = [
        [
            (LEFT, 800.0, f"{number} The Harbour Light" if number % 2 else f"Chapter one {number}"),
            (LEFT, 770.0, f"# Chapter {number}"),
            *column(LEFT, TOP, f"In the year {1870 + number} the keepers counted the ships."),
            (300.0, 30.0, f"– {number} –"),
            (72.0, 20.0, "© The town of Ostholm"),
        ]
        for number in range(1, 9)
    ]
    assert read(pdf(pages), "a.pdf") == [
        (f"In the year {1870 + number} the keepers counted the ships.", f"Chapter {number}", number)
        for number in range(1, 9)
    ]


def test_paragraphs_part_at_a_gap_an_indent_and_a_line_that_was_broken_by_hand() -> None:
    gap = [*column(LEFT, TOP, *wrapped(STORY, 80)), *column(LEFT, TOP - 90, *wrapped(STORY, 80))]
    assert words(pdf([gap])) == [STORY, STORY]
    lines = wrapped(STORY, 80)
    indent = [
        (LEFT + (18 if place % len(lines) == 0 else 0), TOP - LEADING * place, line)
        for place, line in enumerate(lines * 2)
    ]
    assert words(pdf([indent])) == [STORY, STORY]
    assert words(pdf([column(LEFT, TOP, *lines, "It was so.", *lines)])) == [STORY, "It was so.", STORY]


def test_a_paragraph_that_runs_over_a_page_is_one_and_counts_to_the_page_where_it_begins() -> None:
    lines = wrapped(STORY, 60)
    pages = [
        [(LEFT, 760.0, "# Light"), *column(LEFT, TOP, BUILT), *column(LEFT, 100, *lines[:2])],
        column(LEFT, TOP, *lines[2:]),
        [(LEFT, 760.0, "# Town"), *column(LEFT, TOP, OPENED)],
    ]
    assert read(pdf(pages), "a.pdf") == [(BUILT, "Light", 1), (STORY, "Light", 1), (OPENED, "Town", 3)]


def test_a_page_without_text_counts() -> None:
    pages = [column(LEFT, TOP, BUILT), [], column(LEFT, TOP, KEPT)]
    assert [page for _, _, page in read(pdf(pages), "a.pdf")] == [1, 3]


def test_headings_are_told_by_size_and_by_weight() -> None:
    page = [
        (LEFT, 760.0, "# The Harbour Light"),
        (LEFT, TOP, "**How it was built"),
        *column(LEFT, TOP - 20, *wrapped(STORY, 80)),
        (LEFT, TOP - 100, "**It is bold, but it is a sentence."),
    ]
    text = extract(pdf([page]), "a.pdf").text
    assert text.startswith("\f\n\n# The Harbour Light\n\n## How it was built\n\nThe keeper lit")
    assert text.endswith("\n\nIt is bold, but it is a sentence.\n")


def test_without_sizes_a_short_line_is_a_heading() -> None:
    lines = [
        (LEFT, TOP, "The Light"),
        (LEFT, TOP - 30, BUILT),
        (LEFT, TOP - 60, "Keepers"),
        (LEFT, TOP - 90, KEPT),
    ]
    assert read(pdf([lines]), "a.pdf") == [(BUILT, "The Light", 1), (KEPT, "Keepers", 1)]


def test_a_table_is_left_out() -> None:
    rows = [(left, 500 - LEADING * row, f"{row}{left}") for row in range(5) for left in (72, 200, 330)]
    assert words(pdf([[*column(LEFT, TOP, BUILT), *rows]])) == [BUILT]


def test_a_table_of_contents_is_left_out() -> None:
    contents = [
        (LEFT, 500.0, "1"),
        (120.0, 500.0, "Keepers . . . . . . . . . 7"),
        (LEFT, 486.0, "2 Lamps........ 9"),
    ]
    assert words(pdf([[*column(LEFT, TOP, BUILT), *contents]])) == [BUILT]


def test_items_of_a_list_are_paragraphs() -> None:
    items = ["• The first of them all.", "• The second of them.", "1. The third has a number."]
    assert words(pdf([column(LEFT, TOP, *items)])) == [
        "The first of them all.",
        "The second of them.",
        "1.\u00a0The third has a number.",
    ]


def test_words_that_a_line_parts_are_mended_in_the_file() -> None:
    lines = [
        "The light was built for the safe-",
        "ty of ships, with the co-",
        "operation of a well-",
        "known man.",
    ]
    assert words(pdf([column(LEFT, TOP, *lines)])) == [
        "The light was built for the safety of ships, with the co-operation of a well-known man."
    ]


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        ("an exam-", "ple of it", "an example of it"),
        ("a self-", "made man", "a self-made man"),
        ("the co-", "operation of", "the co-operation of"),
        ("the co-", "ordinates of", "the coordinates of"),
        ("the Anglo-", "Saxon king", "the Anglo-Saxon king"),
        ("the years 1914-", "1918 were", "the years 1914-1918 were"),
        ("pre-", "and post-war", "pre- and post-war"),
        ("a state-of-", "the-art lamp", "a state-of-the-art lamp"),
        ("the light-", "house of", "the light-house of"),
        ("a town", "of men", "a town of men"),
        ("it came -", "and went", "it came - and went"),
        ("an exam\u00ad", "ple", "an example"),
    ],
)
def test_a_hyphen_at_a_line_end_goes_where_the_word_is_likelier_without(
    above: str, below: str, whole: str
) -> None:
    document = ["all coordinates were known and", "a light-house was a light-house then"]
    assert Hyphens(document).joined(above, below) == whole


def test_ligatures_become_letters_and_the_number_of_a_note_goes() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    text = canvas.beginText(LEFT, TOP)
    for part, size, rise in (
        ("The Ostholm railway", 12, 0),
        ("23", 7, 4),
        (" took 23 years and 7 days.", 12, 0),
    ):
        text.setRise(rise)
        text.setFont("Times-Roman", size)
        text.textOut(part)
    canvas.drawText(text)
    canvas.save()
    assert words(buffer.getvalue()) == ["The Ostholm railway took 23 years and 7 days."]


def test_ligatures_become_letters() -> None:
    from questions.reading.extraction.manuscript import tidied

    assert tidied("the o\ufb03ce of \ufb01sh\u00ading,\u200b\n\ufb02at") == "the office of fishing, flat"


def test_text_on_its_side_is_no_paragraph() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    canvas.setFont("Times-Roman", 12)
    canvas.drawString(LEFT, TOP, BUILT)
    canvas.rotate(90)
    canvas.drawString(300, -20, "It stands on its side, and it ends.")
    canvas.save()
    assert words(buffer.getvalue()) == [BUILT]


def test_five_hundred_full_pages_take_seconds() -> None:
    lines = wrapped(" ".join([STORY] * 14), 90)[:48]
    data = pdf([column(LEFT, 760, *lines)] * 500)
    before = process_time()
    extract(data, "a.pdf")
    assert process_time() - before < 500 * A_PAGE_TAKES
