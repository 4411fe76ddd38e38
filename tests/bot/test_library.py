"""A document sent to the bot becomes a quiz of one's own, to study, to hand on and to put away."""

from __future__ import annotations

import asyncio
import re
import sys
import textwrap
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.filenames import file_name, spoken_title
from bot.workshop import Making, Workshop
from questions.errors import QuizError, WorkerLost
from storage.tables import BookRow, DocumentRow, UserRow
from tests.bot.classes.classroom import Classroom
from tests.bot.conftest import Run, Running
from tests.bot.student import Student, entities, labels
from tests.material import TOWN
from tests.questions.reading.files import column, pdf, scan, simple_pdf, word_bytes

FOREIGN = "Der Leuchtturm von Ostholm wurde im März 1871 gebaut und steht noch heute am Hafen. " * 20


def giving(content: bytes) -> Callable[[], Awaitable[bytes]]:
    """What fetches a file."""

    async def fetch() -> bytes:
        return content

    return fetch


async def silent(_: Making) -> None:
    """Watch nothing."""


async def sends(student: Student, name: str, content: bytes) -> None:
    await student.person.send_file(name, content)


async def has_files(student: Student, count: int) -> None:
    """Wait until so many files stand in the chat."""
    await student.person.wait(lambda messages: sum("document" in one for one in messages) == count)


async def makes(student: Student) -> str:
    """Make a bank of the town's text; returns its deep link's payload."""
    await sends(student, "town.txt", TOWN.encode())
    await student.person.wait(lambda messages: "town.txt" in messages[-1].get("text", ""))
    ready = await student.person.wait(lambda messages: "📚" in messages[-1].get("text", ""), timeout=60)
    share = [one for row in ready[-1]["reply_markup"]["inline_keyboard"] for one in row if "url" in one]
    return str(share[1]["url"].rpartition("start%3D")[2])


async def test_a_text_becomes_a_quiz_of_ones_own_that_is_handed_on_and_put_away(run: Run) -> None:
    async with run() as running:
        ana, ben, eve = (Student(running.person(name)) for name in ("Ana", "Ben", "Eve"))
        payload = await makes(ana)
        ready = ana.newest
        assert "The Town of Ostholm" in ready["text"]
        assert labels(ready) == [
            "Study now",
            "Play with a class",
            "Share",
            "Look through",
            "Export",
            "More …",
        ]
        await ana.taps("Study now")
        await ana.sees("How many questions?", "The Town of Ostholm")
        await ana.taps("All")
        await ana.sees("Question 1 of", "The Town of Ostholm")
        await ana.says("/stop")
        await ana.sees("Stopped")
        await eve.says("/quiz")
        await eve.sees("How many questions?", "The Harbour Light")
        await ben.person.start(payload)
        await ben.sees("The Town of Ostholm")
        await ben.says("/quiz")
        offered = await ben.sees("What would you like to be asked about?")
        assert labels(offered) == ["The Harbour Light", "The Town of Ostholm"]
        await eve.person.start(payload)
        await eve.sees("📚")
        await eve.taps("Put away")
        await eve.sees("Put away.")
        await ana.person.start(payload)
        await ana.sees("📚")
        await ana.taps("More …")
        await ana.sees("Whoever has its link can have it.", "One other person has it.")
        await ana.taps("Archive")
        await ana.sees("Archived.")
    async with run() as later:
        eve = Student(later.person("Eve"))
        await eve.says("/library")
        await eve.sees("You have made no quiz yet.")
        ben = Student(later.person("Ben"))
        await ben.says("/library")
        shelf = await ben.sees("Your quizzes")
        book, *_ = labels(shelf)
        assert book.startswith("The Town of Ostholm · ")
        await ben.taps(book)
        opened = await ben.sees("📚 The Town of Ostholm")
        assert labels(opened) == ["Study now", "Play with a class", "Share", "Export", "Put away"]
        for forged in ("T:99", "T:0"):
            assert (await ben.person.press(opened["message_id"], forged)).show_alert
        ana, ben = (Student(later.person(name)) for name in ("Ana", "Ben"))
        await ana.says("/quiz")
        await ana.sees("How many questions?", "The Harbour Light")
        await ben.says("Who was the founder of Ostholm?")
        await ben.sees("Ostholm was founded in 1642 by the merchant Henrik Dahl.")
        await ben.says("/review")
        await ben.sees("Review 1 of")


