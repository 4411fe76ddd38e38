"""What a word's form alone tells the network: its shape, affixes and dictionary entry; knows no context."""

import re
from functools import lru_cache

from lemminflect import getAllInflections, getAllLemmas
from spacy.lang.lex_attrs import word_shape
from spacy.strings import get_string_id

from questions.language.classes import word_class

FEATURES = ("form", "prefix", "suffix2", "suffix3", "shape", "tags", "lemma", "fine", "coarse")
"""The columns of `features`, in order."""

PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\xa0": " "})
DIGIT = re.compile(r"\d")
OPEN_CLASSES = ("NOUN", "VERB", "ADJ", "ADV", "AUX")


@lru_cache(maxsize=100_000)
def features(word: str) -> tuple[int, ...]:
    """Describe a word by hashes that a hash embedding can look up.

    Args:
        word: the word as it stands in the text.

    Returns:
        One unsigned 64-bit hash a column of FEATURES.
    """
    if " " in word and word.replace(" ", "").isdigit():
        word = word.replace(" ", ",")  # the treebank groups digits by commas: "15 900" is read as "15,900"
    plain = word.translate(PLAIN)
    form = DIGIT.sub("0", plain.lower())
    tags, lemma = dictionary_entry(form.capitalize() if word[:1].isupper() else form)
    # The mark keeps a short word from lending itself to longer ones as their ending: "KFOR" is no "for".
    prefix, suffix2, suffix3 = (
        part if len(part) < len(form) else f"^{form}" for part in (form[:3], form[-2:], form[-3:])
    )
    fine, coarse = (str(number or "") for number in word_class(plain))
    values = (form, prefix, suffix2, suffix3, word_shape(plain), tags, lemma, fine, coarse)
    return tuple(get_string_id(value) if value else 0 for value in values)


@lru_cache(maxsize=100_000)
def dictionary_entry(word: str) -> tuple[str, str]:
    """Look a word up in lemminflect's dictionary.

    Args:
        word: the word; a capital first letter also asks for a proper noun.

    Returns:
        The Penn tags that the dictionary allows for this form, joined by spaces (empty where it
        has no such word), and the word's first lemma (the word itself where it has none).
    """
    lower = word.lower()
    found: set[str] = set()
    first = ""
    for upos, lemmas in getAllLemmas(lower).items():
        for lemma in lemmas:
            first = first or lemma
            found.update(tag for tag, forms in getAllInflections(lemma, upos).items() if lower in forms)
        if upos in OPEN_CLASSES:
            found.add(upos)
    if word != lower and getAllLemmas(word, "PROPN"):
        found.add("PROPN")
    return " ".join(sorted(found)), first or lower
