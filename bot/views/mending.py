"""A book as a file that its maker mends by hand, and what comes of it; knows no database."""

from __future__ import annotations

from bot.filenames import file_name
from bot.services import VERSION, Volume
from bot.views.library import ready_view
from bot.views.message import Message, lines, shortened
from bot.views.posts import FileView
from bot.views.words import Words
from questions.bank import BookEntry, bank_to_yaml

FAULT = 160
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
    book = BookEntry(code=volume.book.code, version=volume.book.bank_hash[:VERSION])
    return FileView(name, bank_to_yaml(volume.bank, book=book).encode(), words.plain("mend-caption"))
