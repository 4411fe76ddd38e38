"""/make_quiz takes what it replies to: in private, and in a group for the person who asks."""

from __future__ import annotations

from bot.local import Group
from tests.bot.classes.classroom import Classroom
from tests.bot.conftest import Run, Running
from tests.bot.making.bench import Bench, jobs, sees, told
from tests.bot.student import Student, labels
from tests.material import TOWN


async def replies(student: Student, to: dict[str, object], *, chat: Group | None = None) -> None:
    await student.person.send("/make_quiz", chat=chat, reply_to=int(str(to["message_id"])))


async def test_in_private_it_makes_a_quiz_of_a_file_or_a_text(run: Run, bench: Bench) -> None:
    bench.open()
    async with run(workshop=bench.workshop) as bot:
        ana = Student(bot.person("Ana"))
        short = await ana.person.send("Ostholm was founded in 1642 by the merchant Henrik Dahl.")
        await replies(ana, short)
        await sees(ana, "📚")
        filed = await ana.person.send_file("town.txt", b"Too dull to ask.")
        await ana.person.wait(lambda _: len(told(ana, "📚")) == 2)
        await replies(ana, filed)
        await ana.person.wait(lambda _: len(told(ana, "📚")) == 3)
    assert [one["text"] for one in bench.begun] == [short["text"], *["Too dull to ask."] * 2]


async def test_a_piece_of_a_text_that_is_offered_stands_for_all_of_it(run: Run, bench: Bench) -> None:
    text = "The town of Ostholm has a harbour with many boats. " * 100
    bench.open()
    async with run(workshop=bench.workshop) as bot:
        ana = Student(bot.person("Ana"))
        first, _ = await ana.person.paste(text)
        await sees(ana, "words")
        await ana.person.wait(lambda _: told(ana, "1,000 words"))
        await replies(ana, first)
        await sees(ana, "📚")
    (made,) = bench.begun
    assert made["text"].split() == text.split()


async def test_without_a_reply_it_tells_how(running: Running) -> None:
    ana = Student(running.person("Ana"))
    await ana.says("/make_quiz")
    await ana.sees("Send me a file", "20 MB", "2,000 pages", "English", "the sentence that proves it")
    place = await ana.person.share_place(1.0, 2.0)
    await replies(ana, place)
    await ana.person.wait(lambda _: len(told(ana, "Send me a file")) == 2)


async def test_in_a_group_it_is_made_for_who_asks_in_their_private_chat(run: Run, bench: Bench) -> None:
    bench.open()
    async with run(workshop=bench.workshop) as bot:
        room = Classroom(bot.telegram, ["Sam", "Kim"])
        sam = Student(room.students[0])
        await sam.person.start()
        await sees(sam, "Hello")
        filed = await room.students[1].send_file("chapter.pdf.txt", TOWN.encode(), chat=room.group)
        await replies(sam, filed, chat=room.group)
        line = await room.tells("I’m making a quiz of chapter.pdf.txt for Sam, in our private chat.")
        (link,) = [one for one in line["entities"] if one["type"] == "text_link"]
        assert link["url"].rstrip("/") == "https://t.me/local_bot"
        await sees(sam, "📚")
        said = await room.students[1].send(TOWN, chat=room.group)
        await replies(sam, said, chat=room.group)
        await sam.person.wait(lambda _: len(told(sam, "📚")) == 2)
        assert len([one for one in room.messages if one["from"]["is_bot"]]) == 1, "once a minute"
    assert [one["title"] for one in bench.begun] == ["chapter.pdf", "The Town of Ostholm"]


async def test_who_has_no_private_chat_is_told_and_nothing_is_begun(run: Run, bench: Bench) -> None:
    async with run(workshop=bench.workshop) as bot:
        room = Classroom(bot.telegram, ["Kim"])
        kim = Student(room.students[0])
        filed = await kim.person.send_file("town.txt", TOWN.encode(), chat=room.group)
        await replies(kim, filed, chat=room.group)
        line = await room.tells("Kim, I may not write to you yet. Open a private chat with me")
        assert labels(line) == ["Open the chat"]
        assert await jobs(bot) == 0
        await kim.person.start()
        await kim.person.block()
        await replies(kim, filed, chat=room.group)
        await kim.person.send("/quiz", chat=room.group)
        await room.tells("started by one of its administrators")
        assert await jobs(bot) == 0
        assert not bench.begun


async def test_in_a_group_without_a_reply_it_tells_how_once(running: Running) -> None:
    room = Classroom(running.telegram, ["Sam"])
    for _ in range(2):
        await room.students[0].send("/make_quiz", chat=room.group)
    await room.students[0].send("/quiz", chat=room.group)
    await room.tells("started by one of its administrators")
    told_ = [one for one in room.messages if "as a reply to a document or a text" in one.get("text", "")]
    assert len(told_) == 1


async def test_a_file_that_is_too_large_is_told_in_private_and_the_group_hears_nothing(
    running: Running,
) -> None:
    room = Classroom(running.telegram, ["Sam"])
    sam = Student(room.students[0])
    await sam.person.start()
    filed = await sam.person.send_file("large.pdf", bytes(20 * 1024 * 1024 + 1), chat=room.group)
    await replies(sam, filed, chat=room.group)
    await sees(sam, "That file is larger than 20 MB")
    assert not [one for one in room.messages if one["from"]["is_bot"]]
