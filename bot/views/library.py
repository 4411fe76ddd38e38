"""Banks that people make in the chat, as messages; knows no database and no process."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from bot.services import Page, Volume
from bot.views.callbacks import (
    BANK_KEY,
    ChooseBank,
    ExportBook,
    LookThrough,
    OpenBook,
    PutAway,
)
from bot.views.citation import cited
from bot.views.message import Message, Rows, button, lines, link, shortened
from bot.views.posts import FileView
from bot.views.words import Html, Words
from bot.workshop import file_name
from questions.bank import bank_to_yaml
from questions.formats import FORMATS, Exported
from questions.model import Status

TITLE = 80
FIRST = 3
"""Questions that are shown of a new bank."""

STEM = 120
FAULTS = 10
LABEL = 40
SHELF = 30
"""The most books that are shown, the newest ones."""


def ready_view(words: Words, user_id: int, volume: Volume) -> Message:
    """Return a book that is ready, with what can be done with it."""
    bank = volume.bank
    head = words("book-ready", title=shortened(bank.title, TITLE), count=len(bank.approved))
    first = [words("book-question", stem=shortened(one.stem, STEM)) for one in bank.approved[:FIRST]]
    address = f"https://t.me/{words.bot}?start=book_{volume.book.code}"
    study = button(words("button-study"), ChooseBank(user_id, volume.book.bank_hash[:BANK_KEY]))
    group = link(words("button-group"), f"https://t.me/{words.bot}?startgroup=quiz")
    share = link(words("button-share"), f"https://t.me/share/url?url={quote(address, safe='')}")
    away = button(words("button-put-away"), PutAway(volume.book.id))
    look = button(words("button-look-through"), LookThrough(volume.book.id, 0, "show"))
    mend = button(words("button-mend"), LookThrough(volume.book.id, 0, "file"))
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


def mended_view(words: Words, user_id: int, mended: Volume | tuple[str, ...]) -> Message:
    """Return a book as its maker has mended it, or what keeps it from being asked."""
    if isinstance(mended, Volume):
        return ready_view(words, user_id, mended)
    told = [words("mend-fault", fault=shortened(fault, STEM)) for fault in mended[:FAULTS]]
    return Message(lines(words("mend-faults", count=len(mended)), "", *told))


def bank_file(words: Words, volume: Volume) -> FileView:
    """Return a book's bank as the file that its maker mends and sends back."""
    name = file_name(volume.bank.title, ".yaml")
    return FileView(name, bank_to_yaml(volume.bank).encode(), words.plain("mend-caption"))


def page_of_book_view(words: Words, page: Page) -> Message:
    """Return a question of a book to its maker: with its answer, its passage, and whether it is asked."""
    question, bank, book_id = page.question, page.volume.bank, page.volume.book.id
    rejected = question.status is not Status.APPROVED
    parts = [
        words(
            "look-head",
            number=page.position + 1,
            total=len(bank.questions),
            title=shortened(bank.title, TITLE),
        ),
        Html(""),
        words("stem", stem=question.stem),
        words("look-key", key=question.key),
        *(words("look-choice", choice=choice.text) for choice in question.distractors),
        Html(""),
        *cited(words("proof"), words, bank, question.citation, question.key),
        *([Html(""), words("look-rejected")] if rejected else []),
    ]
    ways = []
    if page.position:
        ways.append(button(words("button-before"), LookThrough(book_id, page.position - 1, "show")))
    if not page.last:
        ways.append(button(words("button-after"), LookThrough(book_id, page.position + 1, "show")))
    judge = ("button-ask-it", "ask") if rejected else ("button-reject", "reject")
    rows = (
        (button(words(judge[0]), LookThrough(book_id, page.position, judge[1])),),
        (*ways, button(words("button-done"), LookThrough(book_id, page.position, "done"))),
    )
    return Message(lines(*parts), rows)
