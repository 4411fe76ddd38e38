"""What the pronouns of a text mean, where its paragraph leaves no doubt; knows names, no question."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from questions.generation.rules.clauses import AUXILIARIES, SUBJECTS
from questions.generation.rules.name_types import NameType
from questions.generation.rules.names import Name
from questions.generation.rules.protagonist import GENDER, hero_of, home_of
from questions.generation.rules.sentences import Sentence
from questions.model import Citation

NEAR = 4
"""Tokens between a plural and the "their" that can only mean it."""

REACH = 3
"""Sentences back in which the person must be named."""

THIRD = {
    "he": "person", "him": "person", "his": "person", "himself": "person",
    "she": "person", "her": "person", "hers": "person", "herself": "person",
    "it": "thing", "its": "thing", "itself": "thing",
    "they": "many", "them": "many", "their": "many", "theirs": "many", "themselves": "many",
}  # fmt: skip

OBLIQUE = frozenset({"him", "them", "himself", "herself", "itself", "themselves", "theirs", "hers"})

HUMAN_VERBS = frozenset(
    """
    say tell estimate think believe find argue claim suggest report call write
    """.split()
)
"""What people do, and the last thing spoken of seldom."""

REPORTS = re.compile(r"\b(?:said|says|told|reported|announced|spokes\w+)\b")

MOST_REPORTS = 0.1
"""The share of sentences that report somebody's words from which a text is news."""

FEWEST_TERM = 4

NO_TERMS = frozenset(
    """
    study report author researcher result survey paper article team company example participant
    experiment situation case problem time way group area site idea question issue fact event war game
    match book work data method model analysis section figure story film man woman boy girl child
    student
    """.split()
)
"""Nouns that mean another thing in each text."""

