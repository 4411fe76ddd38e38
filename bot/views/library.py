"""Banks that people make in the chat, as messages; knows no database and no process."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from bot.filenames import file_name
from bot.services import Listed, Match, Visibility, Volume
from bot.views.callbacks import (
    BANK_KEY,
    ChooseBank,
    ExportBook,
    Manage,
    OpenBook,
    Press,
    PutAway,
    Questions,
    ShowShelf,
)
from bot.views.message import Button, Message, Rows, button, lines, link, shortened
from bot.views.posts import FileView
from bot.views.words import Words
from questions.formats import FORMATS, Exported

TITLE = 80
FIRST = 3
"""Questions that are shown of a new bank."""

STEM = 120
LABEL = 40
ON_A_PAGE = 8
"""Books that a page of the library shows."""

MOST_OFFERED = 10
"""Books that are offered to get questions from another, the newest."""

SHELVES = ("own", "public", "archived")


def ready_view(words: Words, user_id: int, volume: Volume) -> Message:
    """Return a book that is ready, with what can be done with it."""
    bank, book = volume.bank, volume.book
    head = words("book-ready", title=shortened(bank.title, TITLE), count=len(bank.approved))
    if again := volume.again:
        lost = [words("book-again-lost", count=again.lost)] if again.lost else []
        head = lines(words("book-again", new=again.new, gone=again.gone), *lost, "", head)
    first = [words("book-question", stem=shortened(one.stem, STEM)) for one in bank.approved[:FIRST]]
    out = button(words("button-export"), ExportBook(book.id, "ask"))
    if volume.archived:
        back = button(words("button-restore"), Manage(book.id, "restore"))
        own = (button(words("button-delete-book"), Manage(book.id, "delete")),) if volume.own else ()
        return Message(lines(head, "", words("book-archived")), ((back,), (out, *own)))
    study = button(words("button-study"), ChooseBank(user_id, book.bank_hash[:BANK_KEY]))
    group = link(words("button-group"), f"https://t.me/{words.bot}?startgroup=quiz")
    address = f"https://t.me/{words.bot}?start=book_{book.code}"
    share = link(words("button-share"), f"https://t.me/share/url?url={quote(address, safe='')}")
    shared = () if book.visibility is Visibility.PRIVATE else (share,)
    rows: Rows = ((study,), (group, *shared))
    if volume.editable:
        look = button(words("button-look-through"), Questions(book.id, "show", 0))
        more = button(words("button-manage"), Manage(book.id, "more"))
        return Message(lines(head, "", *first), (*rows, (look, out), (more,)))
    away = button(words("button-put-away"), PutAway(book.id))
    return Message(lines(head, "", *first), (*rows, (out, away)))


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


def library_view(words: Words, shelf: str, books: Sequence[Listed], page: int = 0) -> Message:
    """Return a page of books: somebody's `own`, their `archived` ones, or the `public` ones they could take.

    Args:
        words: The language.
        shelf: Which of the three.
        books: All of its books.
        page: The page, from 0.
    """
    others = tuple(
        button(words(f"button-shelf-{other}"), ShowShelf(other, 0)) for other in SHELVES if other != shelf
    )
    if not books:
        return Message(words(f"library-{shelf}-empty"), (others,))
    page = min(page, (len(books) - 1) // ON_A_PAGE)
    shown = books[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    rows = tuple((listed_button(words, one),) for one in shown)
    turns = (
        *([button(words("button-before"), ShowShelf(shelf, page - 1))] if page else []),
        *(
            [button(words("button-after"), ShowShelf(shelf, page + 1))]
            if (page + 1) * ON_A_PAGE < len(books)
            else []
        ),
    )
    return Message(words(f"library-{shelf}", count=len(books)), (*rows, turns, others))


def listed_button(words: Words, listed: Listed, press: Press | None = None) -> Button:
    """Return the button that opens a book, or that does something else with it."""
    title = shortened(listed.book.title, LABEL)
    label = words("button-volume", title=title, count=listed.book.counts.asked)
    return button(label, press or OpenBook(listed.book.id))


def found_view(words: Words, looked_for: str, matches: Sequence[Match]) -> Message:
    """Return the books that a search found, each with a question that has its words."""
    if not matches:
        return Message(words("library-none-found", words=shortened(looked_for, TITLE)))
    told = [
        words("library-match", title=shortened(one.listed.book.title, LABEL), stem=shortened(one.stem, STEM))
        for one in matches
        if one.stem
    ]
    head = words("library-found", words=shortened(looked_for, TITLE), count=len(matches))
    return Message(lines(head, *told), tuple((listed_button(words, one.listed),) for one in matches))
