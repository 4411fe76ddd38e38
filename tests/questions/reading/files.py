"""Files of each format, made here, small enough to hold in the head."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.document import Document as WordDocument
from pptx import Presentation
from pptx.util import Inches
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from questions.reading import document_from_text
from questions.reading.extraction import extract

BUILT = "Marta Brandt built the harbour light of Ostholm in March 1871."
KEPT = "Jon Vik kept the light until May 1956, when the last keeper’s house was closed."
OPENED = "The museum opened on 4 April 1988. It has 15 900 visitors a year."

LEADING = 14


def pdf(pages: Sequence[Sequence[tuple[float, float, str]]], *, size: float = 12, locked: str = "") -> bytes:
    """A PDF of lines at places: points from the left, from the bottom."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, encrypt=locked or None)
    for lines in pages:
        for left, bottom, text in lines:
            font, scale = "Times-Roman", 1.0
            if text.startswith("# "):
                font, scale, text = "Times-Bold", 1.5, text[2:]
            elif text.startswith("**"):
                font, text = "Times-Bold", text[2:]
            canvas.setFont(font, size * scale)
            canvas.drawString(left, bottom, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def column(left: float, top: float, *lines: str) -> list[tuple[float, float, str]]:
    """Lines one below the other."""
    return [(left, top - LEADING * place, line) for place, line in enumerate(lines)]


def simple_pdf() -> bytes:
    """Two pages, a heading on each."""
    first = [(72.0, 760.0, "# The Harbour Light"), *column(72, 730, BUILT)]
    second = [(72.0, 760.0, "# Keepers"), *column(72, 730, KEPT)]
    return pdf([first, second])


def scan() -> bytes:
    """A PDF that has a picture and no text."""
    from PIL import Image

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    canvas.drawInlineImage(Image.new("L", (40, 40), 128), 72, 400, 300, 300)
    canvas.save()
    return buffer.getvalue()


def word() -> WordDocument:
    """A Word document with headings, a list and a table."""
    document = docx.Document()
    document.add_heading("The Harbour Light", 0)
    document.add_heading("How it was built", 1)
    document.add_paragraph(BUILT)
    document.add_paragraph("An oil lamp", style="List Bullet")
    document.add_table(1, 2).cell(0, 0).text = "A cell that nobody reads."
    document.add_heading("Keepers", 2)
    document.add_paragraph(KEPT)
    return document


def word_bytes(document: WordDocument | None = None) -> bytes:
    """A Word document as a file."""
    buffer = io.BytesIO()
    (document or word()).save(buffer)
    return buffer.getvalue()


def slides() -> bytes:
    """Three slides: a title with text, a box with notes, one without text."""
    deck = Presentation()
    first = deck.slides.add_slide(deck.slide_layouts[1])
    first.shapes.title.text = "The Harbour Light"
    first.placeholders[1].text = f"{BUILT}\nAn oil lamp"
    second = deck.slides.add_slide(deck.slide_layouts[6])
    second.shapes.add_textbox(Inches(1), Inches(1), Inches(5), Inches(1)).text_frame.text = KEPT
    second.notes_slide.notes_text_frame.text = "A note that nobody reads."
    second.shapes.add_table(1, 1, Inches(1), Inches(3), Inches(2), Inches(1)).table.cell(
        0, 0
    ).text = "A cell."
    deck.slides.add_slide(deck.slide_layouts[6])
    last = deck.slides.add_slide(deck.slide_layouts[5])
    last.shapes.title.text = "The museum"
    group = last.shapes.add_group_shape()
    group.shapes.add_textbox(Inches(1), Inches(2), Inches(5), Inches(1)).text_frame.text = OPENED
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def archive(members: Mapping[str, str | bytes]) -> bytes:
    """A zip archive."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as out:
        for name, content in members.items():
            out.writestr(name, content)
    return buffer.getvalue()


ODT_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (("office", "office"), ("text", "text"), ("table", "table"))
)


def odt(body: str | None = None, *, prolog: str = "", extra: Mapping[str, str] | None = None) -> bytes:
    """An OpenDocument text."""
    body = body or (
        '<text:h text:outline-level="1">The Harbour Light</text:h>'
        "<text:p>Marta Brandt <text:span>built</text:span> the harbour<text:s/>light of Ostholm in March "
        "1871."
        "<text:note><text:note-body><text:p>A note.</text:p></text:note-body></text:note></text:p>"
        "<text:list><text:list-item><text:p>An oil lamp</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>A cell.</text:p></table:table-cell>"
        "</table:table-row></table:table>"
        f'<text:h text:outline-level="2">Keepers</text:h><text:p>{KEPT}</text:p>'
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<office:document-content {ODT_NAMES}><office:body>'
        f"<office:text>{body}</office:text></office:body></office:document-content>"
    )
    mimetype = "application/vnd.oasis.opendocument.text"
    return archive({"mimetype": mimetype, "content.xml": content, **(extra or {})})


CONTAINER = (
    '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
)


def chapter(body: str) -> str:
    """A chapter of a book."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" '
        '"http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd"><html xmlns="http://www.w3.org/1999/xhtml">'
        f"<head><title>Not read</title></head><body>{body}</body></html>"
    )


