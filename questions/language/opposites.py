"""Words that say the opposite of others; knows words, no text.

The list is `opposites.txt`. Forms are matched and made by lemminflect: "increased" has "decreased".
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from lemminflect import getInflection

FILE = Path(__file__).with_name("opposites.txt")
KINDS = {"N": "noun", "V": "verb", "J": "adjective", "R": "adverb"}
DETERMINERS = frozenset({"most", "many", "few"})
COMPARATIVE = frozenset({"JJR", "RBR"})


def opposite(word: str, lemma: str, tag: str) -> str | None:
    """Return the word that says the opposite in the same form, or None.

    Args:
        word: The word as it stands, in small letters.
        lemma: Its base form.
        tag: Its Penn Treebank tag.
    """
    kind = "comparative" if tag in COMPARATIVE else KINDS.get(tag[0], "")
    if word in DETERMINERS:
        kind = "determiner"
    other = _opposites().get((kind, lemma if kind in ("noun", "verb") else word))
    if other is None or kind not in ("noun", "verb"):
        return other
    forms = getInflection(other, tag=tag)
    return str(forms[0]) if forms else None


@lru_cache(maxsize=1)
def _opposites() -> Mapping[tuple[str, str], str]:
    lines = (line.partition(": ") for line in FILE.read_text(encoding="utf-8").splitlines())
    pairs = ((kind, words.partition(" > ")) for kind, _, words in lines)
    return {(kind, word): other for kind, (word, arrow, other) in pairs if arrow}
