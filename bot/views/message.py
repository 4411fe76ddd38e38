"""A message as it goes to Telegram: its HTML and its buttons; knows no quiz.

Lengths are those of the Bot API: 4096 characters after the markup is taken out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape, unescape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.views.callbacks import Press, encode
from bot.views.words import Html

LONGEST = 4096
LONGEST_QUOTE = 900
"""Three quotes, their places and a question fit into one message with room to spare."""

TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Button:
    """A button and what it says when pressed."""

    label: str
    press: Press


@dataclass(frozen=True, slots=True)
class Link:
    """A button that opens an address."""

    label: str
    url: str


Rows = tuple[tuple[Button | Link, ...], ...]


@dataclass(frozen=True, slots=True)
class Message:
    """What a person sees.

    Attributes:
        html: The text in Telegram's HTML.
        rows: The buttons under it, row by row.
    """

    html: Html
    rows: Rows = ()

    @property
    def markup(self) -> InlineKeyboardMarkup | None:
        """The buttons as Telegram takes them."""
        return keyboard(self.rows)


def keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    """Return buttons as Telegram takes them, or None where there are none."""
    if not rows:
        return None
    return InlineKeyboardMarkup([[_as_telegram(one) for one in row] for row in rows])


def _as_telegram(one: Button | Link) -> InlineKeyboardButton:
    if isinstance(one, Link):
        return InlineKeyboardButton(one.label, url=one.url)
    return InlineKeyboardButton(one.label, callback_data=encode(one.press))


def link(label: Html, url: str) -> Link:
    """Return a button that opens an address; a label is plain text, so its HTML is taken back."""
    return Link(unescape(label), url)


def button(label: Html, press: Press) -> Button:
    """Return a button; a label is plain text, so its HTML is taken back."""
    return Button(unescape(label), press)


def visible_length(html: str) -> int:
    """Return how many UTF-16 units Telegram counts in a text, its markup taken out."""
    return utf16_length(unescape(TAG.sub("", html)))


def utf16_length(text: str) -> int:
    """Return how many UTF-16 units a plain text has."""
    return len(text.encode("utf-16-le")) // 2


def lines(*parts: str) -> Html:
    """Join lines."""
    return Html("\n".join(parts))


def shortened(text: str, longest: int) -> str:
    """Return a text with its end cut off where it is longer than it may be."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def block_quote(
    text: str,
    *,
    marked: tuple[int, int] | None = None,
    also: Sequence[tuple[int, int]] = (),
    tag: str = "b",
    longest: int = LONGEST_QUOTE,
    folded: bool = True,
) -> Html:
    """Return a block quote, shortened around its mark where it is long.

    Args:
        text: The quote as the document has it.
        marked: The span of it to set off, first and one past the last.
        also: Further spans to set off, in order and apart from each other, in place of one.
        tag: The markup that sets it off.
        longest: How many characters of it are shown.
        folded: Whether it may be folded where it is long, to be opened by a tap.
    """
    spans = [marked] if marked else [*also]
    first, last = _window(len(text), longest, *(spans[0] if spans else (0, 0)))
    parts, at = ["… " if first else ""], first
    for start, end in spans:
        start, end = max(start, at), min(end, last)
        if end > start:
            set_off = f"<{tag}>{escape(text[start:end], quote=False)}</{tag}>"
            parts += [escape(text[at:start], quote=False), set_off]
            at = end
    parts += [escape(text[at:last], quote=False), " …" if last < len(text) else ""]
    kind = " expandable" if folded and last - first > LONGEST_QUOTE // 2 else ""
    return Html(f"<blockquote{kind}>{''.join(parts).strip()}</blockquote>")


def _window(length: int, longest: int, start: int, end: int) -> tuple[int, int]:
    if length <= longest:
        return 0, length
    first = max(0, min((start + end) // 2 - longest // 2, length - longest))
    return first, first + longest
