"""A few steps on a little treebank end in a pipeline that loads and reads."""

from pathlib import Path

import spacy

from questions.language.convert import read_treebank
from questions.language.evaluate import evaluate, report
from questions.language.train import train

SMALL = {
    "components.tok2vec.model.encode.width": 16,
    "components.tok2vec.model.embed.column_width": 8,
    "components.parser.min_action_freq": 1,
    "training.max_steps": 4,
    "training.eval_frequency": 2,
}


def test_a_few_steps_end_in_a_pipeline_that_loads(treebank: Path, tmp_path: Path) -> None:
    out = tmp_path / "pipeline"
    train(treebank, out, overrides=SMALL)
    nlp = spacy.load(out)
    doc = nlp("Boats sail. The mayor didn’t open it.")
    assert doc.has_annotation("TAG")
    assert doc.has_annotation("DEP")
    assert {"obl:agent", "nsubj:pass"} <= set(nlp.pipe_labels["parser"])
    assert set(nlp.pipe_labels["ner"]) == {"PERSON", "PLACE", "TIME"}
    sentences = read_treebank(treebank / "en-test.conllu.gz")
    assert evaluate(nlp, sentences, words="gold").measures["tokens"].f == 1.0
    assert report(nlp, sentences).startswith("| reading | tokens | sentences | tags |")


def test_what_is_saved_holds_no_text_and_no_path_of_the_treebank(treebank: Path, tmp_path: Path) -> None:
    out = tmp_path / "pipeline"
    train(treebank, out, overrides=SMALL)
    saved = b"".join(path.read_bytes() for path in out.rglob("*") if path.is_file())
    assert str(treebank).encode() not in saved
    assert b"harbour" not in saved


def test_the_seed_fixes_the_weights(treebank: Path, tmp_path: Path) -> None:
    weights = []
    for name in ("once", "again"):
        train(treebank, tmp_path / name, overrides=SMALL)
        weights.append((tmp_path / name / "parser" / "model").read_bytes())
    assert weights[0] == weights[1]
