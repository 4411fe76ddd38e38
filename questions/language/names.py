"""Finds the names in a GUM sentence from its entity spans; knows GUM's bracket notation, nothing of spaCy."""

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

LABELS = {
    "person": "PERSON",
    "organization": "ORG",
    "place": "PLACE",
    "event": "EVENT",
    "time": "TIME",
    "object": "WORK",
    "abstract": "WORK",
}
"""GUM's entity types, as the types of mention that the question engine knows; the rest are too rare."""

NAME_TAGS = frozenset({"NNP", "NNPS"})
LINKS = frozenset(
    {"of", "the", "and", "for", "de", "la", "le", "von", "van", "al", "&", "-", "'s", "’s", "to", "on"}
)
"""Words that stand inside a name between two others that are name-like."""

SAINTS = frozenset({"St.", "St", "Saint", "San", "Santa"})
BRACKET = re.compile(r"\((?P<opened>\d+)-(?P<kind>[a-z]+)[^()]*(?P<alone>\))?|(?P<closed>\d+)\)")


class TreeWord(Protocol):
    """What is read of a word here."""

    @property
    def form(self) -> str: ...
    @property
    def xpos(self) -> str: ...
    @property
    def head(self) -> int: ...
    @property
    def relation(self) -> str: ...
    @property
    def entity(self) -> str: ...


Span = tuple[int, int, str]


def find_names(words: Sequence[TreeWord]) -> list[Span]:
    """Find the names of a sentence.

    A name is an entity span whose syntactic head is a proper noun, trimmed to the words around that
    head that belong to the name: no article before it, no title, apposition or clause. Where names
    overlap, the longest stands.

    Args:
        words: the sentence's words, their `entity` in GUM's notation.

    Returns:
        Spans as (start, end, label) in words, half-open, in order, without overlap.
    """
    spans = [span for span in _entity_spans(words) if span[2] in LABELS]
    starts = {start for start, _, _ in spans}
    found = [name for span in spans if (name := _trim(words, span, starts))]
    kept: list[Span] = []
    for start, end, label in sorted(found, key=lambda span: (span[0] - span[1], span[0])):
        if all(end <= other[0] or other[1] <= start for other in kept):
            kept.append((start, end, label))
    return sorted(kept)


def _entity_spans(words: Sequence[TreeWord]) -> Iterator[Span]:
    opened: list[tuple[str, int, str]] = []
    for index, word in enumerate(words):
        for bracket in BRACKET.finditer(word.entity):
            number, kind = bracket["opened"], bracket["kind"]
            if bracket["alone"]:
                yield index, index + 1, kind
            elif number:
                opened.append((number, index, kind))
            else:
                for position in range(len(opened) - 1, -1, -1):
                    if opened[position][0] == bracket["closed"]:
                        _, start, kind = opened.pop(position)
                        yield start, index + 1, kind
                        break


def _trim(words: Sequence[TreeWord], span: Span, starts: set[int]) -> Span | None:
    start, end, kind = span
    heads = [i for i in range(start, end) if not start <= words[i].head < end or words[i].head == i]
    if len(heads) != 1 or words[heads[0]].xpos not in NAME_TAGS:
        return None
    label = LABELS[kind]
    first = last = heads[0]
    while first > start and _belongs(words, first - 1, label):
        first -= 1
    while last + 1 < end:
        reach = last + 1
        while reach < end and words[reach].form in LINKS and reach - last <= 2:
            reach += 1
        if reach == end or not _belongs(words, reach, label):
            break
        if words[last + 1].form == "and" and (reach in starts or label == "PERSON"):
            break
        last = reach
    return first, last + 1, label


def _belongs(words: Sequence[TreeWord], index: int, label: str) -> bool:
    word = words[index]
    if word.relation in {"nmod:desc", "appos", "det"} and word.form not in SAINTS:
        return False
    if word.xpos in NAME_TAGS or word.form == "-" or (label == "TIME" and word.xpos == "CD"):
        return True
    if word.xpos == "CD":
        return word.relation in {"nummod", "compound", "flat", "nmod:unmarked"} and index > 0
    return word.form[:1].isupper() and word.xpos[:2] in {"NN", "JJ", "VB"} and label != "PERSON"
