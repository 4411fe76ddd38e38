"""Files that are not text become a text of ours, once; knows formats and nothing of questions.

The text is Markdown: `#` before headings, a blank line between paragraphs, and a form feed where a page or a
slide begins. It is made once and kept, since another version of a library may part the same file another way
and every offset would then lie.

Each module of a format has one function, `read(data, name)`, that yields the blocks of its document. What its
library raises on a broken file is told as one failure here. Nothing is called by a path inside an archive,
nothing is fetched, no macro and no script is run.

PDFium is not safe to use from two threads at once: one process extracts one file at a time.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from questions.errors import (
    DocumentDamaged,
    DocumentEmpty,
    DocumentFormat,
    DocumentTooLarge,
    QuizError,
)
from questions.reading.decoding import plain_file
from questions.reading.extraction.types import HTML, NAMES, tell_type

if TYPE_CHECKING:
    from questions.reading.extraction.manuscript import Block

__all__ = ["ENDINGS", "LARGEST_FILE", "Extracted", "extract", "extractable", "file_bytes"]

log = logging.getLogger(__name__)

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes of a file that is read: a bot can download no larger one (https://core.telegram.org/bots/api#getfile)."""

READERS: Mapping[str, str] = {
    ".pdf": "pdf",
    ".docx": "word",
    ".pptx": "slides",
    ".odt": "opendocument",
    ".epub": "epub",
    HTML: "web",
}
"""The module of each format; it is imported when the first such file comes."""

ENDINGS: Mapping[str, str] = {ending: ending for ending in READERS} | {".htm": HTML, ".xhtml": HTML}
"""The endings that a file may have, and the format that each promises."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """A file's text.

    Attributes:
        text: The text, Markdown with form feeds.
        ending: The ending that the file's format has, such as `.pdf`.
    """

    text: str
    ending: str


def extractable(path: Path) -> bool:
    """Whether a file is one to be extracted, by its ending or, where it has none, by its content.

    Raises:
        DocumentMissing: [Q001] The file has no ending and cannot be opened.
    """
    if path.suffix:
        return path.suffix.lower() in ENDINGS
    return tell_type(file_bytes(path), str(path)) is not None


def extract(source: Path | bytes, name: str) -> Extracted:
    """Return the text of a file.

    The format is told by the content. A name without an ending promises nothing; any other ending must be
    that of the content.

    Args:
        source: The file, or what it holds.
        name: What the file is called, for its ending and for errors.

    Raises:
        DocumentMissing: [Q001] The file cannot be opened.
        DocumentFormat: [Q002] It is of another format than its ending says, or of one that we cannot read.
        DocumentEncoding: [Q003] It is HTML in no encoding that we can tell.
        DocumentEmpty: [Q004] There is no text.
        DocumentScanned: [Q005] It has pictures of pages and no text.
        DocumentLocked: [Q006] A password or a rights scheme keeps it closed.
        DocumentDamaged: [Q007] It is broken.
        DocumentTooLarge: [Q008] It is larger than we read, packed or unpacked.
    """
    # Loaded, as what reads the formats is, when such a file comes.
    from questions.reading.extraction.manuscript import Paragraph, has_words, manuscript

    data = source if isinstance(source, bytes) else file_bytes(source)
    if len(data) > LARGEST_FILE:
        raise _too_large(name)
    if not data.strip():
        raise DocumentEmpty(f"{name} is empty", advice="Give a file with at least one sentence")
    ending = _format(data, name)
    read: Callable[[bytes, str], Iterator[Block]] = import_module(f"{__name__}.{READERS[ending]}").read
    blocks = list(_guarded(lambda: read(data, name), name))
    if not any(isinstance(block, Paragraph) and has_words(block.text) for block in blocks):
        raise DocumentEmpty(
            f"{name} has no paragraph of text", advice="Give a file with at least one sentence"
        )
    return Extracted(manuscript(blocks), ending)


def _guarded(read: Callable[[], Iterable[Block]], name: str) -> Iterable[Block]:
    try:
        return list(read())
    except (QuizError, ImportError):
        raise
    except Exception as error:
        log.debug("%s cannot be read", name, exc_info=error)
        raise DocumentDamaged(
            f"{name} is damaged and cannot be read", advice="Open it in its program and save it again"
        ) from error


def _format(data: bytes, name: str) -> str:
    promised = Path(name).suffix.lower()
    found = tell_type(data, name, maybe_html=ENDINGS.get(promised) == HTML)
    if found is None:
        what = f"is no {NAMES[ENDINGS[promised]]}" if promised in ENDINGS else "is in no format that we read"
        raise DocumentFormat(f"{name} {what}", advice=f"Give a file that ends in {', '.join(ENDINGS)}")
    if promised and ENDINGS.get(promised) != found:
        raise DocumentFormat(
            f"{name} is not what its ending says but {NAMES[found]}", advice=f"Rename it to end in {found}"
        )
    return found


def file_bytes(path: Path) -> bytes:
    """Return what a file holds.

    Raises:
        DocumentMissing: [Q001] The file cannot be opened.
        DocumentTooLarge: [Q008] It is larger than we read.
    """
    with suppress(OSError, ValueError):
        if path.stat().st_size > LARGEST_FILE:
            raise _too_large(str(path))
    return plain_file(path)


def _too_large(name: str) -> DocumentTooLarge:
    return DocumentTooLarge(
        f"{name} is larger than {LARGEST_FILE // 1024**2} MB",
        advice="Give the chapters as files of their own",
    )
