"""Events that a text names by a noun, "Kosovo's declaration of independence on …", asked by their verb."""

from __future__ import annotations

import re
from collections.abc import Iterator

from questions.generation.rules.sentences import Sentence, squeezed
from questions.generation.rules.stems import DATING, WHEN, Stem
from questions.language.mentions import Mention
from questions.model import Kind

VERBS = {
    "accession to": "accede to",
    "annexation of": "annex",
    "arrival in": "arrive in",
    "arrival at": "arrive at",
    "capture of": "capture",
    "conquest of": "conquer",
    "declaration of": "declare",
    "defeat of": "defeat",
    "discovery of": "discover",
    "foundation of": "found",
    "invasion of": "invade",
    "invention of": "invent",
    "marriage to": "marry",
    "occupation of": "occupy",
    "resignation from": "resign from",
    "return to": "return to",
    "signing of": "sign",
    "surrender to": "surrender to",
    "visit to": "visit",
    "withdrawal from": "withdraw from",
}
"""Nouns of events with their preposition, and the verb that says the same."""

NAME = r"(?!(?:After|At|Before|Following|In|On|Since|The|Until|With)\b)(?:[A-Z][\w-]+ )*[A-Z][\w-]+"
NOMINAL = re.compile(
    rf"\b(?P<who>{NAME})[’']s (?P<noun>{'|'.join(VERBS)}) (?P<what>(?:the |an? )?[\w’-]+(?: [\w’-]+){{0,3}}?)"
    rf" (?P<preposition>{'|'.join(sorted(DATING))}) $"
)


def nominal_stems(sentence: Sentence, mention: Mention) -> Iterator[Stem]:
    """Ask when someone did what the text names by a noun with its date."""
    found = NOMINAL.search(sentence.text[: mention.start])
    if not found or mention.type not in WHEN:
        return
    verb = VERBS[found["noun"]]
    stem = squeezed(f"{WHEN[mention.type]} did {found['who']} {verb} {found['what']}?")
    yield Stem(Kind.CHOICE, stem, mention.text, 0.85)
