"""Who and what a text names, told by the words themselves before the recogniser."""

from __future__ import annotations

import pytest

from questions.generation.rules.name_types import NameType, typed
from questions.generation.rules.names import Name, find_names
from questions.generation.rules.sentences import Sentence, sentences_of
from questions.language.pipeline import load_pipeline
from questions.reading import document_from_text


def read(text: str) -> list[Sentence]:
    return list(sentences_of(document_from_text(text, path="any.txt"), load_pipeline()))


def names(text: str) -> dict[str, Name]:
    return {name.text: name for name in find_names(read(text))}


@pytest.mark.parametrize(
    ("text", "kind", "bare"),
    [
        ("UN Secretary General Olaf Holm", NameType.PERSON, "Olaf Holm"),
        ("President Brandt", NameType.PERSON, "Brandt"),
        ("UN Special Envoy", None, "UN Special Envoy"),
        ("Emperor of the North", None, "Emperor of the North"),
        ("Harbour Board", NameType.ORGANISATION, "Harbour Board"),
        ("NATO", NameType.ORGANISATION, "NATO"),
        ("Holm Bridge", NameType.PLACE, "Holm Bridge"),
    ],
)
def test_the_words_of_a_name_say_what_bears_it(text: str, kind: NameType | None, bare: str) -> None:
    assert typed(text, None)[:2] == (kind, bare)


def test_all_forms_of_a_name_are_one_name() -> None:
    found = names(
        "The former Danish President Marta Brandt opened the harbour. Mr. Vik spoke to Mrs. Brandt. "
        "The European Union (EU) paid for it, and the EU sent a ship."
    )
    assert found["Marta Brandt"].type is NameType.PERSON
    assert found["Marta Brandt"].aliases == {"marta brandt", "brandt"}
    assert found["European Union"].aliases == {"european union", "eu"}


def test_a_common_noun_with_a_capital_is_no_name_of_its_own() -> None:
    assert "Board" not in names("The Harbour Board met. The Board agreed. The Board went home.")
