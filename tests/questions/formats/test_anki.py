"""Anki's package, opened by what is not ours: zipfile and SQLite."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given

from questions.errors import FormatUnknown
from questions.formats import contents, export
from questions.model import Bank, Question
from tests.material import bank, typed_bank
from tests.questions.formats.drawn import NOW, bank_of, questions, there

Notes = dict[str, list[str]]


def opened(data: bytes) -> tuple[Notes, dict[str, object], int]:
    """The fields of each note by its guid, the decks by name, how many cards there are."""
    collection = zipfile.ZipFile(BytesIO(data)).read("collection.anki2")
    database = sqlite3.connect(":memory:")
    database.deserialize(collection)
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    notes = {guid: fields.split("\x1f") for guid, fields in database.execute("SELECT guid, flds FROM notes")}
    (decks,) = database.execute("SELECT decks FROM col").fetchone()
    (cards,) = database.execute("SELECT count(*) FROM cards").fetchone()
    database.close()
    return notes, {one["name"]: one["id"] for one in json.loads(decks).values()}, cards


def test_a_card_asks_in_front_and_proves_behind() -> None:
    notes, decks, cards = opened(there(bank(), "anki").data)
    assert (len(notes), cards) == (3, 3)
    assert "The Harbour Light" in decks
    stem, choices, key, proof, belongs = next(iter(notes.values()))
    assert stem == "When did Marta Brandt build the harbour light of Ostholm?"
    assert choices.count("<div>") == 4
    assert f"<div>{key}</div>" in choices
    assert key.endswith(". March 1871")
    assert "Marta Brandt built the harbour light of Ostholm in March 1871.” — The Harbour Light" in proof
    assert "paragraph 1" in proof
    assert belongs.count("class=") == 2


def test_a_typed_question_has_no_choices() -> None:
    notes, _, cards = opened(there(typed_bank(), "anki").data)
    assert cards == 3
    assert {fields[1] for fields in notes.values()} == {""}


def test_a_second_export_updates_the_cards() -> None:
    first = opened(there(bank(), "anki").data)
    changed = [replace(one, stem=f"{one.stem} Now?") for one in bank().questions]
    second = opened(export(replace(bank(), questions=tuple(changed)), "anki", now=NOW + 1).data)
    assert first[0].keys() == second[0].keys()
    assert first[0] != second[0]
    assert first[1] == second[1]


def test_two_banks_do_not_share_cards() -> None:
    other: Bank = replace(bank(), title="Another")
    assert opened(there(bank(), "anki").data)[0].keys().isdisjoint(opened(there(other, "anki").data)[0])


@given(asked=questions())
def test_whatever_the_texts_it_is_a_deck_of_one(asked: Question) -> None:
    notes, _, cards = opened(there(bank_of(asked), "anki").data)
    ((stem, *_),) = notes.values()
    assert cards == 1
    assert "<" not in stem.replace("<br>", "")


def test_nothing_stays_in_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    there(bank(), "anki")
    assert list(tmp_path.iterdir()) == []


def test_a_deck_is_not_read() -> None:
    with pytest.raises(FormatUnknown, match=r"^\[Q070\] Nothing here reads a\.apkg\."):
        contents(there(bank(), "anki").data, "a.apkg")
