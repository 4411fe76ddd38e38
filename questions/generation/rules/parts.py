"""The clauses of a sentence that can say something alone, coordinated and relative; knows the parse.

"Ida Dahl, who built the tower, died in 1931, and Jon Vik kept the light" has three parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from spacy.tokens import Token

from questions.generation.rules.clauses import AUXILIARIES, verb_and_subjects
from questions.generation.rules.sentences import FINITE, Sentence

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass"})
RELATIVES = frozenset({"who", "which"})
LONGEST_ANTECEDENT = 6
"""Tokens of a phrase that can stand for "who" or "which"."""


@dataclass(frozen=True)
class Part:
    """A clause.

    Attributes:
        root: Its head.
        first: Its first token.
        last: The token after its last.
        edits: What stands in the place of a token, empty where it is left out.
    """

    root: Token
    first: int
    last: int
    edits: Mapping[int, str] = field(default_factory=dict)


def parts_of(sentence: Sentence) -> Iterator[Part]:
    """Yield the clauses of a sentence in order, the relative ones last."""
    relatives = list(_relatives(sentence))
    for part in _coordinated(sentence):
        hidden: dict[int, str] = {}
        for relative in relatives:
            if part.first < relative.first and relative.last <= part.last and relative.root != part.root:
                hidden |= dict.fromkeys(range(relative.first - 1, relative.last), "")
                closing = sentence.span.doc[relative.last]
                if closing.text == "," and _closes(closing, part):
                    hidden[closing.i] = ""
        yield Part(part.root, part.first, part.last, hidden)
    yield from relatives


def finite(root: Token) -> bool:
    """Whether a clause has a finite verb."""
    taken_for_a_noun = (
        root.dep_ == "acl"
        and root.head.dep_ in ("ROOT", "conj")
        and root.tag_ == "VBN"
        and root.i > root.head.i
    )
    return (
        root.tag_ in FINITE
        or taken_for_a_noun
        or any(child.dep_ in AUXILIARIES and child.tag_ in FINITE for child in root.children)
    )


def _closes(comma: Token, part: Part) -> bool:
    """Whether a comma after a relative clause belongs to it and parts nothing else."""
    after = comma.doc[comma.i + 1] if comma.i + 1 < part.last else None
    return after is None or after.dep_ != "cc"


def _coordinated(sentence: Sentence) -> Iterator[Part]:
    span = sentence.span
    root, end = verb_and_subjects(span.root)[0], span.end - 1
    joined = [child for child in root.children if child.dep_ in ("conj", "parataxis") and _is_clause(child)]
    heads = [root, *joined]
    starts = [span.start, *(int(head.left_edge.i) for head in joined)]
    crossing = any(start <= head.i for head, start in zip(heads, starts[1:], strict=False))
    if crossing or any(later <= earlier for earlier, later in pairwise(starts)):
        heads, starts = [root], [span.start]
    for head, first, stop in zip(heads, starts, [*starts[1:], end], strict=True):
        last = stop
        while last > head.i + 1 and (span.doc[last - 1].is_punct or span.doc[last - 1].dep_ == "cc"):
            last -= 1
        loose = [
            token.i
            for token in span.doc[head.i + 1 : last]
            if token.dep_ == "cc" and not first <= token.head.i < last
        ]
        last = min([last, *loose])
        while first < head.i and first != span.start and span.doc[first].dep_ in ("cc", "punct"):
            first += 1
        yield Part(head, first, last)


def _is_clause(head: Token) -> bool:
    has_subject = any(child.dep_ in SUBJECTS and child.i < head.i for child in head.children)
    return head.pos_ in ("VERB", "AUX") and finite(head) and has_subject


def _relatives(sentence: Sentence) -> Iterator[Part]:
    """Yield the clauses after a comma that begin with "who" or "which" for a thing that is named."""
    doc = sentence.span.doc
    for verb in sentence.span:
        if verb.dep_ != "acl:relcl" or not finite(verb):
            continue
        pronoun = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
        if pronoun is None or pronoun.lower_ not in RELATIVES or doc[pronoun.i - 1].text != ",":
            continue
        phrase = _antecedent(verb.head, pronoun.i - 1)
        joined = [
            child.left_edge.i
            for child in verb.children
            if child.dep_ == "conj" and child.tag_ in FINITE and child.left_edge.text == ","
        ]
        last = min([verb.right_edge.i + 1, *joined])
        while last > verb.i + 1 and doc[last - 1].is_punct:
            last -= 1
        if phrase and last <= sentence.span.end:
            yield Part(verb, pronoun.i, last, {pronoun.i: phrase})


def _antecedent(noun: Token, comma: int) -> str:
    """Return the phrase that ends at a comma, or nothing where it is not named or too long."""
    if noun.pos_ != "PROPN" or any(child.dep_ == "conj" for child in noun.children):
        return ""
    start = noun.left_edge.i
    while start < noun.i and noun.doc[start].dep_ in ("case", "cc", "punct"):
        start += 1
    phrase = noun.doc[start:comma]
    odd = any(token.pos_ in ("PRON", "VERB", "AUX", "PUNCT") for token in phrase)
    return "" if odd or not 0 < len(phrase) <= LONGEST_ANTECEDENT or noun.i >= comma else str(phrase.text)
