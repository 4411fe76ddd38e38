"""Where the treebank marks no names, another pipeline says them."""

import dataclasses
from pathlib import Path

import spacy
from spacy.language import Language

from questions.language.convert import read_treebank
from questions.language.corpus import treebank_reader
from questions.language.teaching import name_by_teacher


def teacher() -> Language:
    """A pipeline that knows three names, with OntoNotes' types."""
    nlp = spacy.blank("en")
    known = {"Ada": "PERSON", "the Boats": "GPE", "she": "NORP"}
    ruler = nlp.add_pipe("entity_ruler")
    patterns = [{"label": label, "pattern": name} for name, label in known.items()]
    getattr(ruler, "add_patterns")(patterns)  # noqa: B009
    return nlp


def test_names_that_the_treebank_marks_stay_and_the_teacher_gives_the_others(treebank: Path) -> None:
    sentences = read_treebank(treebank / "en-train.conllu.gz")
    *marked, unmarked = sentences
    article = dataclasses.replace(unmarked.words[0], form="the")
    unmarked = dataclasses.replace(unmarked, words=(article, *unmarked.words[1:]))
    named = name_by_teacher([*marked, unmarked], teacher())
    assert named[:2] == sentences[:2]
    assert named[2].names == ((1, 2, "PLACE"),)


def test_the_corpus_is_read_with_a_teacher_that_is_installed(treebank: Path, tmp_path: Path) -> None:
    teacher().to_disk(tmp_path / "teacher")
    read = treebank_reader(
        treebank / "en-train.conllu.gz", longest_run=1, vary=0.0, teacher=str(tmp_path / "teacher"), seed=1
    )
    references = [example.reference for example in read(spacy.blank("en"))]
    assert len(references) == 3
    assert all(reference.has_annotation("ENT_IOB") for reference in references)
