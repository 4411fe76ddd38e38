"""What the pronouns of a text mean, where its paragraph leaves no doubt; knows names, no question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from questions.generation.rules.name_types import NameType
from questions.generation.rules.names import Name
from questions.generation.rules.sentences import Sentence
from questions.model import Citation

REACH = 3
"""Sentences back in which the person must be named."""

THIRD = {
    "he": "person", "him": "person", "his": "person", "himself": "person",
    "she": "person", "her": "person", "hers": "person", "herself": "person",
    "it": "thing", "its": "thing", "itself": "thing",
    "they": "many", "them": "many", "their": "many", "theirs": "many", "themselves": "many",
}  # fmt: skip
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
LONGEST = 9
"""Tokens of a noun phrase that can stand for a pronoun."""


@dataclass(frozen=True)
class Resolved:
    """What stands in the place of a sentence's pronoun, and the passage that says so."""

    edits: Mapping[int, str] = field(default_factory=dict)
    also: tuple[Citation, ...] = ()
    thing: bool = False


class Antecedents:
    """Finds what pronouns mean.

    Args:
        names: The names of the text.
    """

    def __init__(self, names: Sequence[Name]) -> None:
        self._people: dict[int, list[tuple[Name, Span]]] = {}
        for name in names:
            if name.type is NameType.PERSON:
                for mention in name.mentions:
                    self._people.setdefault(mention.sentence.start, []).append((name, mention.span))

    def resolve(
        self, sentence: Sentence, before: Sequence[Sentence], kept: Sequence[Token], subject: Token
    ) -> Resolved | str:
        """Return what to put in the place of the first pronoun, or why a pronoun cannot be left.

        A pronoun after a fitting noun of its own sentence may stay: the reader takes it for that noun.
        """
        edits: dict[int, str] = {}
        also: tuple[Citation, ...] = ()
        thing = False
        for token in kept:
            kind = THIRD.get(token.lower_)
            if kind is None or (token.lower_ == "it" and token.dep_ == "expl"):
                continue
            if token.lower_ == "it" and token.dep_ in SUBJECTS and _expletive(token):
                continue
            if edits or _named_before(token, kept, kind, self._people.get(sentence.start, ())):
                continue
            found = self._person(token, sentence, before) if kind == "person" else _thing(token, kind, before)
            if found is None:
                return f"“{token.lower_}” may mean more than one thing"
            text, citation = found
            possessive = token.tag_ == "PRP$"
            if token.i > subject.i and not possessive:
                return f"“{token.lower_}” may mean more than one thing"
            edits[token.i] = _owner(text) if possessive else text
            also = (citation,) if citation != sentence.citation else ()
            thing = kind != "person"
        return Resolved(edits, also, thing)

    def _person(
        self, token: Token, sentence: Sentence, before: Sequence[Sentence]
    ) -> tuple[str, Citation] | None:
        near = [*before[-REACH:], sentence]
        named = [
            (name, span, one)
            for one in near
            for name, span in self._people.get(one.start, ())
            if one is not sentence or span.end <= token.i
        ]
        if not named or any(name is not named[0][0] for name, _, _ in named):
            return None
        name, _, one = named[-1]
        return name.text, one.citation


def _expletive(token: Token) -> bool:
    """Whether an "it" stands for a clause: "it is easier to", "it is likely that"."""
    return any(child.dep_ in ("csubj", "csubj:pass", "ccomp", "xcomp", "advcl") and child.i > token.i and any(
        grandchild.lower_ in ("to", "that") for grandchild in child.children
    ) for child in token.head.children)


def _named_before(
    token: Token, kept: Sequence[Token], kind: str, people: Sequence[tuple[Name, Span]]
) -> bool:
    """Whether a noun of the same sentence before the pronoun can be what it means."""
    owner = next((one for one in kept if one.i > token.i and one.dep_ in SUBJECTS), None)
    if kind == "person" and token.tag_ == "PRP$" and owner and owner.ent_type_ == "PERSON":
        return True
    earlier = [one for one in kept if one.i < token.i and one.tag_ in NOUNS and one.dep_ != "compound"]
    if kind == "person":
        return any(span.end <= token.i for _, span in people)
    if kind == "many":
        return any(one.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in one.children) for one in earlier)
    return any(one.tag_ in ("NN", "NNP") for one in earlier)


def _thing(token: Token, kind: str, before: Sequence[Sentence]) -> tuple[str, Citation] | None:
    """Return the subject of the sentence before, where its number fits and it is named itself."""
    if not before:
        return None
    last = before[-1]
    noun = next((child for child in last.span.root.children if child.dep_ in SUBJECTS), None)
    if noun is None or noun.tag_ not in NOUNS or noun.ent_type_ == "PERSON":
        return None
    many = noun.tag_ in ("NNS", "NNPS") or any(child.dep_ == "conj" for child in noun.children)
    if many is not (kind == "many"):
        return None
    phrase = _phrase(noun)
    if phrase is None:
        return None
    first = phrase[0]
    text = phrase.text
    if first.is_sent_start and first.pos_ != "PROPN" and not first.text.isupper() and not first.ent_type_:
        text = text[0].lower() + text[1:]
    return text, last.citation


def _phrase(noun: Token) -> Span | None:
    """Return a noun phrase without what only adds to it, or None where it leans on something itself."""
    end = noun.i + 1
    for child in noun.rights:
        if child.dep_ in ("nmod", "flat", "compound") and child.left_edge.i == end:
            end = child.right_edge.i + 1
    starts = [noun.i, *(child.left_edge.i for child in noun.lefts if child.dep_ not in ("punct", "advmod", "obl", "cc"))]
    phrase = noun.doc[min(starts) : end]
    if len(phrase) > LONGEST or any(one.text in "(),;–" or one.pos_ == "PRON" or one.tag_ in ("PRP", "PRP$") for one in phrase):
        return None
    if phrase[0].lower_ in ("this", "that", "these", "those", "such", "another", "some", "many", "all", "both", "most", "no", "each", "every", "other"):
        return None
    bare = phrase[0].lower_ == "the" and len(phrase) < 3 and noun.pos_ != "PROPN"
    return None if bare else phrase


def _owner(text: str) -> str:
    return f"{text}’" if text.endswith("s") and " " not in text else f"{text}’s"
