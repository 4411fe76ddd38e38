"""Documents are read as they are: every offset counts the code points of the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.errors import DocumentEmpty, DocumentEncoding, DocumentError, DocumentFormat, DocumentMissing
from questions.reading import READERS, document_from_text, read_document

PROSE = st.text(st.characters(codec="utf-8"), max_size=400)


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@given(text=PROSE, ending=st.sampled_from([".txt", ".md"]))
def test_passages_lie_in_the_text_in_order_and_without_white_space_at_their_ends(
    text: str, ending: str
) -> None:
    try:
        document = document_from_text(text, path=f"any{ending}")
    except DocumentEmpty:
        return
    assert document.text == text
    end = 0
    for number, passage in enumerate(document.passages, 1):
        assert passage.number == number
        assert end <= passage.start < passage.end <= len(text)
        quoted = text[passage.start : passage.end]
        assert quoted == quoted.strip()
        end = passage.end


def test_the_text_is_kept_as_it_is(tmp_path: Path) -> None:
    raw = "A no-break\u00a0space, a curly ’, 15 900.\r\n\r\n\r\nÉmile 🙂 came.  \n"
    document = read_document(write(tmp_path / "a.txt", raw.encode()))
    assert document.text == raw
    assert [raw[one.start : one.end] for one in document.passages] == [
        "A no-break\u00a0space, a curly ’, 15 900.",
        "Émile 🙂 came.",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_the_encoding_is_found_out(tmp_path: Path, encoding: str) -> None:
    text = "Der Leuchtturm wurde im März 1871 gebaut. Er ist höher als die Bäume, sagte die Wärterin."
    assert read_document(write(tmp_path / "a.txt", text.encode(encoding))).text == text


def test_a_plain_heading_names_the_document_and_its_paragraphs() -> None:
    document = document_from_text(
        "The Light\n\nIt was built.\n\nThe Keepers\n\nThey came.\nAnd went.", path="x.txt"
    )
    assert document.title == "The Light"
    assert [(one.number, one.heading) for one in document.passages] == [(1, "The Light"), (2, "The Keepers")]


def test_markdown_headings_lists_and_code_are_told_from_paragraphs() -> None:
    text = "# The *Light*\n\nIt was built\nin 1871.\n\n- a list\n\n```\ncode\n```\n\n## Keepers\n\nThey came."
    document = document_from_text(text, path="x.md")
    assert document.title == "The Light"
    assert [text[one.start : one.end] for one in document.passages] == [
        "It was built\nin 1871.",
        "They came.",
    ]
    assert document.passages[1].heading == "Keepers"


def test_the_file_name_is_the_last_resort_for_a_title() -> None:
    document = document_from_text("It was built.", path="folder/Harbour Light_2.txt")
    assert (document.id, document.title) == ("harbour-light-2", "Harbour light 2")


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("a.txt", None, DocumentMissing),
        ("a.doc", b"text", DocumentFormat),
        ("a.txt", b"PK\x03\x04\x00\x00", DocumentFormat),
        ("a.txt", b"", DocumentEmpty),
        ("a.txt", b" \n\n ", DocumentEmpty),
        ("a.txt", b"\xff\xfe\x00\xd8", DocumentEncoding),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_what_to_do(
    tmp_path: Path, name: str, data: bytes | None, error: type[DocumentError]
) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(error) as raised:
        read_document(path)
    assert str(raised.value).startswith(f"[{error.code}] {path}")
    assert "\n" not in str(raised.value)


def test_every_reader_is_a_file_ending() -> None:
    assert all(ending.startswith(".") and ending == ending.lower() for ending in READERS)
