"""Pages: where a text has form feeds, each paragraph learns the page where it begins; knows no format."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from questions.model import Passage

FORM_FEED = "\f"


def paged(text: str, passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """Return passages with their pages, counted from 1.

    A form feed begins a page. What stands before the first one is a page too, unless it is white space.

    Args:
        text: The text as it was decoded.
        passages: Its paragraphs.
    """
    feeds = [found.start() for found in re.finditer(FORM_FEED, text)]
    if not feeds:
        return passages
    before = 1 if text[: feeds[0]].strip() else 0
    return tuple(replace(one, page=before + bisect_left(feeds, one.start)) for one in passages)
