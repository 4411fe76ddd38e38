"""Markdown: the parser tells headings and paragraphs by line, the text itself stays as it is."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from questions.model import Passage
from questions.reading.plain import is_heading

if TYPE_CHECKING:
    from markdown_it.token import Token


def read_markdown(text: str, *, marked: bool = False) -> tuple[str | None, tuple[Passage, ...]]:
    """Return the title and the paragraphs of a Markdown text.

    A paragraph that is one short line without a full stop is a caption or a heading without its mark: the
    paragraphs below it are filed under it, and it is not asked from.

    Args:
        text: The text as it was decoded.
        marked: Whether every heading has its mark, so that a short line is a paragraph as any other.

    Returns:
        The first heading, or None; and the paragraphs outside lists, tables, code and quotations.
    """
    # Loaded when the first such text comes: a bot that starts reads plain ones as a rule.
    from markdown_it import MarkdownIt

    lines = text.splitlines(keepends=True)
    starts = [0, *accumulate(len(line) for line in lines)]
    title: str | None = None
    heading: str | None = None
    passages: list[Passage] = []
    tokens = MarkdownIt("commonmark").enable("table").parse(_only_markdown_line_ends(text))
    for opening, inline in pairwise(tokens):
        if opening.level or not opening.map:
            continue
        if opening.type == "heading_open":
            heading = _plain(inline)
            title = title or heading
        elif opening.type == "paragraph_open":
            start, end = _trimmed(text, starts[opening.map[0]], starts[opening.map[1]])
            if not marked and is_heading(text[start:end]):
                heading = _plain(inline)
            else:
                passages.append(Passage(start, end, len(passages) + 1, heading))
    return title, tuple(passages)


def _only_markdown_line_ends(text: str) -> str:
    """Keep the parser's count of lines equal to ours: it splits at line feeds alone."""
    return "".join(line.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029") + "\n" for line in text.splitlines())


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    block = text[start:end]
    return start + len(block) - len(block.lstrip()), end - len(block) + len(block.rstrip())


def _plain(inline: Token) -> str:
    return "".join(child.content for child in inline.children or () if child.content).strip()
