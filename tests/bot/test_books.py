"""A whole book in its maker's hands: shown, edited with others, found, joined with another, away and gone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from questions.quiz import Refusal, Refused
from storage.tables import BankRow, BookRow, DocumentRow, EditorRow, InvitationRow, ShelvedRow
from tests.bot.conftest import Run, Running
from tests.bot.editor import Editor
from tests.bot.student import Message, Student, labels
from tests.bot.test_library import makes, sends
from tests.material import BRIDGE, bank


async def manages(student: Student) -> Message:
    """Open all that can be done with the book that stands last in the chat."""
    await student.person.wait(lambda messages: "More …" in labels(messages[-1]))
    await student.taps("More …")
    await student.person.wait(lambda messages: "Rename" in labels(messages[-1]))
    return student.newest


async def turns_to(student: Student, label: str) -> None:
    """Press a button, and see another message in its place."""
    before = student.newest
    await student.taps(label)
    await student.person.wait(lambda messages: messages[-1] != before)


def data_of(message: Message, label: str) -> str:
    rows = message["reply_markup"]["inline_keyboard"]
    return next(str(one["callback_data"]) for row in rows for one in row if one["text"] == label)


def link_in(message: Message) -> str:
    """The payload of the link that a message tells."""
    return str(message["text"].rpartition("start=")[2])


async def test_a_private_book_is_had_by_nobody_new_and_who_has_it_keeps_it(running: Running) -> None:
    ana, ben, eve = (Student(running.person(name)) for name in ("Ana", "Ben", "Eve"))
    payload = await makes(ana)
    await ben.person.start(payload)
    await ben.sees("📚")
    await manages(ana)
    await turns_to(ana, "Who can have it")
    assert "Everybody here" not in labels(ana.newest)
    await turns_to(ana, "Only me and its editors")
    await ana.sees("🔒")
    await eve.person.start(payload)
    await eve.sees("This link leads to no questions.")
    await ben.person.start(payload)
    await ben.sees("This link leads to no questions.")
    await ben.says("/library")
    shelf = await ben.sees("Your quizzes")
    assert labels(shelf)[0].startswith("The Town of Ostholm")
    await ana.taps("‹ Back")
    await ana.taps("‹ Back")
    opened = await ana.sees("📚")
    assert "Share" not in labels(opened)


async def test_an_editor_changes_questions_and_neither_shares_nor_deletes(running: Running) -> None:
    ana, ben, eve = (Student(running.person(name)) for name in ("Ana", "Ben", "Eve"))
    await makes(ana)
    care = await manages(ana)
    await turns_to(ana, "Editors")
    await ana.taps("Invite an editor")
    invitation = link_in(await ana.sees("It works once, within a week."))
    await ana.person.start(invitation)
    await ana.sees("You are that already.")
    await ben.person.start(invitation)
    await ben.sees("📚 The Town of Ostholm")
    await eve.person.start(invitation)
    await eve.sees("This invitation was used")
    assert "Look through" in labels(ben.newest)
    await ben.taps("Look through")
    await ben.sees("10 asked")
    await ben.person.start(invitation)
    await ben.sees("This invitation was used")
    await ben.says("/library")
    await ben.sees("Your quizzes")
    await turns_to(ben, labels(ben.newest)[0])
    managed = await manages(ben)
    assert {"Who can have it", "Editors", "Delete"}.isdisjoint(labels(managed))
    book_id = data_of(care, "Archive").split(":")[1]
    for forged in (f"Y:{book_id}:private", f"Y:{book_id}:erase", f"Y:{book_id}:invite", f"i:{book_id}:1001"):
        answer = await ben.person.press(managed["message_id"], forged)
        assert answer.text == "This is somebody else’s quiz. Start your own with /quiz."
    await ana.says("/library")
    await ana.sees("Your quizzes")
    await turns_to(ana, labels(ana.newest)[0])
    await manages(ana)
    await ana.sees("Editors: Ben")
    await turns_to(ana, "Editors")
    await turns_to(ana, "✕ Ben")
    await ana.sees("Nobody else can change")
    answer = await ben.person.press(managed["message_id"], f"Y:{book_id}:more")
    assert answer.text == "This is somebody else’s quiz. Start your own with /quiz."


async def test_a_teacher_shows_a_book_to_everybody_and_who_runs_the_bot_takes_it_down(run: Run) -> None:
    async with run(admin_ids=frozenset({1001})) as running:
        admin, ana, ben = (Student(running.person(name)) for name in ("Mr Holm", "Ana", "Ben"))
        await makes(ana)
        care = await manages(ana)
        book_id = data_of(care, "Archive").split(":")[1]
        refused = await ana.person.press(care["message_id"], f"Y:{book_id}:public")
        assert refused.text == "That is for teachers here. Whoever runs this bot can invite you."
        await admin.says("/teachers")
        await admin.sees("Nobody teaches here yet.")
        await admin.taps("Invite a teacher")
        invitation = link_in(await admin.sees("makes the first person who opens it a teacher"))
        await ana.person.start(invitation)
        await ana.sees("Welcome as a teacher!")
        await ana.person.press(care["message_id"], f"Y:{book_id}:public")
        await ana.person.wait(lambda messages: any("🌍" in one.get("text", "") for one in messages))
        await ben.says("/library")
        await ben.sees("You have made no quiz yet.")
        await turns_to(ben, "For everybody")
        await turns_to(ben, labels(ben.newest)[0])
        assert "No longer for everybody" not in labels(ben.newest)
        await turns_to(ben, "Put it on my shelf")
        await ben.sees("📚 The Town of Ostholm")
        assert "Study now" in labels(ben.newest)
        await admin.says("/library Ostholm")
        await admin.sees("One quiz has “Ostholm”")
        await turns_to(admin, labels(admin.newest)[0])
        await turns_to(admin, "No longer for everybody")
        await admin.sees("Only whoever has its link can have it now.")
        await admin.says("/library Ostholm")
        await admin.sees("No quiz of yours")
        await admin.says("/teachers")
        await admin.sees("One teacher.")
        await turns_to(admin, "✕ Ana")
        await admin.sees("Nobody teaches here yet.")
        again = await ana.person.press(care["message_id"], f"Y:{book_id}:public")
        assert again.text == refused.text
        await ben.says("/library harbour")
        await ben.sees("One quiz has “harbour”", "The Town of Ostholm: ")


async def test_two_books_become_one_and_the_other_is_archived(running: Running) -> None:
    ana = Student(running.person("Ana"))
    await makes(ana)
    town = int(ana.newest["text"].partition(": ")[2].split()[0])
    await sends(ana, "bridge.txt", BRIDGE.encode())
    await ana.person.wait(lambda messages: "bridge.txt" in messages[-1].get("text", ""))
    await ana.person.wait(lambda messages: "📚" in messages[-1].get("text", ""), timeout=60)
    bridge = int(ana.newest["text"].partition(": ")[2].split()[0])
    await manages(ana)
    await turns_to(ana, "Add another quiz")
    await turns_to(ana, labels(ana.newest)[0])
    await ana.sees("is archived then.")
    await turns_to(ana, "Yes, make one quiz of them")
    merged = await ana.sees("came to")
    assert f"{town} questions came to" in merged["text"]
    drafts = 0 if "draft" not in merged["text"] else int(merged["text"].splitlines()[-1].split()[0])
    await turns_to(ana, "Open")
    await ana.sees(f"{bridge + town - drafts} questions")
    await ana.says("/quiz")
    offered = await ana.sees("What would you like to be asked about?")
    assert "The Town of Ostholm" not in labels(offered)
    await ana.says("/library")
    await ana.sees("Your quizzes")
    await turns_to(ana, "Archived")
    await turns_to(ana, labels(ana.newest)[0])
    await ana.sees("📚 The Town of Ostholm", "Archived: it is kept, and not asked.")
    await turns_to(ana, "Use it again")
    await ana.says("/quiz")
    offered = await ana.sees("What would you like to be asked about?")
    assert "The Town of Ostholm" in labels(offered)


async def test_a_deleted_book_leaves_every_shelf_and_its_document_goes_with_it(running: Running) -> None:
    ana, ben = (Student(running.person(name)) for name in ("Ana", "Ben"))
    payload = await makes(ana)
    await ben.person.start(payload)
    await ben.sees("📚")
    care = await manages(ana)
    await turns_to(ana, "Editors")
    await turns_to(ana, "Invite an editor")
    await ana.sees("It works once, within a week.")
    await ana.person.press(care["message_id"], data_of(care, "Delete"))
    await ana.person.wait(lambda messages: any("loses it too." in one.get("text", "") for one in messages))
    sure = next(one for one in ana.person.messages() if "loses it too." in one.get("text", ""))
    assert "One other person has it" in sure["text"]
    await ana.taps("Yes, delete it", on=sure)
    await ana.person.wait(lambda messages: any(one.get("text") == "Deleted." for one in messages))
    await ben.says("/library")
    await ben.sees("You have made no quiz yet.")
    async with running.database.read() as session:
        for table in (BookRow, ShelvedRow, EditorRow, InvitationRow):
            assert (await session.execute(select(table))).all() == []
        texts = (await session.execute(select(DocumentRow.text))).scalars().all()
        assert not any("Henrik Dahl" in text for text in texts)
        assert len((await session.execute(select(BankRow.hash))).all()) == 1


async def test_many_books_are_turned_by_the_page(running: Running) -> None:
    editor = Editor(running)
    ana = editor.student
    made = {f"Quiz {number}" for number in range(10)}
    for title in sorted(made):
        (document,) = bank().documents.values()
        alone = replace(document, title=title, text=f"{document.text}\n{title}.")
        await editor.owns(replace(bank(), title=title, documents={alone.id: alone}))
    await ana.says("/library")
    await ana.sees("Your quizzes")
    first = [label for label in labels(ana.newest) if "·" in label]
    assert len(first) == 8
    await turns_to(ana, "Next ›")
    second = [label for label in labels(ana.newest) if "·" in label]
    assert {label.partition(" ·")[0] for label in first + second} == made
    await turns_to(ana, "‹ Before")
    assert [label for label in labels(ana.newest) if "·" in label] == first


async def test_what_a_book_was_before_goes_with_its_maker(running: Running) -> None:
    ana = Student(running.person("Ana"))
    await makes(ana)
    ready = ana.newest
    await ana.taps("Study now")
    await ana.sees("How many questions?")
    await ana.taps("All")
    await ana.sees("Question 1 of")
    await ana.says("/stop")
    await ana.sees("Stopped")
    await ana.person.press(ready["message_id"], data_of(ready, "More …").replace("more", "rename"))
    await ana.person.wait(lambda messages: any("be called?" in one.get("text", "") for one in messages))
    await ana.says("Ostholm and its light")
    await ana.sees("Ostholm and its light", "Whoever has its link can have it.")
    await ana.says("/delete_my_data")
    await ana.sees("Erase everything that I know of you?")
    await ana.taps("Erase everything")
    await ana.sees("Really everything?")
    await ana.taps("Yes, erase it")
    await ana.sees("Everything is erased.")
    async with running.database.read() as session:
        texts = (await session.execute(select(DocumentRow.text))).scalars().all()
        assert not any("Henrik Dahl" in text for text in texts)


async def test_who_edits_a_private_book_no_more_has_it_no_more(running: Running) -> None:
    ana, ben = (Student(running.person(name)) for name in ("Ana", "Ben"))
    await makes(ana)
    await manages(ana)
    await turns_to(ana, "Who can have it")
    await turns_to(ana, "Only me and its editors")
    await turns_to(ana, "‹ Back")
    await turns_to(ana, "Editors")
    editors = ana.newest
    for _ in range(2):
        await ana.person.press(editors["message_id"], data_of(editors, "Invite an editor"))
    await ana.sees("It works once, within a week.")
    first, second = (
        link_in(one)
        for one in ana.person.messages()
        if "It works once, within a week." in one.get("text", "")
    )
    await ben.person.start(first)
    await ben.sees("📚")
    await ana.person.press(
        editors["message_id"], f"i:{data_of(editors, '‹ Back').split(':')[1]}:{ben.person.id}"
    )
    await ben.says("/library")
    await ben.sees("You have made no quiz yet.")
    await ben.person.start(second)
    await ben.sees("This invitation was used, is older than a week, or there is none like it.")


async def test_only_who_made_a_book_invites_to_it_dismisses_and_deletes_and_a_gone_one_is_told_as_gone(
    running: Running,
) -> None:
    ana = Editor(running)
    book = (await ana.owns()).book
    services = ana.services
    for refusal, book_id in ((Refusal.FOREIGN, book.id), (Refusal.UNKNOWN, book.id + 1)):
        for use in (
            services.roles.invite(7, "Eve", book_id=book_id),
            services.books.dismiss(7, book_id, ana.user_id),
            services.books.delete(7, book_id),
        ):
            with pytest.raises(Refused) as refused:
                await use
            assert refused.value.refusal is refusal
    await services.books.delete(ana.user_id, book.id)
