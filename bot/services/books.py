"""What is done with a whole book: shown, renamed, merged, archived, deleted, found; knows no Telegram."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, defaultdict
from dataclasses import dataclass, replace

from bot.services.editions import publish
from bot.services.library import LibraryService, Listed, Volume
from bot.services.mending import LONGEST_TITLE
from bot.services.roles import Role, RoleService, own_book
from bot.services.shelf import Shelf
from questions.bank import Joined, join
from questions.language.wording import content_words
from questions.model import Bank
from questions.quiz import Refusal, Refused
from storage.banks import drop_orphaned_banks, lock_banks
from storage.books import (
    Visibility,
    archive,
    book_by_id,
    drop_book,
    drop_editor,
    editors_of,
    readers,
    set_visibility,
    shelve,
    unshelve,
)
from storage.engine import Database
from storage.roles import Member, drop_invitations

MOST_FOUND = 8
"""Books that a search shows."""

MOST_INDEXED = 100
"""Banks whose words are held for searching, the ones first indexed given up first."""


@dataclass(frozen=True, slots=True)
class Care:
    """What the maker of a book, or an editor, has in hand.

    Attributes:
        volume: The book.
        editors: Who may change it besides its maker.
        readers: On how many shelves of others it stands.
        may_publish: Whether this person may show it to everybody.
    """

    volume: Volume
    editors: tuple[Member, ...]
    readers: int
    may_publish: bool


@dataclass(frozen=True, slots=True)
class Match:
    """A book that a search found, and the stem of a question that has its words, where one has."""

    listed: Listed
    stem: str | None


class BookService:
    """What the makers and editors of books do with them, and how others find them.

    Args:
        database: Where it is remembered.
        shelf: The banks.
        library: The books.
        roles: Who may show one to everybody.
    """

    def __init__(self, database: Database, shelf: Shelf, library: LibraryService, roles: RoleService) -> None:
        self._database = database
        self._shelf = shelf
        self._library = library
        self._roles = roles
        self._words: OrderedDict[str, dict[str, set[int]]] = OrderedDict()

    async def care(self, user_id: int, book_id: int) -> Care:
        """Return what somebody may do with a book; raises Refused where it is not theirs to change."""
        volume = await self._library.volume(user_id, book_id)
        role = await self._roles.role_of(user_id)
        async with self._database.read() as session:
            editors = await editors_of(session, book_id)
            shelves = await readers(session, book_id)
        others = max(shelves - 1 - len(editors), 0)
        return Care(volume, editors, others, may_publish=volume.own and role >= Role.TEACHER)

    async def rename(self, user_id: int, book_id: int, title: str) -> Volume:
        """Call a book otherwise.

        Raises:
            Refused: It is not theirs to change, or that is no title.
        """
        volume = await self._library.volume(user_id, book_id)
        title = " ".join(title.split())
        if not 0 < len(title) <= LONGEST_TITLE:
            raise Refused(Refusal.NO_TITLE)
        renamed = replace(volume.bank, title=title)
        book = await publish(self._database, self._shelf, volume.book, renamed)
        return replace(volume, book=book, bank=renamed)

    async def show_to(self, user_id: int, book_id: int, visibility: Visibility) -> bool:
        """Say who can take a book to their shelf; who has it there keeps it.

        Returns:
            Whether this person made it; False for who runs the bot and took it down.

        Raises:
            Refused: Somebody else made it, unless who runs the bot takes it down; or it is shown to everybody
                by somebody who is no teacher.
        """
        role = await self._roles.role_of(user_id)
        async with self._database.write() as session:
            book = await book_by_id(session, book_id)
            if book is None:
                raise Refused(Refusal.UNKNOWN)
            taken_down = role is Role.ADMIN and book.visibility is Visibility.PUBLIC
            if book.owner_id != user_id and not (taken_down and visibility is Visibility.LINK):
                raise Refused(Refusal.FOREIGN)
            if visibility is Visibility.PUBLIC and role < Role.TEACHER:
                raise Refused(Refusal.NOT_ALLOWED)
            await set_visibility(session, book_id, visibility)
            return book.owner_id == user_id

    async def dismiss(self, user_id: int, book_id: int, editor_id: int) -> None:
        """Let an editor change a book no more, nor have one that is private; open invitations end.

        Raises:
            Refused: Somebody else made it, or it is gone.
        """
        async with self._database.write() as session:
            book = await own_book(session, user_id, book_id)
            await drop_editor(session, editor_id, book_id)
            await drop_invitations(session, book_id)
            if book.visibility is Visibility.PRIVATE:
                await unshelve(session, editor_id, book_id)

    async def mergeable(self, user_id: int, book_id: int) -> tuple[Listed, ...]:
        """Return the other books that somebody may change, the newest first."""
        return tuple(
            one for one in await self._library.listed(user_id) if one.editable and one.book.id != book_id
        )

    async def merge(self, user_id: int, book_id: int, other_id: int) -> tuple[Volume, Joined]:
        """Put the questions of another book into one; the other is archived, so that nothing is lost.

        Raises:
            Refused: They are not theirs to change, or are the same.
        """
        volume = await self._library.volume(user_id, book_id)
        other = await self._library.volume(user_id, other_id)
        if book_id == other_id:
            raise Refused(Refusal.UNKNOWN)
        await self._library.shelved(user_id, other_id)
        joined = await asyncio.to_thread(join, volume.bank, other.bank)
        book = await publish(self._database, self._shelf, volume.book, joined.bank)
        await self.archive(user_id, other_id)
        return replace(volume, book=book, bank=joined.bank), joined

    async def archive(self, user_id: int, book_id: int) -> None:
        """Keep a book on somebody's shelf without asking from it; raises Refused where it is not there."""
        await self._library.shelved(user_id, book_id)
        async with self._database.write() as session:
            await archive(session, user_id, book_id)

    async def restore(self, user_id: int, book_id: int) -> Volume:
        """Ask from an archived book again; raises Refused where it is not on the person's shelf."""
        await self._library.shelved(user_id, book_id)
        async with self._database.write() as session:
            await shelve(session, user_id, book_id)
        return await self._library.shelved(user_id, book_id)

    async def delete(self, user_id: int, book_id: int) -> None:
        """Drop a book from all shelves; quizzes that began with it can be looked at still.

        Raises:
            Refused: Somebody else made it, or it is gone.
        """
        async with self._database.write() as session:
            await lock_banks(session)
            book = await own_book(session, user_id, book_id)
            await drop_book(session, book)
            await drop_orphaned_banks(session)

    async def search(self, user_id: int, words: str) -> tuple[Match, ...]:
        """Return the books that somebody can have whose title or one of whose questions has some words.

        Args:
            user_id: Who searches: their own books, archived ones among them, and those that everybody finds.
            words: What is looked for; words without meaning of their own are passed over.
        """
        wanted = content_words(words)
        if not wanted:
            return ()
        listed = [
            *await self._library.listed(user_id),
            *await self._library.listed(user_id, archived=True),
            *await self._library.public(user_id),
        ]
        found = {one.book.id: Match(one, None) for one in listed if wanted <= content_words(one.book.title)}
        for one in listed:
            if len(found) >= MOST_FOUND:
                break
            if one.book.id not in found and (stem := await self._asked(one.book.bank_hash, wanted)):
                found[one.book.id] = Match(one, stem)
        return tuple(found.values())[:MOST_FOUND]

    async def _asked(self, key: str, wanted: set[str]) -> str | None:
        """Return the stem of a bank's first question that has some words, or None."""
        words = self._words.get(key)
        if words is None:
            words = await asyncio.to_thread(_words_of, await self._shelf.bank(key))
            self._words[key] = words
            if len(self._words) > MOST_INDEXED:
                self._words.popitem(last=False)
        places = set.intersection(*(words.get(word, set()) for word in wanted))
        return (await self._shelf.bank(key)).approved[min(places)].stem if places else None


def _words_of(bank: Bank) -> dict[str, set[int]]:
    """Return in which of a bank's approved questions, by their places, each word stands."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for place, question in enumerate(bank.approved):
        for word in content_words(f"{question.stem} {question.key}"):
            found[word].add(place)
    return dict(found)
