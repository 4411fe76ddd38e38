"""Grades an answer against a key that is a name, a term or a phrase; knows no date and no amount."""

from __future__ import annotations

import re
from collections.abc import Sequence

from questions.quiz.typed.folding import folded, tidied
from questions.quiz.typed.forms import forms_of
from questions.quiz.typed.numerals import ROMAN
from questions.quiz.typed.persons import capitalised, initials_of, surnames_of
from questions.quiz.typed.phrases import Words, singular, subsequence, words_of
from questions.quiz.typed.slips import slips
from questions.quiz.typed.tokens import tokens_of
from questions.quiz.typed.verdict import Match
from questions.quiz.typed.wording import (
    ARTICLES,
    COUNTRIES,
    FRAME,
    HEDGES,
    NEGATIONS,
    OF_KINDS,
    PREPOSITIONS,
    TITLES,
)

MOST_FRAME = 40
"""Words that an answer may have around the key."""


def match_term(key: str, text: str) -> tuple[Match, int]:
    """Return how an answer stands to a name or term, and the number of slips in it."""
    if negations(key) != negations(text):
        return Match.OTHER, 0
    mine, theirs = forms_of(key), forms_of(text)
    bare = _without_preposition(text)
    if bare != text:
        theirs |= forms_of(bare)
    if forms_of(_without_preposition(key)) | mine != mine:
        mine |= forms_of(_without_preposition(key))
    if mine & theirs or _run_together(mine, theirs) or theirs & surnames_of(key) or _initials(key, text):
        return Match.FORM, 0
    if _middle_name(key, text):
        return Match.FORM, 0
    if not _offers_several(key, text):
        count = _fewest_slips(mine, theirs, surnames_of(key))
        if count is not None:
            return Match.SLIP, count
        if _framed(key, text, mine | surnames_of(key)):
            return Match.FORM, 0
    return (Match.COARSE if _lacks_modifier(key, mine, theirs) else Match.OTHER), 0


def negations(text: str) -> int:
    """Return the number of words in a text that deny."""
    return sum(token.text in NEGATIONS or token.text.endswith("n't") for token in tokens_of(text))


def _without_preposition(text: str) -> str:
    first, _, rest = tidied(text).partition(" ")
    return rest if rest and first.casefold() in PREPOSITIONS and rest[:1].strip() else tidied(text)


def _run_together(mine: frozenset[Words], theirs: frozenset[Words]) -> bool:
    """Whether the two differ in how words are parted alone: "oillamp"."""
    closed = {"".join(words) for words in mine if not any(word[:1].isdigit() for word in words)}
    return any("".join(words) in closed for words in theirs)


def _initials(key: str, text: str) -> bool:
    initials = initials_of(key)
    return bool(initials) and folded(text).replace(".", "").replace("the ", "") == initials


def _middle_name(key: str, text: str) -> bool:
    """Whether two names are one person's, with middle name or initials on one side, or surname first."""
    one, other = capitalised(key), list(words_of(text))
    mine = [word for word in words_of(key) if word not in TITLES]
    other = [word for word in other if word not in TITLES]
    if not surnames_of(key) or not one or {len(mine), len(other)} - {2, 3, 4} or len(other) < 2:
        return False
    if len(mine) == len(other) and (mine[-1], *mine[:-1]) == tuple(other):
        return True
    same_ends = mine[-1] == other[-1] and other[0] in (mine[0], mine[0][0])
    if not same_ends or not all(word.isalpha() for word in other):
        return False
    middle, typed = mine[1:-1], other[1:-1]
    if middle and typed:
        return len(middle) == len(typed) and all(
            m[0] == t[0] and 1 in (len(m), len(t)) for m, t in zip(middle, typed, strict=True)
        )
    return not {*typed} & (HEDGES | {"and"})


def _fewest_slips(mine: frozenset[Words], theirs: frozenset[Words], surnames: frozenset[Words]) -> int | None:
    counts = [slips(one, other) for one in mine | surnames for other in theirs]
    joined = [
        slips(("".join(one),), ("".join(other),))
        for one in mine
        for other in theirs
        if len(one) != len(other)
        and abs(len(one) - len(other)) == 1
        and all(len(word) > 1 and word.isalpha() for word in one + other)
    ]
    return min((count for count in counts + joined if count is not None), default=None)


def _offers_several(key: str, text: str) -> bool:
    words = {token.text for token in tokens_of(text)}
    hedged = bool(words & HEDGES - {token.text for token in tokens_of(key)})
    return hedged or ("/" in text and "/" not in key) or "|" in text or ";" in text


def _framed(key: str, text: str, forms: frozenset[Words]) -> bool:
    """Whether the key stands in a sentence or beside small words, and nothing else of its kind does."""
    segments = [segment for segment in re.split(r"[,\n:]|\. ", tidied(text)) if segment.strip()]
    if len(segments) > 1:
        return _in_one_segment(key, segments, forms)
    return _in_sentence(key, tidied(text), forms)


def _in_one_segment(key: str, segments: Sequence[str], forms: frozenset[Words]) -> bool:
    holding = [part for part in segments if forms_of(part) & forms or _in_sentence(key, part, forms)]
    if len(holding) != 1:
        return False
    rest = [words_of(part) for part in segments if part is not holding[0]]
    return all(
        {*words} <= COUNTRIES
        or {*words} <= FRAME
        or (len(words) > 1 and not FRAME.isdisjoint(words))
        or (any(word in FRAME for word in words) and len(words) > 1)
        or {*words} <= FRAME
        for words in rest
    )


def _in_sentence(key: str, text: str, forms: frozenset[Words]) -> bool:
    words = [token.text for token in tokens_of(text) if token.text not in ARTICLES and token.kind != "mark"]
    for form in sorted(forms, key=len, reverse=True):
        at = subsequence(form, words)
        if at < 0 or len(words) - len(form) > MOST_FRAME:
            continue
        before, after = words[:at], words[at + len(form) :]
        if _frames(text, before, after, person=bool(surnames_of(key)) and len(form) > 1):
            return not _other_name(text, key)
    return False


def _frames(text: str, before: Sequence[str], after: Sequence[str], *, person: bool) -> bool:
    if not before and not after:
        return True
    if after and after[0] not in FRAME:
        return False
    if len(before) > 1 and before[-1] == "of" and before[-2] not in FRAME | OF_KINDS:
        return False
    if before and before[-1] not in FRAME | TITLES:
        return person and _said_of(text, before)
    return bool({*before, *after} & FRAME)


def _said_of(text: str, before: Sequence[str]) -> bool:
    """Whether "the merchant" stands before a name."""
    return re.search(rf"\b(?:the|an?) {re.escape(before[-1])} ", text.casefold()) is not None


def _other_name(text: str, key: str) -> bool:
    own = {*words_of(key)}
    run = 0
    for index, word in enumerate(tidied(text).split()):
        name = word[:1].isupper() and folded(word) not in own and folded(word) not in FRAME | TITLES
        run = run + 1 if name and index else 0
        if run > 1:
            return True
    return False


def _lacks_modifier(key: str, mine: frozenset[Words], theirs: frozenset[Words]) -> bool:
    """Whether the answer is the key's last words alone: "lamp" where the key is "oil lamp"."""
    if capitalised(key):
        return False
    heads = {tuple(map(singular, words[start:])) for words in mine for start in range(1, len(words))}
    return any(tuple(map(singular, words)) in heads and words[-1] not in ROMAN for words in theirs)