def epub(chapters: Mapping[str, str] | None = None, *, extra: Mapping[str, str] | None = None) -> bytes:
    """A book whose spine has the chapters in the order of the mapping, its archive in another."""
    chapters = chapters or {
        "two words.xhtml": chapter(f"<h1>The Harbour Light</h1><p>{BUILT}</p><p>It&nbsp;stands.</p>"),
        "b.xhtml": chapter(f"<p>{KEPT}</p><ul><li>An oil lamp</li></ul>"),
        "a.xhtml": chapter(f"<h2>The museum</h2><p>{OPENED}<sup><a href='#n'>1</a></sup></p>"),
    }
    items = "".join(
        f'<item id="c{place}" href="text/{name.replace(" ", "%20")}" media-type="application/xhtml+xml"/>'
        for place, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="c{place}"/>' for place in range(len(chapters)))
    package = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf"><manifest>'
        f'<item id="toc" href="toc.ncx" media-type="application/x-dtbncx+xml"/>{items}</manifest>'
        f"<spine>{spine}</spine></package>"
    )
    ncx = (
        '<?xml version="1.0"?><ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel>'
        '<text>The keepers</text></navLabel><content src="text/b.xhtml#x"/></navPoint></navMap></ncx>'
    )
    members = {f"OEBPS/text/{name}": content for name, content in sorted(chapters.items())}
    return archive(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": CONTAINER,
            "OEBPS/book.opf": package,
            "OEBPS/toc.ncx": ncx,
            **members,
            **(extra or {}),
        }
    )


def page(paragraphs: int = 12) -> bytes:
    """A web page with an article among its furniture."""
    middle = "".join(
        f"<p>The town of Ostholm grew by {number} houses in that year, and its people were glad of it.</p>"
        for number in range(2, paragraphs)
    )
    return (
        "<!DOCTYPE html><html><head><title>The Harbour Light | A site</title><script>nothing;</script></head>"
        "<body><nav><ul><li><a href='/'>Home</a></li><li><a href='/b'>About us</a></li></ul></nav>"
        f"<article><h1>The Harbour Light</h1><p>{BUILT.replace('built', '<b>built</b>')}"
        "<sup><a href='#n'>[1]</a></sup></p>"
        f"<h2>Keepers</h2><p>{KEPT}</p>{middle}<table><tr><td>A cell.</td></tr></table></article>"
        "<aside><p>Buy our mugs today.</p></aside><footer><p>© A site. All rights reserved.</p></footer>"
        "</body></html>"
    ).encode()


EVERY = {
    "a.pdf": simple_pdf,
    "a.docx": word_bytes,
    "a.pptx": slides,
    "a.odt": odt,
    "a.epub": epub,
    "a.html": page,
}
"""A valid file of each format."""


def read(data: bytes, name: str) -> list[tuple[str, str | None, int | None]]:
    """The paragraphs of a file with their headings and pages."""
    text = extract(data, name).text
    document = document_from_text(text, path=f"{name}.md")
    return [(text[one.start : one.end], one.heading, one.page) for one in document.passages]
