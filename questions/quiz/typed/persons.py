"""What tells a person's full name from other names, and what it may be cut to; knows no answer."""

from __future__ import annotations

import re

from questions.quiz.typed.folding import folded, spelled_out, tidied, unaccented
from questions.quiz.typed.numerals import ROMAN
from questions.quiz.typed.phrases import Words, words_of
from questions.quiz.typed.wording import ARTICLES, NO_PERSON, PARTICLES, SUFFIXES, TITLES


def capitalised(text: str) -> list[str]:
    """Return the words of a name as they are written, none where one begins with a small letter."""
    words = [word.strip(".,'\"") for word in tidied(text).replace(",", " ").split()]
    names = [word for word in words if word and word.casefold() not in PARTICLES | ARTICLES]
    return (
        names
        if all(word[0].isupper() and word.replace("-", "").replace("'", "").isalpha() for word in names)
        else []
    )


def surnames_of(key: str) -> frozenset[Words]:
    """Return what a key that looks like a person's full name may be cut to.

    It is the surname with and without its "van" or "de", or with the name before it, as Spanish surnames have
    two parts; of "Catherine the Great", the first word.
    """
    names, written = capitalised(key), [word.strip(".,") for word in tidied(key).split()]
    words = [unaccented(word).casefold() for word in written]
    if len(names) == 2 and len(words) == 3 and words[1] == "the" and not words_of(words[2])[0][0].isdigit():
        return frozenset({words_of(words[0])})
    titled = bool(words) and words[0] in TITLES
    while words and words[0] in TITLES:
        words, written, names = words[1:], written[1:], names[1:]
    while words and words[-1] in SUFFIXES:
        words, written, names = words[:-1], written[:-1], names[:-1]
    if (
        not names
        or not 2 <= len(names) <= 4
        or "," in key
        or {*words} & (NO_PERSON | ARTICLES | {"and", "of"})
    ):
        return frozenset()
    last = words[-1]
    if last in ROMAN or len(last) < 2 or (names[-1].isupper() and len(last) < 5 and not titled):
        return frozenset()
    start = len(words) - 1
    while start > 1 and words[start - 1] in PARTICLES:
        start -= 1
    starts = {len(words) - 1, *range(2 if len(words[1]) == 1 else 1, start + 1)}
    cuts = {" ".join(written[at:]) for at in starts if at < len(words)}
    return frozenset(form for cut in cuts for form in (words_of(cut), words_of(spelled_out(cut))) if form)


def initials_of(key: str) -> str:
    """Return the initials of a name of several capitalised words that is no person's, otherwise nothing."""
    words = [
        word for word in re.split(r"[ -]", tidied(key)) if folded(word) not in ARTICLES | {"of", "and", "for"}
    ]
    several = len(words) >= 2 and all(word[:1].isupper() for word in words)
    return "".join(word[0] for word in words).casefold() if several and not surnames_of(key) else ""
