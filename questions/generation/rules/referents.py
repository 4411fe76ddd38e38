"""Whom a sentence's "he" or "she" means, where its paragraph leaves no doubt; knows names, no question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from questions.generation.rules.clauses import SUBJECTS
from questions.generation.rules.name_types import NameType
from questions.generation.rules.names import Name, NameMention
from questions.generation.rules.sentences import Sentence
from questions.model import Citation

PERSONAL = frozenset({"he", "she"})
REACH = 3
"""Sentences back in which the person must be named."""


@dataclass(frozen=True)
class Referent:
    """A pronoun and whom it means.

    Attributes:
        pronoun: The pronoun, the subject of its sentence.
        text: The name to put in its place.
        citation: The passage that names the person.
    """

    pronoun: Token
    text: str
    citation: Citation


def referent_of(sentence: Sentence, before: Sequence[Sentence], names: Sequence[Name]) -> Referent | None:
    """Return whom the subject pronoun of a sentence means, or None where there is none or doubt.

    Args:
        sentence: The sentence.
        before: The sentences before it, in order.
        names: The names of the text.
    """
    pronoun = next((child for child in sentence.span.root.children if child.dep_ in SUBJECTS), None)
    if pronoun is None or pronoun.lower_ not in PERSONAL:
        return None
    near = [one for one in before if one.passage == sentence.passage and one.document == sentence.document]
    reach = near[-REACH:]
    people = [name for name in names if name.type is NameType.PERSON]
    named = [(name, mention) for name in people for mention in name.mentions if mention.sentence in reach]
    named += [(name, mention) for name in people for mention in name.mentions if _earlier(mention, pronoun)]
    if not named or any(name is not named[0][0] for name, _ in named):
        return None
    name, mention = max(named, key=lambda one: one[1].span.start)
    return Referent(pronoun, name.text, mention.sentence.citation)


def _earlier(mention: NameMention, pronoun: Token) -> bool:
    return (
        mention.span.doc is pronoun.doc
        and mention.span.sent == pronoun.sent
        and mention.span.end <= pronoun.i
    )
