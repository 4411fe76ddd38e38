"""HTML elements become blocks, for web pages and books alike; knows neither of the two."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from questions.reading.extraction.manuscript import Block, Heading, Paragraph

HEADINGS = {f"h{level}": level for level in range(1, 7)}
BREAKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure "
    "footer header hr html li main ol p section summary ul".split()
) | set(HEADINGS)
"""The elements at whose start and end a paragraph ends."""

SILENT = frozenset(
    "button canvas datalist form head iframe math nav noscript object option pre script select style svg "
    "table template textarea title video audio".split()
)
"""What holds no running text; tables and code are left out as Markdown's are."""

GAPS = frozenset({"br", "wbr", "img"})
HIDDEN_ROLES = frozenset({"navigation", "search", "menu", "dialog", "doc-toc", "doc-pagebreak"})


def blocks(root: Any) -> Iterator[Block]:
    """Yield the blocks of an element of lxml's HTML in order."""
    words: list[str] = []
    level = 0
    waiting: list[tuple[Any, str]] = [(root, "enter")]
    while waiting:
        one, what = waiting.pop()
        name = one.tag.rpartition("}")[2].lower() if isinstance(one.tag, str) else ""
        if what == "enter":
            waiting.append((one, "leave"))
            if not name or name in SILENT or _hidden(one) or is_reference(one):
                continue
            if name in BREAKS:
                yield from _block(words, level)
                level = HEADINGS.get(name, level)
            words.append(" " if name in GAPS else one.text or "")
            waiting.extend((child, "enter") for child in reversed(one))
        else:
            if name in BREAKS:
                yield from _block(words, level)
                level = 0 if name in HEADINGS else level
            if one is not root:
                words.append(one.tail or "")
    yield from _block(words, level)


def _block(words: list[str], level: int) -> Iterator[Block]:
    text = "".join(words)
    words.clear()
    if text.strip():
        yield Heading(text, level) if level else Paragraph(text)


def _hidden(element: Any) -> bool:
    epub_type = element.get("{http://www.idpf.org/2007/ops}type") or element.get("epub:type") or ""
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or element.get("role") in HIDDEN_ROLES
        or not {"pagebreak", "toc", "noteref"}.isdisjoint(epub_type.split())
    )


def is_reference(element: Any) -> bool:
    """Whether an element is the raised number of a note: it is no word of the sentence."""
    if not isinstance(element.tag, str) or element.tag.rpartition("}")[2] != "sup":
        return False
    links = element.findall(".//a")
    told = "".join(element.itertext()).strip()
    return bool(links) and told == "".join("".join(link.itertext()) for link in links).strip()
