"""The network's first layer, for spaCy's registry; knows which features a word has, not what they mean."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, cast

import numpy
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import HashEmbed, Maxout, Model, chain, concatenate, list2ragged, ragged2list, with_array
from thinc.types import Floats2d, Ints2d

from questions.language.lexicon import FEATURES, features

IDENTITIES = [FEATURES.index(name) for name in ("form", "lemma")]
"""The columns that tell one word from all others: nothing is learned of them from a word seen once."""

LAYER = "lexicon_features"
UNKNOWN = 0
FORGET = 0.05
FEWEST = 2


@registry.architectures("passage_quiz.LexiconEmbed.v1")  # type: ignore[untyped-decorator]
def lexicon_embed(width: int, column_width: int, rows: dict[str, int]) -> Model[list[Doc], list[Floats2d]]:
    """Embed words by their form, affixes, shape and dictionary entry.

    A form or lemma that the training text holds less than twice is unknown, and while training so is
    one known in twenty by chance: the rest of the features must then carry the word, as they must for
    the names of any new document.

    Args:
        width: the width of what comes out.
        column_width: the width of each feature's embedding.
        rows: the rows of each feature's table; a feature that is not named is not used.

    Returns:
        A layer from documents to one row of floats a word.
    """
    tables: list[Model[Any, Any]] = [
        HashEmbed(column_width, rows[name], column=column, seed=column + 1)
        for column, name in enumerate(FEATURES)
        if name in rows
    ]
    mix: Model[Floats2d, Floats2d] = Maxout(
        width, column_width * len(tables), nP=3, dropout=0.0, normalize=True
    )
    layer: Model[Any, Any] = chain(
        Model(LAYER, _extract, attrs={"known": b""}),
        list2ragged(),
        with_array(concatenate(*tables)),
        with_array(mix),
        ragged2list(),
    )
    return layer


def learn_words(nlp: Language, docs: Iterable[Doc]) -> None:
    """Tell the embedding which words it will know.

    Args:
        nlp: a pipeline whose `tok2vec` has the layer above.
        docs: the training text.
    """
    seen: Counter[int] = Counter()
    for doc in docs:
        for token in doc:
            row = features(token.text)
            seen.update({row[column] for column in IDENTITIES})
    known = numpy.array(sorted(word for word, count in seen.items() if count >= FEWEST), dtype="uint64")
    embedding: Model[Any, Any] = getattr(nlp.get_pipe("tok2vec"), "model")  # noqa: B009
    for layer in embedding.walk():
        if layer.name == LAYER:
            layer.attrs["known"] = known.tobytes()


def _extract(
    model: Model[list[Doc], list[Ints2d]], docs: list[Doc], is_train: bool
) -> tuple[list[Ints2d], Callable[[Any], list[Doc]]]:
    known = numpy.frombuffer(model.attrs["known"], dtype="uint64")
    return [_table(model, doc, known, is_train=is_train) for doc in docs], lambda _: []


def _table(
    model: Model[list[Doc], list[Ints2d]], doc: Doc, known: NDArray[numpy.uint64], *, is_train: bool
) -> Ints2d:
    rows = [features(token.text) for token in doc]
    array = numpy.array(rows, dtype="uint64").reshape(len(rows), len(FEATURES))
    if len(known):
        for column in IDENTITIES:
            places = numpy.searchsorted(known, array[:, column]).clip(max=len(known) - 1)
            array[known[places] != array[:, column], column] = UNKNOWN
    if is_train:
        forgotten = numpy.flatnonzero(numpy.random.random(len(rows)) < FORGET)
        array[numpy.ix_(forgotten, numpy.array(IDENTITIES))] = UNKNOWN
    return model.ops.asarray2i(cast("Ints2d", array), dtype="uint64")
