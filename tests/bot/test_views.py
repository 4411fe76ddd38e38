"""Messages and buttons hold Telegram's limits whatever a bank has in it, and every word is used."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message
from hypothesis import given
from hypothesis import strategies as st

from bot.services import Answered, Ended, Gradebook, Posed
from bot.services.work import ClassEnd, ClassResult, ClassStanding, Lobby, Missed
from bot.views.callbacks import (
    BANK_KEY,
    LONGEST,
    PRESSES,
    ChooseLength,
    Press,
    Resume,
    Stop,
    decode,
    encode,
)
from bot.views.classroom import class_missed_view, end_view, result_view
from bot.views.message import LONGEST as LONGEST_MESSAGE
from bot.views.message import block_quote, visible_length
from bot.views.play import answer_view, ended_view, question_view
from bot.views.poll import poll_view, preamble_view
from bot.views.setup import lobby_view
from bot.views.words import Html, english
from questions.model import Bank, Choice, Citation, Document, Passage
from questions.quiz import Asked, ClassPhase, Refusal, Rules, grade
from storage.classes import Player
from storage.sessions import Attempt
from tests.material import bank, question

ROOT = Path(__file__).parents[2]
LONG = "A long & winding <sentence> of the text. " * 120
IDS = st.integers(0, 2**63 - 1)
PRESS = st.one_of(
    *(
        st.builds(press, **{name: IDS for name, kind in press.__annotations__.items() if kind == "int"})
        for press in PRESSES.values()
        if all(kind == "int" for kind in press.__annotations__.values())
    )
)


@given(PRESS)
def test_a_press_survives_the_way_through_telegram(press: Press) -> None:
    data = encode(press)
    assert len(data.encode()) <= LONGEST
    assert decode(data) == press


def test_the_longest_press_fits() -> None:
    press = ChooseLength(2**52, "f" * BANK_KEY, 10**6)
    assert decode(encode(press)) == press


def test_a_press_is_a_value_of_its_kind() -> None:
    press = Stop(5)
    assert press == Stop(session_id=5) != Resume(5)
    assert hash(press) == hash(Stop(5))
    assert repr(press) == "Stop(5)"
    with pytest.raises(AttributeError):
        setattr(press, "session_id", 6)  # noqa: B010
    for values, named in (((), {}), ((5, 6), {}), ((5,), {"session_id": 5}), ((), {"position": 5})):
        with pytest.raises(TypeError):
            Stop(*values, **named)


@given(st.text(max_size=70))
def test_what_no_button_says_is_refused_without_a_crash(data: str) -> None:
    try:
        press = decode(data)
    except ValueError:
        return
    assert decode(encode(press)) == press


def long_answer(*, right: bool) -> Answered:
    text = f"{LONG}\n\n{LONG}"
    document = Document("long", "A " * 40, "long.txt", text, (Passage(0, len(text), 1),))
    cited = Citation("long", 0, len(LONG), LONG)
    choices = tuple(Choice(f"{letter} & {'choice ' * 12}", cited) for letter in "bcd")
    asked = replace(question(), stem="What " * 59 + "?", distractors=choices, citation=cited, also=(cited,))
    posed = Posed(1, 0, 1, Bank("T" * 80, "en", {"long": document}, (asked,)), asked, tuple("abcd"))
    choice = asked.key if right else choices[0].text
    return Answered(posed, choice, grade(asked, choice), waiting=True)


@pytest.mark.parametrize("in_context", [True, False])
@pytest.mark.parametrize("right", [True, False])
def test_an_explanation_fits_into_a_message_whatever_it_quotes(right: bool, in_context: bool) -> None:
    view = answer_view(english(), long_answer(right=right), in_context=in_context)
    assert visible_length(view.html) <= LONGEST_MESSAGE
    assert view.html.count("<blockquote") == view.html.count("</blockquote>")


def test_an_ending_with_many_misses_says_how_many_are_left_out() -> None:
    answers = tuple(long_answer(right=False) for _ in range(40))
    view = ended_view(english(), Ended(1, answers[0].posed.bank, 40, answers, stopped=False))
    assert visible_length(view.html) <= LONGEST_MESSAGE
    assert re.search(r"… and \d+ more\.", view.html)


def test_what_a_bank_says_is_never_markup() -> None:
    asked = replace(question(), stem="Is 1 < 2 & <b>bold</b>?")
    posed = Posed(1, 0, 1, bank(), asked, ("<i>", "&amp;"))
    html = question_view(english(), posed).html
    assert "Is 1 &lt; 2 &amp; &lt;b&gt;bold&lt;/b&gt;?" in html
    assert "&lt;i&gt;" in html
    assert "&amp;amp;" in html


@given(st.text(min_size=1, max_size=3000), st.integers(0, 2999), st.integers(0, 200))
def test_a_shortened_quote_keeps_its_mark(text: str, start: int, length: int) -> None:
    start = min(start, len(text) - 1)
    end = min(start + length, len(text))
    quote = block_quote(text, marked=(start, end))
    if end > start:
        assert quote.count("<b>") == quote.count("</b>") == 1


def named() -> list[str]:
    source = (ROOT / "bot" / "locales" / "en.ftl").read_text(encoding="utf-8")
    return [entry.id.name for entry in FluentParser().parse(source).body if isinstance(entry, Message)]


def messages() -> set[str]:
    return set(named())


def test_no_word_is_defined_twice() -> None:
    assert [name for name, times in Counter(named()).items() if times > 1] == []


def test_every_word_is_used_and_none_is_missing() -> None:
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for room in ("views", "handlers", "menus.py")
        for path in ([ROOT / "bot" / room] if room.endswith(".py") else (ROOT / "bot" / room).glob("*.py"))
    )
    built = {f"alert-{refusal}" for refusal in Refusal} | {
        f"button-{page}" for page in ("quiz", "score", "help")
    }
    put_together = tuple(re.findall(r'f"([a-z-]+-){', code))
    built |= {name for name in messages() if name.startswith(put_together)}
    used = {name for name in messages() if f'"{name}"' in code} | (built & messages())
    assert messages() - used == set()
    assert built <= messages()


def test_a_word_without_its_value_is_a_bug() -> None:
    with pytest.raises(LookupError):
        english()("welcome")
    with pytest.raises(LookupError):
        english()("no-such-word")


def test_values_are_escaped_unless_they_are_html() -> None:
    assert "&lt;b&gt;" in english()("welcome", name="<b>")
    assert "<b>Ana</b>" in english()("welcome", name=Html("<b>Ana</b>"))


def class_book(*, people: int) -> Gradebook:
    """A class in which everything is as long as it can be, at the fifth of six questions."""
    long = long_answer(right=False).posed
    asked = Asked(long.question.id, long.choices)
    crowd = {number: Player(number, f"{number} " + "<Anastasia & sons> " * 20) for number in range(people)}
    attempts = {
        (position, number): Attempt(number, position, asked.question_id, choice, 0.0, 0.0, 1.5)
        for position in range(5)
        for number, choice in enumerate([*long.choices * people][:people])
    }
    attempts = {
        key: replace(one, fraction=1.0, mark=1.0) if one.choice == long.question.key else one
        for key, one in attempts.items()
    }
    return Gradebook(1, "Class <7b>", long.bank, (asked,) * 6, Rules(), 5, crowd, attempts)


@pytest.mark.parametrize("people", [0, 1, 3, 300])
def test_what_a_class_sees_fits_into_a_message_however_long_all_is(people: int) -> None:
    book = class_book(people=people)
    players = tuple(replace(one, team=one.id % 4) for one in book.people.values())
    standing = ClassStanding(1, 7, -1, "x", ClassPhase.SHOWN, 4, 6, 0, book.rules, False, None)
    views = [
        result_view(english(), ClassResult(book, 4, standing)),
        end_view(english(), ClassEnd(book, stopped=False), "bot"),
        lobby_view(english(), Lobby(1, "x" * 200, 6, Rules(teams=4), players)),
        *(class_missed_view(english(), Missed(book, user)) for user in list(book.people)[:1]),
    ]
    for view in views:
        assert 0 < visible_length(view.html) <= LONGEST_MESSAGE
        assert view.html.count("<blockquote") == view.html.count("</blockquote>")
        assert view.markup is not None


@given(
    st.text(min_size=1, max_size=400),
    st.lists(st.text(min_size=1, max_size=150), min_size=3, max_size=3, unique=True),
)
def test_a_poll_holds_telegrams_limits_whatever_a_question_has_in_it(stem: str, texts: list[str]) -> None:
    question_ = replace(
        question(), stem=stem, key="The key", distractors=tuple(Choice(text) for text in texts)
    )
    posed = Posed(1, 9, 10, bank(), question_, (*texts, "The key"))
    poll = poll_view(english(), posed)
    assert 1 <= len(poll.question) <= 300
    assert all(1 <= len(option) <= 100 for option in poll.options)
    assert len(poll.explanation) <= 200
    assert poll.explanation.count("\n") <= 2
    assert posed.choices[poll.correct] == "The key"
    above = preamble_view(english(), posed)
    assert (above is None) == (stem in poll.question and poll.options == posed.choices)
