"""The forms in which a name or term may be given: titles, articles, order, numerals; knows no misspelling."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from questions.quiz.typed.counting import read_number
from questions.quiz.typed.folding import folded, spelled_out, tidied, unaccented
from questions.quiz.typed.numerals import ROMAN
from questions.quiz.typed.tokens import Token, tokens_of
from questions.quiz.typed.wording import (
    ARTICLES,
    NO_PERSON,
    OF_KINDS,
    PARTICLES,
    PLACE_KINDS,
    SUFFIXES,
    TITLES,
)

Words = tuple[str, ...]
BRACKETED = re.compile(r"^([^()]+)\(([^()]+)\)$")
INITIALS = re.compile(r"\b(?:[^\W\d_]\.? ){2,}(?=[^\W\d_]\b(?!'))")
IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "mice": "mouse", "teeth": "tooth", "geese": "goose",
    "wolves": "wolf", "leaves": "leaf", "knives": "knife", "lives": "life", "wives": "wife", "halves": "half",
}  # fmt: skip
SHORT_FORMS = {
    "st": "saint", "mt": "mount", "ft": "fort", "dept": "department", "govt": "government", "intl": "international",
    "wwii": "world war 2", "wwi": "world war 1", "ww2": "world war 2", "ww1": "world war 1",
}  # fmt: skip


def words_of(text: str) -> Words:
    """Return the words of a text as they are compared: folded, "&" as "and", numbers as digits, no article."""
    found: list[str] = []
    tokens = tokens_of(text)
    place = 0
    while place < len(tokens):
        number = _number(tokens, place)
        if number:
            found.append(number[0])
            place = number[1]
            continue
        found += _word(tokens[place], first=not found)
        place += 1
    return tuple(word for word in found if word not in ARTICLES or len(found) == 1)


def _number(tokens: Sequence[Token], place: int) -> tuple[str, int] | None:
    if tokens[place].text in ARTICLES or (tokens[place].text == "-" and place):
        return None
    number = read_number(tokens, place)
    if number is None or number.part or not number.values:
        return None
    return "/".join(str(value) for value in sorted(number.values)), number.end


def _word(token: Token, *, first: bool) -> list[str]:
    text = token.text
    if token.kind == "mark":
        return ["and"] if text == "&" else [text] if text in "+#%$£€¥°" else []
    if text in SHORT_FORMS:
        return SHORT_FORMS[text].split()
    if text in ROMAN and not first and text != "i":
        return [str(ROMAN[text])]
    if text.endswith("'s"):
        return [text[:-2] + "s"]
    return [text.replace("'", "")]


def singular(word: str) -> str:
    """Return a word without the ending of a plural, by spelling alone."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes", "zzes")) else word[:-1]


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


def subsequence(short: Sequence[str], long: Sequence[str]) -> int:
    """Return where a run of words begins in a longer one, or -1."""
    width = len(short)
    return next(
        (at for at in range(len(long) - width + 1) if tuple(long[at : at + width]) == tuple(short)), -1
    )
