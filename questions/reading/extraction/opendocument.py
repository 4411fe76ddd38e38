"""OpenDocument texts: headings by their outline, paragraphs and list items; tables and notes left out.

One part of the file is read, as XML; odfpy would build a tree of its own of all the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from questions.errors import DocumentDamaged, DocumentLocked
from questions.reading.extraction.archive import Archive
from questions.reading.extraction.manuscript import Block, Heading, Paragraph

MANIFEST = "META-INF/manifest.xml"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table"
BOX = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}text-box"
ASIDE = {
    TABLE,
    BOX,
    f"{OFFICE}annotation",
    *(f"{TEXT}{name}" for name in ("tracked-changes", "note", "table-of-content", "alphabetical-index")),
}
SPACE, GAPS = f"{TEXT}s", {f"{TEXT}tab", f"{TEXT}line-break"}


def read(data: bytes, name: str) -> Iterator[Block]:
    """Yield the blocks of an OpenDocument text; its pages are not in the file, so it has none."""
    archive = Archive(data, name)
    if MANIFEST in archive.names and b"encryption-data" in archive.read(MANIFEST):
        raise DocumentLocked(f"{name} is locked with a password", advice="Save it without one")
    body = fromstring(archive.read("content.xml"), forbid_dtd=True).find(f".//{OFFICE}text")
    if body is None:
        raise DocumentDamaged(f"{name} has no text part", advice="Open it in its program and save it again")
    yield from _blocks(body)


def _blocks(body: Element) -> Iterator[Block]:
    waiting = list(reversed(body))
    while waiting:
        one = waiting.pop()
        if one.tag == f"{TEXT}h":
            yield Heading(_words(one), int(one.get(f"{TEXT}outline-level", "1")))
        elif one.tag == f"{TEXT}p":
            yield Paragraph(_words(one))
        elif one.tag not in ASIDE:
            waiting.extend(reversed(one))


def _words(element: Element) -> str:
    """Return the text of an element, with what follows each part of it in its place."""
    words = [element.text or ""]
    waiting: list[Element | str] = []

    def put(parent: Element) -> None:
        for child in reversed(parent):
            waiting.extend((child.tail or "", child))

    put(element)
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            words.append(one)
        elif one.tag == SPACE or one.tag in GAPS:
            words.append(" ")
        elif one.tag not in ASIDE:
            words.append(one.text or "")
            put(one)
    return "".join(words)
