"""What is done with a whole book, and who teaches here, as messages; knows no database and no rule."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from bot.services import Care, Listed, Member, Visibility, Volume
from bot.views.callbacks import Dismiss, Manage, MergeBooks, OpenBook, Questions, ShowShelf
from bot.views.library import LABEL, MOST_OFFERED, TITLE, listed_button
from bot.views.message import Message, Rows, button, lines, link, shortened
from bot.views.words import Html, Words
from questions.bank import Joined


def care_view(words: Words, care: Care) -> Message:
    """Return what the maker or an editor of a book may do with it as a whole."""
    volume, book_id = care.volume, care.volume.book.id
    head = words("care", title=shortened(volume.bank.title, TITLE))
    told = [words(f"care-{volume.book.visibility}")]
    if care.readers:
        told.append(words("care-readers", count=care.readers))
    if care.editors:
        told.append(words("care-editors", names=", ".join(one.name for one in care.editors)))
    rename = button(words("button-rename"), Manage(book_id, "rename"))
    mend = button(words("button-mend"), Questions(book_id, "file", 0))
    merge = button(words("button-merge"), Manage(book_id, "merge"))
    archive = button(words("button-archive"), Manage(book_id, "archive"))
    back = button(words("button-back"), OpenBook(book_id))
    rows: Rows = ((rename, mend),)
    if volume.own:
        seen = button(words("button-who"), Manage(book_id, "seen"))
        editors = button(words("button-editors"), Manage(book_id, "editors"))
        delete = button(words("button-delete-book"), Manage(book_id, "delete"))
        rows = (*rows, (seen, editors), (merge, archive), (delete, back))
    else:
        rows = (*rows, (merge, archive), (back,))
    return Message(lines(head, "", *told), rows)


def seen_view(words: Words, care: Care) -> Message:
    """Return the question who can have a book."""
    book = care.volume.book
    offered = [one for one in Visibility if one is not Visibility.PUBLIC or care.may_publish]
    rows = tuple(
        (button(words(f"button-{one}", now=str(one is book.visibility).lower()), Manage(book.id, one)),)
        for one in offered
    )
    text = lines(
        words("seen", title=shortened(care.volume.bank.title, TITLE)), words(f"care-{book.visibility}")
    )
    return Message(text, (*rows, (button(words("button-back"), Manage(book.id, "more")),)))


def editors_view(words: Words, care: Care) -> Message:
    """Return who may change a book, each to be taken off, and a way to invite one more."""
    book_id = care.volume.book.id
    told = words("editors", title=shortened(care.volume.bank.title, TITLE), count=len(care.editors))
    rows = _members(words, book_id, care.editors)
    invite = button(words("button-invite-editor"), Manage(book_id, "invite"))
    return Message(told, (*rows, (invite,), (button(words("button-back"), Manage(book_id, "more")),)))


def teachers_view(words: Words, teachers: Sequence[Member]) -> Message:
    """Return who teaches here, each to be taken off, and a way to invite one more."""
    invite = button(words("button-invite-teacher"), Manage(0, "invite"))
    return Message(words("teachers", count=len(teachers)), (*_members(words, 0, teachers), (invite,)))


def invitation_view(words: Words, code: str, *, title: str | None = None) -> Message:
    """Return a link that works once: to a book of this title as its editor, else for a teacher."""
    address = f"https://t.me/{words.bot}?start=join_{code}"
    text = words("invitation-editor", title=title) if title else words("invitation-teacher")
    share = link(words("button-share-invitation"), f"https://t.me/share/url?url={quote(address, safe='')}")
    return Message(lines(text, "", Html(address)), ((share,),))


def merging_view(words: Words, volume: Volume, others: Sequence[Listed]) -> Message:
    """Return the question which book's questions go into one."""
    back = (button(words("button-back"), Manage(volume.book.id, "more")),)
    title = shortened(volume.bank.title, TITLE)
    if not others:
        return Message(words("merge-none", title=title), (back,))
    rows = tuple(
        (listed_button(words, one, MergeBooks(volume.book.id, one.book.id, 0)),)
        for one in others[:MOST_OFFERED]
    )
    return Message(words("merge", title=title), (*rows, back))


def merge_sure_view(words: Words, volume: Volume, other: Volume) -> Message:
    """Return the question whether two books shall be one."""
    yes = button(words("button-merge-sure"), MergeBooks(volume.book.id, other.book.id, 1))
    no = button(words("button-back"), Manage(volume.book.id, "more"))
    places: dict[str, str | int] = {
        "title": shortened(volume.bank.title, TITLE),
        "other": shortened(other.bank.title, TITLE),
        "count": len(other.bank.questions),
    }
    return Message(words("merge-sure", **places), ((yes, no),))


def merged_view(words: Words, volume: Volume, joined: Joined) -> Message:
    """Return what came of putting a book into another."""
    told = [words("merged", title=shortened(volume.bank.title, TITLE), count=len(joined.added))]
    if joined.double:
        told.append(words("merged-double", count=len(joined.double)))
    if joined.drafts:
        told.append(words("merged-drafts", count=len(joined.drafts)))
    return Message(lines(*told), ((button(words("button-open"), OpenBook(volume.book.id)),),))


def archived_view(words: Words, book_id: int) -> Message:
    """Return the word that a book is archived, with a way back."""
    back = button(words("button-restore"), Manage(book_id, "restore"))
    return Message(words("archived"), ((back, button(words("button-library"), ShowShelf("own", 0))),))


def delete_sure_view(words: Words, care: Care) -> Message:
    """Return the question whether a book shall be dropped."""
    book_id = care.volume.book.id
    yes = button(words("button-delete-sure"), Manage(book_id, "erase"))
    no = button(words("button-back"), OpenBook(book_id))
    title = shortened(care.volume.bank.title, TITLE)
    return Message(words("delete-sure", title=title, count=care.readers + len(care.editors)), ((yes, no),))


def public_view(words: Words, volume: Volume, *, takes_down: bool) -> Message:
    """Return a book that everybody finds and that is not on one's shelf yet."""
    bank, book_id = volume.bank, volume.book.id
    take = button(words("button-take"), Manage(book_id, "take"))
    down = (button(words("button-take-down"), Manage(book_id, "link")),) if takes_down else ()
    back = button(words("button-back"), ShowShelf("public", 0))
    text = words("book-public", title=shortened(bank.title, TITLE), count=len(bank.approved))
    return Message(text, ((take,), (*down, back)))


def _members(words: Words, book_id: int, members: Sequence[Member]) -> Rows:
    return tuple(
        (button(words("button-dismiss", name=shortened(one.name, LABEL)), Dismiss(book_id, one.user_id)),)
        for one in members
    )
