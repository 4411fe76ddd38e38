"""A book goes out as a file, is mended by hand and comes back to itself, each fault named with its line."""

from __future__ import annotations

import pytest

from bot.services import LibraryService, Volume
from questions.model import Bank, Status
from tests.bot.conftest import Running
from tests.bot.editor import FIRST_SCHOOL, FOUNDER, LIGHT, RAILWAY, Editor, town


async def downloads(ana: Editor, running: Running) -> str:
    """Get the newest book as a file."""
    await ana.student.person.start()
    await ana.sees("Hello")
    await ana.student.says("/library")
    await ana.sees("Your quizzes")
    book = (await ana.services.library.own(ana.user_id))[0].book.id
    shelf = ana.newest
    await ana.student.person.press(shelf["message_id"], f"T:{book}")
    await ana.sees("📚")
    await ana.taps("More …")
    await ana.sees("Whoever has its link")
    await ana.taps("Edit as a file")
    sent = await ana.student.person.wait(lambda messages: "document" in messages[-1])
    return running.telegram.world.files.read(sent[-1]["document"]["file_id"])[2].decode()


def line_of(text: str, wanted: str, *, after: str = "") -> int:
    """The line of the first place of a text after another."""
    start = text.index(after) if after else 0
    return text[: text.index(wanted, start)].count("\n") + 1


async def test_the_file_finds_its_own_book_and_nobody_elses(running: Running) -> None:
    ana, eve = Editor(running), Editor(running, "Eve")
    first = await ana.owns(town(LIGHT, RAILWAY))
    yaml = await downloads(ana, running)
    assert f"code: {first.book.code}" in yaml
    await eve.owns(town(LIGHT, RAILWAY))
    await eve.student.person.start()
    await eve.sees("Hello")
    await eve.student.person.send_file("theirs.yaml", yaml.encode())
    await eve.sees("theirs.yaml was sent from a quiz that is not yours")
    mended = yaml.replace("title: The Town of Ostholm\nlanguage", "title: Ostholm, mended\nlanguage")
    await ana.student.person.send_file("mine.yaml", mended.encode())
    await ana.sees("📚 Ostholm, mended")
    assert (await eve.book()).title == "The Town of Ostholm"
    assert (await ana.services.library.own(ana.user_id))[0].book.id == first.book.id
    await ana.student.person.send_file(
        "mine.yaml", mended.replace("Ostholm, mended", "Mended twice").encode()
    )
    await ana.sees("📚 Mended twice")
    await ana.services.editing.leave_out(ana.user_id, first.book.id, RAILWAY.id, "a", "easy")
    await ana.student.person.send_file("mine.yaml", mended.encode())
    await ana.sees("The quiz was changed since you got mine.yaml")


async def test_what_was_changed_in_the_chat_meanwhile_is_not_overwritten(running: Running) -> None:
    ana = Editor(running)
    volume = await ana.owns(town(LIGHT, RAILWAY))
    yaml = await downloads(ana, running)
    await ana.services.editing.leave_out(ana.user_id, volume.book.id, RAILWAY.id, "a", "easy")
    await ana.student.person.send_file("mine.yaml", yaml.encode())
    await ana.sees("The quiz was changed since you got mine.yaml", "Get the file again")
    assert (await ana.book()).question(RAILWAY.id).status is Status.REJECTED
    again = await downloads(ana, running)
    assert "note: too easy" in again
    await ana.student.person.send_file("mine.yaml", again.replace("note: too easy", "note: dull").encode())
    await ana.sees("📚")
    assert (await ana.book()).question(RAILWAY.id).note == "dull"


async def test_every_fault_is_named_with_its_line(running: Running) -> None:
    ana = Editor(running)
    await ana.owns(town(LIGHT, FOUNDER, FIRST_SCHOOL))
    yaml = await downloads(ana, running)
    broken = yaml.replace("key: March 1871", "key: March 1872", 1)
    broken = broken.replace(f"stem: {FOUNDER.stem}", f"stem: {FOUNDER.stem[:-1]}", 1)
    await ana.student.person.send_file("mine.yaml", broken.encode())
    key, stem = line_of(broken, "key: March 1872"), line_of(broken, f"stem: {FOUNDER.stem[:-1]}")
    await ana.sees(
        "2 faults",
        f"line {key}, key of {LIGHT.id}: [V02] the key 'March 1872' does not stand in what is quoted",
        f"line {stem}, stem of {FOUNDER.id}: [V12] the stem is no question",
    )
    status = yaml.replace("status: draft", "status: drat", 1).replace("kind: choice", "kind: choise", 1)
    await ana.student.person.send_file("mine.yaml", status.encode())
    await ana.sees(f"line {line_of(status, 'choise')}: questions.0.kind", f"line {line_of(status, 'drat')}:")


async def test_a_document_that_is_sent_again_keeps_what_was_done_to_its_questions(running: Running) -> None:
    ana = Editor(running)
    first = await ana.owns(town(LIGHT, RAILWAY))
    await ana.services.editing.leave_out(ana.user_id, first.book.id, LIGHT.id, "a", "unclear")
    again = await ana.owns(town(LIGHT, FOUNDER))
    assert again.book.id == first.book.id
    assert again.again is not None
    assert (again.again.new, again.again.gone, again.again.lost) == (1, 1, 0)
    (light, founder) = again.bank.questions
    assert (light.status, light.note, founder.id) == (Status.REJECTED, "unclear", FOUNDER.id)
    assert len(await ana.services.library.own(ana.user_id)) == 1
    eve = Editor(running, "Eve")
    assert (await eve.owns(town(LIGHT))).again is None


async def test_an_edit_at_the_moment_when_a_document_is_made_again_stays(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = Editor(running)
    first = await ana.owns(town(LIGHT, RAILWAY))
    looked, edits = LibraryService._made_before, iter([(LIGHT.id, "unclear")])

    async def edited_right_after(service: LibraryService, user_id: int, bank: Bank) -> Volume | None:
        before = await looked(service, user_id, bank)
        for question, why in edits:
            await ana.services.editing.leave_out(user_id, first.book.id, question, "a", why)
        return before

    monkeypatch.setattr(LibraryService, "_made_before", edited_right_after)
    again = await ana.owns(town(LIGHT, RAILWAY, FOUNDER))
    assert again.book.id == first.book.id
    assert [one.status for one in again.bank.questions] == [
        Status.REJECTED,
        Status.APPROVED,
        Status.APPROVED,
    ]
    assert await ana.book() == again.bank
