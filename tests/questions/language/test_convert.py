"""The treebank's rows become documents with nothing lost and nothing invented."""

import gzip
from pathlib import Path

import pytest
from spacy.vocab import Vocab

from questions.language.convert import Sentence, read_treebank, to_doc
from questions.language.corpus import treebank_reader
from questions.language.pipeline import load_pipeline


@pytest.fixture
def sentences(treebank: Path) -> list[Sentence]:
    return read_treebank(treebank / "en-train.conllu.gz")


def test_a_document_reads_as_its_sentences_were_written(sentences: list[Sentence]) -> None:
    assert [to_doc(Vocab(), [sentence]).text.strip() for sentence in sentences] == [
        sentence.text for sentence in sentences
    ]


def test_joined_words_are_parted_without_a_space(sentences: list[Sentence]) -> None:
    doc = to_doc(Vocab(), sentences[:1])
    assert [token.text_with_ws for token in doc[2:4]] == ["did", "n’t "]


def test_sentences_of_one_paragraph_share_its_number(sentences: list[Sentence]) -> None:
    first, second, third = (sentence.paragraph for sentence in sentences)
    assert first == second != third


def test_heads_tags_and_sentence_starts_survive_being_joined(sentences: list[Sentence]) -> None:
    doc = to_doc(Vocab(), sentences[:2])
    assert [sentence.root.text for sentence in doc.sents] == ["open", "opened"]
    mayor = next(token for token in doc if token.text == "mayor")
    assert (mayor.head.text, mayor.dep_, mayor.tag_, mayor.pos_) == ("opened", "obl:agent", "NN", "NOUN")
    assert doc[2].morph.to_dict()["Tense"] == "Past"
    assert doc[2].morph.to_dict()["Mood"] == "Ind"


def test_features_that_nothing_reads_are_dropped(sentences: list[Sentence]) -> None:
    assert "Definite" not in to_doc(Vocab(), sentences[:1])[5].morph.to_dict()


def test_names_are_those_of_the_corpus_that_marks_them(sentences: list[Sentence]) -> None:
    doc = to_doc(Vocab(), sentences[:2])
    assert [(entity.text, entity.label_) for entity in doc.ents] == [
        ("Ada Lowe", "PERSON"),
        ("May", "TIME"),
        ("Port Elm", "PLACE"),
    ]


def test_where_names_are_not_marked_they_are_missing_rather_than_none(sentences: list[Sentence]) -> None:
    assert not to_doc(Vocab(), sentences[2:]).has_annotation("ENT_IOB")


def test_a_head_outside_the_sentence_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "broken.conllu"
    path.write_text("# sent_id = own-1\n1\tSail\tsail\tVERB\tVB\t_\t7\troot\t_\t_\n\n", encoding="utf-8")
    with pytest.raises(ValueError, match="own-1"):
        read_treebank(path)


def test_a_file_may_be_plain_or_gzip(treebank: Path, tmp_path: Path, sentences: list[Sentence]) -> None:
    plain = tmp_path / "plain.conllu"
    plain.write_bytes(gzip.decompress((treebank / "en-dev.conllu.gz").read_bytes()))
    assert read_treebank(plain) == sentences


def test_each_pass_serves_every_word_and_may_change_quotation_marks(treebank: Path) -> None:
    nlp = load_pipeline()
    read = treebank_reader(treebank / "en-train.conllu.gz", longest_run=2, vary=1.0, teacher=None, seed=1)
    texts = ["".join(sorted(example.reference.text for example in read(nlp))) for _ in range(8)]
    assert any("“Boats sail,” she said." in text for text in texts)
    assert all("Port Elm" in text and "Ada Lowe" in text for text in texts)
