"""The questions of a book as its maker sees them; knows no database."""

from __future__ import annotations

from bot.services import Page, Volume
from bot.views.callbacks import LookThrough, OpenBook
from bot.views.citation import cited
from bot.views.library import TITLE, ready_view
from bot.views.message import Message, button, lines, shortened
from bot.views.posts import FileView
from bot.views.words import Html, Words
from bot.workshop import file_name
from questions.bank import bank_to_yaml
from questions.model import Status

FAULT = 120
"""Characters of a fault that are shown."""

FAULTS = 10
"""The most faults that are shown."""


def mended_view(words: Words, user_id: int, mended: Volume | tuple[str, ...]) -> Message:
    """Return a book as its maker has mended it, or what keeps it from being asked."""
    if isinstance(mended, Volume):
        return ready_view(words, user_id, mended)
    told = [words("mend-fault", fault=shortened(fault, FAULT)) for fault in mended[:FAULTS]]
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
            number=page.number,
            total=page.total,
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
    if page.before:
        ways.append(button(words("button-before"), LookThrough(book_id, page.before, page.sort, "show")))
    if page.after:
        ways.append(button(words("button-after"), LookThrough(book_id, page.after, page.sort, "show")))
    judge = ("button-ask-it", "keep") if rejected else ("button-reject", "out")
    rows = (
        (button(words(judge[0]), LookThrough(book_id, page.name, page.sort, judge[1])),),
        (*ways, button(words("button-done"), OpenBook(book_id))),
    )
    return Message(lines(*parts), rows)
