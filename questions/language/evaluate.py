"""Scores a pipeline on a treebank by character spans, as the CoNLL 2018 task did; knows no training.

python -m questions.language.evaluate CONLLU_FILE [--pipeline NAME]
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Token

from questions.language.convert import Sentence, read_treebank, to_doc
from questions.language.pipeline import load_pipeline

Place = tuple[int, int]
MEASURES = ("tokens", "sentences", "tags", "pos", "lemmas", "uas", "las", "names")


@dataclass(slots=True)
class Score:
    """How much of one measure was found.

    Attributes:
        right: what is both in the treebank and in the pipeline's reading.
        gold: what is in the treebank.
        read: what is in the pipeline's reading.
    """

    right: int = 0
    gold: int = 0
    read: int = 0

    @property
    def precision(self) -> float:
        """The share (0 to 1) of the reading that is right."""
        return self.right / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        """The share (0 to 1) of the treebank that was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f(self) -> float:
        """The harmonic mean (0 to 1) of precision and recall."""
        return 2 * self.right / (self.gold + self.read) if self.gold + self.read else 0.0

    def add(self, gold: Iterable[object], read: Iterable[object]) -> None:
        """Count two collections of annotated places."""
        expected, found = Counter(gold), Counter(read)
        self.right += (expected & found).total()
        self.gold += expected.total()
        self.read += found.total()


@dataclass(slots=True)
class Scores:
    """All measures of one reading, and the score of each dependency label and entity type.

    Heads and labels leave punctuation out, as spaCy's own scorer does; names are counted only where the
    corpus marks them.
    """

    measures: dict[str, Score] = field(default_factory=lambda: {name: Score() for name in MEASURES})
    labels: dict[str, Score] = field(default_factory=dict)

    def add(self, reference: Doc, predicted: Doc, *, named: bool) -> None:
        """Count one document.

        Args:
            reference: the treebank's annotation.
            predicted: the pipeline's, of the same text.
            named: whether the reference marks names.
        """
        gold, read = [[token for token in doc if not token.is_space] for doc in (reference, predicted)]
        self.measures["tokens"].add(map(_place, gold), map(_place, read))
        self.measures["sentences"].add(_sentences(reference), _sentences(predicted))
        self.measures["tags"].add(((_place(t), t.tag_) for t in gold), ((_place(t), t.tag_) for t in read))
        self.measures["pos"].add(((_place(t), t.pos_) for t in gold), ((_place(t), t.pos_) for t in read))
        self.measures["lemmas"].add(
            ((_place(t), t.lemma_) for t in gold), ((_place(t), t.lemma_) for t in read)
        )
        points = {_place(t) for t in gold if t.dep_ == "punct"}
        arcs = [
            [(_place(t), _place(t.head), t.dep_) for t in words if _place(t) not in points]
            for words in (gold, read)
        ]
        self.measures["uas"].add(*[[arc[:2] for arc in side] for side in arcs])
        self.measures["las"].add(*arcs)
        for label in {arc[2] for side in arcs for arc in side}:
            self.labels.setdefault(label, Score()).add(
                *[[arc for arc in side if arc[2] == label] for side in arcs]
            )
        if named:
            names = [
                [(e.start_char, e.end_char, e.label_) for e in doc.ents] for doc in (reference, predicted)
            ]
            self.measures["names"].add(*names)
            for label in {name[2] for side in names for name in side}:
                self.labels.setdefault(label, Score()).add(
                    *[[name for name in side if name[2] == label] for side in names]
                )


def _place(token: Token) -> Place:
    return token.idx, token.idx + len(token)


def _sentences(doc: Doc) -> list[Place]:
    return [(sentence.start_char, sentence.end_char) for sentence in doc.sents]


def evaluate(
    nlp: Language, sentences: Sequence[Sentence], *, words: str = "own", whole: bool = True
) -> Scores:
    """Score a pipeline.

    Args:
        nlp: the pipeline.
        sentences: the treebank's.
        words: "own" reads raw text with the pipeline's tokeniser; "gold" gives it the treebank's words.
        whole: read whole paragraphs, the borders of sentences to be found; else sentence by sentence.

    Returns:
        The scores.
    """
    scores = Scores()
    parts = (
        [list(group) for _, group in groupby(sentences, key=lambda sentence: sentence.paragraph)]
        if whole
        else [[sentence] for sentence in sentences]
    )
    references = [to_doc(nlp.vocab, part) for part in parts]
    if words == "own":
        inputs: list[str | Doc] = [doc.text for doc in references]
    else:
        inputs = [
            Doc(nlp.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])
            for doc in references
        ]
    for part, reference, predicted in zip(parts, references, nlp.pipe(inputs), strict=True):
        scores.add(reference, predicted, named=all(sentence.names is not None for sentence in part))
    return scores


def report(nlp: Language, sentences: Sequence[Sentence]) -> str:
    """Evaluate in four ways and lay the figures out as a Markdown table.

    Args:
        nlp: the pipeline.
        sentences: the treebank's.

    Returns:
        A table: a row a way of reading, F (0 to 100) a measure; then entity precision and recall.
    """
    ways = {
        "gold words, sentence by sentence": evaluate(nlp, sentences, words="gold", whole=False),
        "gold words, whole paragraphs": evaluate(nlp, sentences, words="gold"),
        "raw text, whole paragraphs": evaluate(nlp, sentences),
        "raw text, GUM's sentences alone": evaluate(nlp, [s for s in sentences if s.names is not None]),
    }
    rows: list[tuple[str, ...]] = [("reading", *MEASURES, "names P", "names R")]
    for way, scores in ways.items():
        names = scores.measures["names"]
        figures = [scores.measures[name].f for name in MEASURES] + [names.precision, names.recall]
        rows.append((way, *(f"{100 * figure:.1f}" for figure in figures)))
    rows.insert(1, ("---",) * len(rows[0]))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m questions.language.evaluate", description=__doc__)
    parser.add_argument("treebank", type=Path, help="a CoNLL-U file, plain or gzip")
    parser.add_argument("--pipeline", help="an installed spaCy pipeline, or a folder; ours by default")
    given = parser.parse_args(arguments)
    print(report(load_pipeline(given.pipeline), read_treebank(given.treebank)))


if __name__ == "__main__":
    main()
