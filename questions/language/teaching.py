"""Names by another pipeline, for corpora that mark none; knows sentences, no training loop."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from questions.language.convert import Sentence
from questions.language.labels import names_of


def name_by_teacher(sentences: Sequence[Sentence], teacher: Language) -> list[Sentence]:
    """Give names to the sentences of corpora that mark none.

    Args:
        sentences: a treebank's sentences; those that have names keep them.
        teacher: a pipeline with an entity recogniser of OntoNotes' types.

    Returns:
        The sentences in the same order.
    """
    docs = teacher.pipe(
        Doc(teacher.vocab, [word.form for word in one.words], [word.space_after for word in one.words])
        for one in sentences
    )
    return [
        one if one.names is not None else dataclasses.replace(one, names=tuple(names_of(doc)))
        for one, doc in zip(sentences, docs, strict=True)
    ]
