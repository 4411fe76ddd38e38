"""Words compared: what two texts share once case, articles and typography are set aside; knows no parse."""

from __future__ import annotations

import re
import unicodedata

WORD = re.compile(r"\w+(?:[’'-]\w+)*")
EMPTY_WORDS = frozenset(
    """
    a an the of in on at by for from to with and or as is was were are be been has have had it its which what
    who whom whose when where how many much long since that this did does do not than into over under about
    after before during until between against according text approximately per mr mrs ms dr
    """.split()
)
"""Words that carry no meaning of their own."""


def plain(text: str) -> str:
    """Return a text for comparing: no case, no article, one form of quotes, hyphens and spaces."""
    folded = text.translate(PLAIN).casefold().strip()
    return re.sub(r"^(?:the|a|an) ", "", re.sub(r"\s+", " ", folded))


PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " ", "–": "-", "‑": "-"}
)


UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
)
"""A sign of a script that is written without spaces: Thai, Lao, Burmese, Khmer, Kana, Han."""


def unspaced(text: str) -> bool:
    """Whether a text has words that no space parts, so that it can only be compared as it stands."""
    return bool(UNSPACED.search(text))


def sounds_vowel(word: str) -> bool:
    """Whether "an" stands before a word, by its spelling and the commonest exceptions."""
    start = word.casefold()
    if re.match(r"(?:uni|eu|one|once|use|usu|ute|uti|ura)", start):
        return False
    return bool(re.match(r"[aeiou]|8|11\b|18\b|hour|honest|honou?r|heir", start))


def folded(word: str) -> str:
    """Return a word for comparing across spellings of a name: no case, no accents."""
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def content_words(text: str) -> set[str]:
    """Return the words that carry meaning, cut to six letters so that forms of a word meet."""
    words = (re.sub(r"'s$", "", word) for word in WORD.findall(plain(text)))
    return {word[:6] for word in words if word not in EMPTY_WORDS}
