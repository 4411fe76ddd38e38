"""A maker puts a question of one book into another."""

from __future__ import annotations

from dataclasses import replace

from questions.model import Bank, Status
from questions.reading import document_from_text
from tests.bot.conftest import Run, Running
from tests.bot.editor import DOCUMENT, FIRST_SCHOOL, FOUNDER, LIGHT, OSTHOLM, RAILWAY, Editor, town
from tests.bot.student import Student, labels
from tests.material import TOWN


def copy(*kept: str) -> Bank:
    """A book on another document, which has some of the town's questions."""
    document = document_from_text(f"{TOWN}\n\nA copy.", path="copy.txt", identifier=DOCUMENT.id)
    questions = tuple(one for one in OSTHOLM.questions if one.id in kept)
    return replace(OSTHOLM, title="Railways", documents={document.id: document}, questions=questions)


async def banks(ana: Editor) -> dict[str, Bank]:
    return {one.bank.title: one.bank for one in await ana.services.library.own(ana.user_id)}


async def moves(ana: Editor, to: str) -> None:
    """From a question's page, put it into another quiz."""
    await ana.taps("Change…")
    await ana.has("Move to another quiz")
    await ana.taps("Move to another quiz")
    await ana.sees("Into which quiz shall it go?")
    await ana.taps(to)


async def test_a_question_goes_into_another_quiz_with_its_passage_and_the_next_one_is_shown(run: Run) -> None:
    async with run() as running:
        ana = Editor(running)
        await ana.owns(copy(RAILWAY.id))
        await ana.owns()
        await ana.looks()
        await moves(ana, "Railways · 1")
        await ana.sees("✓ It is in Railways now.", "1 of 3", RAILWAY.stem)
    async with run() as later:
        kept = await banks(Editor(later))
        assert [one.id for one in kept["The Town of Ostholm"].questions] == [
            one.id for one in OSTHOLM.questions if one != LIGHT
        ]
        moved = kept["Railways"].questions[-1]
        assert (moved.stem, moved.key, moved.status) == (LIGHT.stem, LIGHT.key, Status.APPROVED)
        document = kept["Railways"].documents[moved.citation.document]
        assert document.text[moved.citation.start : moved.citation.end] == LIGHT.citation.quote


async def test_what_cannot_be_asked_beside_the_others_is_a_draft_there(running: Running) -> None:
    ana = Editor(running)
    await ana.owns(copy(FOUNDER.id))
    await ana.owns(town(LIGHT, replace(FIRST_SCHOOL, status=Status.APPROVED)))
    await ana.looks()
    await ana.taps("›")
    await ana.sees("2 of 2")
    await moves(ana, "Railways · 1")
    await ana.sees("✓ It is in Railways now, as a draft", "One question: 1 asked")
    assert [one.status for one in (await banks(ana))["Railways"].questions] == [Status.APPROVED, Status.DRAFT]


async def test_nothing_is_lost_where_it_cannot_go(running: Running) -> None:
    ana = Editor(running)
    await ana.owns(copy(LIGHT.id))
    await ana.owns(town(LIGHT))
    before = await banks(ana)
    await ana.looks()
    await ana.taps("Change…")
    await ana.has("Move to another quiz")
    await ana.taps("Move to another quiz")
    asked = await ana.sees("Into which quiz shall it go?")
    told = await ana.taps("Railways · 1")
    assert told.text == "That cannot be: it is the only question here."
    eve = Editor(running, "Eve")
    hers = await eve.owns(copy(RAILWAY.id))
    books = {one.book.title: one.book.id for one in await ana.services.library.own(ana.user_id)}
    for to in (hers.book.id, books["The Town of Ostholm"], 99):
        data = f"U:{books['The Town of Ostholm']}:{LIGHT.id}:a:{to}"
        assert (await ana.student.person.press(asked["message_id"], data)).show_alert
    assert await banks(ana) == before


async def test_the_same_question_is_not_put_there_twice(running: Running) -> None:
    ana = Editor(running)
    await ana.owns(copy(LIGHT.id, RAILWAY.id))
    await ana.owns()
    before = await banks(ana)
    await ana.looks()
    await ana.taps("Change…")
    await ana.has("Move to another quiz")
    await ana.taps("Move to another quiz")
    await ana.sees("Into which quiz shall it go?")
    told = await ana.taps("Railways · 2")
    assert told.text == "That cannot be: the other quiz has this question already."
    assert await banks(ana) == before


async def test_who_has_one_quiz_is_told_that_there_is_no_other(running: Running) -> None:
    ana = Editor(running)
    await ana.owns()
    await ana.looks()
    await ana.taps("Change…")
    await ana.has("Move to another quiz")
    await ana.taps("Move to another quiz")
    page = await ana.sees("You have no other quiz that it could go into.")
    assert labels(page) == ["‹ Back"]
    assert isinstance(ana.student, Student)
