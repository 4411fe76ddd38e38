"""Pieces of a long text become one text again; knows how Telegram's clients cut, no chat and no database.

A message holds 4096 UTF-16 units. What is longer is cut by the sender's client: some cut at exactly so many,
in the middle of a word (iOS); Android looks for white space in the last 300 characters, the desktop for the
end of a paragraph or a sentence in the second half. White space at the ends of a message is taken off. What
joins two pieces again is kept at the end of a text that grows: a blank line after a piece that was whole.
"""

from __future__ import annotations

import re

LIMIT = 4096
LOOKED_FOR_SPACE = LIMIT - 300
LOOKED_FOR_END = LIMIT // 2

WHOLE, AFTER_PARAGRAPH, AFTER_WORD, ANYWHERE = "\n\n", "\n", " ", ""
"""Where a piece was cut."""

SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")
WORD = re.compile(r"[^\W_]+")
FIRST_WORD, LAST_WORD = WORD, re.compile(r"[^\W_]+$")
HOLDS_NEXT, HOLDS_LAST = "-–'’‘“(/", ".,;:!?…)”’'-–%/"
"""Characters that have no space after them, and none before."""

TITLE_WORDS, TITLE = 8, 60
"""Words and characters of a title that is made of a text's first words."""

HEADING = re.compile(r"^#{1,6}[ \t]+(\S.*?)[ \t]*#*$", re.MULTILINE)


def grown(text: str, piece: str) -> str:
    """Return a text with the next piece at its end, and after that where the piece was cut.

    Args:
        text: What this returned for the pieces before; empty before the first.
        piece: The next message as Telegram has it.
    """
    piece = piece.strip()
    return _joined(text, piece) + _cut(piece)


def goes_on(text: str) -> bool:
    """Whether the last piece of a text may have been cut, so that even a short message can be its rest."""
    return not text.endswith(WHOLE)


def title_of(text: str) -> str:
    """Return what to call a text: its first heading, or its first words."""
    heading = HEADING.search(text)
    first = heading[1] if heading else text.strip().partition("\n")[0]
    words = re.sub(r"[/\\]+", " ", first).split()
    if len(words) <= TITLE_WORDS and len(" ".join(words)) <= TITLE:
        return " ".join(words).rstrip(".:") or "Text"
    short = " ".join(words[:TITLE_WORDS])
    return short[:TITLE].rstrip(" ,;:.") + "…"


def ending_of(text: str) -> str:
    """Return the ending of the file that a text is best read as: `.md` where it has headings, or `.txt`."""
    return ".md" if HEADING.search(text) else ".txt"


def _cut(piece: str) -> str:
    """Return where a piece was cut, by its length alone."""
    units = len(piece.encode("utf-16-le")) // 2
    if units >= LIMIT:
        return ANYWHERE
    if units >= LOOKED_FOR_SPACE:
        return AFTER_WORD
    return AFTER_PARAGRAPH if units >= LOOKED_FOR_END else WHOLE


def _joined(text: str, piece: str) -> str:
    before = text.rstrip()
    if not before:
        return piece
    if text.endswith(AFTER_PARAGRAPH):
        return f"{before}\n\n{piece}"
    if text.endswith(AFTER_WORD):
        if SENTENCE_END.search(before):
            return f"{before}\n\n{piece}"
        # White space taken off its front makes a piece shorter, too, that was cut within a word.
        return before + ("" if _same_word(before, piece, surely=True) else " ") + piece
    return before + ("" if _same_word(before, piece, surely=False) else " ") + piece


def _same_word(before: str, piece: str, *, surely: bool) -> bool:
    """Whether nothing stood between two pieces: the text has the whole word elsewhere, or not its parts."""
    head, tail = LAST_WORD.search(before), FIRST_WORD.match(piece)
    if not head or not tail:
        return not surely and _clings(before, piece)
    known = set(WORD.findall(before[: head.start()])) | set(WORD.findall(piece[tail.end() :]))
    if head[0] + tail[0] in known:
        return True
    parts = {head[0], tail[0]} <= known or (head[0][-1].islower() and tail[0][0].isupper())
    return not surely and not parts


def _clings(before: str, piece: str) -> bool:
    """Whether signs that meet where a text was cut have no space between them."""
    return before[-1] in HOLDS_NEXT or piece[0] in HOLDS_LAST