CLAUSAL = frozenset(
    """
    easy hard difficult possible impossible important necessary likely unlikely clear common true
    essential crucial good better best easier harder useful rare usual unusual
    """.split()
)
"""What "it" is said to be for a clause that follows."""

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
        sentences: The text, all of it.
        names: Its names.
    """

    def __init__(self, sentences: Sequence[Sentence], names: Sequence[Name]) -> None:
        self._people: dict[int, list[tuple[Name, Span]]] = {}
        for name in names:
            if name.type is NameType.PERSON:
                for mention in name.mentions:
                    self._people.setdefault(mention.sentence.start, []).append((name, mention.span))
        self.hero = hero_of(sentences, names) if sentences else None
        self._home = home_of(sentences) if sentences else None
        reports = sum(bool(REPORTS.search(one.text)) for one in sentences)
        self.reporting = reports > MOST_REPORTS * len(sentences)
        self._nouns = Counter(
            token.lemma_.lower() for one in sentences for token in one.span if token.tag_ in ("NN", "NNS")
        )

    def is_term(self, noun: Token, root: Token) -> bool:
        """Whether "the median" is what a text of general truths speaks of again and again."""
        if self.reporting:
            return False
        present = root.tag_ in ("VBZ", "VBP") or any(
            one.dep_ in AUXILIARIES and one.tag_ in ("VBZ", "VBP") for one in root.children
        )
        often = self._nouns[noun.lemma_.lower()] >= FEWEST_TERM
        return (
            present
            and often
            and noun.lemma_.lower() not in NO_TERMS
            and self.hero is None
            and self._home is None
        )

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
            if kind is None or token.dep_ == "expl":
                continue
            if token.lower_ == "it" and token.dep_ in SUBJECTS and _expletive(token):
                continue
            if edits or self._named_here(token, kept, kind, sentence, subject):
                continue
            found = self._person(token, sentence, before) if kind == "person" else _thing(token, kind, before)
            possessive = token.tag_ == "PRP$"
            if found is None or (token.i > subject.i and not possessive) or token.lower_ in OBLIQUE:
                return f"“{token.lower_}” may mean more than one thing"
            text, *passages = found
            edits[token.i] = _owner(text) if possessive else text
            also = tuple(one for one in dict.fromkeys(passages) if one != sentence.citation)
            thing = kind != "person"
        if self._home and not edits:
            for token in kept:
                if self._home.is_meant(token):
                    edits |= {token.i - 1: "", token.i: self._home.text}
                    also = (self._home.citation(sentence),)
                    break
            if edits:
                return Resolved(edits, tuple(one for one in also if one != sentence.citation), thing=True)
        if not edits and (named := _fuller(subject, before)):
            phrase, citation = named
            return Resolved({subject.i - 1: "", subject.i: phrase}, (citation,), thing=True)
        return Resolved(edits, also, thing)

    def _named_here(
        self, token: Token, kept: Sequence[Token], kind: str, sentence: Sentence, subject: Token
    ) -> bool:
        """Whether a noun of the same statement can be what a pronoun means."""
        earlier = [one for one in kept if one.i < token.i and one.tag_ in NOUNS and one.dep_ != "compound"]
        if kind != "person" and token == subject:
            return False
        if kind == "many":
            if (
                token.tag_ == "PRP$"
                and earlier
                and earlier[-1].tag_ == "NNS"
                and token.i - earlier[-1].i <= NEAR
            ):
                return True
            many = subject.tag_ in ("NNS", "NNPS") or _joined_by_and(subject)
            return many and subject.i < token.i and not (subject.is_ancestor(token) and token.tag_ == "PRP$")
        if kind == "thing":
            if (
                token.tag_ == "PRP"
                and token.dep_ in ("obj", "iobj", "obl")
                and not token.lower_.endswith("self")
            ):
                return any(
                    one.tag_ in ("NN", "NNP") and one != subject and not subject.is_ancestor(one)
                    for one in earlier
                )
            whole = subject.tag_ in ("NN", "NNP") and subject.i < token.i and not subject.is_ancestor(token)
            return whole or (token.tag_ == "PRP$" and any(one.pos_ == "PROPN" for one in earlier))
        possessed = subject.is_ancestor(token) and token.i < subject.i
        if self.hero and GENDER[token.lower_] == self.hero.gender:
            return any(
                one.text in self.hero.text.split() and (one.i < token.i or one == subject) and not possessed
                for one in kept
            )
        if _joined_by_and(subject):
            return False
        first, last = kept[0].i, kept[-1].i
        people = [
            span
            for _, span in self._people.get(sentence.start, ())
            if first <= span.start and span.end - 1 <= last
        ]
        if any(span.start <= subject.i < span.end for span in people) and not possessed:
            return self.hero is None or GENDER[token.lower_] != self.hero.gender
        return False

    def _person(
        self, token: Token, sentence: Sentence, before: Sequence[Sentence]
    ) -> tuple[str, *tuple[Citation, ...]] | None:
        near = [*before[-REACH:], sentence]
        named = [
            (name, span, one)
            for one in near
            for name, span in self._people.get(one.start, ())
            if one is not sentence or span.end <= token.i
        ]
        hero = self.hero
        if hero and GENDER[token.lower_] == hero.gender:
            rivals = [span for name, span, one in named if not hero.is_of(name) and one in near[-2:]]
            acting = any(span.root.dep_ in SUBJECTS for span in rivals)
            return None if acting else (hero.text, *hero.citations(sentence))
        if not named or any(name is not named[0][0] for name, _, _ in named):
            return None
        name, _, one = named[-1]
        return name.text, one.citation


def _joined_by_and(noun: Token) -> bool:
    return any(
        child.dep_ == "conj" and any(one.lower_ == "and" for one in child.children) for child in noun.children
    )


def _expletive(token: Token) -> bool:
    """Whether an "it" stands for a clause: "it is easier to", "it is likely that"."""
    head = token.head
    told = any(
        child.i > token.i
        and any(one.dep_ == "mark" and one.lower_ in ("to", "that") for one in child.children)
        for child in head.children
    )
    held = head.tag_ == "VBN" and any(child.dep_ == "aux:pass" for child in head.children)
    return told and (held or (head.pos_ == "ADJ" and head.lemma_.lower() in CLAUSAL))


def _thing(token: Token, kind: str, before: Sequence[Sentence]) -> tuple[str, Citation] | None:
    """Return the subject of the sentence before, where its number fits and it is named itself."""
    if not before:
        return None
    last = before[-1]
    noun = next((child for child in last.span.root.children if child.dep_ in SUBJECTS), None)
    if noun is not None and noun.lower_ == token.lower_ and len(before) > 1:
        return _thing(token, kind, before[:-1])
    if noun is None or noun.pos_ != "PROPN" or noun.ent_type_ == "PERSON":
        return None
    if kind == "many" and token.head.lemma_ in HUMAN_VERBS and token.dep_ in SUBJECTS:
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
    starts = [
        noun.i,
        *(child.left_edge.i for child in noun.lefts if child.dep_ not in ("punct", "advmod", "obl", "cc")),
    ]
    phrase = noun.doc[min(starts) : end]
    if len(phrase) > LONGEST or any(
        one.text in "(),;–" or one.pos_ == "PRON" or one.tag_ in ("PRP", "PRP$") for one in phrase
    ):
        return None
    if phrase[0].lower_ in (
        "this",
        "that",
        "these",
        "those",
        "such",
        "another",
        "some",
        "many",
        "all",
        "both",
        "most",
        "no",
        "each",
        "every",
        "other",
    ):
        return None
    bare = phrase[0].lower_ == "the" and len(phrase) < 3 and noun.pos_ != "PROPN"
    return None if bare else phrase


def _fuller(subject: Token, before: Sequence[Sentence]) -> tuple[str, Citation] | None:
    """Return the longer phrase that "the talks" stands for: one noun of that name in the sentences before."""
    bare = subject.tag_ in ("NN", "NNS") and [
        child.lower_ for child in subject.children if child.i < subject.i
    ] == ["the"]
    if not bare or any(child.dep_ in ("nmod", "acl", "acl:relcl") for child in subject.children):
        return None
    for sentence in reversed(before[-REACH:]):
        same = [one for one in sentence.span if one.lemma_ == subject.lemma_ and one.tag_ == subject.tag_]
        if len(same) > 1:
            return None
        if same:
            phrase = _phrase(same[0])
            if phrase is None or len(phrase) < 3 or phrase[0].tag_ in ("PRP$", "CD"):
                return None
            text = phrase.text
            if phrase[0].lower_ in ("a", "an"):
                return None
            if phrase[0].is_sent_start and phrase[0].pos_ != "PROPN":
                text = text[0].lower() + text[1:]
            return text, sentence.citation
    return None


def _owner(text: str) -> str:
    return f"{text}’" if text.endswith("s") and " " not in text else f"{text}’s"
