"""What files and their documents are called; knows no file."""

from __future__ import annotations

import re

NAME = 80
"""Characters of a file's name that are kept."""


def spoken_title(name: str) -> str:
    """Return what a document is called whose file has this name: without the folder and the ending."""
    plain = re.split(r"[/\\]", name)[-1]
    ending = file_ending(plain)
    stem = plain.removesuffix(ending) if ending else plain
    return " ".join(re.sub(r"[\x00-\x1f]", " ", stem).split())[:NAME] or "Document"


def file_name(title: str, ending: str) -> str:
    """Return a name for a file of a title: words and dashes, and the ending."""
    kept = re.sub(r"[^\w]+", "-", title).strip("-")[:NAME] or "quiz"
    return kept + ending


def file_ending(name: str) -> str:
    """Return a name's ending where it is one, such as `.pdf`, otherwise nothing."""
    found = re.search(r"\.[A-Za-z0-9]{1,8}$", name)
    return found[0] if found else ""
