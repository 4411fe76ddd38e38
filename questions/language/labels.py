"""Turns other pipelines' labels into ours: CLEAR's relations, OntoNotes' names; knows no pipeline's words.

spaCy's own English pipelines label by CLEAR (Choi and Palmer 2012), where a preposition stands above its noun
and "be" above its predicate, coordination runs in a chain, and names follow OntoNotes 5. What reads a parse
here knows Universal Dependencies alone (https://universaldependencies.org/u/dep/).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

import numpy
from spacy.language import Language
from spacy.tokens import Doc, Span
from thinc.types import Ints2d

NAME_TYPES = {
    "PERSON": "PERSON",
    "ORG": "ORG",
    "GPE": "PLACE",
    "LOC": "PLACE",
    "FAC": "PLACE",
    "EVENT": "EVENT",
    "WORK_OF_ART": "WORK",
    "LAW": "WORK",
}
"""OntoNotes' types as ours; the others are no names, or are read by rule."""

NOT_OF_A_NAME = frozenset({"the", "The", "a", "A", "an", "An", "'s", "’s"})

SIGN = "pobj"
"""The label that CLEAR has and Universal Dependencies has not."""

RENAMED = {
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "dobj": "obj",
    "dative": "iobj",
    "relcl": "acl:relcl",
    "poss": "nmod:poss",
    "neg": "advmod",
    "prt": "compound:prt",
    "preconj": "cc:preconj",
    "predet": "det:predet",
    "oprd": "xcomp",
    "attr": "xcomp",
    "acomp": "xcomp",
    "quantmod": "advmod",
    "intj": "discourse",
    "meta": "dep",
    "agent": "advmod",
    "prep": "advmod",
}
"""Relations that change by name alone, once prepositions and "be" stand where they belong.

The last two are prepositions that have no noun of their own ("the city they lived in").
"""

