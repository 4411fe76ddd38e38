"""Any citation opens its document at the passage: by a link, by a button, also when its bank is gone."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services import OpenPassage
from bot.views.callbacks import LONGEST as LONGEST_PRESS
from bot.views.callbacks import QuizOn, Read, decode, encode
from bot.views.citation import place
from bot.views.message import LONGEST, visible_length
from bot.views.pointers import Pointer
from bot.views.reading import passage_view
from bot.views.words import english
from questions.model import Bank, Document, Passage
from questions.reading import document_from_text
from tests.bot.classes.classroom import Classroom
from tests.bot.conftest import Run, Running
from tests.bot.student import Message, Student, entities, labels
from tests.material import BUILT, KEPT, TOWN, bank, cite, harbour

GONE = "This passage is not here any more."
POINTER = Pointer.to(harbour(), cite(BUILT))


def addresses(message: Message) -> list[str]:
    return [entity["url"] for entity in message["entities"] if entity["type"] == "text_link"]


def payload(address: str) -> str:
    return parse_qs(urlsplit(address).query)["start"][0]


def other() -> Bank:
    return Bank("The Town", "en", {"town": document_from_text(TOWN, path="town.txt")}, ())


async def opens(student: Student, start: str, *seen: str) -> Message:
    await student.person.start(start)
    return await student.sees(*seen)


async def test_the_place_under_a_quote_leads_to_the_passage_with_the_quote_marked(running: Running) -> None:
    ana = Student(running.person("Ana"))
    await ana.starts()
    result = await ana.answers(right=True)
    quoted = ana.question(result).citation
    [address] = addresses(result)
    assert address == Pointer.to(harbour(), quoted).address("local_bot")
    assert address.startswith("https://t.me/local_bot?start=p_")
    opened = await opens(ana, payload(address), "The Harbour Light", "of 3")
    passage = harbour().passage_at(quoted.start)
    assert passage
    assert entities(opened, "blockquote") == [harbour().text[passage.start : passage.end]]
    assert entities(opened, "underline") == [quoted.quote]
    assert f"Paragraph {passage.number} of 3" in opened["text"]


def test_a_place_is_a_link_where_the_bots_name_is_known_and_plain_text_else() -> None:
    view = place(english("local_bot"), bank(), cite(BUILT))
    assert view == f'<a href="{POINTER.address("local_bot")}">— The Harbour Light, paragraph\u00a01</a>'
    assert place(english(), bank(), cite(BUILT)) == "— The Harbour Light, paragraph\u00a01"


async def test_a_class_gets_the_links_too(running: Running) -> None:
    classroom = Classroom(running.telegram, ["Ana"])
    await classroom.starts()
    await classroom.host.taps("Close now")
    result = await classroom.tells("Answer 1 of 3")
    assert [Pointer.read(payload(one)).sha256 for one in addresses(result)] == [POINTER.sha256]


async def test_pages_are_turned_in_place_and_the_mark_is_there_when_one_comes_back(running: Running) -> None:
    ana = Student(running.person("Ana"))
    first = await opens(ana, POINTER.payload, "Paragraph 1 of 3")
    assert labels(first) == ["Next ›", "Questions on this: 1", "Share"]
    await ana.taps("Next")
    second = await ana.sees("Paragraph 2 of 3")
    assert second["message_id"] == first["message_id"]
    assert entities(second, "underline") == []
    assert labels(second) == ["‹ Previous", "Next ›", "Questions on this: 2", "Share"]
    await ana.taps("Next")
    assert labels(await ana.sees("Paragraph 3 of 3")) == ["‹ Previous", "Share"]
    await ana.taps("‹ Previous")
    await ana.sees("Paragraph 2 of 3")
    await ana.taps("‹ Previous")
    assert entities(await ana.sees("Paragraph 1 of 3"), "underline") == [BUILT]


async def test_read_on_opens_what_was_found_in_a_message_of_its_own(running: Running) -> None:
    ana = Student(running.person("Ana"))
    await ana.says("Who kept the light?")
    found = await ana.sees("The text says:")
    await ana.taps("Read on")
    opened = await ana.sees("Paragraph 2 of 3")
    assert opened["message_id"] != found["message_id"]
    assert entities(opened, "underline") == [KEPT]


async def test_the_questions_on_a_passage_are_those_that_it_proves(running: Running) -> None:
    ana = Student(running.person("Ana"))
    await opens(ana, POINTER.payload, "Paragraph 1 of 3")
    await ana.taps("Questions on this: 1")
    asked = await ana.sees("Question 1 of 1")
    assert ana.question(asked).citation.quote == BUILT


async def test_sharing_gives_a_link_that_opens_the_same_passage(running: Running) -> None:
    ana, ben = (Student(running.person(name)) for name in ("Ana", "Ben"))
    opened = await opens(ana, POINTER.payload, "Paragraph 1 of 3")
    rows = opened["reply_markup"]["inline_keyboard"]
    [share] = [one["url"] for row in rows for one in row if one["text"] == "Share"]
    assert share.startswith("https://t.me/share/url?url=https%3A%2F%2Ft.me%2Flocal_bot%3Fstart%3Dp_")
    [address] = parse_qs(urlsplit(share).query)["url"]
    assert entities(await opens(ben, payload(address), "Paragraph 1 of 3"), "underline") == [BUILT]


async def test_a_passage_opens_after_its_bank_has_left_the_shelf(run: Run) -> None:
    async with run() as before:
        ana = Student(before.person("Ana"))
        await opens(ana, POINTER.payload, "Paragraph 1 of 3")
    async with run(banks={"town": other()}):
        opened = await opens(ana, POINTER.payload, "The Harbour Light", "Paragraph 1 of 3")
        assert entities(opened, "underline") == [BUILT]
        assert labels(opened) == ["Next ›", "Share"]
        await ana.says("/ask Who kept the light?")
        await ana.sees("The Town of Ostholm, paragraph\u00a03")


@pytest.mark.parametrize(
    "forged",
    [
        "p_",
        "p_nonsense",
        "p_0123456789abcdef_0-5",
        f"p_{harbour().sha256[:16]}_zzzzzzzzz-zzzzzzzzz",
        f"p_{harbour().sha256[:15]}_0-5",
        "p_" + "z" * 62,
    ],
)
async def test_a_link_that_leads_nowhere_is_answered_kindly(running: Running, forged: str) -> None:
    answer = await opens(Student(running.person("Ana")), forged, GONE)
    assert "Something went wrong" not in answer["text"]


async def test_a_span_that_is_none_opens_the_passage_without_a_mark(running: Running) -> None:
    ana = Student(running.person("Ana"))
    for start, end, number in ((0, 0, 1), (30, 5, 1), (30, 9**9, 1), (POINTER.end, POINTER.end, 1)):
        opened = await opens(ana, Pointer(POINTER.sha256, start, end).payload, f"Paragraph {number} of 3")
        assert labels(opened)[-1] == "Share"


async def test_a_forged_press_gets_an_alert(running: Running) -> None:
    ana = Student(running.person("Ana"))
    opened = await opens(ana, POINTER.payload, "Paragraph 1 of 3")
    key = POINTER.sha256
    for data in (f"t:{key}:0:9:99", f"t:{'0' * 16}:0:9:1", "t:x:y:z:0", f"e:{key}:99", f"e:{key}:3", "e:1"):
        assert (await ana.person.press(opened["message_id"], data)).show_alert, data


@given(st.text("0123456789abcdef", min_size=16, max_size=16), st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_pointer_survives_the_way_through_a_link(sha256: str, start: int, end: int) -> None:
    pointer = Pointer(sha256, start, end)
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", pointer.payload)
    assert Pointer.read(pointer.payload) == pointer


@given(st.text(max_size=70))
def test_what_is_no_pointer_is_refused_without_a_crash(text: str) -> None:
    try:
        pointer = Pointer.read(text)
    except ValueError:
        return
    assert Pointer.read(pointer.payload) == pointer


def test_the_longest_presses_fit() -> None:
    for press in (Read("f" * 16, 10**9, 10**9, 10**6), QuizOn("f" * 16, 10**6)):
        assert len(encode(press)) <= LONGEST_PRESS
        assert decode(encode(press)) == press


@pytest.mark.parametrize("letter", ["a", "&", "😀", "a\n"])
@pytest.mark.parametrize("length", [10, 3400, 3600, 9000])
def test_a_passage_fits_into_a_message_with_its_mark_in_sight(letter: str, length: int) -> None:
    quote, side = "Here it stands.", letter * length
    text = f"{side} {quote} {side}"
    passage = Passage(0, len(text), 1000, "H" * 500)
    document = Document("long", "T" * 500, "long.txt", text, (passage,))
    start = text.index(quote)
    view = passage_view(english("bot"), OpenPassage(document, passage, (start, start + len(quote)), 7))
    assert visible_length(view.html) <= LONGEST
    assert f"<u>{quote}</u>" in view.html
    assert ("…" in view.html.split("<blockquote>")[1]) == (
        len(text) > 3500 or (letter == "😀" and length > 1700)
    )


def test_a_paragraph_of_usual_length_is_shown_whole() -> None:
    text = "Word after word. " * 200
    document = Document("long", "Long", "long.txt", text, (Passage(0, len(text), 1),))
    view = passage_view(english(), OpenPassage(document, document.passages[0], (0, 4), 0))
    assert f"<u>Word</u>{text[4:].rstrip()}</blockquote>" in view.html
    assert view.rows == ()


async def test_a_document_that_changed_keeps_its_old_passages(run: Run) -> None:
    async with run():
        pass
    changed = document_from_text(harbour().text.replace("31 metres", "32 metres"), path="harbour.txt")
    questions = tuple(replace(one) for one in bank().questions)
    async with run(
        banks={"harbour": Bank("The Harbour Light", "en", {"harbour": changed}, questions)}
    ) as later:
        ana = Student(later.person("Ana"))
        await opens(ana, POINTER.payload, "31 metres")
