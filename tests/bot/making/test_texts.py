"""A text that is pasted or forwarded is offered as a quiz, in one piece, and never taken for an answer."""

from __future__ import annotations

import time

import pytest

from tests.bot.conftest import Run, Running
from tests.bot.making.bench import Bench, books, sees, told
from tests.bot.student import Student
from tests.material import TOWN

LONG = "\n\n".join(
    f"In {1600 + number} the harbour of Ostholm had {number * 7} boats and {number * 31} fishermen."
    for number in range(1, 126)
)
"""Three messages, the last of a few words."""


def test_the_long_text_is_one_whose_last_piece_is_short() -> None:
    assert len(LONG) // 4096 == 2
    assert len(LONG[2 * 4096 :].split()) < 60


async def test_a_pasted_text_is_offered_and_becomes_a_quiz(run: Run) -> None:
    async with run() as bot:
        ana = Student(bot.person("Ana"))
        await ana.says(TOWN)
        offer = await sees(ana, f"That is a text of {len(TOWN.split())} words.")
        await ana.taps("Make a quiz of it")
        ready = await sees(ana, "📚", "The Town of Ostholm")
        assert ready["message_id"] == offer["message_id"]
        await ana.taps("Study now")
        await ana.sees("How many questions?", "The Town of Ostholm")


async def test_pieces_that_a_client_cut_are_one_text_again(run: Run, bench: Bench) -> None:
    bench.open()
    async with run(workshop=bench.workshop) as bot:
        ana = Student(bot.person("Ana"))
        await ana.person.paste(LONG)
        offer = await sees(ana, f"That is a text of {len(LONG.split()):,} words.")
        assert len([one for one in ana.person.messages() if one["from"]["is_bot"]]) == 1
        await ana.taps("Make a quiz of it", on=offer)
        await sees(ana, "📚")
    (made,) = bench.begun
    assert made["text"].split() == LONG.split()
    assert made["file"] == "document.txt"
    assert made["title"] == "In 1601 the harbour of Ostholm had 7…"


async def test_texts_that_are_whole_are_joined_as_paragraphs(run: Run, bench: Bench) -> None:
    first, second = "# Boats\n\n" + "A boat is made of wood. " * 20, "A net is made of rope. " * 20
    async with run(workshop=bench.workshop) as bot:
        ana = Student(bot.person("Ana"))
        await ana.says(first)
        await sees(ana, "122 words")
    bench.open()
    async with run(workshop=bench.workshop) as bot:
        await ana.says(second)
        await ana.taps("Make a quiz of it", on=await sees(ana, "242 words"))
        await sees(ana, "📚")
    (made,) = bench.begun
    assert made["text"] == f"{first.strip()}\n\n{second.strip()}\n\n"
    assert (made["file"], made["title"]) == ("document.md", "Boats")


async def test_while_a_quiz_is_open_it_is_no_answer(run: Run, bench: Bench) -> None:
    async with run(workshop=bench.workshop) as bot:
        ben = Student(bot.person("Ben"))
        question = await ben.starts()
        await ben.says(TOWN)
        await ben.sees("Shall I make a quiz of it?")
        await ben.taps("No")
        await ben.sees("All right, no quiz of that text.")
        await ben.says(ben.letter(question, right=True))
        await ben.sees("is right.")


async def test_a_question_of_some_words_is_asked_of_the_search(running: Running) -> None:
    ana = Student(running.person("Ana"))
    await ana.says("Who built the harbour light of Ostholm? " + "please tell me " * 17)
    await sees(ana, "Marta Brandt built the harbour light")
    assert not told(ana, "Shall I make a quiz of it?")


async def test_an_offer_that_is_over_offers_nothing(run: Run, bench: Bench) -> None:
    bench.open()
    async with run(workshop=bench.workshop) as bot:
        ana, eve = (Student(bot.person(name)) for name in ("Ana", "Eve"))
        await ana.says(TOWN)
        first = await sees(ana, "Shall I make")
        bot.telegram.world.clock = lambda: time.time() + 600
        await ana.says(LONG[:2000])
        second = await sees(ana, f"{len(LONG[:2000].split())} words")
        assert second["message_id"] != first["message_id"]
        await sees(ana, "All right, no quiz of that text.")
        assert (await ana.person.press(first["message_id"], "m:1:1")).show_alert
        await eve.says("/start")
        await sees(eve, "Hello")
        assert (await eve.person.press(eve.newest["message_id"], "m:2:1")).show_alert
        await ana.person.send_file("town.txt", TOWN.encode())
        await sees(ana, "📚")
        assert len(told(ana, "All right, no quiz of that text.")) == 2
        assert (await ana.person.press(second["message_id"], "m:2:1")).show_alert
        assert await books(bot) == 1


async def test_a_text_of_no_end_is_taken_as_far_as_it_can_be(
    run: Run, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.services.jobs.MOST_TEXT", 5000)
    bench.open()
    async with run(workshop=bench.workshop) as bot:
        ana = Student(bot.person("Ana"))
        await ana.person.paste(LONG)
        await sees(ana, "as much text as I can take")
        await ana.taps("Make a quiz of it", on=await sees(ana, "That is a text of"))
        await sees(ana, "📚")
        assert len(told(ana, "as much text as I can take")) == 1
    (made,) = bench.begun
    assert made["text"] == LONG[:5000]


async def test_what_is_forwarded_is_taken_as_if_it_were_sent(run: Run, bench: Bench) -> None:
    async with run(workshop=bench.workshop) as bot:
        ana, ben = (Student(bot.person(name)) for name in ("Ana", "Ben"))
        group = bot.telegram.group("Class 7b", ana.person, ben.person)
        said = await ben.person.send(TOWN, chat=group)
        filed = await ben.person.send_file("town.txt", TOWN.encode(), chat=group)
        await ana.person.forward(said)
        await sees(ana, f"That is a text of {len(TOWN.split())} words.")
        await ana.person.forward(filed)
        await sees(ana, "Reading", "town.txt")
        await ana.person.forward(said)
        await sees(ana, "One document at a time, please")


async def test_a_long_text_under_a_picture_is_a_text_and_a_short_one_is_not(running: Running) -> None:
    ana = Student(running.person("Ana"))
    for caption, seen in (("A boat.", "I did not understand that."), ("A boat. " * 40, "a text of 80 words")):
        picture = {"photo": [{"file_id": "x", "file_unique_id": "y", "width": 1, "height": 1}]}
        said = await ana.person.send("A boat.")
        await ana.person.forward({**said, **picture, "caption": caption} | {"text": None})
        await sees(ana, seen)
