"""Serves a treebank to spaCy's training loop in runs of sentences; knows how texts vary, not what learns."""

import dataclasses
import random
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry

from questions.language.convert import Sentence, read_treebank, to_doc
from questions.language.teaching import name_by_teacher

CURLY = {"'": "’", "n't": "n’t", "'s": "’s", "'re": "’re", "'ve": "’ve", "'m": "’m", "'ll": "’ll", "'d": "’d"}
STRAIGHT = {curly: straight for straight, curly in CURLY.items()} | {"“": '"', "”": '"', "‘": "'"}


@registry.readers("passage_quiz.Treebank.v1")  # type: ignore[untyped-decorator]
def treebank_reader(
    path: Path, *, longest_run: int, vary: float, teacher: str | None, seed: int
) -> Callable[[Language], Iterator[Example]]:
    """Serve a treebank as documents of consecutive sentences, so that the parser sees their borders.

    Args:
        path: the CoNLL-U file.
        longest_run: the most sentences in one document; a document stays within one paragraph.
        vary: the share (0 to 1) of documents whose quotation marks and apostrophes change form.
        teacher: an installed spaCy pipeline with OntoNotes' entity types that says the names where the
            corpus marks none, or None.
        seed: fixes the runs and the variation; each pass over the corpus draws anew.

    Returns:
        What spaCy's training loop calls for the examples of a pass.
    """
    chance = random.Random(seed)  # noqa: S311
    sentences = read_treebank(Path(path))
    if teacher:
        sentences = name_by_teacher(sentences, spacy.load(teacher))

    def read(nlp: Language) -> Iterator[Example]:
        runs = list(_runs(sentences, longest_run, chance))
        chance.shuffle(runs)
        for run in runs:
            varied = [_vary(sentence, chance) for sentence in run] if chance.random() < vary else run
            reference = to_doc(nlp.vocab, varied)
            spaces = [bool(token.whitespace_) for token in reference]
            predicted = Doc(nlp.vocab, words=[token.text for token in reference], spaces=spaces)
            yield Example(predicted, reference)

    return read


def _runs(sentences: Sequence[Sentence], longest: int, chance: random.Random) -> Iterator[list[Sentence]]:
    for _, group in groupby(sentences, key=lambda sentence: sentence.paragraph):
        paragraph = list(group)
        while paragraph:
            length = chance.randint(1, longest) if longest > 1 else 1
            yield paragraph[:length]
            paragraph = paragraph[length:]


def _vary(sentence: Sentence, chance: random.Random) -> Sentence:
    table = CURLY if chance.random() < 0.7 else STRAIGHT
    words = []
    for word in sentence.words:
        form = table.get(word.form, word.form)
        if word.form == '"' and table is CURLY:
            form = "“" if word.xpos == "``" else "”"
        words.append(dataclasses.replace(word, form=form))
    return dataclasses.replace(sentence, words=tuple(words))
