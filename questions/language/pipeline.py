"""Loads the spaCy pipeline that reads English, ours or another by name; knows nothing of training."""

from functools import lru_cache
from pathlib import Path

import spacy
from spacy.language import Language

from questions.errors import PipelineError
from questions.language import lemmas, network, tokens  # noqa: F401  (they register what the weights name)

WEIGHTS = Path(__file__).with_name("weights")


@lru_cache(maxsize=4)
def load_pipeline(name: str | None = None) -> Language:
    """Load a pipeline, once for each name.

    Args:
        name: a spaCy pipeline that is installed, or a folder that holds one; ours where it is None or
            empty.

    Returns:
        The pipeline. Ours has Penn Treebank tags, Universal Dependencies features and labels, lemmas and
        the entity types PERSON, ORG, PLACE, EVENT, TIME and WORK.

    Raises:
        PipelineError: [Q030] there is no such pipeline, or it cannot be read.
    """
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
