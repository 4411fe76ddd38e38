"""What belongs to others: a maker with a private book, a host with a class; and how it is watched."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from bot.local import Person
from bot.services import Adaptive, Posed, Services, SoloPlayer, Source, Visibility
from questions.model import Bank, Candidate, Choice, Kind, Question
from questions.reading import document_from_text
from questions.verification import verify
from storage.engine import Database
from storage.tables import AssignmentRow, Base, ClaimRow, JobRow, PollRow, PostRow, ReportRow, SessionRow
from tests.bot.classes.classroom import Classroom
from tests.bot.classes.test_homework import give
from tests.bot.conftest import Running
from tests.material import BRIDGE, cite

SECRETS = ("Bergstad", "Lars Falk", "Sofie Lind", "Emil Dorn", "stone bridge", "Anastasia")
"""What stands in the maker's book alone, and the maker's name."""

PASSING = {"updates", "leases", "paces"}
"""Tables that hold what is under way, and nobody's data."""

Row = tuple[str, tuple[tuple[str, str], ...]]


def bridges() -> Bank:
    """The maker's bank: a question to tap, one to type."""
    document = document_from_text(BRIDGE, path="bridge.txt")

    def asked(**fields: Any) -> Question:
        quote = fields.pop("quote")
        made = verify(Candidate(citation=cite(quote, document=document), **fields), {document.id: document})
        assert isinstance(made, Question), made
        return made

    return Bank(
        "The Bridges of Bergstad",
        "en",
        {document.id: document},
        (
            asked(
                kind=Kind.CHOICE,
                stem="Who built the stone bridge of Bergstad in 1811?",
                key="Sofie Lind",
                distractors=(Choice("Lars Falk"), Choice("Emil Dorn"), Choice("Queen Agnes")),
                quote="The engineer Sofie Lind built the stone bridge of Bergstad in 1811.",
            ),
            asked(
                kind=Kind.NUMBER,
                stem="How many metres long is the iron bridge of Bergstad?",
                key="212",
                distractors=(),
                quote="The iron bridge of Bergstad is 212 metres long.",
            ),
        ),
    )


@dataclass(frozen=True)
class Others:
    """People whose data nobody else shall see or change, with the numbers and words by which it is known.

    Attributes:
        maker: Who made a private book, has quizzes open and over, a claim, a report, a text on offer.
        room: A class that plays, and homework of one that is over.
        sessions: The numbers of all their sessions, the class's last.
        book_id: The book.
        bank: The first characters of its bank's hash.
        document: The first characters of its document's hash.
        question: The short name of one of its questions.
        job_id: The text on offer.
        claim_id: The claim.
        report_id: The report.
        homework: The homework's code.
        codes: Codes that open something of theirs to whoever has them.
    """

    maker: Person
    room: Classroom
    sessions: tuple[int, ...]
    book_id: int
    bank: str
    document: str
    question: str
    job_id: int
    claim_id: int
    report_id: int
    homework: str
    codes: tuple[str, ...]

    @property
    def ids(self) -> set[int]:
        """The people."""
        return {self.maker.id, self.room.host.person.id}

    @property
    def secrets(self) -> tuple[str, ...]:
        """Words that must not come to anybody else's eyes."""
        return (*SECRETS, *self.codes)


async def settle(running: Running, now: datetime) -> Others:
    """Let a maker and a host have something of everything."""
    services: Services = running.application.bot_data["services"]
    maker = running.person("Anastasia")
    await maker.start()
    await maker.wait(lambda messages: messages[-1]["from"]["is_bot"])
    made = await services.jobs.take(maker.id, maker.name, Source("bridges", text=BRIDGE), at=now)
    volume = await services.library.finish(made.job, bridges())
    assert volume
    await services.jobs.close(made.job)
    book = volume.book
    # It stands on the maker's shelf, and only there.
    await services.library.take(maker.id, maker.name, book.code)
    await services.books.show_to(maker.id, book.id, Visibility.PRIVATE)
    invitation = await services.roles.invite(maker.id, maker.name, book_id=book.id)
    offered = await services.jobs.hear(maker.id, maker.name, BRIDGE, at=now)
    assert offered
    over, running_one, exam = await _quizzes(services, maker, book.bank_hash[:16])
    room = Classroom(running.telegram, ["Ben"], title="Class 9c of Ostholm")
    await room.host.person.send("/start")
    word = await give(room)
    url = word["reply_markup"]["inline_keyboard"][0][0]["url"]
    await room.starts("Time", "no limit")
    while not await _told(running.database):  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    async with running.database.read() as session:
        claim_id = (await session.execute(select(ClaimRow.id))).scalar_one()
        report_id = (await session.execute(select(ReportRow.id))).scalar_one()
        homework = (await session.execute(select(AssignmentRow.code))).scalar_one()
        sessions = (await session.execute(select(SessionRow.id))).scalars().all()
        job_id = (await session.execute(select(JobRow.id))).scalar_one()
    assert url.endswith(homework)
    assert {over, running_one, exam} < set(sessions)
    short = (await services.editing.page(maker.id, book.id, "-", "a")).name
    return Others(
        maker=maker,
        room=room,
        sessions=tuple(sorted(sessions)),
        book_id=book.id,
        bank=book.bank_hash[:16],
        document=volume.bank.documents["bridge"].sha256[:16],
        question=short,
        job_id=job_id,
        claim_id=claim_id,
        report_id=report_id,
        homework=homework,
        codes=(invitation, book.code),
    )


async def _quizzes(services: Services, maker: Person, bank: str) -> tuple[int, int, int]:
    """A quiz that is over, with a claim and a report; one that is open; an exam that is open elsewhere."""
    player = SoloPlayer(maker.id, maker.name, maker.id)
    posed = await services.starts.start(player, bank=bank, length=2, start_key="first")
    assert isinstance(posed, Posed)
    own = {"user_id": maker.id, "session_id": posed.session_id}
    for position in range(2):
        at = {**own, "position": position}
        standing = await services.quiz.standing(**own)
        if standing.typed:
            await services.quiz.answer_by_text(**at, text="213 or so")
            await services.feedback.claim(**at)
        else:
            await services.quiz.answer(**at, choice=0)
            await services.feedback.report(**at, reason="wrong")
        await services.quiz.advance(**at)
    again = await services.starts.start(player, bank=bank, length=2, start_key="second")
    elsewhere = SoloPlayer(maker.id, maker.name, -77)
    exam = await services.starts.adapt(elsewhere, Adaptive.EXAM, bank=bank, start_key="third")
    assert isinstance(again, Posed)
    assert isinstance(exam, Posed)
    return posed.session_id, again.session_id, exam.session_id


async def _told(database: Database) -> bool:
    """Whether all that is owed to the class stands there, and is noted."""
    async with database.read() as session:
        posts = (await session.execute(select(PostRow.state))).scalars().all()
        polls = (await session.execute(select(PollRow.id))).scalars().all()
    return len(polls) == 2 and not {"due", "sending"} & set(posts)


async def rows(database: Database) -> Counter[Row]:
    """Every row of the database."""
    found: Counter[Row] = Counter()
    async with database.read() as session:
        for table in Base.metadata.sorted_tables:
            if table.name not in PASSING:
                for row in (await session.execute(select(table))).mappings():
                    found[table.name, tuple((name, str(value)) for name, value in row.items())] += 1
    return found


def of_people(found: Iterable[Row], ids: Iterable[int]) -> set[Row]:
    """Rows that name one of these people."""
    names = {str(one) for one in ids}
    return {row for row in found if names & {value for _, value in row[1]}}
