"""The forms in which a name or term may be given: titles, articles, order, numerals; knows no misspelling."""

from __future__ import annotations

import re
from collections.abc import Iterator

from questions.quiz.typed.folding import spelled_out, tidied
from questions.quiz.typed.persons import capitalised
from questions.quiz.typed.phrases import Words, singular, words_of
from questions.quiz.typed.wording import OF_KINDS, PLACE_KINDS, SUFFIXES, TITLES

BRACKETED = re.compile(r"^([^()]+)\(([^()]+)\)$")
INITIALS = re.compile(r"\b(?:[^\W\d_]\.? ){2,}(?=[^\W\d_]\b(?!'))")


def forms_of(text: str) -> frozenset[Words]:
    """Return every form in which a key or an answer may stand for the same."""
    plain = tidied(text)
    found: set[Words] = set()
    for one in {plain, spelled_out(plain)}:
        found.update(_forms(one))
        bracketed = BRACKETED.match(one.rstrip(". "))
        if bracketed:
            outer, inner = bracketed.group(1).strip(), bracketed.group(2).strip()
            found.update(_forms(outer))
            if inner.replace(".", "").isupper():
                found.update(_forms(inner))
    return frozenset(form for form in found if form)


def _forms(text: str) -> Iterator[Words]:
    words = words_of(text)
    yield words
    surname, comma, rest = text.partition(",")
    if comma and "," not in rest and len(words_of(surname)) <= 2:
        words = words_of(f"{rest} {surname}")
        yield words
    bare = _stripped(words)
    yield bare
    yield tuple(map(singular, bare))
    joined = INITIALS.sub(lambda match: re.sub(r"[. ]", "", match.group()), text)
    if joined != text:
        yield words_of(joined)
    yield from _turned(bare)
    if len(words) > 1 and words[0] == "to":
        yield from ((verb, *words[2:]) for verb in _gerunds(words[1]))
    if capitalised(text) and len(bare) >= 3:
        yield tuple(word for index, word in enumerate(bare) if len(word) > 1 or not 0 < index < len(bare) - 1)


def _gerunds(verb: str) -> Iterator[str]:
    yield f"{verb}ing"
    yield f"{verb.removesuffix('e')}ing"
    yield f"{verb}{verb[-1]}ing"


def _stripped(words: Words) -> Words:
    """Take off titles, what follows a name, and the kind of a place, but never the whole."""
    kept = words
    while len(kept) > 1 and kept[0] in TITLES | PLACE_KINDS and kept[1] != "of":
        kept = kept[1:]
    while len(kept) > 1 and kept[-1] in SUFFIXES:
        kept = kept[:-1]
    if len(kept) > 2 and kept[0] in OF_KINDS and kept[1] == "of":
        kept = kept[2:]
    if len(kept) > 1 and kept[-1] == "river":
        kept = kept[:-1]
    return kept


def _turned(words: Words) -> Iterator[Words]:
    """Yield the other orders of a phrase that say the same."""
    if words.count("of") == 1 and 0 < words.index("of") < len(words) - 1:
        middle = words.index("of")
        yield (*words[middle + 1 :], *words[:middle])
    if words.count("and") == 1 and len(words) == 3 and words[1] == "and":
        yield (min(words[0], words[2]), "and", max(words[0], words[2]))
    numbers = [word for word in words if word[:1].isdigit()]
    if len(numbers) == 1 and len(words) > 1:
        yield (*(word for word in words if word not in numbers), *numbers)
