"""Presentations: a slide is a page, its title a heading, its texts paragraphs; notes and tables left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER

from questions.reading.extraction.manuscript import Block, Heading, PageStart, Paragraph
from questions.reading.extraction.office import opened

FURNITURE = frozenset(
    {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.HEADER, PP_PLACEHOLDER.SLIDE_NUMBER}
)
TITLE_LEVEL = 2


def read(data: bytes, name: str) -> Iterator[Block]:
    """Yield the blocks of a presentation, each slide's after a page start.

    A paragraph of a text frame is one of ours; its frames come in the order in which the slide has them.
    """
    for slide in Presentation(opened(data, name)).slides:
        yield PageStart()
        title = slide.shapes.title
        if title is not None:
            yield Heading(title.text_frame.text, TITLE_LEVEL)
        for shape in _flat(slide.shapes):
            if shape.has_text_frame and not _is_aside(shape, title):
                for paragraph in shape.text_frame.paragraphs:
                    yield Paragraph(paragraph.text)


def _flat(shapes: Iterable[Any]) -> Iterator[Any]:
    """Yield shapes, and those of groups in their place."""
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _flat(shape.shapes)
        else:
            yield shape


def _is_aside(shape: Any, title: Any) -> bool:
    if title is not None and shape.shape_id == title.shape_id:
        return True
    return bool(shape.is_placeholder and shape.placeholder_format.type in FURNITURE)
