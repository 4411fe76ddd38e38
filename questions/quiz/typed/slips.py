"""Whether a word or phrase is the key with a small slip of spelling; knows no name and no number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from questions.quiz.typed.distance import edits
from questions.quiz.typed.lookalikes import KNOWN, lookalike
from questions.quiz.typed.numerals import WORDS

FEWEST_LETTERS = 4
LONG_WORD = 9
SHORT_WORD = 5
DOUBLED = re.compile(r"(.)\1")
HEARD = frozenset(map(frozenset, ("vf", "ck", "sz", "dt", "wv", "iy", "gj", "bp", "sc")))
"""Letters that are heard alike, so that even a short name is known by either."""

VOWELS = frozenset("aeiouy")
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
CONFUSED = frozenset(map(frozenset, ("ae", "ei", "ai"))) | {
    frozenset(pair) for row in ROWS for pair in pairwise(row) if not {*pair} <= VOWELS
}
"""Vowels that are written for each other, and neighbours on a keyboard; not o and u: Müller is not Möller."""

SAME_SOUNDS = (("ph", "f"), ("k", "c"), ("v", "f"), ("w", "v"))
"""Spellings that sound alike, which one may take for each other even at a word's start."""

LETTERS_A_SLIP = 6
"""Letters of a phrase for each slip that it may have."""


def slips(key: Sequence[str], words: Sequence[str]) -> int | None:
    """Return how many slips lie between a key and an answer, word by word; None for too many.

    Args:
        key: The key's words, folded.
        words: The answer's.
    """
    if len(key) != len(words):
        return None
    total = 0
    for mine, theirs in zip(key, words, strict=True):
        if mine == theirs:
            continue
        count = word_slips(mine, theirs)
        if count is None:
            return None
        total += count
    return total if total <= max(1, sum(map(len, key)) // LETTERS_A_SLIP) else None


def word_slips(key: str, word: str) -> int | None:
    """Return how many slips lie between a word of the key and one of the answer; None for too many.

    A word of up to three letters has none, one of up to eight may have one, a longer one two. The first
    letter stays, for it carries most of a name: Holm is not Dolm. In a word of up to eight letters none
    becomes another but by ear or keyboard: Marta is not Maria, nor Hamburg Harburg.
    """
    if not key.isalpha() or not word.isalpha() or len(key) < FEWEST_LETTERS or key in WORDS:
        return None
    if lookalike(key, word) or not _same_start(key, word):
        return None
    most = 2 if len(key) >= LONG_WORD else 1
    heard = (edits(*_alike(key, word, pair), most) for pair in SAME_SOUNDS)
    single = DOUBLED.sub(r"\1", key), DOUBLED.sub(r"\1", word)
    undoubled = most + 1 if _changes_sort(*single) else edits(*single, most)
    count = min(edits(key, word, most), undoubled, *heard)
    count = max(count, 1)
    if count > most or (len(key) < LONG_WORD and _changes_sort(key, word)):
        return None
    if key in KNOWN and any(
        edits(other, word, count) <= count and _same_start(other, word) for other in KNOWN if other != key
    ):
        return None
    return count


def _same_start(key: str, word: str) -> bool:
    if key[0] == word[0] or key[:2] == word[1::-1]:
        return True
    return any(_alike(key, word, pair)[0][0] == _alike(key, word, pair)[1][0] for pair in SAME_SOUNDS)


def _alike(key: str, word: str, pair: tuple[str, str]) -> tuple[str, str]:
    return key.replace(*pair), word.replace(*pair)


def _changes_sort(key: str, word: str) -> bool:
    """Whether one letter has become another that is neither heard alike nor beside it on a keyboard."""
    if (
        len(key) != len(word)
        or sorted(key) == sorted(word)
        or DOUBLED.sub(r"\1", key) == DOUBLED.sub(r"\1", word)
    ):
        return False
    changed = (frozenset(pair) for pair in zip(key, word, strict=True) if len({*pair}) == 2)
    return not all(pair in HEARD or (len(key) > SHORT_WORD and pair in CONFUSED) for pair in changed)
