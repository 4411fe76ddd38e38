"""Questions to the documents, as a person asks them in private chat."""

from __future__ import annotations

from dataclasses import replace

import pytest

from questions.model import Bank, Status
from questions.reading import document_from_text
from tests.bot.conftest import Run, Running
from tests.bot.student import Message, Student, entities, labels
from tests.material import BUILT, TOWN, bank, harbour

NOTHING = "I found no passage about that"
LOST = "I did not understand that."


def town() -> Bank:
    """A bank on another document, without questions."""
    document = document_from_text(TOWN, path="town.txt")
    return Bank("The Town", "en", {"town": document}, ())


async def asks(student: Student, text: str, *seen: str) -> Message:
    await student.says(text)
    return await student.sees(*seen)


async def test_a_question_is_answered_by_the_documents_own_words(running: Running) -> None:
    ana = Student(running.person("Ana"))
    for text in ("/ask When was the harbour light built?", "When was the harbour light built?"):
        answer = await asks(ana, text, "The text says:", "— The Harbour Light, paragraph\u00a01")
        assert entities(answer, "blockquote") == [BUILT]
        assert entities(answer, "bold") == ["built", "harbour", "light"]
        assert labels(answer) == ["Read on ›", "Quiz me on this: one question"]


async def test_an_answer_says_nothing_but_quotes_and_places(run: Run) -> None:
    async with run(banks={"harbour": bank(), "town": town()}) as running:
        ana = Student(running.person("Ana"))
        answer = await asks(ana, "Who replaced the oil lamp?", "2 passages speak of it:")
        quotes = entities(answer, "blockquote")
        assert len(quotes) == 2
        assert quotes[0] in harbour().text
        assert quotes[1] in TOWN
        rest = answer["text"]
        for quote in quotes:
            rest = rest.replace(quote, "")
        assert rest.split("\n") == [
            "2 passages speak of it:",
            *("", "1.", "", "— The Harbour Light, paragraph\u00a02"),
            *("", "2.", "", "— The Town of Ostholm, paragraph\u00a03"),
        ]
        assert labels(answer) == ["1 · Read on ›", "1 · Quiz me: 2", "2 · Read on ›"]


async def test_a_document_in_two_banks_is_quoted_once(run: Run) -> None:
    async with run(banks={"harbour": bank(), "again": replace(bank(), title="Again")}) as running:
        ana = Student(running.person("Ana"))
        answer = await asks(ana, "Who replaced the oil lamp?", "The text says:")
        assert len(entities(answer, "blockquote")) == 1


async def test_the_command_alone_tells_how_it_is_used(running: Running) -> None:
    ana = Student(running.person("Ana"))
    for text in ("/ask", "/ask   ", "/ask the of"):
        await asks(ana, text, "like this: /ask Who built the bridge?")


@pytest.mark.parametrize("text", ["hello", "Thanks!", "Good morning 👋"])
async def test_small_talk_gets_a_kind_word_and_no_quote(running: Running, text: str) -> None:
    ana = Student(running.person("Ana"))
    answer = await asks(ana, text, "I am here. Ask me about my documents")
    assert entities(answer, "blockquote") == []


@pytest.mark.parametrize("text", ["What is the capital of France?", "/ask Jupiter", "/ask " + "zz " * 1360])
async def test_what_no_passage_speaks_of_is_said_to_be_unknown(running: Running, text: str) -> None:
    await asks(Student(running.person("Ana")), text, NOTHING)


@pytest.mark.parametrize("text", ["👍🏽", "the of", "?!", "ÄÖ" * 2048, "/ask\nlamp", "lamp\u202e" * 500])
async def test_whatever_is_asked_gets_an_answer(running: Running, text: str) -> None:
    ana = Student(running.person("Ana"))
    await ana.says(text)
    answer = await ana.sees()
    assert "Something went wrong" not in answer["text"]


async def test_plain_words_do_not_search_while_a_quiz_is_open(running: Running) -> None:
    ana = Student(running.person("Ana"))
    await ana.starts()
    await asks(ana, "When was the harbour light built?", "I could not match that to a choice.")
    await asks(ana, "/ask When was the harbour light built?", BUILT)
    await ana.says("/stop")
    await ana.sees("Stopped")
    await asks(ana, "When was the harbour light built?", BUILT)


async def test_a_letter_alone_is_no_question(running: Running) -> None:
    await asks(Student(running.person("Ana")), "b", LOST)


async def test_the_quiz_asks_what_the_passage_proves_and_nothing_else(running: Running) -> None:
    ana = Student(running.person("Ana"))
    await asks(ana, "Who kept the light?", "Jon Vik kept the light")
    await ana.taps("Quiz me on this: 2 questions")
    asked = []
    for number in (1, 2):
        asked.append(ana.question(await ana.sees(f"Question {number} of 2")))
        await ana.answers(right=True)
        await ana.taps("Next" if number == 1 else "See my result")
    await ana.sees("2 of 2 right.")
    passage = harbour().passages[1]
    assert all(passage.start <= one.citation.start < passage.end for one in asked)


async def test_a_passage_without_questions_offers_those_of_its_document(running: Running) -> None:
    ana = Student(running.person("Ana"))
    answer = await asks(ana, "How many visitors has the museum?", "15 900 visitors")
    assert labels(answer) == ["Read on ›", "Quiz me on the whole document: 3 questions"]
    await ana.taps("Quiz me on the whole document")
    await ana.sees("Question 1 of 3")


async def test_the_quiz_of_one_answer_can_be_taken_again_but_not_twice_at_once(running: Running) -> None:
    ana = Student(running.person("Ana"))
    answer = await asks(ana, "When was the harbour light built?", BUILT)
    await ana.taps("Quiz me")
    await ana.sees("Question 1 of 1")
    await ana.taps("Quiz me", on=answer)
    await ana.says("/stop")
    await ana.sees("Stopped")
    await ana.taps("Quiz me", on=answer)
    await ana.sees("Question 1 of 1")


async def test_only_approved_questions_are_asked(run: Run) -> None:
    drafts = tuple(replace(one, status=Status.DRAFT) for one in bank().questions)
    async with run(banks={"harbour": replace(bank(), questions=drafts)}) as running:
        ana = Student(running.person("Ana"))
        answer = await asks(ana, "When was the harbour light built?", BUILT)
        assert labels(answer) == ["Read on ›"]
        forged = await ana.person.press(answer["message_id"], f"e:{harbour().sha256[:16]}:1")
        assert forged.show_alert


async def test_two_who_ask_first_at_the_same_time_are_both_answered(running: Running) -> None:
    people = [Student(running.person(name)) for name in ("Ana", "Ben", "Eve")]
    for one in people:
        await one.says("Who kept the light?")
    for one in people:
        await one.sees("Jon Vik kept the light")


async def test_reading_is_offered_in_the_menu_and_the_help(running: Running) -> None:
    ana = Student(running.person("Ana"))
    assert "ask" in [command["command"] for command in ana.person.commands()]
    await asks(ana, "/help", "/ask and a question")
