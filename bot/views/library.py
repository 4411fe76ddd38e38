"""Banks that people make in the chat, as messages; knows no database and no process."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from bot.services import Volume
from bot.views.callbacks import (
    BANK_KEY,
    CancelMaking,
    ChooseBank,
    ExportBook,
    OpenBook,
    PutAway,
    Questions,
)
from bot.views.message import Message, Rows, button, lines, link, shortened
from bot.views.posts import FileView
from bot.views.words import Html, Words
from bot.workshop import Making, file_name
from questions.formats import FORMATS, Exported

TITLE = 80
FIRST = 3
"""Questions that are shown of a new bank."""

STEM = 120
LABEL = 40
SHELF = 30
"""The most books that are shown, the newest ones."""


def making_view(words: Words, user_id: int, name: str, making: Making) -> Message:
    """Return how far a bank is, with a way to give it up."""
    shown = shortened(name, TITLE)
    if making.words == 0:
        text = words("making-opening", name=shown)
    else:
        percent = min(round(100 * making.read / making.words), 100)
        text = words("making-reading", name=shown, percent=percent, found=making.found)
    return Message(text, ((button(words("button-cancel"), CancelMaking(user_id)),),))


def ready_view(words: Words, user_id: int, volume: Volume) -> Message:
    """Return a book that is ready, with what can be done with it."""
    bank = volume.bank
    head = words("book-ready", title=shortened(bank.title, TITLE), count=len(bank.approved))
    if again := volume.again:
        lost = [words("book-again-lost", count=again.lost)] if again.lost else []
        head = lines(words("book-again", new=again.new, gone=again.gone), *lost, "", head)
    first = [words("book-question", stem=shortened(one.stem, STEM)) for one in bank.approved[:FIRST]]
    address = f"https://t.me/{words.bot}?start=book_{volume.book.code}"
    study = button(words("button-study"), ChooseBank(user_id, volume.book.bank_hash[:BANK_KEY]))
    group = link(words("button-group"), f"https://t.me/{words.bot}?startgroup=quiz")
    share = link(words("button-share"), f"https://t.me/share/url?url={quote(address, safe='')}")
    away = button(words("button-put-away"), PutAway(volume.book.id))
    look = button(words("button-look-through"), Questions(volume.book.id, "show", 0))
    mend = button(words("button-mend"), Questions(volume.book.id, "file", 0))
    out = button(words("button-export"), ExportBook(volume.book.id, "ask"))
    makers = ((look, mend),) if volume.own else ()
    return Message(lines(head, "", *first), ((study,), (group, share), *makers, (out, away)))


def formats_rows(words: Words, book_id: int) -> Rows:
    """Return the buttons that name the systems to which a book can go."""
    names = [button(words(f"format-{name}"), ExportBook(book_id, name)) for name in FORMATS]
    pairs = tuple(tuple(names[start : start + 2]) for start in range(0, len(names), 2))
    return (*pairs, (button(words("button-back"), OpenBook(book_id)),))


def exported_file(words: Words, volume: Volume, to: str, exported: Exported) -> FileView:
    """Return a book as the file of another system, with a word on what that cannot hold."""
    left_out = [words.plain("export-left-out", count=len(exported.left_out))] if exported.left_out else []
    reasons = [shortened(str(one), STEM) for one in exported.left_out[:FIRST]]
    caption = "\n".join([words.plain("export-count", count=exported.count), *left_out, *reasons])
    name = file_name(volume.bank.title, FORMATS[to].suffix)
    return FileView(name, exported.data, caption)


def library_view(words: Words, volumes: Sequence[Volume]) -> Message:
    """Return the books on somebody's shelf, or how to make one."""
    if not volumes:
        return Message(words("library-empty"))
    rows = tuple(
        (button(Html(escape(shortened(one.bank.title, LABEL))), OpenBook(one.book.id)),)
        for one in volumes[:SHELF]
    )
    return Message(words("library"), rows)
