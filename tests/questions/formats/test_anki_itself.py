"""Anki itself opens our deck, and a second one mends its cards; what Anki shows is what we meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from questions.formats import export
from questions.model import Bank
from tests.material import bank, typed_bank
from tests.questions.formats.drawn import NOW, bank_of


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    made = Collection(str(tmp_path / "collection.anki2"))
    yield made
    made.close()


def taken(collection: Collection, given: Bank, path: Path, *, now: float = NOW) -> tuple[int, int]:
    """Import a bank's deck as Anki does by default, and return how many notes are new or changed."""
    path.write_bytes(export(given, "anki", now=now).data)
    request = ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions())
    log = collection.import_anki_package(request).log
    return len(log.new), len(log.updated)


def fields(collection: Collection) -> dict[str, dict[str, str]]:
    """The fields of each note by its stem."""
    notes = [dict(collection.get_note(one).items()) for one in collection.find_notes("")]
    return {one["Question"]: one for one in notes}


def test_it_finds_a_note_and_a_card_for_each_question(collection: Collection, tmp_path: Path) -> None:
    every = bank_of(*bank().questions, *typed_bank().questions)
    assert taken(collection, every, tmp_path / "a.apkg") == (6, 0)
    assert (collection.note_count(), collection.card_count()) == (6, 6)
    assert list(fields(collection)) == [one.stem for one in every.questions]
    light = fields(collection)["When did Marta Brandt build the harbour light of Ostholm?"]
    assert light["Answer"] == "B. March 1871"
    assert light["Proof"].startswith(
        "<blockquote>“Marta Brandt built the harbour light of Ostholm in March 1871.”"
    )
    assert "paragraph 1" in light["Proof"]
    assert light["Belongs"].count("class=") == 2
    assert fields(collection)["Until when did Jon Vik keep the light?"]["Answer"] == "May 1956"
    assert {one.name for one in collection.decks.all_names_and_ids()} >= {every.title}
    assert set(collection.tags.all()) == {"passage-quiz", *(one.kind.value for one in every.questions)}


def test_the_front_of_a_card_does_not_tell_and_its_back_proves(
    collection: Collection, tmp_path: Path
) -> None:
    taken(collection, typed_bank(), tmp_path / "a.apkg")
    (card,) = (
        collection.get_card(one) for one in collection.find_cards('"Question:Until when did Jon Vik keep*"')
    )
    assert "Until when did Jon Vik keep the light?" in card.question()
    assert "May 1956" not in card.question()
    assert "Jon Vik kept the light until May 1956, when the last keeper’s house was closed." in card.answer()


def test_a_second_deck_mends_the_cards_and_doubles_none(collection: Collection, tmp_path: Path) -> None:
    assert taken(collection, bank(), tmp_path / "a.apkg") == (3, 0)
    (before,) = collection.find_cards('"Question:When did Marta Brandt build*"')
    first, *others = bank().questions
    edited = replace(bank(), questions=(replace(first, stem=f"{first.stem} Now?"), *others))
    assert taken(collection, edited, tmp_path / "b.apkg", now=NOW + 60) == (0, 3)
    assert (collection.note_count(), collection.card_count()) == (3, 3)
    assert f"{first.stem} Now?" in fields(collection)
    assert first.stem not in fields(collection)
    (after,) = collection.find_cards('"Question:When did Marta Brandt build*"')
    assert after == before, "what was learned belongs to the card"


def test_a_third_deck_brings_what_is_new_alone(collection: Collection, tmp_path: Path) -> None:
    first, *others = bank().questions
    assert taken(collection, replace(bank(), questions=(first,)), tmp_path / "a.apkg") == (1, 0)
    new, _ = taken(collection, bank(), tmp_path / "b.apkg", now=NOW + 60)
    assert (new, collection.card_count()) == (len(others), 3)
