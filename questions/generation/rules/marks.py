"""What speaks for or against asking a statement, by its place in the text; knows the parse, no weight."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from questions.generation.rules.sentences import Sentence
from questions.generation.rules.statements import Statement
from questions.language.wording import content_words

TONES = {
    "reports": re.compile(r"\b(?:said|says|told|reported|announced|spokes\w+)\b|[“\"]"),
    "studies": re.compile(r"\b(?:[Ww]e|[Oo]ur|stud(?:y|ies)|participants?|results?|research|et al)\b"),
    "advises": re.compile(r"\b(?:[Yy]ou|[Yy]our|visitors?|tourists?|hotels?|restaurants?|tickets?)\b"),
    "tells a life": re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er)\b"),
    "speaks": re.compile(r"\b(?:I|[Mm]y|me)\b"),
    "refers": re.compile(r"\([^()]*\d{4}[^()]*\)|\bet al\b|\[\d+\]"),
    "defines": re.compile(
        r"\b(?:[Ff]or example|[Ff]or instance|such as|called|known as|refers? to|defined|means)\b"
    ),
}
"""What tells the sort of a text, by the share of its sentences that hold it."""


def tone_of(sentences: Sequence[Sentence]) -> dict[str, float]:
    """Return how much of a stretch reports, studies, advises, tells a life or defines: shares of sentences.

    What stands in a report of the day, a research paper or a guide leans more on its place than what stands
    in a textbook or a life.
    """
    count = max(len(sentences), 1)
    shares = {
        name: sum(bool(pattern.search(one.text)) for one in sentences) / count
        for name, pattern in TONES.items()
    }
    words = sum(len(one.span) for one in sentences) or 1
    named = sum(token.pos_ == "PROPN" for one in sentences for token in one.span) / words
    return {**shares, "names": named}


def marks_of(statement: Statement, counts: Mapping[str, int]) -> dict[str, float]:
    """Return what speaks for or against a statement by its place in the text, added to its own marks."""
    kept = statement.kept()
    nouns = [token for token in kept if token.pos_ in ("NOUN", "PROPN")]
    central = sum(min(counts[token.lemma_.lower()] - 1, 5) for token in nouns) / (5 * max(len(nouns), 1))
    passage, document = statement.sentence.passage, statement.sentence.document
    subject = content_words(" ".join(token.text for token in statement.subject.subtree))
    heading = content_words(f"{passage.heading or ''} {document.title}")
    return {
        **statement.marks,
        "central": central,
        "own time": float(statement.own_time),
        "on the heading": float(bool(subject & heading)),
        "title": float(
            bool(content_words(document.title) & content_words(" ".join(token.text for token in kept)))
        ),
        "subject again": min(counts[statement.subject.lemma_.lower()] - 1, 5) / 5,
        "nouns": len(nouns) / 10,
        "commas": float(sum(token.text == "," for token in kept)),
        "quotation": float(any(token.text in ("“", '"') for token in kept)),
        "definite": float(sum(token.lower_ == "the" for token in kept)) / 3,
        "plural subject": float(statement.subject.tag_ == "NNS"),
    }
