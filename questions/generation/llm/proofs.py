"""Whether a quote can be the proof of a question at all, by its words alone; knows no model and no reading.

A document may hold sentences that are meant for a model, and a model may follow them. What is here holds
whatever both readings of it say.
"""

from __future__ import annotations

import re
from itertools import pairwise

from questions.language.wording import EMPTY_WORDS, WORD, content_words, plain, unspaced
from questions.model import BLANK

ADDRESSED = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,60}\b(?:instruction|prompt|rule|above|previous|prior|before)"
    r"|\b(?:answer|reply|respond|output|mark|choose|select|pick|return|print|reveal)\b.{0,60}"
    r"\b(?:question|key|choice|option|distractor|quiz|json|prompt|instruction|correct)s?\b"
    r"|\b(?:system|developer) (?:prompt|message)\b|\bapi[ _-]?keys?\b|\blanguage model\b|<\|\w+\|>"
    r"|^\s*(?:system|assistant|user|developer)\s*:",
    re.IGNORECASE | re.DOTALL,
)
"""What tells a reader how to answer. Where it stands in an honest text, its sentence is not asked about."""

NEGATIONS = frozenset("not no never none nor without".split())
FREE_WORDS = EMPTY_WORDS - NEGATIONS
"""English words that a statement may have and its quote not."""

FEWEST_LETTERS = 4
"""A shorter word, of whatever language, may be one without meaning."""

LEAST_SHARE = 0.4
"""The share of a stem's words that stand in its quote. The rest is question words and a name told in full."""

CUT = 6
"""Letters of a word that are compared, so that its forms meet."""


def addressed(quote: str) -> bool:
    """Whether a quote tells whoever reads it how to answer."""
    return bool(ADDRESSED.search(quote))


def speaks_of(stem: str, quote: str) -> bool:
    """Whether a quote has enough of the words of a stem to be about the same, in whatever language."""
    asked = _meaning(stem)
    return len(asked & _meaning(quote)) >= LEAST_SHARE * len(asked)


def stated(statement: str, quote: str) -> bool:
    """Whether every word of what is true, but for the smallest English ones, stands in its quote."""
    there = {word[:CUT] for word in WORD.findall(plain(quote))}
    said = {word[:CUT] for word in WORD.findall(plain(statement)) if word not in FREE_WORDS}
    if unspaced(statement):
        return plain(statement).strip(" .。") in plain(quote)
    return said <= there


def mended(statement: str, wrong: str | None, right: str | None, quote: str) -> str | None:
    """Return a false statement as it would be true.

    Args:
        statement: The statement.
        wrong: Its words that are false.
        right: Those of the quote that belong there.
        quote: What proves that.

    Returns:
        The true one; None where that is not how it came about: the false words are not in the statement or
        in the quote too, the true ones are not in the quote or in the statement too, or they are the same.
    """
    if not wrong or not right or not wrong.strip() or not right.strip():
        return None
    if _within(right, statement) or _within(wrong, quote) or not _within(right, quote):
        return None
    at = statement.find(wrong)
    return statement[:at] + right + statement[at + len(wrong) :] if at >= 0 else None


def _within(words: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(plain(words))}(?!\w)", plain(text)) is not None


def _meaning(text: str) -> set[str]:
    text = text.replace(BLANK, " ")
    if unspaced(text):
        signs = [sign for sign in text if sign.isalnum()]
        return {one + other for one, other in pairwise(signs)}
    long = {word for word in content_words(text) if len(word) >= FEWEST_LETTERS or word.isdigit()}
    return long or content_words(text)
