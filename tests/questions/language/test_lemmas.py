"""Base forms come from the dictionary, and from the treebank where it says otherwise."""

import pytest
from spacy.tokens import Doc
from spacy.training import Example
from spacy.vocab import Vocab

from questions.language.lemmas import Lemmas, base_form


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [
        ("led", "VBN", "lead"),
        ("began", "VBD", "begin"),
        ("Talks", "NNS", "talk"),
        ("wider", "JJR", "wide"),
        ("Kosovo", "NNP", "Kosovo"),
        ("The", "DT", "the"),
        ("KFOR", "NN", "KFOR"),
    ],
)
def test_base_form(word: str, tag: str, lemma: str) -> None:
    assert base_form(word, tag) == lemma


def test_the_treebank_corrects_the_dictionary() -> None:
    vocab = Vocab()
    doc = Doc(
        vocab, words=["them", "Them", "boats"], tags=["PRP", "PRP", "NNS"], lemmas=["they", "they", "boat"]
    )
    component = Lemmas()
    component.initialize(lambda: [Example(doc, doc)])
    assert component.table == {"them\tPRP": "they"}
    again = Lemmas().from_bytes(component.to_bytes())
    read = again(Doc(vocab, words=["Them", "boats"], tags=["PRP", "NNS"]))
    assert [token.lemma_ for token in read] == ["they", "boat"]
