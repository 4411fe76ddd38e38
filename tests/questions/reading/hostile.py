"""A file of each format for each thing that can be wrong with it, made here."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from zipfile import ZipFile

import docx
import matplotlib as mpl
from pptx import Presentation
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.questions.reading.files import (
    BUILT,
    EVERY,
    KEPT,
    archive,
    chapter,
    column,
    epub,
    odt,
    pdf,
    scan,
    word_bytes,
)

PAGES = 500
HEBREW = "המגדלור של אוסטהולם נבנה בשנת 1871 על ידי מרתה ברנדט."
"""Our first sentence, in a script that runs from the right."""

MIB = 1024 * 1024
BOMB_SIZE = 101 * MIB
"""Bytes that a hostile archive unpacks to, one more than are read."""

MACRO_MARK = "vba that nobody runs"
MACRO_TYPES = {
    "a.docx": (
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
        "word/vbaProject.bin",
    ),
    "a.pptx": (
        b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
        b"application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
        "ppt/vbaProject.bin",
    ),
}
RIGHTS = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" '
    'xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>'
    '<enc:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/><enc:CipherData>'
    '<enc:CipherReference URI="OEBPS/text/b.xhtml"/></enc:CipherData></enc:EncryptedData></encryption>'
)
LOCKED_PARTS = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="content.xml">'
    '<manifest:encryption-data manifest:checksum="x"/></manifest:file-entry>'
    "</manifest:manifest>"
)


def members(data: bytes) -> dict[str, bytes]:
    """What an archive holds."""
    with ZipFile(io.BytesIO(data)) as given:
        return {name: given.read(name) for name in given.namelist()}


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """An archive with one part more."""
    return archive({**members(data), name: content})


def compound(*names: str) -> bytes:
    """A compound file as Office makes it around what it encrypts: a header, a directory with these names."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\x00")
    return head + b"".join(name.encode("utf-16-le").ljust(128, b"\x00") for name in names) + bytes(4096)


def streamed(content: bytes) -> bytes:
    """A PDF of one page with this content, packed."""
    packed = zlib.compress(content, 9)
    objects = (
        b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out
        + b"xref\n0 6\n0000000000 65535 f \n%btrailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (
            table,
            len(out),
        )
    )


def shown(text: str) -> bytes:
    """A page's content that shows a text."""
    return f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET".encode()


def from_the_right() -> bytes:
    """A PDF of a line that runs from the right, its letters where they stand on paper."""
    registerFont(TTFont("Hebrew", str(Path(mpl.get_data_path()) / "fonts/ttf/DejaVuSans.ttf")))
    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.setFont("Hebrew", 14)
    canvas.drawRightString(500, 700, HEBREW[::-1].replace("1781", "1871"))
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def written(*paragraphs: str) -> bytes:
    """A Word document of paragraphs."""
    document = docx.Document()
    for one in paragraphs:
        document.add_paragraph(one)
    return word_bytes(document)


def shown_one_by_one(*texts: str) -> bytes:
    """A presentation with a slide for each text."""
    deck = Presentation()
    layout = deck.slide_layouts[1]
    for one in texts:
        deck.slides.add_slide(layout).placeholders[1].text = one
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def page_of(*paragraphs: str) -> bytes:
    """A web page of paragraphs."""
    body = "".join(f"<p>{one}</p>" for one in paragraphs)
    return f"<!DOCTYPE html><html><body><article>{body}</article></body></html>".encode()


NUMBERED = [f"{BUILT} This is page {number}." for number in range(1, PAGES + 1)]
SCRIPT = f"<script>document.body.innerText = '{MACRO_MARK}'</script>"


def macro(name: str) -> bytes:
    """An Office file with a macro."""
    plain, macros, place = MACRO_TYPES[name]
    parts = members(EVERY[name]())
    types = parts["[Content_Types].xml"].replace(
        b"<Override",
        b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Override',
        1,
    )
    return archive(
        {**parts, "[Content_Types].xml": types.replace(plain, macros), place: compound("VBA", MACRO_MARK)}
    )


Files = Mapping[str, Callable[[], bytes]]

