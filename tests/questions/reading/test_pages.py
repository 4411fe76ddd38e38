"""Paragraphs learn their pages from the form feeds of the text alone."""

from __future__ import annotations

import pytest

from questions.reading import document_from_text


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("It was built.\n\nThey came.", [None, None]),
        ("\f\n\nIt was built.", [1]),
        ("\f\n\nIt was built.\n\n\f\n\nThey came.\n\nThey went.", [1, 2, 2]),
        ("\f\n\nIt was built.\n\n\f\n\n\f\n\nThey came.", [1, 3]),
        ("It was built.\n\f\n\nThey came.", [1, 2]),
        (" \n\f\nIt was built.\n\n\fThey came.", [1, 2]),
    ],
)
@pytest.mark.parametrize("path", ["a.txt", "a.md", "a.pdf.md"])
def test_a_form_feed_begins_a_page(text: str, pages: list[int | None], path: str) -> None:
    assert [one.page for one in document_from_text(text, path=path).passages] == pages


def test_a_short_line_is_a_paragraph_where_every_heading_has_its_mark() -> None:
    text = "# The Light\n\nAn oil lamp\n\nIt was built."
    short, long = (document_from_text(text, path=path).passages for path in ("a.pptx.md", "a.md"))
    assert [one.heading for one in short] == ["The Light", "The Light"]
    assert [one.heading for one in long] == ["An oil lamp"]


def test_the_id_of_an_extracted_document_is_that_of_its_file() -> None:
    assert document_from_text("It was built.", path="banks/Chapter 1.PDF.md").id == "chapter-1"
    assert document_from_text("It was built.", path="banks/v1.2.md").id == "v1-2"
