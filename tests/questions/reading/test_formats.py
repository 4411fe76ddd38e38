"""Each format gives its headings, its paragraphs and, where it has them, its pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docx.oxml import OxmlElement
from docx.text.paragraph import Paragraph as WordParagraph

from questions.reading import document_from_text
from questions.reading.extraction import ENDINGS, extract
from tests.questions.reading.files import (
    BUILT,
    EVERY,
    KEPT,
    OPENED,
    archive,
    chapter,
    epub,
    odt,
    page,
    read,
    slides,
    word,
    word_bytes,
)

HEBREW = "המגדלור של אוסטהולם נבנה בשנת 1871."


def test_a_word_document_has_headings_by_style_and_no_tables() -> None:
    assert read(word_bytes(), "a.docx") == [
        (BUILT, "How it was built", None),
        ("An oil lamp", "How it was built", None),
        (KEPT, "Keepers", None),
    ]


def test_the_title_of_a_document_is_its_first_heading() -> None:
    for name, make in EVERY.items():
        assert document_from_text(extract(make(), name).text, path=f"{name}.md").title == "The Harbour Light"


def test_a_short_bold_line_of_a_word_document_is_a_heading() -> None:
    document = word()
    document.add_paragraph().add_run("The museum").bold = True
    document.add_paragraph(OPENED)
    document.add_paragraph().add_run("It is bold all through, and yet it is a sentence.").bold = True
    assert [heading for _, heading, _ in read(word_bytes(document), "a.docx")][-2:] == ["The museum"] * 2


def test_what_was_inserted_is_read_and_what_was_deleted_is_not() -> None:
    document = word()
    paragraph = document.add_paragraph("It was ")
    for tag, text_tag, text in (("w:ins", "w:t", "old."), ("w:del", "w:delText", "new.")):
        change, run, words = (OxmlElement(name) for name in (tag, "w:r", text_tag))
        words.text = text
        run.append(words)
        change.append(run)
        paragraph._p.append(change)
    assert read(word_bytes(document), "a.docx")[-1][0] == "It was old."


def test_a_table_of_contents_is_no_paragraph() -> None:
    document = word()
    paragraph: WordParagraph = document.add_paragraph("Keepers 7")
    document.styles.add_style("toc 1", 1)
    paragraph.style = document.styles["toc 1"]
    assert all("Keepers 7" not in words for words, _, _ in read(word_bytes(document), "a.docx"))


def test_text_in_a_content_control_is_read() -> None:
    document = word()
    paragraph = document.add_paragraph("It stands in a form.")
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    paragraph._p.addprevious(control)
    control.append(content)
    content.append(paragraph._p)
    assert read(word_bytes(document), "a.docx")[-1][0] == "It stands in a form."


def test_a_presentation_is_counted_by_its_slides() -> None:
    assert read(slides(), "a.pptx") == [
        (BUILT, "The Harbour Light", 1),
        ("An oil lamp", "The Harbour Light", 1),
        (KEPT, "The Harbour Light", 2),
        (OPENED, "The museum", 4),
    ]


def test_slides_and_pages_are_told_apart_by_the_path() -> None:
    for name, are in (("a.pptx", True), ("a.pdf", False)):
        assert document_from_text(extract(EVERY[name](), name).text, path=f"{name}.md").slides is are


def test_an_open_document_has_headings_by_outline_and_no_notes() -> None:
    assert read(odt(), "a.odt") == [
        (BUILT, "The Harbour Light", None),
        ("An oil lamp", "The Harbour Light", None),
        (KEPT, "Keepers", None),
    ]


def test_a_book_is_read_in_the_order_of_its_spine() -> None:
    assert read(epub(), "a.epub") == [
        (BUILT, "The Harbour Light", None),
        ("It\u00a0stands.", "The Harbour Light", None),
        (KEPT, "The keepers", None),
        ("An oil lamp", "The keepers", None),
        (OPENED, "The museum", None),
    ]


@pytest.mark.parametrize("paragraphs", [2, 40], ids=["short", "long"])
def test_a_web_page_is_its_article(paragraphs: int) -> None:
    found = read(page(paragraphs), "a.html")
    assert found[:2] == [(BUILT, "The Harbour Light", None), (KEPT, "Keepers", None)]
    assert len(found) == paragraphs
    for furniture in ("Home", "mugs", "rights", "[1]", "cell", "nothing"):
        assert all(furniture not in words for words, _, _ in found)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_a_web_page_may_be_in_any_encoding_that_it_names(encoding: str) -> None:
    told = f"<meta charset='{encoding}'>" if encoding.startswith(("iso", "windows")) else ""
    html = f"<html><head>{told}</head><body><p>Der Wärter von Ostholm hieß Jörg.</p></body></html>"
    assert read(html.encode(encoding), "a.html")[0][0] == "Der Wärter von Ostholm hieß Jörg."


def test_text_from_right_to_left_stays_in_the_order_in_which_it_is_read() -> None:
    document = word()
    document.add_paragraph(HEBREW)
    html = f"<html><body><p dir='rtl'>{HEBREW}</p></body></html>".encode()
    book = epub({"a.xhtml": chapter(f"<p>{HEBREW}</p>")})
    text = odt(f'<text:p xmlns:x="x">{HEBREW}</text:p>')
    for name, data in {"a.docx": word_bytes(document), "a.html": html, "a.epub": book, "a.odt": text}.items():
        assert read(data, name)[-1][0] == HEBREW


def test_what_markdown_would_take_for_something_else_stays_a_paragraph() -> None:
    said = [
        "1. The first of all items.",
        "2) The second one.",
        "- A dash before words.",
        "• A bullet.",
        "# No heading at all.",
        "> Nor a quotation.",
        "<b> is a tag.",
        "[1]: http://nowhere.example",
        "| a | b |",
        "    Set in by four blanks.",
        "```",
        "It ends in two blanks.  ",
        "A line\u2028and another\x0bone.",
    ]
    document = word()
    for line in said:
        document.add_paragraph(line.replace("\x0b", "\n"))
    found = [words for words, _, _ in read(word_bytes(document), "a.docx")]
    assert found[3:] == [
        "1.\u00a0The first of all items.",
        "2)\u00a0The second one.",
        "A dash before words.",
        "A bullet.",
        "\\# No heading at all.",
        "\\> Nor a quotation.",
        "\\<b> is a tag.",
        "\\[1]: http://nowhere.example",
        "| a | b |",
        "Set in by four blanks.",
        "It ends in two blanks.",
        "A line and another one.",
    ]


def test_a_heading_keeps_its_signs() -> None:
    document = word()
    document.add_heading("What *a* C# [x] means #", 1)
    document.add_paragraph("It means nothing.")
    assert read(word_bytes(document), "a.docx")[-1] == ("It means nothing.", "What *a* C# [x] means #", None)


@pytest.mark.parametrize("name", EVERY)
def test_a_name_without_an_ending_promises_nothing(name: str) -> None:
    extracted = extract(EVERY[name](), "report")
    assert extracted.ending == Path(name).suffix
    assert extracted.text == extract(EVERY[name](), name).text


def test_every_format_gives_the_same_text_again() -> None:
    for name, make in EVERY.items():
        data = make()
        assert extract(data, name) == extract(data, name)


def test_macros_are_left_where_they_are() -> None:
    data = archive_with(
        word_bytes(), "wordprocessingml.document.main", "application/vnd.ms-word.document.macroEnabled.main"
    )
    assert read(data, "a.docx")[0][0] == BUILT


def archive_with(data: bytes, old: str, new: str) -> bytes:
    """An Office file of another content type, with a macro in it."""
    import io
    from zipfile import ZipFile

    with ZipFile(io.BytesIO(data)) as given:
        members: dict[str, str | bytes] = {name: given.read(name) for name in given.namelist()}
    types = members["[Content_Types].xml"]
    assert isinstance(types, bytes)
    changed = re.sub(rf'application/[^"]*{re.escape(old)}'.encode(), new.encode(), types)
    assert changed != types
    return archive({**members, "[Content_Types].xml": changed, "word/vbaProject.bin": b"\xd0\xcf macro"})


def test_every_ending_leads_to_one_that_names_a_format() -> None:
    assert set(ENDINGS.values()) <= set(ENDINGS)
    assert all(ending.startswith(".") and ending == ending.lower() for ending in ENDINGS)
