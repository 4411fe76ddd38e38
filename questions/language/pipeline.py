"""Loads the spaCy pipeline that reads English, ours or another by name; knows nothing of training."""

from functools import lru_cache
from pathlib import Path

import spacy
from spacy.language import Language

from questions.errors import PipelineError
from questions.language import labels, lemmas, network, tokens  # noqa: F401  (they register what is named)

WEIGHTS = Path(__file__).with_name("weights")

NEEDED = {"nsubj": "parses sentences", "NNP": "tags words as the Penn Treebank does"}
"""A label of what every English pipeline must do here, and what that is."""


@lru_cache(maxsize=4)
def load_pipeline(name: str | None = None) -> Language:
    """Load a pipeline, once for each name.

    Args:
        name: a spaCy pipeline that is installed, or a folder that holds one; ours where it is None or
            empty.

    Returns:
        The pipeline. Ours has Penn Treebank tags, Universal Dependencies features and labels, lemmas and
        the entity types PERSON, ORG, PLACE, EVENT, TIME and WORK. One whose parser labels by CLEAR, as
        spaCy's own do, gets a last component that turns its labels into the same (but for TIME).

    Raises:
        PipelineError: [Q030] there is no such pipeline, it cannot be read, or it does not parse and tag.
    """
    nlp = _load(name)
    known = {label for given in nlp.pipe_labels.values() for label in given}
    for label, task in NEEDED.items():
        if label not in known:
            raise PipelineError(
                f"The language pipeline {name!r} has no part that {task}",
                advice="Name an English one that does, or leave SPACY_PIPELINE empty to use the bundled one",
            )
    if labels.SIGN in known:
        nlp.add_pipe("passage_quiz_labels")
    return nlp


def _load(name: str | None) -> Language:
    try:
        return spacy.load(name or WEIGHTS)
    except (
        Exception
    ) as error:  # spaCy raises whatever its parts do: OSError, ValueError, KeyError, ImportError
        what = f"The language pipeline {name!r}" if name else f"The bundled language pipeline in {WEIGHTS}"
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise PipelineError(
            f"{what} cannot be loaded: {reason}",
            advice="Install it, or leave SPACY_PIPELINE empty to use the bundled one"
            if name
            else "Install Passage Quiz again: its files are incomplete",
        ) from error
