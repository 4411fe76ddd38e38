"""Lines of text with their places, as PDFium gives them; knows neither columns nor paragraphs."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

HYPHEN = "\u00ad"
"""What a line ends with in place of PDFium's mark for a hyphen at its end."""

LINE_ENDS = frozenset("\r\n")
HYPHEN_MARKS = frozenset("\x02\ufffe\u00ad")
WIDE_GAP = 1.0
"""Widths of an em between two words that part a line: columns stand at least as far from each other."""

RAISED = 0.8
"""How small a figure is beside its line that is the number of a note."""

UPRIGHT = 0.1
"""Radians by which a line may lean; what stands on its side is no running text."""

MOST_ON_A_PAGE = 200_000
"""Characters: a full page of a newspaper has some 30,000, and 40 kB of a hostile file unpack to millions."""

BOLD = ("bold", "black", "heavy", "semibold", "demi")
FONT_NAME = 128


@dataclass(frozen=True, slots=True)
class Line:
    """A run of text on one line, without a wide gap in it.

    Attributes:
        text: Its words.
        left: Where it begins, in points from the page's left.
        right: Where it ends.
        baseline: How high it stands, in points from the page's bottom.
        size: Its font's size in points, as drawn.
        bold: Whether it begins and ends in a bold font.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A page.

    Attributes:
        lines: Its lines, in any order.
        bottom: Its lower edge in points.
        top: Its upper edge.
    """

    lines: tuple[Line, ...]
    bottom: float
    top: float


def read_page(page: Any) -> Page | None:
    """Read a page of pypdfium2; None where it has more characters than are read."""
    text = page.get_textpage()
    try:
        if pdfium.FPDFText_CountChars(text.raw) > MOST_ON_A_PAGE:
            return None
        lines = tuple(_Reader(text.raw).lines())
    finally:
        text.close()
    _, bottom, _, top = page.get_bbox()
    return Page(lines, bottom, top)


class _Reader:
    """Reads the characters of a text page by their index, asking for as few boxes as it can.

    Args:
        text: PDFium's text page.
    """

    def __init__(self, text: Any) -> None:
        self._text = text
        self._box = [ctypes.c_double() for _ in range(4)]
        self._origin = [ctypes.c_double() for _ in range(2)]
        self._matrix = pdfium.FS_MATRIX()
        self._name = ctypes.create_string_buffer(FONT_NAME)

    def lines(self) -> Iterator[Line]:
        """Yield the lines of the page in the order of its content."""
        spelled = self._spelled()
        start = 0
        for index in range(len(spelled) + 1):
            ends = index == len(spelled) or spelled[index] in LINE_ENDS
            broken = not ends and index > start and spelled[index - 1] in HYPHEN_MARKS
            if broken and self._same_line(index - 2, index):
                spelled[index - 1], broken = "", False
            if ends or broken:
                yield from self._line(spelled, start, index)
                start = index if broken else index + 1

    def _spelled(self) -> list[str]:
        """Return the characters by their index: read at once, or one by one where PDFium leaves some out."""
        count: int = max(0, pdfium.FPDFText_CountChars(self._text))
        buffer = ctypes.create_string_buffer(2 * count + 2)
        units = pdfium.FPDFText_GetText(
            self._text, 0, count, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
        )
        text = buffer.raw[: 2 * max(0, units - 1)].decode("utf-16-le", errors="surrogatepass")
        if len(text) == count == units - 1:
            return list(text)
        codes = [pdfium.FPDFText_GetUnicode(self._text, index) for index in range(count)]
        return [chr(code) if 0 < code < 0x110000 else "\ufffd" for code in codes]

    def _same_line(self, before: int, after: int) -> bool:
        return before >= 0 and abs(self._baseline(before) - self._baseline(after)) < 1

    def _line(self, spelled: list[str], start: int, end: int) -> Iterator[Line]:
        """Yield what stands between two line ends, parted at wide gaps."""
        while start < end and spelled[start].isspace():
            start += 1
        while end > start and spelled[end - 1].isspace():
            end -= 1
        if start >= end or self._leans(start):
            return
        size = self._size(start)
        first, index = start, start
        while index < end:
            if not spelled[index].isspace():
                index += 1
                continue
            last = index - 1
            while index < end and spelled[index].isspace():
                index += 1
            if index < end and self._left(index) - self._right(last) > WIDE_GAP * size:
                yield from self._run(spelled, first, last + 1)
                first = index
        yield from self._run(spelled, first, end)

    def _run(self, spelled: list[str], start: int, end: int) -> Iterator[Line]:
        size = max(self._size(start), self._size(end - 1))
        words = "".join(
            HYPHEN if one in HYPHEN_MARKS else one
            for index, one in enumerate(spelled[start:end], start)
            if not (one.isdigit() and start < index and self._is_note(spelled, index, size))
        )
        if words.strip(f" {HYPHEN}"):
            last = end - 1 if spelled[end - 1] not in HYPHEN_MARKS or end - 1 == start else end - 2
            bold = self._bold(start) and self._bold(last)
            # Where one reads from the right, a line begins at its right end.
            left = min(self._left(start), self._left(last))
            right = max(self._right(start), self._right(last))
            yield Line(words.strip(), left, right, self._baseline(start), size, bold)

    def _is_note(self, spelled: list[str], index: int, size: float) -> bool:
        """Whether a figure is the raised number of a note: small, high, and hard by a word."""
        before = index - 1
        while before > 0 and spelled[before].isdigit():
            before -= 1
        if spelled[before].isspace() or self._size(index) > RAISED * size:
            return False
        return self._baseline(index) > self._baseline(before) + 0.1 * size

    def _left(self, index: int) -> float:
        return self._measured(index)[0].value

    def _right(self, index: int) -> float:
        return self._measured(index)[1].value

    def _measured(self, index: int) -> list[ctypes.c_double]:
        pdfium.FPDFText_GetCharBox(self._text, index, *self._box)
        return self._box

    def _baseline(self, index: int) -> float:
        pdfium.FPDFText_GetCharOrigin(self._text, index, *self._origin)
        return self._origin[1].value

    def _size(self, index: int) -> float:
        size: float = pdfium.FPDFText_GetFontSize(self._text, index)
        if not pdfium.FPDFText_GetMatrix(self._text, index, self._matrix):
            return size
        return round(size * math.hypot(self._matrix.b, self._matrix.d), 1)

    def _leans(self, index: int) -> bool:
        angle: float = pdfium.FPDFText_GetCharAngle(self._text, index)
        return UPRIGHT < angle < 2 * math.pi - UPRIGHT

    def _bold(self, index: int) -> bool:
        if pdfium.FPDFText_GetFontWeight(self._text, index) >= 600:
            return True
        pdfium.FPDFText_GetFontInfo(self._text, index, self._name, FONT_NAME, None)
        name = self._name.value.decode(errors="replace").lower()
        return any(word in name for word in BOLD)
