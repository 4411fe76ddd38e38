"""Saves a trained pipeline as the package ships it, without what reading does not need; trains nothing."""

import re
import shutil
from pathlib import Path

from spacy.language import Language
from spacy.strings import StringStore

META = {
    "name": "passage_quiz",
    "description": "Reads English for Passage Quiz: Penn tags, Universal Dependencies, lemmas and names.",
    "author": "Passage Quiz",
    "license": "CC BY-SA 4.0",
    "sources": [
        {
            "name": "UD_English-EWT 2.16",
            "url": "https://github.com/UniversalDependencies/UD_English-EWT",
            "license": "CC BY-SA 4.0",
            "author": "Silveira et al. 2014",
        },
        {
            "name": "UD_English-GUM 2.16, without fiction and whow",
            "url": "https://github.com/UniversalDependencies/UD_English-GUM",
            "license": "CC BY-SA 4.0",
            "author": "Zeldes 2017",
        },
        {
            "name": "GloVe 6B, by the classes of its words",
            "url": "https://nlp.stanford.edu/projects/glove/",
            "license": "PDDL 1.0",
            "author": "Pennington, Socher and Manning 2014",
        },
        {
            "name": "en_core_web_sm 3.8, by the names that it reads in EWT",
            "url": "https://github.com/explosion/spacy-models",
            "license": "MIT",
            "author": "Explosion",
        },
    ],
}


def save(nlp: Language, out: Path) -> None:
    """Save a pipeline.

    Of the vocabulary only the strings of the labels are kept: the rest is the words of the training
    text. The paths of the treebank and the scores of the training run go too.

    Args:
        nlp: the trained pipeline.
        out: the folder; what a former pipeline left there is replaced, a README.md stays.
    """
    out.mkdir(parents=True, exist_ok=True)
    for former in out.iterdir():
        if former.is_dir():
            shutil.rmtree(former)
        elif former.name != "README.md":
            former.unlink()
    nlp.meta.update(META)
    nlp.meta["performance"] = {}
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    nlp.to_disk(out, exclude=["vocab"])
    (out / "vocab").mkdir()
    StringStore(sorted(_label_strings(nlp))).to_disk(out / "vocab" / "strings.json")


def _label_strings(nlp: Language) -> set[str]:
    labels = {label for name in nlp.pipe_names for label in nlp.pipe_labels.get(name, [])}
    return (
        labels
        | {piece for label in labels for piece in re.split(r"[|=_]", label)}
        | {features for label in labels for features in re.split(r"\|?POS=\w+\|?", label)}
        | {pair for label in labels for pair in label.split("|")}
    )
