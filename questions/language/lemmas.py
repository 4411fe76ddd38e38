"""Gives each word its base form by its tag: lemminflect, corrected by the treebank; knows no context."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

from lemminflect import getLemma
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from questions.language.lexicon import dictionary_entry

INFLECTED = {
    "NNS": "NOUN", "NNPS": "PROPN", "JJR": "ADJ", "JJS": "ADJ", "RBR": "ADV", "RBS": "ADV",
    "VBD": "VERB", "VBG": "VERB", "VBN": "VERB", "VBP": "VERB", "VBZ": "VERB", "VB": "VERB", "MD": "AUX",
}  # fmt: skip
"""Penn tags whose words lemminflect brings to their base form, and as what."""

PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
FEWEST = 2


@lru_cache(maxsize=100_000)
def base_form(word: str, tag: str) -> str:
    """Bring a word to its base form by dictionary and rule.

    Args:
        word: the word as it stands in the text.
        tag: its Penn Treebank tag.

    Returns:
        The base form: lower case but for proper nouns; the word itself where there is none other.
    """
    form = word.translate(PLAIN)
    if tag in {"NNP", "NNPS"}:
        return form
    lower = form.lower()
    if len(form) > 1 and form.isupper() and not dictionary_entry(lower)[0]:
        return form
    upos = INFLECTED.get(tag)
    lemmas = getLemma(lower, upos) if upos and lower.isalpha() else ()
    return lemmas[0] if lemmas else lower


class Lemmas:
    """A pipeline component that sets `lemma_` by lemminflect and by the treebank where they differ.

    Args:
        name: the component's name in the pipeline.
    """

    def __init__(self, name: str = "lemmas") -> None:
        self.name = name
        self.table: dict[str, str] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemma of each word; the tags must be there."""
        for token in doc:
            word, tag = token.text, token.tag_
            token.lemma_ = self.table.get(self._key(word, tag)) or base_form(word, tag)
        return doc

    def initialize(self, get_examples: Callable[[], Iterable[Example]], **_: object) -> None:
        """Learn where the treebank's lemma is another than lemminflect's.

        Args:
            get_examples: the training examples, with tags and lemmas.
        """
        seen: dict[str, Counter[str]] = defaultdict(Counter)
        for example in get_examples():
            for token in example.reference:
                seen[self._key(token.text, token.tag_)][token.lemma_] += 1
        self.table = {}
        for key, lemmas in seen.items():
            lemma, count = lemmas.most_common(1)[0]
            if count >= FEWEST and lemma != base_form(*key.split("\t")):
                self.table[key] = lemma

    @staticmethod
    def _key(word: str, tag: str) -> str:
        form = word.translate(PLAIN)
        return f"{form if tag in {'NNP', 'NNPS'} else form.lower()}\t{tag}"

    def to_disk(self, path: Path, **_: object) -> None:
        """Save the table."""
        path.with_suffix(".json").write_bytes(self.to_bytes())

    def from_disk(self, path: Path, **_: object) -> "Lemmas":
        """Load the table."""
        return self.from_bytes(path.with_suffix(".json").read_bytes())

    def to_bytes(self, **_: object) -> bytes:
        """Save the table."""
        return json.dumps(self.table, ensure_ascii=False, indent=0, sort_keys=True).encode()

    def from_bytes(self, data: bytes, **_: object) -> "Lemmas":
        """Load the table."""
        self.table = json.loads(data)
        return self


@Language.factory("passage_quiz_lemmas", assigns=["token.lemma"], requires=["token.tag"])
def make_lemmas(nlp: Language, name: str) -> Lemmas:  # noqa: ARG001
    """Make the component that the config names."""
    return Lemmas(name)
