"""Trains the pipeline from a treebank; knows the training loop and the config, not what the weights are for.

python -m questions.language.train TREEBANK_DIR [--out DIR]
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import cast

import spacy
from spacy.language import Language
from spacy.training.loop import train as run_training
from spacy.util import load_config, load_model_from_config, registry, resolve_dot_names
from thinc.api import Optimizer, fix_random_seed, use_ops

from questions.language import corpus, lemmas, network, tokens  # noqa: F401  (registered for the config)
from questions.language.convert import read_treebank
from questions.language.evaluate import report
from questions.language.saving import save

CONFIG = Path(__file__).with_name("config.cfg")


def train(
    treebank: Path, out: Path, *, teacher: str | None = None, overrides: Mapping[str, object] | None = None
) -> Language:
    """Train a pipeline, and save the best that the development part saw.

    The seed in the config fixes the outcome on one machine. numpy's matrix product takes the place of
    blis's: three times as fast here (98 against 30 GFLOP/s on one core of an AMD EPYC with AVX-512),
    where that product was half of a training step.

    Args:
        treebank: the folder that holds `en-train.conllu.gz` and `en-dev.conllu.gz`.
        out: where the pipeline is saved; the training loop's checkpoints stay beside it.
        teacher: an installed spaCy pipeline that says the names where the treebank marks none.
        overrides: settings of the config by their dotted names.

    Returns:
        The pipeline as saved.
    """
    paths = {f"paths.{part}": str(treebank / f"en-{part}.conllu.gz") for part in ("train", "dev")}
    config = load_config(CONFIG, overrides={**paths, **(overrides or {})}, interpolate=False)
    config["paths"]["teacher"] = teacher
    checkpoints = out.with_name(f"{out.name}-checkpoints")
    checkpoints.mkdir(parents=True, exist_ok=True)
    with use_ops("numpy", use_blis=False):
        nlp = load_model_from_config(config, auto_fill=True)
        settings = nlp.config.interpolate()
        fix_random_seed(settings["training"]["seed"])
        optimizer = registry.resolve({"optimizer": settings["training"]["optimizer"]})["optimizer"]
        (examples,) = resolve_dot_names(settings, [settings["training"]["train_corpus"]])
        network.learn_words(nlp, (example.reference for example in examples(nlp)))
        # spaCy's own init_nlp looks at a hundred examples of a corpus that is drawn anew each pass, and
        # would miss most labels.
        nlp.initialize(lambda: examples(nlp), sgd=cast("Optimizer", optimizer))
        run_training(nlp, checkpoints, stdout=sys.stdout, stderr=sys.stderr)
    save(spacy.load(checkpoints / "model-best"), out)
    return spacy.load(out)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m questions.language.train", description=__doc__)
    parser.add_argument("treebank", type=Path, help="a folder with en-train, en-dev, en-test .conllu.gz")
    parser.add_argument("--out", type=Path, default=Path("pipeline"), help="where to save (./pipeline)")
    parser.add_argument("--teacher", help="an installed spaCy pipeline that names what EWT leaves unnamed")
    given = parser.parse_args(arguments)
    nlp = train(given.treebank, given.out, teacher=given.teacher)
    for part in ("dev", "test"):
        print(f"\n{part}\n\n{report(nlp, read_treebank(given.treebank / f'en-{part}.conllu.gz'))}")


if __name__ == "__main__":
    main()