async def test_its_maker_mends_it_by_hand_and_sends_it_back(running: Running) -> None:
    ana, ben = (Student(running.person(name)) for name in ("Ana", "Ben"))
    await makes(ana)
    await ana.taps("More …")
    await ana.sees("Whoever has its link")
    await ana.taps("Edit as a file")
    sent = await ana.person.wait(lambda messages: "document" in messages[-1])
    file = sent[-1]["document"]
    assert file["file_name"] == "The-Town-of-Ostholm.yaml"
    yaml = running.telegram.world.files.read(file["file_id"])[2].decode()
    mended = yaml.replace("title: The Town of Ostholm\nlanguage", "title: Ostholm, mended\nlanguage")
    await sends(ana, "ostholm.yaml", mended.encode())
    await ana.sees("📚 Ostholm, mended")
    for broken, said in (
        (yaml.replace("key:", "kye:", 1), "[Q012] ostholm.yaml line"),
        (yaml.replace("quote: ", "quote: Nobody said that ", 1), "fault"),
        ("a: &a [1]\nb: [*a, *a]", "[Q011] ostholm.yaml line 2: an alias has no place in a bank"),
        ("- : : {", "[Q011]"),
    ):
        await sends(ana, "ostholm.yaml", broken.encode())
        await ana.sees(said)
    await sends(ben, "ostholm.yaml", mended.encode())
    await ben.person.start()
    await sends(ben, "ostholm.yaml", mended.encode())
    await ben.sees("ostholm.yaml was sent from a quiz that is not yours")
    nameless = re.sub(r"book:\n  code: .*\n  version: .*\n", "", mended)
    await sends(ben, "ostholm.yaml", nameless.encode())
    await ben.sees("I do not have the document")
    await ana.says("/quiz")
    offered = await ana.sees("What would you like to be asked about?")
    assert "Ostholm, mended" in labels(offered)


async def test_it_goes_out_to_other_systems(running: Running) -> None:
    ana = Student(running.person("Ana"))
    await makes(ana)
    ready = ana.newest
    await ana.taps("Export")
    await ana.person.wait(lambda messages: "Moodle XML" in labels(messages[-1]))
    menu = ana.newest
    names = [label for label in labels(menu) if label != "‹ Back"]
    assert names == ["GIFT", "Moodle XML", "CSV", "Aiken", "Kahoot", "QTI 2.1", "Anki"]
    for count, name in enumerate(names, 1):
        await ana.taps(name, on=menu)
        await has_files(ana, count + 1)
    files = [one for one in ana.person.messages() if one["from"]["is_bot"] and "document" in one]
    endings = {one["document"]["file_name"].removeprefix("The-Town-of-Ostholm") for one in files}
    assert len(endings) == len(names)
    assert all("question" in one["caption"] for one in files)
    await ana.taps("‹ Back", on=menu)
    back = await ana.person.wait(lambda messages: any(labels(one) == labels(ready) for one in messages))
    assert back
    answer = await ana.person.press(menu["message_id"], "X:1:nonsense")
    assert answer.show_alert


