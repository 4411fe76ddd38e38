"""An Office file made safe for the library that reads it; knows neither words nor slides."""

from __future__ import annotations

import io
import re

from questions.errors import DocumentDamaged
from questions.reading.extraction.archive import Archive

CONTENT_TYPES = "[Content_Types].xml"
PLAIN_TYPES = (
    (
        rb"application/vnd\.ms-word\.(?:document|template)\.macroEnabled(?:Template)?\.main\+xml"
        rb"|application/vnd\.openxmlformats-officedocument\.wordprocessingml\.template\.main\+xml",
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    ),
    (
        rb"application/vnd\.ms-powerpoint\.(?:presentation|slideshow|template)\.macroEnabled\.main\+xml"
        rb"|application/vnd\.openxmlformats-officedocument\.presentationml\.(?:slideshow|template)\.main\+xml",
        b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
    ),
)
"""Templates, shows and files with macros hold the same text; the libraries know the plain types alone."""

DECLARATION = re.compile(
    rb"<\x00?!\x00?(?:D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E|E\x00?N\x00?T\x00?I\x00?T\x00?Y)"
)
"""How a document type or an entity begins, in UTF-8 or UTF-16; Office files have none (ECMA-376, part 2)."""


def opened(data: bytes, name: str) -> io.BytesIO:
    """Return an Office file unpacked within bounds, of its plain type and without entities.

    Raises:
        DocumentDamaged: [Q007] A part of it declares entities, or it cannot be unpacked.
        DocumentLocked: [Q006] A part of it is encrypted.
        DocumentTooLarge: [Q008] It unpacks to more than we read.
    """

    def safe(member: str, content: bytes) -> bytes:
        if member.lower().endswith((".xml", ".rels", ".vml")) and DECLARATION.search(content):
            raise DocumentDamaged(
                f"{name} declares entities, as no Office program does",
                advice="Save it again as .docx or .pptx",
            )
        if member == CONTENT_TYPES:
            for pattern, plain in PLAIN_TYPES:
                content = re.sub(pattern, plain, content)
        return content

    return Archive(data, name).repacked(safe)
