"""A book's questions come back as a file that was mended by hand; knows nothing of Telegram."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from bot.services.editions import publish
from bot.services.library import LibraryService, Volume
from bot.services.shelf import Shelf
from questions.bank import DocumentEntry, parse_bank
from questions.errors import BankShape
from questions.model import Bank
from questions.verification import bank_faults
from storage.engine import Database

LONGEST_TITLE, LONGEST_TEXT, LONGEST_QUESTION = 200, 1000, 3000
"""Characters of a title, of a stem or a choice, and of a question with its choices."""


class MendingService:
    """What makers do to their books in files.

    Args:
        database: Where books are kept.
        shelf: The banks.
        library: The books.
    """

    def __init__(self, database: Database, shelf: Shelf, library: LibraryService) -> None:
        self._database = database
        self._shelf = shelf
        self._library = library

    async def mend(self, user_id: int, name: str, text: str) -> Volume | tuple[str, ...]:
        """Take a book's bank as its maker has mended it by hand.

        Args:
            user_id: Who sends it.
            name: What the file is called.
            text: The bank as YAML.

        Returns:
            The book as it is now; or what keeps each question of it from being asked, and nothing is changed.

        Raises:
            BankError: It is no bank, or asks about a document of which this person has made none.
        """
        own = [one for one in await self._library.volumes(user_id) if one.own]
        texts = {one.sha256: one.text for volume in own for one in volume.bank.documents.values()}

        def read(entry: DocumentEntry) -> str:
            if entry.sha256 not in texts:
                raise BankShape(
                    f"{name}: I do not have the document {entry.title!r}",
                    advice="Send me the document itself first",
                )
            return texts[entry.sha256]

        mended = (await asyncio.to_thread(parse_bank, text, name=name, read=read)).bank
        faults = await asyncio.to_thread(lambda: tuple(bank_faults(mended)))
        if faults:
            return tuple(f"{question_id}: {fault}" for question_id, fault in faults)
        if not mended.approved:
            raise BankShape(f"{name} has no question that is asked", advice="Leave at least one approved")
        _refuse_long(name, mended)
        wanted = {document.sha256 for document in mended.documents.values()}
        volume = next(
            one for one in own if wanted & {document.sha256 for document in one.bank.documents.values()}
        )
        book = await publish(self._database, self._shelf, volume.book, mended)
        return replace(volume, book=book, bank=mended)


def _refuse_long(name: str, bank: Bank) -> None:
    """Refuse what no message has room for; raises BankShape."""
    titles = (bank.title, *(document.title for document in bank.documents.values()))
    if max(map(len, titles)) > LONGEST_TITLE:
        raise BankShape(f"{name} has a title of more than {LONGEST_TITLE} characters", advice="Shorten it")
    for question in bank.questions:
        texts = (question.stem, *(choice.text for choice in question.choices))
        if max(map(len, texts)) > LONGEST_TEXT or sum(map(len, texts)) > LONGEST_QUESTION:
            raise BankShape(f"{name}: question {question.id} is too long for a message", advice="Shorten it")