HOSTILE: Mapping[str, Files] = {
    "truncated": {name: lambda make=make: make()[: len(make()) // 2] for name, make in EVERY.items()},  # type: ignore[misc]
    "empty": {name: lambda: b"" for name in EVERY},
    "wrong ending": {
        name: EVERY[other] for name, other in zip(EVERY, [*list(EVERY)[1:], next(iter(EVERY))], strict=True)
    },
    "encrypted": {
        "a.pdf": lambda: pdf([[(72, 700, BUILT)]], locked="secret"),
        "a.docx": lambda: compound("Root Entry", "EncryptionInfo", "EncryptedPackage"),
        "a.pptx": lambda: compound("Root Entry", "EncryptionInfo", "EncryptedPackage"),
        "a.odt": lambda: with_part(odt(), "META-INF/manifest.xml", LOCKED_PARTS.encode()),
        "a.epub": lambda: with_part(epub(), "META-INF/encryption.xml", RIGHTS.encode()),
    },
    "bomb": {
        "a.pdf": lambda: streamed(shown("word") + b" " * BOMB_SIZE),
        "a.docx": lambda: with_part(EVERY["a.docx"](), "word/media/a.xml", bytes(BOMB_SIZE)),
        "a.pptx": lambda: with_part(EVERY["a.pptx"](), "ppt/media/a.xml", bytes(BOMB_SIZE)),
        "a.odt": lambda: with_part(odt(), "Pictures/a.png", bytes(BOMB_SIZE)),
        "a.epub": lambda: with_part(epub(), "OEBPS/a.css", bytes(BOMB_SIZE)),
        "a.html": lambda: b"<html><body>" + b"<div>" * (3 * MIB) + b"<p>word</p>",
    },
    "crowd": {
        "a.pdf": lambda: streamed(b"BT /F1 12 Tf 10 10 Td %bET" % (b"(hello) Tj " * 50_000)),
        "a.docx": lambda: archive(dict.fromkeys(map(str, range(1001)), b"")),
        "a.pptx": lambda: archive(dict.fromkeys(map(str, range(1001)), b"")),
        "a.odt": lambda: archive(dict.fromkeys(map(str, range(1001)), b"")),
        "a.epub": lambda: archive(dict.fromkeys(map(str, range(1001)), b"")),
        "a.html": lambda: b"<html><body>" + b"<table><tr><td>a" * 300_000,
    },
    "macro": {
        "a.pdf": lambda: streamed(shown(BUILT)),
        "a.docx": lambda: macro("a.docx"),
        "a.pptx": lambda: macro("a.pptx"),
        "a.odt": lambda: with_part(odt(), "Basic/Standard/Module1.xml", MACRO_MARK.encode()),
        "a.epub": lambda: epub({"a.xhtml": chapter(f"{SCRIPT}<p onclick='{MACRO_MARK}'>{BUILT}</p>")}),
        "a.html": lambda: page_of(BUILT, SCRIPT, KEPT),
    },
    "500 pages": {
        "a.pdf": lambda: pdf([column(72, 700, one) for one in NUMBERED]),
        "a.docx": lambda: written(*NUMBERED),
        "a.pptx": lambda: shown_one_by_one(*NUMBERED),
        "a.odt": lambda: odt("".join(f"<text:p>{one}</text:p>" for one in NUMBERED)),
        "a.epub": lambda: epub(
            {f"{number:03}.xhtml": chapter(f"<p>{one}</p>") for number, one in enumerate(NUMBERED)}
        ),
        "a.html": lambda: page_of(*NUMBERED),
    },
    "right to left": {
        "a.pdf": from_the_right,
        "a.docx": lambda: written(HEBREW),
        "a.pptx": lambda: shown_one_by_one(HEBREW),
        "a.odt": lambda: odt(f"<text:p>{HEBREW}</text:p>"),
        "a.epub": lambda: epub({"a.xhtml": chapter(f"<p dir='rtl'>{HEBREW}</p>")}),
        "a.html": lambda: page_of(HEBREW),
    },
    "pictures alone": {"a.pdf": scan, "a.html": lambda: page_of("<img src='a.png'/>")},
}
"""The makers of the files, by what is wrong with them and by what they are called. A web page has no lock."""
