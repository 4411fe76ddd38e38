"""Names by another pipeline, for corpora that mark none; knows OntoNotes' entity types, no training loop."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

from questions.language.convert import Sentence

LABELS = {
    "PERSON": "PERSON",
    "ORG": "ORG",
    "GPE": "PLACE",
    "LOC": "PLACE",
    "FAC": "PLACE",
    "EVENT": "EVENT",
    "WORK_OF_ART": "WORK",
    "LAW": "WORK",
}
"""OntoNotes' types as ours; the others are no names, or are read by rule."""

NOT_OF_A_NAME = frozenset({"the", "The", "a", "A", "an", "An", "'s", "’s"})


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
        one if one.names is not None else dataclasses.replace(one, names=tuple(_names(doc)))
        for one, doc in zip(sentences, docs, strict=True)
    ]


def _names(doc: Doc) -> Iterator[tuple[int, int, str]]:
    for entity in doc.ents:
        label, span = LABELS.get(entity.label_), _trimmed(entity)
        if label and len(span):
            yield span.start, span.end, label


def _trimmed(entity: Span) -> Span:
    start, end = entity.start, entity.end
    while start < end and entity.doc[start].text in NOT_OF_A_NAME:
        start += 1
    while end > start and entity.doc[end - 1].text in NOT_OF_A_NAME:
        end -= 1
    return entity.doc[start:end]
