"""Reads CoNLL-U treebanks into spaCy documents; knows the files' columns, nothing of models or training."""

import gzip
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

from questions.language.names import find_names

FEATURES_KEPT = frozenset(
    {"Case", "Degree", "Mood", "Number", "NumType", "Person", "Polarity", "Poss", "PronType", "Tense"}
    | {"VerbForm", "Voice"}
)
"""The morphological features that the question engine reads; the others only widen the label set."""

NEW_PARAGRAPH = re.compile(r"#\s*new(?:par|doc)\b")


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word: a row of a CoNLL-U sentence, heads counted from 0."""

    form: str
    lemma: str
    upos: str
    xpos: str
    morph: str
    head: int
    relation: str
    space_after: bool
    entity: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with the paragraph it stands in.

    Attributes:
        paragraph: a number that the sentences of one paragraph share.
        text: the sentence as it was written.
        names: name spans as (start, end, label) in words, or None where the corpus does not mark names.
    """

    identifier: str
    paragraph: int
    text: str
    words: tuple[Word, ...]
    names: tuple[tuple[int, int, str], ...] | None


def read_treebank(path: Path) -> list[Sentence]:
    """Read a CoNLL-U file, plain or gzip.

    Args:
        path: the file; its name ends in `.gz` where it is compressed.

    Returns:
        The sentences in the file's order.

    Raises:
        ValueError: a sentence whose rows do not make a tree over its words.
    """
    opener = gzip.open if path.suffix == ".gz" else open
    sentences: list[Sentence] = []
    paragraph = 0
    with opener(path, "rt", encoding="utf-8") as stream:
        for block in _blocks(stream):
            if any(NEW_PARAGRAPH.match(line) for line in block):
                paragraph += 1
            sentences.append(_read_sentence(block, paragraph))
    return sentences


def _blocks(lines: Iterator[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in lines:
        stripped = line.rstrip("\n")
        if stripped:
            block.append(stripped)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _read_sentence(block: Sequence[str], paragraph: int) -> Sentence:
    comments = dict(line[1:].strip().partition(" = ")[::2] for line in block if line.startswith("#"))
    identifier = comments.get("sent_id", "")
    words = tuple(_read_words([line.split("\t") for line in block if not line.startswith("#")]))
    if not all(0 <= word.head < len(words) for word in words):
        raise ValueError(f"{identifier}: a head outside the sentence")
    names = tuple(find_names(words)) if identifier.startswith("GUM_") else None
    return Sentence(identifier, paragraph, comments.get("text", ""), words, names)


def _read_words(rows: Sequence[Sequence[str]]) -> Iterator[Word]:
    joined_until = 0
    space_after_joined = True
    for row in rows:
        number, form, lemma, upos, xpos, features, head, relation, _, misc = row
        fields = dict(field.partition("=")[::2] for field in misc.split("|"))
        space_after = fields.get("SpaceAfter") != "No"
        if "-" in number:
            joined_until = int(number.partition("-")[2])
            space_after_joined = space_after
            continue
        if "." in number:
            continue
        position = int(number)
        if position <= joined_until:
            space_after = position == joined_until and space_after_joined
        yield Word(
            form=form,
            lemma=form if lemma == "_" else lemma,
            upos=upos,
            xpos=xpos,
            morph=_keep_features(features),
            head=int(head) - 1 if head != "0" else position - 1,
            relation="ROOT" if head == "0" else relation,
            space_after=space_after,
            entity=fields.get("Entity", ""),
        )


def _keep_features(features: str) -> str:
    kept = (pair for pair in features.split("|") if pair.partition("=")[0] in FEATURES_KEPT)
    return "|".join(kept)


def to_doc(vocab: Vocab, sentences: Sequence[Sentence]) -> Doc:
    """Make one annotated document of consecutive sentences.

    Args:
        vocab: the vocabulary of the pipeline that will read the document.
        sentences: all from corpora that mark names, or none; the last word's space stays as it was.

    Returns:
        A document with tags, features, lemmas, heads, relations and sentence starts; its entities are
        missing, not empty, where the corpus does not mark names.
    """
    words = [word for sentence in sentences for word in sentence.words]
    offsets: list[int] = []
    starts: list[bool | int | None] = []
    names: list[str] = []
    for sentence in sentences:
        first = len(offsets)
        offsets.extend([first] * len(sentence.words))
        starts.extend(index == 0 for index in range(len(sentence.words)))
        labels = ["O"] * len(sentence.words)
        for start, end, label in sentence.names or ():
            labels[start:end] = [f"B-{label}"] + [f"I-{label}"] * (end - start - 1)
        names.extend(labels)
    annotated = all(sentence.names is not None for sentence in sentences)
    return Doc(
        vocab,
        words=[word.form for word in words],
        spaces=[word.space_after for word in words],
        tags=[word.xpos for word in words],
        pos=[word.upos for word in words],
        morphs=[word.morph for word in words],
        lemmas=[word.lemma for word in words],
        heads=[offset + word.head for offset, word in zip(offsets, words, strict=True)],
        deps=[word.relation for word in words],
        sent_starts=starts,
        ents=names if annotated else None,
    )
