"""The bundled pipeline loads without a network, is small, and reads plain sentences as a person would."""

import json
import re
import socket
from pathlib import Path

import pytest
from spacy.tokens import Doc, Token

from questions.errors import PipelineError
from questions.language.pipeline import WEIGHTS, load_pipeline
from questions.language.saving import META

LARGEST = 20 * 1024 * 1024


def read(text: str) -> Doc:
    return load_pipeline()(text)


def word(doc: Doc, text: str) -> Token:
    return next(token for token in doc if token.text == text)


def test_it_loads_without_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    load_pipeline.cache_clear()
    assert load_pipeline().pipe_names[-1] == "lemmas"


def test_it_is_loaded_once() -> None:
    assert load_pipeline() is load_pipeline()


def test_an_unknown_name_says_what_to_do() -> None:
    with pytest.raises(PipelineError, match=r"\[Q030\].*no_such_pipeline.*SPACY_PIPELINE"):
        load_pipeline("no_such_pipeline")


def test_the_weights_are_below_twenty_megabytes() -> None:
    files = [path for path in WEIGHTS.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < LARGEST


def test_the_weights_readme_names_corpora_licence_and_figures() -> None:
    text = Path(WEIGHTS / "README.md").read_text(encoding="utf-8")
    sources = ("Silveira", "Zeldes", "EWT", "GUM", "Pennington", "PDDL 1.0", "en_core_web_sm", "--teacher")
    for what in ("CC BY-SA 4.0", *sources, "UAS", "LAS", "tags", "sentences"):
        assert what in text
    test_part = text.partition("## Test part")[2]
    row = next(
        line for line in test_part.splitlines() if line.startswith("| gold words, sentence by sentence")
    )
    figures = [float(figure) for figure in re.findall(r"\d+\.\d", row)]
    assert figures[0] == 100.0
    assert figures[2] >= 95.0, "tags"
    assert figures[5] >= 86.0, "UAS"
    assert figures[6] >= 83.0, "LAS"


def test_the_weights_name_the_sources_that_saving_names() -> None:
    meta = json.loads((WEIGHTS / "meta.json").read_text(encoding="utf-8"))
    assert {name: meta[name] for name in META} == META


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "One", "…", "1 2 3", "| a | b |", "Привет, мир", "x" * 5000]
)
def test_whatever_it_is_given_it_reads(text: str) -> None:
    assert len(read(text).text) == len(text)


def test_subject_object_and_date() -> None:
    doc = read("The council opened a new library in March 1999.")
    assert (word(doc, "council").dep_, word(doc, "council").head.text) == ("nsubj", "opened")
    assert (word(doc, "library").dep_, word(doc, "library").head.text) == ("obj", "opened")
    assert (word(doc, "March").dep_, word(doc, "March").head.text) == ("obl", "opened")
    assert word(doc, "opened").tag_ == "VBD"


def test_passive_and_agent() -> None:
    doc = read("The bridge was designed by Joseph Strauss.")
    assert word(doc, "bridge").dep_ == "nsubj:pass"
    assert word(doc, "was").dep_ == "aux:pass"
    assert "obl:agent" in {token.dep_ for token in word(doc, "designed").children}


def test_relative_clause_and_apposition() -> None:
    doc = read("She met Marie Curie, a physicist from Poland, who won two prizes.")
    assert (word(doc, "physicist").dep_, word(doc, "physicist").head.text) == ("appos", "Marie")
    assert word(doc, "won").dep_ == "acl:relcl"
    assert (word(doc, "who").dep_, word(doc, "who").head.text) == ("nsubj", "won")


def test_sentences_of_a_paragraph_are_found_whatever_its_lines() -> None:
    doc = read("The talks started in 2006. They were led by Mr. Lowe, who\nlives in London. They failed.")
    assert [sentence[0].text for sentence in doc.sents] == ["The", "They", "They"]


def test_lemmas_and_features() -> None:
    doc = read("The children were taught by better teachers.")
    assert [token.lemma_ for token in doc][:4] == ["the", "child", "be", "teach"]
    assert word(doc, "taught").morph.to_dict()["VerbForm"] == "Part"
    assert word(doc, "children").morph.to_dict()["Number"] == "Plur"


def test_curly_and_straight_apostrophes_read_alike() -> None:
    readings = [read(f"The city{mark}s mayor didn{mark}t resign.") for mark in "'’"]
    assert [token.dep_ for token in readings[0]] == [token.dep_ for token in readings[1]]
    assert readings[0][2].tag_ == "POS"


def test_names_have_types() -> None:
    doc = read("Angela Merkel met the president of Microsoft in London.")
    found = {entity.text: entity.label_ for entity in doc.ents}
    assert found.get("London") == "PLACE"
    assert found.get("Angela Merkel") == "PERSON"
