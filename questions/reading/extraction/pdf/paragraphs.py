"""Lines become paragraphs and headings, by their distance, indent, size and weight; knows no PDF."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from questions.reading.extraction.manuscript import Block, Heading, PageStart, Paragraph
from questions.reading.extraction.pdf.columns import Column
from questions.reading.extraction.pdf.hyphens import Hyphens
from questions.reading.extraction.pdf.lines import Line
from questions.reading.plain import is_heading

LARGER = 1.12
"""How much larger than the running text a heading is."""

SAME_SIZE = 0.06
FARTHER = 1.25
"""How much farther from each other than lines paragraphs are."""

SINGLE, DOUBLE, MANY = 1.8, 2.6, 10
"""Sizes of a font from line to line at most; so many lines make of a gap a double space."""

INDENT = 0.8
"""Sizes of a font by which a paragraph's first line is set in."""

LONGEST_HEADING = 150
SENTENCE_END = re.compile(r"[.!?:;…][\"'”’)\]]*$")
ITEM = re.compile(r"(?:[•◦▪‣●○■·–*-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+\S")


@dataclass(frozen=True, slots=True)
class Style:
    """The running text of a document.

    Attributes:
        size: Its font's size in points.
        bold: Whether most of it is bold.
        leading: Points from line to line.
    """

    size: float
    bold: bool
    leading: float


@dataclass(slots=True)
class _Run:
    """Lines of one paragraph, as far as they are known."""

    lines: list[Line]

    @property
    def open(self) -> bool:
        return not SENTENCE_END.search(self.lines[-1].text)


def paragraphs(pages: Sequence[Sequence[Column]]) -> Iterator[Block]:
    """Yield the blocks of pages, each page's after its start.

    A paragraph goes on in the next column, or on the next page, where its last line ends no sentence and
    what comes there is running text that is not set in.
    """
    every = [line for page in pages for column in page for line in column]
    style, hyphens = running_style(pages), Hyphens(line.text for line in every)
    levels = _levels(every, style)
    waiting: list[_Run | PageStart] = []
    unfinished: _Run | None = None

    for page in pages:
        waiting.append(PageStart())
        for column in page:
            for place, run in enumerate(_runs(column, style)):
                first = run.lines[0]
                if _level(run, style, levels):
                    unfinished = None
                elif _is_running(first, style):
                    goes_on = place == 0 and not ITEM.match(first.text) and not _set_in(first, column)
                    if unfinished and unfinished.open and goes_on:
                        unfinished.lines += run.lines
                        continue
                    unfinished = run
                waiting.append(run)
    runs = [one for one in waiting if isinstance(one, _Run)]
    told = any(_level(run, style, levels) for run in runs)
    for one in waiting:
        if isinstance(one, PageStart):
            yield one
        elif not told and _reads_like_heading(one):
            yield Heading(one.lines[0].text)
        else:
            yield _block(one, style, levels, hyphens)


def running_style(pages: Sequence[Sequence[Column]]) -> Style:
    """Return the style in which most letters of the pages are set."""
    lines = [line for page in pages for column in page for line in column]
    sizes: Counter[float] = Counter()
    bold = 0
    for line in lines:
        sizes[line.size] += len(line.text)
        bold += len(line.text) if line.bold else 0
    size = sizes.most_common(1)[0][0]
    leadings = Counter(
        round(above.baseline - below.baseline, 1)
        for page in pages
        for column in page
        for above, below in pairwise(column)
        if above.size == below.size == size
    )
    near = {
        leading: count
        for leading, count in leadings.items()
        if 0.8 * size <= leading <= (SINGLE if count < MANY else DOUBLE) * size
    }
    leading = max(near, key=lambda one: near[one]) if near else 1.2 * size
    return Style(size, bold * 2 > sum(sizes.values()), leading)


def _runs(column: Column, style: Style) -> Iterator[_Run]:
    run: _Run | None = None
    for line in column:
        if run and not _begins(run.lines, line, column, style):
            run.lines.append(line)
            continue
        if run:
            yield run
        run = _Run([line])
    if run:
        yield run


def _begins(before: Sequence[Line], line: Line, column: Column, style: Style) -> bool:
    """Whether a line begins a paragraph."""
    above = before[-1]
    if abs(line.size - above.size) > SAME_SIZE * style.size or (
        line.bold != above.bold and (line.bold or all(one.bold for one in before))
    ):
        return True
    leading = style.leading * max(1.0, line.size / style.size)
    if above.baseline - line.baseline > FARTHER * leading or ITEM.match(line.text):
        return True
    if not SENTENCE_END.search(above.text):
        return False
    return (_set_in(line, column) and not _set_in(above, column)) or _could_have_stood_above(
        above, line, column
    )


def _set_in(line: Line, column: Column) -> bool:
    edges = Counter(round(one.left) for one in column)
    edge = min(left for left, count in edges.items() if count * 5 >= max(edges.values()))
    return INDENT * line.size < line.left - edge < 6 * line.size


def _could_have_stood_above(above: Line, line: Line, column: Column) -> bool:
    """Whether the first word of a line had room on the line above, so that a person broke it there."""
    edge = max(one.right for one in column)
    letter = (line.right - line.left) / max(1, len(line.text))
    word = line.text.split(maxsplit=1)[0]
    return above.right + (len(word) + 2) * letter < edge


def _is_running(line: Line, style: Style) -> bool:
    return abs(line.size - style.size) <= SAME_SIZE * style.size


def _levels(lines: Iterable[Line], style: Style) -> dict[float, int]:
    """Return the level of headings of each size, the largest the first."""
    sizes = {line.size for line in lines if line.size >= LARGER * style.size}
    return {size: level for level, size in enumerate(sorted(sizes, reverse=True), 1)}


def _level(run: _Run, style: Style, levels: dict[float, int]) -> int:
    """Return the level of a heading, 0 for a paragraph."""
    length = sum(len(line.text) for line in run.lines)
    if length > LONGEST_HEADING:
        return 0
    if run.lines[0].size in levels:
        return levels[run.lines[0].size]
    bold = all(line.bold for line in run.lines) and not style.bold
    return len(levels) + 1 if bold and run.open and run.lines[0].size >= style.size * 0.9 else 0


def _reads_like_heading(run: _Run) -> bool:
    """Whether a run is a heading by its words, where no size and no weight tells one in the document."""
    only = run.lines[0].text
    return len(run.lines) == 1 and is_heading(only) and not ITEM.match(only)


def _block(run: _Run, style: Style, levels: dict[float, int], hyphens: Hyphens) -> Block:
    text = run.lines[0].text
    for line in run.lines[1:]:
        text = hyphens.joined(text, line.text)
    level = _level(run, style, levels)
    return Heading(text, level) if level else Paragraph(text)
