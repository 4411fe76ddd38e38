"""Many books on a shelf: a list reads none of them, and memory holds no more than it must."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select, update

import bot.services.shelf as shelves
from bot.services import SoloPlayer
from bot.views.poll import fits
from questions.bank import bank_to_yaml
from questions.model import Bank
from questions.reading import document_from_text
from storage.banks import count, kept_bank
from storage.tables import BankRow, BookRow
from tests.bot.conftest import Run
from tests.bot.editor import DOCUMENT, OSTHOLM, PAINTINGS, Editor
from tests.bot.student import labels
from tests.material import TOWN


async def test_a_list_tells_titles_and_counts_and_reads_no_bank(run: Run) -> None:
    async with run() as running:
        ana = Editor(running)
        for number in range(3):
            await ana.owns(_about(number))
    async with run() as running:
        async with running.database.write() as session:
            await session.execute(update(BankRow).values(content="unreadable"))
        ana = Editor(running)
        await ana.student.person.start()
        await ana.student.says("/library")
        shelf = await ana.student.sees("Your quizzes")
        assert labels(shelf)[:3] == [f"Town {number} · 4" for number in (2, 1, 0)]
        offers = {one.title: one.length for one in await ana.services.classes.banks(ana.user_id)}
        fitting = count(_about(0), fits).in_class
        assert offers.items() >= {f"Town {number}": fitting for number in range(3)}.items()


async def test_what_an_earlier_version_kept_is_read_and_counted_when_the_bot_starts(run: Run) -> None:
    async with run() as running:
        await Editor(running).owns()
        async with running.database.write() as session:
            written = bank_to_yaml(OSTHOLM)
            await session.execute(update(BankRow).values(content=written))
            await session.execute(update(BookRow).values(asked=None, in_class=None))
    async with run() as running:
        ana = Editor(running)
        counts = count(OSTHOLM, fits)
        async with running.database.read() as session:
            query = select(BookRow.asked, BookRow.in_class)
            assert (await session.execute(query)).one() == (counts.asked, counts.in_class)
        assert await ana.book() == OSTHOLM
        assert counts.in_class < counts.asked


async def test_more_banks_than_memory_shall_hold_are_read_again_when_they_are_asked_from(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelves, "MOST_HELD", 2 * len(OSTHOLM.questions))
    read: list[str] = []

    async def reading(session: object, key: str) -> object:
        read.append(key)
        return await kept_bank(session, key)  # type: ignore[arg-type]

    monkeypatch.setattr(shelves, "kept_bank", reading)
    async with run() as running:
        ana = Editor(running)
        one, two, three = [(await ana.owns(_about(number))).book.bank_hash for number in range(3)]
        starts = ana.services.starts
        for number, key in enumerate((three, two, one, two, three)):
            player = SoloPlayer(ana.user_id, "Ana", 100 + number)
            posed = await starts.start(player, bank=key[:16], length=4, start_key=f"start {number}")
            assert hasattr(posed, "question")
            if number == 1:
                read.clear()
    assert read == [one, three]


def _about(number: int) -> Bank:
    """A book on another document each, with the same questions."""
    text = f"{TOWN}\n\nCopy {number}."
    document = document_from_text(text, path=f"town-{number}.txt", identifier=DOCUMENT.id)
    return replace(OSTHOLM, title=f"Town {number}", documents={document.id: document})


def test_the_town_has_a_question_that_only_one_person_can_be_asked() -> None:
    assert not fits(PAINTINGS)
