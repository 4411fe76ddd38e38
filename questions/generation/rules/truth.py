"""Statements to be called true or false: as they stand, or with one word changed; knows no ranking.

A false one differs from what the text says in one place, so that the passage itself refutes it: a negation
left out, an opposite, another date, another figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lemminflect import getInflection
from spacy.tokens import Token

from questions.generation.rules.parts import SUBJECTS
from questions.generation.rules.sentences import FINITE
from questions.generation.rules.statements import Statement
from questions.language.opposites import opposite
from questions.language.wording import sounds_vowel

QUESTION = "True or false? "
NEGATIONS = frozenset({"not", "n't", "n’t"})
FIXED = re.compile(
    r"\b(?:more or less|more and more|at (?:the )?(?:least|most|best|worst)|no (?:more|longer)|as well"
    r"|not only|most of|after all|in the same|all the same|with respect|long[- ]term|short[- ]term"
    r"|so much|as much|as many as|so many|how many|many of|a few|before long|first of all"
    r"|same time|as long as|most recent|at first|the most)\b"
)
"""What cannot be turned round word by word."""

ABSOLUTE = frozenset("always everything everyone all only easy simple".split())
HEDGES = frozenset(
    """
    may might can could some several certain cases sometimes should must except unless not
    """.split()
)
"""Words beside which a statement and its opposite can both be true."""

CONSEQUENCE = re.compile(
    r"\b(?:with the result|so that|thus|thereby|such as|resulting|leading to"
    r"|with a view to|work(?:s|ed|ing)? to)\b"
)
WISHES = frozenset(
    """
    want wish hope aim need help try intend plan seek desire prefer allow enable fail refuse manage
    """.split()
)
EXPLAINING = frozenset("as because since so although though while if when despite".split())
DEGREES = frozenset(
    """
    common popular populous frequent numerous abundant widespread densely sparsely likely
    """.split()
)
"""What the most and the least of are both no absurd thing to say."""


@dataclass(frozen=True)
class Changed:
    """A statement changed in one place.

    Attributes:
        pattern: How it was changed.
        edits: What stands in the place of which token.
        place: The token that the change is about.
    """

    pattern: str
    edits: Mapping[int, str]
    place: Token


def false_versions(statement: Statement) -> Iterator[Changed]:
    """Yield what the text denies: without its negation, or with an opposite in one place."""
    yield from _without_negation(statement)
    yield from _opposites(statement)


def _without_negation(statement: Statement) -> Iterator[Changed]:
    root = statement.root
    for token in statement.kept():
        if (
            token.lower_ not in NEGATIONS
            or token.head != root
            or statement.doc[token.i + 1].lower_ in ("only", "just", "necessarily", "yet")
        ):
            continue
        helper = next(
            (one for one in root.children if one.dep_ in ("aux", "aux:pass", "cop") and one.i == token.i - 1),
            None,
        )
        if helper is None:
            return
        edits = {token.i: ""}
        if helper.lower_ in ("ca", "wo"):
            edits[helper.i] = {"ca": "can", "wo": "will"}[helper.lower_]
        if helper.lemma_ == "do" or helper.lower_ in ("do", "does", "did"):
            tag = {"do": "VBP", "does": "VBZ", "did": "VBD"}[helper.lower_]
            forms = getInflection(root.lemma_, tag=tag)
            if not forms or (root.i != token.i + 1 and statement.doc[token.i + 1].dep_ != "advmod"):
                return
            edits |= {helper.i: "", root.i: str(forms[0])}
        if (
            _goes_on(statement)
            or root.lower_ == "one"
            or any(one.lower_ in ABSOLUTE for one in statement.kept())
        ):
            return
        if any(
            one.lower_ in ("any", "anything", "anyone", "either", "nor", "or", "but")
            for one in statement.kept()
        ):
            return
        yield Changed("false: negation left out", edits, token)
        return


def _opposites(statement: Statement) -> Iterator[Changed]:
    if _allows_both(statement):
        return
    fixed = [
        statement.doc.char_span(*found.span(), alignment_mode="expand")
        for found in FIXED.finditer(
            statement.doc.text, statement.sentence.span.start_char, statement.sentence.span.end_char
        )
    ]
    for token in statement.kept():
        if (
            token.pos_ == "PROPN"
            or token.ent_type_
            or any(span and span.start <= token.i < span.end for span in fixed)
        ):
            continue
        if _hyphened(token):
            continue
        if token.i == statement.first and token.lower_ not in ("many", "most", "few"):
            continue
        other = opposite(token.lower_, token.lemma_, token.tag_)
        if other is None:
            continue
        if not _turnable(token, statement.root):
            continue
        edits = {token.i: other[0].upper() + other[1:] if token.text[0].isupper() else other}
        article = article_before(token, other)
        yield Changed("false: opposite", edits | article, token)


def _allows_both(statement: Statement) -> bool:
    """Whether the opposite of a statement may be true as well, absurd, or told by its other half."""
    kept = statement.kept()
    words = {token.lower_ for token in kept}
    if CONSEQUENCE.search(statement.text()):
        return True
    if words & HEDGES or any(token.lemma_ in WISHES for token in kept):
        return True
    if any(token.dep_ in ("mark", "case") and token.lower_ in EXPLAINING for token in kept):
        return True
    return _goes_on(statement)


def _goes_on(statement: Statement) -> bool:
    """Whether a statement has a second finite clause, which may tell what the first no longer does."""
    return any(
        token.dep_ in ("conj", "advcl", "parataxis")
        and (token.tag_ in FINITE or any(one.tag_ in FINITE and one.dep_ == "aux" for one in token.children))
        for token in statement.kept()
    )


def _turnable(token: Token, root: Token) -> bool:
    """Whether a word's opposite says the opposite where it stands."""
    word, after = token.lower_, token.doc[token.i + 1]
    if word in ("many", "few") or (word == "most" and token.dep_ == "amod"):
        return token.head.tag_ == "NNS" and token.head.dep_ in SUBJECTS and token.i == token.head.left_edge.i
    if word in ("more", "less", "most", "least"):
        degree = token.dep_ == "advmod" and token.head.pos_ in ("ADJ", "ADV") and token.head.i > token.i
        if word in ("most", "least"):
            return degree and token.head.lower_ in DEGREES
        return degree or after.lower_ == "than"
    if token.tag_ == "JJR" and token.dep_ == "amod":
        return any(one.lower_ == "than" for one in token.sent)
    if token.dep_ in ("compound", "fixed", "flat", "conj") or any(
        one.dep_ in ("conj", "cc") for one in token.children
    ):
        return False
    if token.tag_ == "JJ":
        copular = any(one.dep_ == "cop" for one in root.children)
        return token == root or (copular and token.head == root)
    if token.tag_ in ("NN", "NNS"):
        told = any(one.dep_ in ("det", "amod", "nmod:poss") for one in token.children)
        return told and token.dep_ in ("nsubj", "nsubj:pass", "obj", "obl") and token.head == root
    return not (token.tag_ in ("VBN", "VBG") and token.dep_ == "amod")


def _hyphened(token: Token) -> bool:
    doc = token.doc
    before = token.i > 0 and doc[token.i - 1].text == "-"
    after = token.i + 1 < len(doc) and doc[token.i + 1].text == "-"
    return before or after


def article_before(token: Token, other: str) -> dict[int, str]:
    """Return the article before a word, brought to the new word's beginning."""
    if token.i == 0:
        return {}
    before = token.doc[token.i - 1]
    if before.lower_ not in ("a", "an"):
        return {}
    right = "an" if sounds_vowel(other) else "a"
    return {before.i: right.capitalize() if before.text[0].isupper() else right}
