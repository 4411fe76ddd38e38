"""Plain text: paragraphs stand between blank lines, a short line without a full stop is a heading."""

from __future__ import annotations

import re

from questions.model import Passage

BLOCK = re.compile(r"[^\s](?:.|\r?\n(?!\s*?(?:\r?\n|\Z)))*")
"""A run of lines with no blank line inside."""

LONGEST_HEADING = 80
SENTENCE_END = re.compile(r"[.!?:;…][\"'”’)\]]*$")


def read_plain(text: str) -> tuple[str | None, tuple[Passage, ...]]:
    """Return the title and the paragraphs of a plain text.

    Args:
        text: The text as it was decoded.

    Returns:
        The heading that the text opens with, or None; and its paragraphs, white space at their ends left out.
    """
    title: str | None = None
    heading: str | None = None
    passages: list[Passage] = []
    for block in BLOCK.finditer(text):
        content = block.group().rstrip()
        if is_heading(content):
            heading = content
            title = title if title or passages else content
        else:
            start = block.start()
            passages.append(Passage(start, start + len(content), len(passages) + 1, heading))
    if not passages and heading:
        start = text.index(heading)
        passages.append(Passage(start, start + len(heading), 1))
    return title, tuple(passages)


def is_heading(block: str) -> bool:
    """Whether a block of lines is a heading: one short line that does not end as a sentence does."""
    return "\n" not in block and len(block) <= LONGEST_HEADING and not SENTENCE_END.search(block)
