"""The front: which formats there are, which one a file is in, how much is read, what proves a question."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from questions import formats
from questions.errors import FormatBroken, FormatUnknown
from questions.formats import FORMATS, MOST_BYTES, Contents, Held, Shelf, contents, export, proved
from questions.formats.record import Record
from questions.model import Kind, Status
from tests.material import BUILT, bank, harbour
from tests.questions.formats.drawn import NOW, there


def test_the_public_names_are_these() -> None:
    assert set(formats.__all__) == {
        "FORMATS", "MOST_BYTES", "Contents", "Exported", "Format", "Held", "Imported", "LeftOut", "Shelf",
        "ShelfDocument", "contents", "export", "proved",
    }  # fmt: skip


@pytest.mark.parametrize("name", [name for name, one in FORMATS.items() if one.reader])
def test_the_ending_of_a_name_tells_the_format(name: str) -> None:
    suffix = FORMATS[name].suffix
    held = contents(there(bank(), name).data, f"bank{suffix}").held
    assert [one.key for one in held] == ["March 1871", "June 1913", "May 1956"]


@pytest.mark.parametrize("to", [to for to in FORMATS if to != "kahoot"])
def test_an_export_is_the_same_each_time(to: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = export(bank(), to, now=NOW).data
    monkeypatch.setattr(time, "time", lambda: NOW + 86_400)
    assert export(bank(), to, now=NOW).data == first, "openpyxl alone writes the time of day"


def test_a_text_file_is_gift_unless_it_has_answer_lines() -> None:
    assert contents(b"Who? {=I ~You}", "a.txt").held[0].key == "I"
    assert contents(b"Who?\nA. I\nB. You\nANSWER: B\n", "a.txt").held[0].key == "You"


def test_a_format_that_nobody_knows_is_an_error_that_names_those_that_are() -> None:
    with pytest.raises(
        FormatUnknown, match=r"^\[Q070\] .* Name one of gift, moodle-xml, csv, aiken, kahoot, qti, anki"
    ):
        export(bank(), "quizlet", now=NOW)
    with pytest.raises(FormatUnknown, match=r"^\[Q070\] Nothing here reads a\.pdf\."):
        contents(b"x", "a.pdf")


def test_no_more_is_read_than_20_megabytes_and_10_000_questions() -> None:
    with pytest.raises(FormatBroken, match="larger than 20 MB"):
        contents(b" " * (MOST_BYTES + 1), "a.gift")
    with pytest.raises(FormatBroken, match="more than 10000 questions"):
        contents(b"Who? {=I ~You}\n\n" * 10_001, "a.gift")


def held(**changes: object) -> Contents:
    fields: dict[str, object] = {
        "name": "line 1",
        "kind": Kind.SHORT,
        "stem": "Who built it?",
        "key": "Marta Brandt",
    }
    return Contents((Held(**(fields | changes)),))  # type: ignore[arg-type]


def test_the_proof_is_the_sentence_that_shares_most_with_the_question() -> None:
    (asked,) = proved(held(stem="Who built the harbour light?"), [harbour()]).questions
    assert asked.citation.quote == BUILT
    assert harbour().text[asked.citation.start : asked.citation.end] == BUILT
    assert (asked.status, asked.origin) == (Status.DRAFT, "human")


@pytest.mark.parametrize(
    "changes",
    [
        {"stem": "Who built the harbour light?", "key": "Mart"},
        {"stem": "Who built the harbour light?", "key": "Olaf Holm"},
        {"stem": "What?"},
        {"stem": "Whose cat is it?"},
        {
            "kind": Kind.TRUE_FALSE,
            "stem": "Jon Vik was born in a small mountain village.",
            "key": "True",
        },
        {"kind": Kind.NUMBER, "stem": "How many visitors does it have?", "key": "15901"},
    ],
)
def test_where_no_sentence_holds_key_and_words_nothing_is_invented(changes: dict[str, object]) -> None:
    imported = proved(held(**changes), [harbour()])
    assert imported.questions == ()
    assert [str(one) for one in imported.left_out] == [
        "line 1: no passage proves it, so it is not in the bank"
    ]


def test_a_quote_that_moved_is_found_again_and_one_that_is_gone_is_named() -> None:
    text = harbour().text
    moved = replace(harbour(), text=f"A word.\n\n{text}")
    there_ = contents(there(bank(), "gift").data, "a.gift")
    first, *_ = proved(there_, [moved]).questions
    assert first.citation.start == text.index(BUILT) + len("A word.\n\n")
    gone = replace(harbour(), text=text.replace("1871", "1872"))
    imported = proved(there_, [gone])
    assert len(imported.questions) == 2
    assert "no passage proves it" in imported.left_out[0].reason


def test_the_same_question_twice_comes_in_once() -> None:
    data = there(bank(), "gift").data
    imported = proved(contents(data + b"\n" + data, "a.gift"), [harbour()])
    assert imported.questions == bank().questions
    assert len(imported.left_out) == 3


def test_a_record_that_was_mangled_makes_a_draft_of_its_question() -> None:
    data = there(bank(), "gift").data.replace(b'"kind":"choice"', b'"kind":"riddle"')
    imported = proved(contents(data, "a.gift"), [harbour()])
    assert [one.status for one in imported.questions].count(Status.DRAFT) == 2
    assert Record.model_fields["status"].default is Status.DRAFT


def test_a_file_of_ours_tells_its_bank() -> None:
    shelf = contents(there(bank(), "gift").data, "a.gift").shelf
    assert isinstance(shelf, Shelf)
    assert (shelf.title, shelf.language, shelf.documents[0].id) == ("The Harbour Light", "en", "harbour")
