"""What a file is, by its content and not by its name; reads no text."""

from __future__ import annotations

import re

from questions.errors import DocumentFormat, DocumentLocked
from questions.reading.extraction.archive import Archive

HTML = ".html"

NAMES = {
    ".pdf": "a PDF",
    ".docx": "a Word document",
    ".pptx": "a PowerPoint presentation",
    ".odt": "an OpenDocument text",
    ".epub": "an EPUB book",
    HTML: "a web page",
}

PDF_MARK = b"%PDF-"
PDF_MARK_WITHIN = 1024
"""Bytes in which a PDF's mark may stand (PDF reference 1.7, implementation note 13)."""

ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MIMETYPES = {b"application/epub+zip": ".epub", b"application/vnd.oasis.opendocument.text": ".odt"}
MIMETYPE_LENGTH = 100

BEFORE_HTML = re.compile(rb"\s+|<\?xml[^>]*>|<!--.*?-->", re.S)
HTML_START = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.I)
HTML_TAG = re.compile(rb"</?(?:p|div|h[1-6]|br|ul|ol|li|article|section|main|span|title)\b[^>]*>", re.I)
HTML_WITHIN = 64 * 1024
BYTE_ORDER_MARKS = re.compile(rb"\xef\xbb\xbf|\xff\xfe|\xfe\xff")


def tell_type(data: bytes, name: str, *, maybe_html: bool = False) -> str | None:
    """Return the ending of the format that a file's content has, or None where it is none that we extract.

    Args:
        data: What the file holds.
        name: What it is called, for errors.
        maybe_html: Whether a text with some tags and no beginning of a page is HTML.

    Raises:
        DocumentFormat: [Q002] It is an old format that its program can save as a new one.
        DocumentLocked: [Q006] It is an Office file under a password.
        DocumentDamaged: [Q007] It is a broken archive.
        DocumentTooLarge: [Q008] It is an archive of more than we unpack.
    """
    if PDF_MARK in data[:PDF_MARK_WITHIN]:
        return ".pdf"
    if data.startswith(ZIP_MARKS):
        return _in_archive(Archive(data, name))
    if data.startswith(OLE_MARK):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise DocumentLocked(f"{name} is locked with a password", advice="Save it without one")
        raise DocumentFormat(
            f"{name} is in the format of an old Office program", advice="Save it as .docx, .pptx or .pdf"
        )
    if data.startswith(b"{\\rtf"):
        raise DocumentFormat(f"{name} is in the format RTF", advice="Save it as .docx or .pdf")
    text = _narrow(data[:HTML_WITHIN])
    start = 0
    while before := BEFORE_HTML.match(text, start):
        start = before.end()
    return HTML if HTML_START.match(text, start) or (maybe_html and HTML_TAG.search(text)) else None


def _in_archive(archive: Archive) -> str | None:
    names = set(archive.names)
    if "mimetype" in names and archive.size("mimetype") <= MIMETYPE_LENGTH:
        return MIMETYPES.get(archive.read("mimetype").strip())
    if "[Content_Types].xml" in names:
        if any(name.startswith("word/") for name in names):
            return ".docx"
        if any(name.startswith("ppt/") for name in names):
            return ".pptx"
    return None


def _narrow(data: bytes) -> bytes:
    """Return the beginning of a text with one byte for each of its Latin letters, without its mark."""
    mark = BYTE_ORDER_MARKS.match(data)
    if mark and len(mark[0]) == 2:
        return data[2:].replace(b"\x00", b"")
    return data[mark.end() :] if mark else data
