"""Web pages: the article without its furniture, as trafilatura tells them apart; fetches nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from lxml import html

from questions.reading.decoding import BYTE_ORDER_MARKS, decode
from questions.reading.extraction.manuscript import Block, Heading, Paragraph
from questions.reading.extraction.markup import blocks, is_reference

CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
CHARSET_WITHIN = 4096
XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
FURNITURE = ("header", "footer", "aside", "nav")

SHORT = 1500
"""Characters of a page in which trafilatura finds too little to tell, and runs its paragraphs together."""


def read(data: bytes, name: str) -> Iterator[Block]:
    """Yield the blocks of a web page's article."""
    tree = parse(data, name)
    for note in list(tree.iter("sup")):
        if is_reference(note):
            note.drop_tree()
    yield from _titled(tree, list(_article(tree)))


def parse(data: bytes, name: str) -> Any:
    """Return the tree of an HTML or XHTML page.

    Raises:
        DocumentEncoding: [Q003] Its encoding cannot be told.
    """
    text = XML_DECLARATION.sub("", _decoded(data, name), count=1)
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    return html.document_fromstring(text, parser=parser)


def _decoded(data: bytes, name: str) -> str:
    declared = CHARSET.search(data[:CHARSET_WITHIN])
    if declared and not data.startswith(tuple(mark for mark, _ in BYTE_ORDER_MARKS)):
        try:
            return data.decode(declared[1].decode())
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data, name=name)


def _article(tree: Any) -> Iterator[Block]:
    from trafilatura import extract

    if len(tree.text_content()) >= SHORT:
        found = extract(
            deepcopy(tree), output_format="html", include_tables=False, include_comments=False, fast=True
        )
        if found:
            yield from blocks(html.document_fromstring(found))
            return
    body = tree.find("body")
    body = tree if body is None else body
    for tag in FURNITURE:
        for one in body.findall(f".//{tag}"):
            if one.getparent() is not None:
                one.drop_tree()
    yield from blocks(body)


def _titled(tree: Any, found: list[Block]) -> Iterator[Block]:
    """Yield blocks under the page's title where they bring none."""
    if found and not any(isinstance(block, Heading) and block.level == 1 for block in found):
        title = tree.findtext(".//h1") or tree.findtext(".//title") or ""
        first = found[0].text.strip() if isinstance(found[0], Heading | Paragraph) else ""
        if title.strip() not in ("", first):
            yield Heading(title)
    yield from found
