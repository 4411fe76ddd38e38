"""Word documents: headings by their style, paragraphs and list items in order; tables and notes left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph

from questions.reading.extraction.manuscript import Block, Heading, Paragraph
from questions.reading.extraction.office import opened

HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
CONTENTS = re.compile(r"toc\b|table of (?:contents|figures)|index\b", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?:;,…][\"'”’)\]]*$")
LONGEST_BOLD_HEADING = 80
BOLD_LEVEL = 4
"""The level of a short bold line that has no style of a heading."""

ASIDE = frozenset(
    map(
        qn,
        ("w:tbl", "w:txbxContent", "w:del", "w:moveFrom", "w:footnote", "w:comment"),
    )
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
"""What is not the running text: tables, boxes, what was deleted."""

PARAGRAPH, TEXT, HYPHEN = qn("w:p"), qn("w:t"), qn("w:noBreakHyphen")
GAPS = frozenset(map(qn, ("w:tab", "w:br", "w:cr")))


def read(data: bytes, name: str) -> Iterator[Block]:
    """Yield the blocks of a Word document.

    Its pages are made by whoever prints it and are not in the file, so it has none.
    """
    document = docx.Document(opened(data, name))
    for element in _outside(document.element.body, PARAGRAPH):
        text = "".join(_words(element))
        if not text.strip():
            continue
        paragraph = WordParagraph(element, document._body)
        names = list(_styles(paragraph))
        if any(CONTENTS.match(style) for style in names):
            continue
        level = _level(names, paragraph, text)
        yield Heading(text, level) if level else Paragraph(text)


def _outside(element: Any, wanted: str) -> Iterator[Any]:
    """Yield the wanted descendants in order, those in tables and boxes and in one another left out."""
    waiting = list(reversed(element))
    while waiting:
        one = waiting.pop()
        if one.tag == wanted:
            yield one
        elif one.tag not in ASIDE:
            waiting.extend(reversed(one))


def _words(element: Any) -> Iterator[str]:
    waiting = list(reversed(element))
    while waiting:
        one = waiting.pop()
        if one.tag == TEXT:
            yield one.text or ""
        elif one.tag in GAPS:
            yield " "
        elif one.tag == HYPHEN:
            yield "-"
        elif one.tag not in ASIDE and one.tag != PARAGRAPH:
            waiting.extend(reversed(one))


def _styles(paragraph: WordParagraph) -> Iterator[str]:
    """Yield the names of a paragraph's style and of those that it is based on, once each."""
    seen: set[str] = set()
    style: Any = paragraph.style
    while style is not None and style.style_id not in seen:
        seen.add(style.style_id)
        yield style.name or ""
        style = style.base_style


def _level(names: list[str], paragraph: WordParagraph, text: str) -> int:
    """Return the level of a heading, 0 for a paragraph."""
    for style in names:
        if style.lower() == "title":
            return 1
        found = HEADING.match(style)
        if found:
            return int(found[1])
    runs = [run for run in paragraph.runs if run.text.strip()]
    bold = bool(runs) and all(run.bold for run in runs)
    short = len(text.strip()) <= LONGEST_BOLD_HEADING and not SENTENCE_END.search(text.strip())
    return BOLD_LEVEL if bold and short else 0
