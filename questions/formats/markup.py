"""HTML that another system wrote, as plain text; knows no question."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from questions.formats.exchange import Unsupported

BREAKS = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6"})
UNSEEN = frozenset({"script", "style"})
PICTURE = re.compile(r"data:[\w/+.-]+;base64,[A-Za-z0-9+/=\s]*")
"""A picture inside a text."""

MOST_CHARACTERS = 200_000
"""Characters of a text that are parsed: the parser takes the square of the time for what is malformed."""

MEDIA = frozenset({"img", "audio", "video", "object", "iframe", "svg"})


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.media = False
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._unseen += tag in UNSEEN
        self.media = self.media or tag in MEDIA
        if tag in BREAKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in UNSEEN and self._unseen > 0
        if tag in BREAKS - {"br"}:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(re.sub(r"\s+", " ", data))


def text_of(html: str) -> tuple[str, bool]:
    """Return what HTML says as plain text, and whether it has a picture or a sound, which is left out.

    Raises:
        Unsupported: It is longer than a question can be.
    """
    html = PICTURE.sub("", html)
    if len(html) > MOST_CHARACTERS:
        raise Unsupported(f"its text has more than {MOST_CHARACTERS} characters")
    parser = _Text()
    parser.feed(html)
    parser.close()
    lines = (" ".join(line.split(" ")).strip() for line in "".join(parser.parts).split("\n"))
    text = "\n".join(re.sub(r" +", " ", line) for line in lines if line)
    return text, parser.media
