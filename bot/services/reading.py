"""The use cases of reading: find passages, open one, be asked about it; knows nothing of Telegram.

What can be found are the documents of the banks on offer. A document can be opened as long as any bank that
was ever asked from has it: a link in an old message leads to its passage still.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random

from bot.services.results import Posed, Running
from bot.services.shelf import Shelf
from bot.services.starting import SoloPlayer, start_solo
from questions.model import Bank, Document, Passage, Question
from questions.quiz import Refusal, Refused, plan
from questions.search import Found, Library, Query
from storage.engine import Database

MOST_PASSAGES = 3
LONGEST_QUIZ = 10
MOST_LIBRARIES = 20
"""Shelves whose index is kept: one for all who have made nothing of their own."""

Offer = tuple[tuple[str, str, Bank], ...]


@dataclass(frozen=True, slots=True)
class Answering:
    """A passage that answers a question, and how much can be asked about it.

    Attributes:
        found: The passage.
        on_passage: How many questions a quiz on the passage has.
        on_document: How many one on its document has.
    """

    found: Found
    on_passage: int
    on_document: int


@dataclass(frozen=True, slots=True)
class Reply:
    """What becomes of a question that somebody puts in their own words.

    Attributes:
        asks: Whether there was anything in it that can be looked for.
        small_talk: Whether it was a greeting, thanks and the like.
        passages: What answers it, best first.
    """

    asks: bool
    small_talk: bool
    passages: tuple[Answering, ...]


@dataclass(frozen=True, slots=True)
class OpenPassage:
    """A passage that somebody reads.

    Attributes:
        document: The document.
        passage: Its paragraph.
        span: The span of the document that led here, perhaps in another paragraph of it; empty for none.
        questions: How many questions a quiz on it has.
    """

    document: Document
    passage: Passage
    span: tuple[int, int]
    questions: int

    @property
    def marked(self) -> tuple[int, int] | None:
        """Where the span stands in the paragraph, from the paragraph's start; None where it does not."""
        start, end = max(self.span[0], self.passage.start), min(self.span[1], self.passage.end)
        return (start - self.passage.start, end - self.passage.start) if start < end else None


class ReadingService:
    """What people can read.

    Args:
        database: Where it is remembered.
        shelf: The banks.
        clock: Gives the time, with its zone.
        random: The source of chance.
    """

    def __init__(
        self, database: Database, shelf: Shelf, *, clock: Callable[[], datetime], random: Random
    ) -> None:
        self._database = database
        self._shelf = shelf
        self._clock = clock
        self._random = random
        self._libraries: OrderedDict[frozenset[str], Library] = OrderedDict()
        self._building = asyncio.Lock()

    async def find(self, user_id: int, text: str) -> Reply:
        """Find the passages of somebody's documents that answer a question."""
        query = await asyncio.to_thread(Query.of, text)
        if not query.terms:
            return Reply(asks=False, small_talk=query.small_talk, passages=())
        banks = await self._shelf.on_offer(user_id)
        library = await self._built(banks)
        found = await asyncio.to_thread(library.search, query, limit=MOST_PASSAGES)
        passages = tuple(
            Answering(
                one, _many(banks, one.document.sha256, one.passage), _many(banks, one.document.sha256, None)
            )
            for one in found
        )
        return Reply(asks=True, small_talk=False, passages=passages)

    async def open(self, user_id: int, sha256: str, span: tuple[int, int], *, number: int = 0) -> OpenPassage:
        """Open a document at a passage.

        Args:
            user_id: Who reads.
            sha256: The first characters of the hash of the document's text.
            span: The span of it that led here.
            number: The paragraph to open; 0 is the one where the span begins.

        Raises:
            Refused: There is no such document any more, or no such place in it.
        """
        document = await self._shelf.document(sha256)
        start, end = (min(offset, len(document.text)) for offset in span)
        for passage in document.passages:
            if passage.number == number or (number == 0 and passage.end > start):
                banks = await self._shelf.on_offer(user_id)
                questions = _many(banks, document.sha256, passage)
                return OpenPassage(document, passage, (start, end), questions)
        raise Refused(Refusal.UNKNOWN)

    async def quiz(self, player: SoloPlayer, *, sha256: str, number: int, start_key: str) -> Posed | Running:
        """Start a session with the questions that a passage or a document proves.

        Args:
            player: Who plays, and where.
            sha256: The first characters of the hash of the document's text.
            number: The paragraph; 0 is the whole document.
            start_key: What asked for it; one key starts one session at a time.

        Raises:
            Refused: No bank on offer asks about it now, or the key was used before.
        """
        document = await self._shelf.document(sha256)
        passage = next((one for one in document.passages if one.number == number), None)
        if number and passage is None:
            raise Refused(Refusal.UNKNOWN)
        banks = await self._shelf.on_offer(player.user_id)
        key, questions = _questions(banks, document.sha256, passage)
        planned = plan(questions, LONGEST_QUIZ, self._random)
        if not planned:
            raise Refused(Refusal.UNKNOWN)
        async with self._database.write() as session:
            return await start_solo(session, self._shelf, player, key, planned, start_key, self._clock())

    async def _built(self, banks: Offer) -> Library:
        """Return the library of what is on a shelf now, built at its first use."""
        documents: dict[str, Document] = {}
        for _, _, bank in banks:
            for document in bank.documents.values():
                documents.setdefault(document.sha256, document)
        shelf = frozenset(documents)
        async with self._building:
            if shelf not in self._libraries:
                library = await asyncio.to_thread(Library, tuple(documents.values()))
                self._libraries[shelf] = library
                if len(self._libraries) > MOST_LIBRARIES:
                    self._libraries.popitem(last=False)
            self._libraries.move_to_end(shelf)
            return self._libraries[shelf]


def _many(banks: Offer, sha256: str, passage: Passage | None) -> int:
    return min(len(_questions(banks, sha256, passage)[1]), LONGEST_QUIZ)


def _questions(banks: Offer, sha256: str, passage: Passage | None) -> tuple[str, tuple[Question, ...]]:
    """Return the bank on a shelf that asks most about a passage or a document, and what it asks."""
    asked = [
        (
            key,
            tuple(
                question
                for question in bank.approved
                if bank.documents[question.citation.document].sha256 == sha256
                and (passage is None or passage.start <= question.citation.start < passage.end)
            ),
        )
        for key, _, bank in banks
        if any(document.sha256 == sha256 for document in bank.documents.values())
    ]
    return max(asked, key=lambda one: len(one[1]), default=("", ()))