async def test_a_hundred_pages_become_questions_whose_citations_name_their_pages(running: Running) -> None:
    ana = Student(running.person("Ana"))
    facts = {
        7: "Ostholm was founded in 1642 by the merchant Henrik Dahl.",
        51: "The railway from Ostholm to Bergstad was opened in August 1889.",
        98: "A flood destroyed the old bridge of Ostholm in February 1907.",
    }
    pages = []
    for number in range(1, 101):
        text = facts.get(number, "The people of the town walk to the shore when the weather is fine.")
        pages.append(column(72, 700, *textwrap.wrap(text, 60)))
    await sends(ana, "town.pdf", pdf(pages))
    await ana.person.wait(lambda messages: "📚" in messages[-1].get("text", ""), timeout=60)
    await ana.taps("Study now")
    await ana.sees("How many questions?")
    await ana.taps("All")
    seen = set()
    while True:
        await ana.person.wait(lambda messages: "Question" in messages[-1].get("text", ""))
        total = int(ana.newest["text"].partition(" of ")[2].split()[0])
        await ana.taps("A") if "A" in labels(ana.newest) else await ana.taps("True")
        result = await ana.sees("The text says:")
        for quote in entities(result, "blockquote")[:1]:
            page = next(number for number, fact in facts.items() if fact == quote)
            assert f"page\u00a0{page}," in result["text"].partition(quote)[2]
            seen.add(page)
        number = int(result["text"].split()[1])
        if number == total:
            break
        await ana.taps("Next")
        await ana.sees(f"Question {number + 1} of")
    assert len(seen) >= 2


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b" \n ", "[Q004]"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "[Q002]"),
        ("binary.txt", bytes(range(256)) * 40, "[Q002]"),
        ("deutsch.txt", FOREIGN.encode(), "[Q021]"),
        ("scan.pdf", scan(), "[Q005]"),
        ("locked.pdf", pdf([column(72, 700, "Secret.")], locked="x"), "[Q006]"),
        ("torn.pdf", simple_pdf()[:300], "[Q007]"),
        ("word.pdf", word_bytes(), "[Q002]"),
        ("dull.txt", b"It is nice here. We like it and they like it too. " * 10, "[Q020]"),
        ("../../etc/passwd", b"root", "[Q002]"),
    ],
)
async def test_what_makes_no_questions_is_told_in_a_line(
    running: Running, name: str, content: bytes, said: str
) -> None:
    ana = Student(running.person("Ana"))
    await sends(ana, name, content)
    seen = await ana.person.wait(
        lambda messages: "I could make no questions of that." in messages[-1].get("text", ""), timeout=60
    )
    assert said in seen[-1]["text"]
    await ana.says("/quiz")
    await ana.sees("How many questions?", "The Harbour Light")


async def test_it_can_be_given_up_and_the_bot_answers_others_all_the_while(running: Running) -> None:
    ana, ben = (Student(running.person(name)) for name in ("Ana", "Ben"))
    await sends(ana, "town.txt", TOWN.encode() * 40)
    await ana.person.wait(lambda messages: "Cancel" in labels(messages[-1]))
    making = ana.newest
    async with asyncio.timeout(5):
        await ben.starts()
        await ben.answers(right=True)
    await sends(ana, "more.txt", TOWN.encode())
    await ana.sees("One document at a time, please")
    foreign = await ben.person.press(ben.newest["message_id"], f"K:{ana.person.id}")
    assert foreign.show_alert
    await ana.taps("Cancel", on=making)
    await ana.person.wait(lambda messages: any("Given up." in one.get("text", "") for one in messages))


async def test_who_erases_everything_gives_up_what_is_being_made(running: Running) -> None:
    ana = Student(running.person("Ana"))
    await sends(ana, "town.txt", TOWN.encode() * 40)
    await ana.person.wait(lambda messages: "Cancel" in labels(messages[-1]))
    await ana.says("/delete_my_data")
    await ana.sees("Erase everything")
    await ana.taps("Erase everything")
    await ana.sees("Really everything?")
    await ana.taps("Yes, erase it")
    await ana.sees("Everything is erased.")
    async with running.database.read() as session:
        assert (await session.execute(select(BookRow))).all() == []
        assert (await session.execute(select(UserRow.id).where(UserRow.id == ana.person.id))).all() == []


async def test_what_somebody_sends_is_erased_with_them_unless_it_was_handed_on(running: Running) -> None:
    ana, ben = (Student(running.person(name)) for name in ("Ana", "Ben"))
    await makes(ana)
    payload = await makes(ben)
    await ana.person.start(payload)
    await ana.sees("📚")
    for student, left in ((ana, 1), (ben, 1)):
        await student.says("/delete_my_data")
        await student.sees("Erase everything")
        await student.taps("Erase everything")
        await student.sees("Really everything?")
        await student.taps("Yes, erase it")
        await student.sees("Everything is erased.")
        async with running.database.read() as session:
            found = (await session.execute(select(BookRow))).all()
            texts = (await session.execute(select(DocumentRow.text))).scalars().all()
        assert len(found) == left - (student is ben)
        assert any("Ostholm was founded in 1642" in text for text in texts) is bool(found)


