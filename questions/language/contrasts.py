"""Words that exclude each other and words that say the opposite; knows words, no text.

Both lists are in `contrasts.txt`. Forms are matched and made by lemminflect: "ships" contrasts with "trains".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from lemminflect import getInflection

FILE = Path(__file__).with_name("contrasts.txt")
PLURALS = frozenset({"NNS", "NNPS"})
OPPOSED = {
    "JJR": "comparative",
    "RBR": "comparative",
    "JJS": "superlative",
    "RBS": "superlative",
    "DT": "determiner",
}
"""Tags whose opposites are listed apart."""

VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})


def contrasting(lemma: str, tag: str) -> Sequence[Sequence[str]]:
    """Return the sets of words that a word belongs to, without the word, in its own form.

    Args:
        lemma: The word's base form; capitals count.
        tag: Its Penn Treebank tag.
    """
    return [
        [form for word in words if word != lemma and (form := _inflected(word, tag))]
        for words in _sets().get((_class_of(tag), lemma), ())
    ]


def opposite(word: str, lemma: str, tag: str) -> str | None:
    """Return the word that says the opposite in the same form, or None.

    Args:
        word: The word as it stands, in small letters.
        lemma: Its base form.
        tag: Its Penn Treebank tag.
    """
    kind = OPPOSED.get(tag, _class_of(tag))
    other = _opposites().get((kind, word if kind not in ("noun", "verb") else lemma))
    return _inflected(other, tag) if other else None


def _inflected(word: str, tag: str) -> str | None:
    if tag in PLURALS or (tag in VERBS and tag != "VB"):
        forms = getInflection(word, tag="NNS" if tag in PLURALS else tag)
        return str(forms[0]) if forms else None
    return word


def _class_of(tag: str) -> str:
    return {"N": "noun", "V": "verb", "J": "adjective", "R": "adverb"}.get(tag[0], "")


@lru_cache(maxsize=1)
def _lines() -> tuple[tuple[str, str], ...]:
    lines = (line.partition(": ") for line in FILE.read_text(encoding="utf-8").splitlines())
    return tuple((kind, words) for kind, colon, words in lines if colon and kind[0] != "#")


@lru_cache(maxsize=1)
def _sets() -> Mapping[tuple[str, str], list[tuple[str, ...]]]:
    found: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for kind, listed in _lines():
        words = tuple(listed.split(", "))
        for word in words if len(words) > 1 else ():
            found.setdefault((kind, word), []).append(words)
    return found


@lru_cache(maxsize=1)
def _opposites() -> Mapping[tuple[str, str], str]:
    pairs = ((kind, words.partition(" > ")) for kind, words in _lines())
    return {(kind, word): other for kind, (word, arrow, other) in pairs if arrow}
