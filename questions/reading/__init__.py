"""Files become documents: one front door, one module a format; knows nothing of questions.

A reader is a function from a text to its title and its passages. The text itself is never changed: every
offset counts the code points of the text as it was decoded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import chain, count
from pathlib import Path

from questions.errors import DocumentEmpty, DocumentFormat
from questions.model import Document, Passage
from questions.reading.decoding import read_text
from questions.reading.extraction import ENDINGS
from questions.reading.markdown import read_markdown
from questions.reading.pages import paged
from questions.reading.plain import read_plain

__all__ = ["READERS", "document_from_text", "document_id", "read_document", "tell_apart"]

Outline = tuple[str | None, tuple[Passage, ...]]
Reader = Callable[[str], Outline]

READERS: Mapping[str, Reader] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
}

read_extracted = partial(read_markdown, marked=True)
EXTRACTED = re.compile(rf"(?:{'|'.join(map(re.escape, ENDINGS))})\.md$", re.IGNORECASE)
"""How the name of a text ends that was extracted from a file: `chapter.pdf.md`."""


def read_document(path: Path, *, title: str | None = None) -> Document:
    """Read a file as a document.

    Args:
        path: The file; its ending tells the format.
        title: What to call it; by default its own first heading, then its file name.

    Returns:
        The document, its id made from the file name and its path as given.

    Raises:
        DocumentMissing: [Q001] The file cannot be opened.
        DocumentFormat: [Q002] No reader knows the ending, or the bytes are not text.
        DocumentEncoding: [Q003] The bytes are text in no encoding that we can tell.
        DocumentEmpty: [Q004] There is no text.
    """
    _reader(path)
    return document_from_text(read_text(path), path=path.as_posix(), title=title)


def document_from_text(
    text: str, *, path: str, title: str | None = None, identifier: str | None = None
) -> Document:
    """Make a document of a text that was read before.

    Args:
        text: The text as it was decoded.
        path: Where it came from; its ending tells the format.
        title: What to call it; by default its own first heading, then its file name.
        identifier: Its id; by default made from the file name.

    Raises:
        DocumentFormat: [Q002] No reader knows the ending.
        DocumentEmpty: [Q004] There is no text.
    """
    heading, passages = _reader(Path(path))(text)
    if not passages:
        raise DocumentEmpty(
            f"{path} has no paragraph of text", advice="Give a file with at least one sentence"
        )
    identifier = identifier or document_id(path)
    return Document(identifier, title or heading or _spoken(identifier), path, text, paged(text, passages))


def tell_apart(documents: Iterable[Document]) -> Iterator[Document]:
    """Yield the documents with a number after each id that was taken before."""
    taken: set[str] = set()
    for document in documents:
        numbered = (f"{document.id}-{number}" for number in count(2))
        free = next(one for one in chain([document.id], numbered) if one not in taken)
        taken.add(free)
        yield replace(document, id=free)


def document_id(path: str) -> str:
    """Return the id that a file name gives: lower-case letters, digits and single dashes."""
    name = Path(path).name
    stem = EXTRACTED.sub("", name) if EXTRACTED.search(name) else Path(path).stem
    return re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-") or "document"


def _spoken(identifier: str) -> str:
    return identifier.replace("-", " ").capitalize()


def _reader(path: Path) -> Reader:
    if EXTRACTED.search(path.name):
        return read_extracted
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise DocumentFormat(
            f"{path} is not in a format that can be read",
            advice=f"Give a file that ends in {', '.join((*READERS, *ENDINGS))}",
        )
    return reader