PREPOSITIONS = frozenset({"prep", "agent", "dative"})
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "DET"})
CLAUSES = frozenset({"VERB", "AUX"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
PREDICATES = ("attr", "acomp")
BE = frozenset("be am is are was were been being 's ’s 're ’re 'm ’m".split())
PLACES = frozenset("here there where home away abroad elsewhere nearby".split())
"""Adverbs that are what is said of a subject: "All are here"."""

MULTIWORD = frozenset(
    {("according", "to"), ("because", "of"), ("due", "to"), ("such", "as"), ("instead", "of")}
    | {("rather", "than"), ("as", "of"), ("as", "for"), ("as", "to")}
)
"""Pairs that Universal Dependencies of English takes as one preposition."""


def names_of(doc: Doc) -> Iterator[tuple[int, int, str]]:
    """Yield the names that OntoNotes' types mark, without articles and possessive endings.

    Args:
        doc: a document with entities of OntoNotes' types.

    Yields:
        The first word, the word after the last, and the type as ours.
    """
    for entity in doc.ents:
        start, end, label = entity.start, entity.end, NAME_TYPES.get(entity.label_)
        while start < end and doc[start].text in NOT_OF_A_NAME:
            start += 1
        while end > start and doc[end - 1].text in NOT_OF_A_NAME:
            end -= 1
        if label and start < end:
            yield start, end, label


@Language.component("passage_quiz_labels", assigns=["token.dep", "token.head", "doc.ents"])
def use_universal_labels(doc: Doc) -> Doc:
    """Bring a document from CLEAR and OntoNotes to Universal Dependencies and our names, in place.

    Its words, tags, sentences and offsets stay.
    """
    arcs = numpy.zeros((len(doc), 2), dtype="uint64")
    for sentence in doc.sents:
        tree = _Tree.of(sentence)
        tree.part_coordination()
        tree.flatten_people()
        tree.raise_subjects()
        tree.lower_prepositions()
        tree.lower_copulas()
        tree.rename()
        for place, (head, label) in enumerate(zip(tree.heads, tree.labels, strict=True)):
            arcs[sentence.start + place] = numpy.int64(head - place), doc.vocab.strings.add(label)
    names = [Span(doc, *name) for name in names_of(doc)]
    doc.from_array(["HEAD", "DEP"], cast("Ints2d", arcs))
    doc.set_ents(names)
    return doc


@dataclass(frozen=True, slots=True)
class _Tree:
    """The tree of one sentence while it changes: words and heads counted from the sentence's first word."""

    sentence: Span
    words: list[str]
    tags: list[str]
    kinds: list[str]
    heads: list[int]
    labels: list[str]

    @classmethod
    def of(cls, sentence: Span) -> _Tree:
        return cls(
            sentence,
            [token.lower_ for token in sentence],
            [token.tag_ for token in sentence],
            [token.pos_ for token in sentence],
            [token.head.i - sentence.start for token in sentence],
            [token.dep_ for token in sentence],
        )

    def part_coordination(self) -> None:
        """Hang each conjunct on the first one, and its "and" and comma on the conjunct that follows them."""
        for moved in ("cc", "punct"):
            for word in [one for one, label in enumerate(self.labels) if label == moved]:
                parts = [one for one in self._children(self.heads[word], "conj") if one > word]
                if parts and (moved == "cc" or self._next_part(word) == parts[0]):
                    self.heads[word] = parts[0]
        for word, label in enumerate(self.labels):
            while label == "conj" and self.labels[self.heads[word]] == "conj":
                self.heads[word] = self.heads[self.heads[word]]

    def _next_part(self, comma: int) -> int:
        """Return the conjunct whose phrase begins right after a comma, or else a root."""
        part = min(comma + 1, len(self.words) - 1)
        while self.labels[part] != "conj" and self.heads[part] != part:
            part = self.heads[part]
        return part

    def flatten_people(self) -> None:
        """Let a person's name begin with its head: the first name, the others flat under it."""
        for entity in self.sentence.ents:
            first, last = entity.start - self.sentence.start, entity.end - self.sentence.start - 1
            given = range(first, last)
            plain = all(self.labels[one] in ("compound", "punct") for one in given)
            plain = plain and all(self.heads[one] == last for one in given)
            if entity.label_ == "PERSON" and given and plain and self.kinds[last] == "PROPN":
                self._exchange(last, first, "flat")
                for one in given[1:]:
                    self.labels[one] = "punct" if self.labels[one] == "punct" else "flat"

    def raise_subjects(self) -> None:
        """Make the subject of a clause without finite verb the object of the verb above: "made him leave"."""
        for word, label in enumerate(self.labels):
            helpers = [*self._children(word, "aux"), *self._children(word, "auxpass")]
            finite = any(self.tags[one] in FINITE for one in (word, *helpers))
            if label != "ccomp" or finite or self._children(word, "mark"):
                continue
            if self.kinds[self.heads[word]] == "VERB":
                for subject in [*self._children(word, "nsubj"), *self._children(word, "nsubjpass")]:
                    if self.heads[word] < subject < word:
                        self.heads[subject], self.labels[subject] = self.heads[word], "dobj"
                        self.labels[word] = "xcomp"

    def lower_prepositions(self) -> None:
        """Put each preposition under its noun as its case, or under its clause as its mark."""
        for word in sorted(range(len(self.words)), key=self._depth, reverse=True):
            if self._is_preposition(word):
                self._lower_preposition(word)
        for word in range(1, len(self.words)):
            pair = self.words[word - 1], self.words[word]
            both_case = self.labels[word - 1] == self.labels[word] == "case"
            if both_case and pair in MULTIWORD and self.heads[word - 1] == self.heads[word]:
                self.heads[word], self.labels[word] = word - 1, "fixed"

    def _is_preposition(self, word: int) -> bool:
        label = self.labels[word]
        return label in PREPOSITIONS or (label == "conj" and self.kinds[word] in ("ADP", "SCONJ"))

    def _lower_preposition(self, word: int) -> None:
        nouns = self._children(word, "pobj") or [
            one
            for label in ("pcomp", "conj")
            for one in self._children(word, label)
            if self.kinds[one] != "ADP"
        ]
        if not nouns:
            return
        low = nouns[0]
        clause = self.labels[low] == "pcomp" and self.kinds[low] in CLAUSES
        label = self._label_of_phrase(word, clause=clause)
        for child in self._children(word):
            if self._is_preposition(child) or (self.labels[child] == "pcomp" and child != low):
                self.labels[child] = "case"
        self._exchange(word, low, "mark" if clause else "case")
        self.labels[low] = label

    def _label_of_phrase(self, preposition: int, *, clause: bool) -> str:
        head, label = self.heads[preposition], self.labels[preposition]
        if head == preposition or label == "conj":
            return label
        if self._is_preposition(head):
            return "pcomp" if clause else "pobj"
        if clause:
            return "acl" if self.kinds[head] in NOUNS else "advcl"
        if label == "agent":
            return "obl:agent"
        return "nmod" if self.kinds[head] in NOUNS else "obl"

    def lower_copulas(self) -> None:
        """Put each "be" under what it says of its subject; the subject of "there is" is what there is."""
        for word, label in enumerate(self.labels):
            if label in ("aux", "auxpass") or self.kinds[word] not in CLAUSES:
                continue
            if any(self.words[one] == "there" for one in self._children(word, "expl")):
                for one in self._children(word, "attr")[:1]:
                    self.labels[one] = "nsubj"
            elif self.words[word] in BE:
                predicate = self._predicate(word)
                if predicate is not None:
                    self._exchange(word, predicate, "cop")

    def _predicate(self, verb: int) -> int | None:
        children = self._children(verb)
        said = [one for one in children if self.labels[one] in PREDICATES]
        if said:
            return said[0]
        if any(self.labels[one] in ("ccomp", "xcomp") for one in children):
            return None
        first = next(
            (one for one in children if one > verb and self.labels[one] not in ("neg", "advmod")), None
        )
        if first is not None and self.labels[first] == "obl":
            return first
        return next((one for one in children if self.words[one] in PLACES), None)

    def rename(self) -> None:
        """Give what stands where it belongs its universal name."""
        for word, label in enumerate(self.labels):
            under_noun = self.kinds[self.heads[word]] in NOUNS
            if label == "npadvmod":
                label = "nmod:unmarked" if under_noun else "obl:unmarked"
            elif label == "pobj":
                label = "nmod" if under_noun else "obl"
            elif label == "pcomp":
                label = "acl" if under_noun else "advcl"
            elif label == "aux" and self.words[word] == "to":
                label = "mark"
            self.labels[word] = RENAMED.get(label, label)

    def _children(self, word: int, label: str | None = None) -> list[int]:
        return [
            one
            for one, head in enumerate(self.heads)
            if head == word != one and label in (None, self.labels[one])
        ]

    def _exchange(self, high: int, low: int, label: str) -> None:
        """Put the lower of two in the place of the higher, which becomes its child."""
        for child in self._children(high):
            self.heads[child] = low
        self.heads[low] = low if self.heads[high] == high else self.heads[high]
        self.labels[low] = self.labels[high]
        self.heads[high], self.labels[high] = low, label

    def _depth(self, word: int) -> int:
        depth = 0
        while self.heads[word] != word:
            word, depth = self.heads[word], depth + 1
        return depth
