"""HTML and Markdown that another system wrote, as plain text; knows no question.

By a pattern and not by the standard library's parser, which on malformed text takes the square of the time.
"""

from __future__ import annotations

import re
from html import unescape

from questions.formats.exchange import Unsupported

BREAKS = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6"})
UNSEEN = frozenset({"script", "style"})
PICTURE = re.compile(r"data:[\w/+.-]+;base64,[A-Za-z0-9+/=\s]*")
"""A picture inside a text."""

MOST_CHARACTERS = 200_000
"""Characters of a text that are read, its pictures left out."""

MOST_MARKDOWN = 1000
"""Characters of Markdown that are told; its parser takes the square of the time on a row of open brackets."""

MEDIA = frozenset({"img", "audio", "video", "object", "iframe", "svg"})


TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>|<![^<>]*>")


def text_of(html: str) -> tuple[str, bool]:
    """Return what HTML says as plain text, and whether it has a picture or a sound, which is left out.

    Raises:
        Unsupported: It is longer than a question can be.
    """
    html = PICTURE.sub("", html)
    if len(html) > MOST_CHARACTERS:
        raise Unsupported(f"its text has more than {MOST_CHARACTERS} characters")
    parts: list[str] = []
    media, unseen, last = False, 0, 0
    html = _without_comments(html)
    for tag in [*TAG.finditer(html), None]:
        if not unseen:
            parts.append(re.sub(r"\s+", " ", unescape(html[last : tag.start() if tag else len(html)])))
        if tag is None:
            break
        last, name, closes = tag.end(), (tag[2] or "").lower(), bool(tag[1])
        media = media or name in MEDIA
        if name in UNSEEN:
            unseen = max(0, unseen + (-1 if closes else 1))
        if name in BREAKS:
            parts.append("\n")
    lines = (re.sub(r" +", " ", line).strip() for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line), media


def written_text(text: str, form: str) -> tuple[str, bool]:
    """Return what a text in a form says, and whether it has a picture or a sound, which is left out.

    Args:
        text: The text.
        form: Its form by Moodle's name: `html`, `markdown`; any other is plain.

    Raises:
        Unsupported: It is longer than a question can be.
    """
    if form == "markdown" and len(text) <= MOST_MARKDOWN:
        # Few files have Markdown in them.
        from markdown_it import MarkdownIt

        return text_of(MarkdownIt().render(text))
    return text_of(text) if form == "html" else (text.strip(), False)


def _without_comments(html: str) -> str:
    kept, end = [], 0
    while (start := html.find("<!--", end)) >= 0:
        kept.append(html[end:start])
        end = html.find("-->", start + 4) + 3
        if end < 3:
            return "".join(kept)
    return "".join((*kept, html[end:]))
