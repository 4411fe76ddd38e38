"""Running heads, running feet and page numbers, told by what repeats; knows no paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from questions.reading.extraction.pdf.lines import Line, Page

EDGE = 0.12
"""The share of a page's height, at its top and its bottom, in which furniture stands."""

HEIGHT = 3.0
"""Points within which two lines are at the same height."""

OFTEN = 3
"""Pages on which a line repeats that is furniture; a chapter's head may be on no more."""

LARGE = 1.12
"""How much larger than the running text a heading is."""

NUMBER = re.compile(r"\d+")
PAGE_NUMBER = re.compile(
    r"[-–—|\[\s]*(?:(?:page|p\.)\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:of|/)\s*\d{1,4})?[-–—|\]\s]*", re.I
)

Trace = tuple[int, str]


def without_furniture(pages: Sequence[Page]) -> list[Page]:
    """Return pages without the lines that say where one is.

    A line repeats where its words and its height do. One number in it may count the pages: it may grow from
    page to page as the pages do, so that “12 The Light” is furniture and “Chapter 3” is not.
    """
    running = _running_size(pages)
    enough = min(OFTEN, max(2, len(pages)))
    counted = Counter(
        trace
        for index, page in enumerate(pages)
        for trace in {trace for line in _at_edges(page) for trace in _traces(line, index, running)}
    )
    cleaned = []
    for index, page in enumerate(pages):
        gone = {
            line
            for line in _at_edges(page)
            if PAGE_NUMBER.fullmatch(line.text)
            or any(counted[trace] >= enough for trace in _traces(line, index, running))
        }
        cleaned.append(replace(page, lines=tuple(line for line in page.lines if line not in gone)))
    return cleaned


def _at_edges(page: Page) -> list[Line]:
    height = page.top - page.bottom
    low, high = page.bottom + EDGE * height, page.top - EDGE * height
    return [line for line in page.lines if not low < line.baseline < high]


def _running_size(pages: Sequence[Page]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[line.size] += len(line.text)
    return max(sizes, key=lambda size: sizes[size], default=0.0)


def _traces(line: Line, index: int, running: float) -> Iterator[Trace]:
    """Yield what a line may have in common with its like; what is large and counts is a chapter's heading."""
    height = round(line.baseline / HEIGHT)
    words = line.text.casefold()
    yield height, words
    if line.size > LARGE * running:
        return
    for number in NUMBER.finditer(words):
        ahead = int(number[0][:9]) - index
        yield height, f"{words[: number.start()]}<{ahead}>{words[number.end() :]}"
