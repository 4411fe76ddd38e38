"""Somebody who has made a book and looks through its questions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.maker import Maker
from bot.services import Services, Source, Volume
from questions.model import Bank, Choice, Citation, Kind, Question, Status, content_id
from questions.reading import document_from_text
from tests.bot.conftest import NOON, Running
from tests.bot.student import Message, Student, labels
from tests.material import TOWN

DOCUMENT = document_from_text(TOWN, path="document.txt")


def says(start: str) -> Citation:
    """The sentence of the town's text that begins so."""
    first = TOWN.index(start)
    quote = TOWN[first : TOWN.index(".", first) + 1]
    return Citation(DOCUMENT.id, first, first + len(quote), quote)


FOUNDED, SCHOOL, BUILT = says("Ostholm was"), says("Ida Lund"), says("Marta Brandt built")
LED, OPENED, FLOOD = says("Olaf Holm"), says("The railway"), says("A flood")
REPLACED, KEPT, KEEPS = says("In June"), says("Jon Vik"), says("The Ostholm Museum keeps")


def asked(
    stem: str,
    key: str,
    proof: Citation,
    *others: tuple[str, Citation | None],
    kind: Kind = Kind.CHOICE,
    status: Status = Status.APPROVED,
    rank: float | None = None,
) -> Question:
    """A question on the town, as an engine would have made it."""
    made = Question(
        id="",
        kind=kind,
        stem=stem,
        key=key,
        distractors=tuple(Choice(*one) for one in others),
        citation=proof,
        status=status,
        rank=rank,
        origin="rules/2",
    )
    return replace(made, id=content_id(made))


LIGHT = asked(
    "When did Marta Brandt build the harbour light of Ostholm?",
    "March 1871",
    BUILT,
    ("June 1913", REPLACED),
    ("May 1956", KEPT),
    ("March 1881", None),
    rank=0.9,
)
RAILWAY = asked(
    "When was the railway from Ostholm to Bergstad opened?",
    "August 1889",
    OPENED,
    ("June 1913", REPLACED),
    ("February 1907", FLOOD),
    ("May 1956", KEPT),
    rank=0.8,
)
FOUNDER = asked(
    "Who founded the first school of Ostholm?",
    "Ida Lund",
    SCHOOL,
    ("Henrik Dahl", FOUNDED),
    ("Olaf Holm", LED),
    ("Jon Vik", KEPT),
    rank=0.85,
)
PAINTINGS = asked(
    "How many paintings by Nils Berg does the Ostholm Museum keep?", "640", KEEPS, kind=Kind.NUMBER, rank=0.75
)
FIRST_SCHOOL = asked(
    "Which woman founded the first school of Ostholm?",
    "Ida Lund",
    SCHOOL,
    kind=Kind.SHORT,
    status=Status.DRAFT,
)
FLOODED = asked(
    "When did a flood destroy the old bridge of Ostholm?",
    "February 1907",
    FLOOD,
    kind=Kind.SHORT,
    status=Status.DRAFT,
)


def town(*questions: Question) -> Bank:
    """A bank on the town."""
    return Bank("The Town of Ostholm", "en", {DOCUMENT.id: DOCUMENT}, questions)


OSTHOLM = town(LIGHT, RAILWAY, FOUNDER, PAINTINGS)


class Editor:
    """A student who owns a book.

    Args:
        running: The bot.
        name: What the person is called.
    """

    def __init__(self, running: Running, name: str = "Ana") -> None:
        self.student = Student(running.person(name))
        self.services: Services = running.application.bot_data["services"]
        self._maker: Maker = running.application.bot_data["maker"]
        self.name = name

    @property
    def user_id(self) -> int:
        """The person's number."""
        return self.student.person.id

    @property
    def newest(self) -> Message:
        """The newest message of the chat."""
        return self.student.newest

    async def owns(self, made: Bank = OSTHOLM) -> Volume:
        """Put a book on the person's shelf; the bot's own maker begins nothing meanwhile."""
        jobs, source = self.services.jobs, Source("ostholm.txt", text="")
        # As the maker takes a job: it would tell of one that it finds with no message, and begin it.
        async with self._maker._telling:
            taken = await jobs.take(self.user_id, self.name, source, at=NOON)
            volume = await self.services.library.finish(taken.job, made)
            await jobs.close(taken.job)
        assert volume is not None
        return volume

    async def book(self) -> Bank:
        """The person's newest book as it is now."""
        return (await self.services.library.own(self.user_id))[0].bank

    async def opens(self) -> Message:
        """Open the overview of the newest book's questions."""
        await self.student.person.start()
        await self.student.sees("Hello")
        await self.student.says("/library")
        shelf = await self.student.sees("Your quizzes")
        await self.student.taps(labels(shelf)[0])
        await self.student.sees("📚")
        await self.student.taps("Look through")
        return await self.sees("left out.")

    async def looks(self, label: str = "Look through all") -> Message:
        """Look through the newest book's questions, or those of a sort."""
        overview = await self.opens()
        await self.taps(next(one for one in labels(overview) if one.startswith(label)))
        return await self.sees("The text says:")

    async def taps(self, label: str) -> Any:
        """Press a button of the newest message."""
        return await self.student.taps(label)

    async def sees(self, *texts: str) -> Message:
        """Wait until the newest message holds these texts."""
        return await self.student.sees(*texts)

    async def has(self, label: str) -> Message:
        """Wait until the newest message has a button."""
        messages = await self.student.person.wait(lambda messages: label in labels(messages[-1]))
        return messages[-1]