async def test_a_private_document_opens_only_to_who_has_its_link(running: Running) -> None:
    ana, eve = (Student(running.person(name)) for name in ("Ana", "Eve"))
    await makes(ana)
    await eve.says("/start")
    greeting = await eve.sees("Hello")
    for guess in ("1", "", "abc", "0" * 15):
        answer = await eve.person.press(greeting["message_id"], f"t:{guess}:0:0:2")
        assert answer.show_alert
    assert eve.newest["text"] == greeting["text"]


async def test_shelves_are_for_the_private_chat(running: Running) -> None:
    room = Classroom(running.telegram, ["Sam"])
    sam = Student(room.students[0])
    await makes(sam)
    await room.host.says("/quiz")
    setup = await room.host.person.wait(lambda messages: "▶ Start" in labels(messages[-1]), chat=room.group)
    for forged in ("T:1", "V:1:-:a:show", "P:1", "X:1:ask"):
        answer = await room.students[0].press(setup[-1]["message_id"], forged, chat=room.group)
        assert answer.show_alert
    assert "▶ Start" in labels(room.messages[-1])


async def test_a_result_that_cannot_be_shown_in_place_is_sent(running: Running) -> None:
    ana = Student(running.person("Ana"))
    await sends(ana, "town.txt", TOWN.encode())
    making = await ana.person.wait(lambda messages: "Cancel" in labels(messages[-1]))
    await running.telegram.call(
        "deleteMessage", {"chat_id": ana.person.id, "message_id": making[-1]["message_id"]}
    )
    await ana.person.wait(lambda messages: "📚" in messages[-1].get("text", ""), timeout=60)


async def test_a_file_that_is_too_large_is_not_fetched(running: Running) -> None:
    ana = Student(running.person("Ana"))
    await sends(ana, "large.pdf", bytes(20 * 1024 * 1024 + 1))
    await ana.sees("That file is larger than 20 MB")


async def test_a_link_that_leads_nowhere_says_so(running: Running) -> None:
    ana = Student(running.person("Ana"))
    await ana.person.start(f"book_{0:020x}")
    await ana.sees("This link leads to no questions.")


@pytest.mark.parametrize(
    "program",
    ["import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "raise MemoryError", "print('{}')"],
)
async def test_a_worker_that_dies_is_one_coded_error(program: str) -> None:
    seen = []

    async def watch(making: Making) -> None:
        seen.append(making)

    workshop = Workshop(worker=(sys.executable, "-c", program))
    with pytest.raises(WorkerLost, match="too much time or memory"):
        await workshop.make("town.txt", giving(TOWN.encode()), watch)


async def test_a_worker_tells_how_far_it_is_and_its_bank_is_whole() -> None:
    seen = []

    async def watch(making: Making) -> None:
        seen.append(making)

    bank = (await Workshop().make("town.txt", giving(TOWN.encode()), watch)).bank
    assert bank.approved
    assert seen[0].read == 0
    assert seen[-1].read == seen[-1].words
    assert seen[-1].found >= len(bank.questions)


@pytest.mark.parametrize("name", ["bot.py", "json.py", "questions.py", "sitecustomize.py"])
async def test_a_document_that_is_a_program_is_never_run(tmp_path: Path, name: str) -> None:
    proof = tmp_path / "run"
    program = f"open({str(proof)!r}, 'w').close()\n" * 30
    with pytest.raises(QuizError):
        await Workshop().make(name, giving(program.encode()), silent)
    assert not proof.exists()


async def test_a_worker_knows_none_of_our_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:secret")
    program = "import json, os; print(json.dumps({'error': str('TELEGRAM_BOT_TOKEN' in os.environ)}))"
    with pytest.raises(QuizError, match="False"):
        await Workshop(worker=(sys.executable, "-c", program)).make("x.txt", giving(b"x"), silent)


def test_a_title_is_a_name_without_its_ending_and_a_files_name_leads_nowhere() -> None:
    assert spoken_title("Dr. Smith's Notes.docx") == "Dr. Smith's Notes"
    assert spoken_title("../../etc/passwd") == "passwd"
    assert spoken_title("C:\\Windows\\x.txt") == "x"
    assert spoken_title("") == "Document"
    assert file_name("Dr. Smith's Notes / 1", ".yaml") == "Dr-Smith-s-Notes-1.yaml"
    assert file_name("…", ".csv") == "quiz.csv"
