"""Columns: the order in which a page's lines are read; knows no paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from questions.reading.extraction.pdf.lines import Line, Page

FEWEST = 3
"""Lines that stand side by side where there are two columns."""

MOST_CROSSING = 0.35
"""The share of a page's lines that may run over both columns: a title, a wide caption."""

LEADER = re.compile(r"(?:[.…·]\s?){5,}\s*(?:\d+|[ivxlc]+)?$")
LONGEST_CELL = 20
"""Characters of a table's cell, on average."""

DEEPEST = 3
SAME_HEIGHT = 0.35
"""Sizes of a font by which two pieces of one line may differ in height."""

Column = tuple[Line, ...]


def in_reading_order(page: Page) -> list[Column]:
    """Return the columns of a page in the order in which they are read.

    What runs over a gutter parts the page: the columns above it are read first, each from top to bottom.
    """
    lines = list(_without_tables(_without_leaders(sorted(page.lines, key=_from_top))))
    return [column for column in _parted(lines, DEEPEST) if column]


def _without_leaders(lines: Sequence[Line]) -> list[Line]:
    """Return lines without the rows of a table of contents, which lead by dots to a page number."""
    rows = _rows(lines)
    return [line for row in rows if not any(LEADER.search(one.text) for one in row) for line in row]


def _without_tables(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield lines without the rows of tables: three or more of short cells, one below the other."""
    for is_cells, rows in groupby(_rows(lines), key=_is_cells):
        together = list(rows)
        if not is_cells or len(together) < FEWEST:
            for row in together:
                yield from row


def _is_cells(row: Sequence[Line]) -> bool:
    return len(row) >= FEWEST and sum(len(cell.text) for cell in row) <= LONGEST_CELL * len(row)


def _from_top(line: Line) -> tuple[float, float]:
    return -line.baseline, line.left


def _parted(lines: Sequence[Line], depth: int) -> Iterator[Column]:
    gutter = _gutter(lines) if depth else None
    if gutter is None:
        yield tuple(_whole(lines))
        return
    bands = groupby(lines, key=lambda line: line.left < gutter - 1 < line.right - 2)
    for crossing, band in bands:
        together = list(band)
        if crossing:
            yield tuple(_whole(together))
        else:
            yield from _parted([line for line in together if line.right <= gutter + 1], depth - 1)
            yield from _parted([line for line in together if line.right > gutter + 1], depth - 1)


def _gutter(lines: Sequence[Line]) -> float | None:
    """Return where the right column begins, or None where there is one column."""
    best: tuple[int, float] | None = None
    for edge in sorted({round(line.left) for line in lines}):
        left = [line for line in lines if line.right <= edge + 1]
        right = [line for line in lines if line.left >= edge - 1 and line.right > edge + 1]
        crossing = len(lines) - len(left) - len(right)
        if crossing > MOST_CROSSING * len(lines) or not _side_by_side(left, right):
            continue
        if best is None or crossing < best[0]:
            best = crossing, edge
    return best[1] if best else None


def _side_by_side(left: Sequence[Line], right: Sequence[Line]) -> bool:
    if min(len(left), len(right)) < FEWEST:
        return False
    low = max(min(line.baseline for line in side) for side in (left, right))
    high = min(max(line.baseline for line in side) for side in (left, right))
    return all(sum(low - 2 <= line.baseline <= high + 2 for line in side) >= FEWEST for side in (left, right))


def _whole(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield lines whose pieces at one height are put together again, from left to right."""
    yield from map(_joined, _rows(sorted(lines, key=_from_top)))


def _rows(lines: Iterable[Line]) -> Iterator[list[Line]]:
    row: list[Line] = []
    for line in lines:
        if row and row[0].baseline - line.baseline > SAME_HEIGHT * max(row[0].size, line.size):
            yield row
            row = []
        row.append(line)
    if row:
        yield row


def _joined(row: list[Line]) -> Line:
    pieces = sorted(row, key=lambda line: line.left)
    longest = max(pieces, key=lambda line: len(line.text))
    return Line(
        " ".join(line.text for line in pieces),
        pieces[0].left,
        max(line.right for line in pieces),
        longest.baseline,
        longest.size,
        all(line.bold for line in pieces),
    )
