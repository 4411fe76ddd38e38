"""What the parse says against asking a sentence: a thing that it does not name, an aside, a claim of its day.

Each rule was found by judges who read what the engine made and failed it at one of the eight gates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.tokens import Span, Token

from questions.generation.rules.sentences import Sentence
from questions.language.mentions import DATES, MONTHS, Mention, MentionType

ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "ROOT"})
ALONE = frozenset({"det", "case", "punct", "cc", "conj", "cop", "nsubj"})
ASIDES = frozenset({"advcl", "advcl:relcl", "acl:relcl", "parataxis"})
KNOWN_TO_ALL = frozenset(
    """
    earth future internet moon past present sea sky sun universe world
    """.split()
)
OWN_TIME = frozenset("currently now presently recently today".split())
FIGURES = frozenset(
    {
        MentionType.COUNT,
        MentionType.DURATION,
        MentionType.MONEY,
        MentionType.PERCENT,
        MentionType.QUANTITY,
    }
)
OPEN_ENDED = re.compile(r"\b(?:by|before|after)(?: the| early| late| mid)* $", re.IGNORECASE)
"""What makes more than one date right: what was so by 1920 was so by 1930."""


def leaves_unnamed(tokens: Iterable[Token]) -> bool:
    """Whether "the city" or the like stands there as an argument and nothing beside it says which."""
    return any(
        token.tag_ in ("NN", "NNS")
        and token.dep_ in ARGUMENTS
        and token.lower_ not in KNOWN_TO_ALL
        and any(child.dep_ == "det" and child.lower_ == "the" for child in token.children)
        and all(
            child.dep_ in ("det", "case", "punct", "cc", "conj", "cop", "nsubj") for child in token.children
        )
        for token in tokens
    )


def names_something(span: Span) -> bool:
    """Whether a proper name other than a month stands in a sentence."""
    return any(token.pos_ == "PROPN" and token.text not in MONTHS for token in span)


def is_aside(sentence: Sentence, mention: Mention) -> bool:
    """Whether a mention stands in brackets or in a clause beside the main one."""
    before = sentence.text[: mention.start]
    if before.count("(") > before.count(")"):
        return True
    start = sentence.span.start_char + mention.start
    span = sentence.span.doc.char_span(start, start + len(mention.text), alignment_mode="expand")
    if span is None:
        return True
    return any(token.dep_ in ASIDES for token in span.root.ancestors if token != sentence.span.root)


def tells_its_day(sentence: Sentence, mention: Mention) -> bool:
    """Whether a figure was true on the day of the text: said in the present, or with "currently"."""
    if any(token.lower_ in OWN_TIME for token in sentence.span):
        return True
    root = sentence.span.root
    present = [token for token in (root, *root.children) if token.tag_ in ("VBZ", "VBP")]
    return mention.type in FIGURES and bool(present)


def another_date(sentence: Sentence, mention: Mention) -> bool:
    """Whether the sentence holds a second date, which would tell the first or rule choices out."""
    dates = [one for one in sentence.mentions if one.type in DATES]
    return mention.type in DATES and len(dates) > 1
