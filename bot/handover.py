"""What one process at work on a document leaves in the folder for the next; knows no format and no engine."""

from __future__ import annotations

import json
from pathlib import Path

from questions.model import Document
from questions.reading import document_from_text

BANK = "bank.yaml"

TEXT = "document.json"


def hand_over(document: Document, folder: Path) -> None:
    """Leave a document that was read, so that nobody has to open its file again."""
    left = {"path": document.path, "title": document.title, "text": document.text}
    (folder / TEXT).write_text(json.dumps(left), encoding="ascii")


def handed_over(folder: Path) -> Document:
    """Return the document that was left."""
    left = _left(folder)
    return document_from_text(left["text"], path=left["path"], title=left["title"])


def texts_in(folder: Path) -> dict[str, str]:
    """Return the text of the document that was left, by its path; nothing where none was."""
    if not (folder / TEXT).exists():
        return {}
    left = _left(folder)
    return {left["path"]: left["text"]}


def _left(folder: Path) -> dict[str, str]:
    left: dict[str, str] = json.loads((folder / TEXT).read_text(encoding="ascii"))
    return left
