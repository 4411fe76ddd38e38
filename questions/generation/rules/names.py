"""The names of a text with their types and aliases; knows the recogniser's labels, no question."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Span

from questions.generation.rules.name_types import (
    LABELS,
    ROLE,
    SPELLED,
    SURE,
    TITLE,
    NameType,
    bare,
    is_name,
    is_person,
    typed,
)
from questions.generation.rules.sentences import Sentence
from questions.language.wording import plain

ALIAS = re.compile(
    r"(?P<long>(?:[A-Z][\w’'-]+ )+[A-Z][\w’'-]+),? "
    r"(?:\((?P<short>[A-Z][A-Za-z]{1,9})\)|or (?P<other>[A-Z]{2,10})\b)"
)
ARTICLES = frozenset({"the", "The", "a", "A", "an", "An"})
AGREED = 0.6
"""The share of what is said of a name that must agree."""


@dataclass(frozen=True)
class NameMention:
    """A place where a name stands.

    Attributes:
        text: The name there, without article and title.
        sentence: The sentence.
        span: The parse of the name there.
    """

    text: str
    sentence: Sentence
    span: Span


@dataclass(frozen=True)
class Name:
    """Someone or something that a text names.

    Attributes:
        type: What it is.
        text: Its fullest form.
        aliases: All its forms, as compared.
        mentions: Where it stands, in order.
    """

    type: NameType
    text: str
    aliases: frozenset[str]
    mentions: tuple[NameMention, ...]


def find_names(sentences: Sequence[Sentence]) -> tuple[Name, ...]:
    """Return the names of a text whose type is sure, each with all its mentions.

    A form that is part of a longer one is the same name (Ahtisaari, Martti Ahtisaari), and so is an
    abbreviation that the text introduces. A single word that is also a common noun (the Alliance) may stand
    for any of several names, so it is none of its own.
    """
    types: defaultdict[str, Counter[NameType]] = defaultdict(Counter)
    mentions: defaultdict[str, list[NameMention]] = defaultdict(list)
    for sentence in sentences:
        for whole, label in _found(sentence):
            kind, text, weight = typed(bare(whole.text), label)
            if TITLE.search(f"{_before(whole)} {whole.text}"):
                kind, weight = NameType.PERSON, SURE
            elif kind is NameType.PERSON and _before(whole) in ARTICLES:
                continue
            if kind is NameType.PERSON and not is_person(text):
                continue
            if kind and is_name(text):
                types[plain(text)][kind] += weight
                mentions[plain(text)].append(NameMention(text, sentence, whole))
    introduced = dict(_introductions(sentence.text for sentence in sentences))
    names = []
    for group in _joined(types, introduced):
        ((kind, weight),) = sum((types[form] for form in group), Counter()).most_common(1)
        total = sum(types[form].total() for form in group)
        if weight >= max(SURE, AGREED * total):
            found = sorted((one for form in group for one in mentions[form]), key=_place)
            fullest = max((one.text for one in found), key=lambda text: (len(text.split()), len(text)))
            names.append(Name(kind, fullest, frozenset(group), tuple(found)))
    return tuple(names)


def _place(mention: NameMention) -> tuple[int, int]:
    return mention.sentence.start, mention.span.start


def _found(sentence: Sentence) -> Iterator[tuple[Span, NameType | None]]:
    """Yield what is written as a name of a sure type, and what the recogniser has found besides."""
    taken: list[Span] = []
    for pattern, kind in SPELLED:
        for match in pattern.finditer(sentence.text):
            start, end = (sentence.span.start_char + place for place in match.span())
            span = sentence.span.doc.char_span(start, end, alignment_mode="expand")
            if span is not None and not _overlaps(span, taken):
                taken.append(span)
                yield span, kind
    for entity in sentence.span.ents:
        whole = _whole(entity)
        if not _overlaps(whole, taken):
            yield whole, LABELS.get(entity.label_)


def _overlaps(span: Span, others: Sequence[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


def _before(entity: Span) -> str:
    return str(entity.doc[entity.start - 1].text) if entity.start else ""


def _whole(entity: Span) -> Span:
    """Return an entity with what the recogniser cut off: the end of a hyphened word, a role before it."""
    doc, end = entity.doc, entity.end
    while (
        end < len(doc) and not doc[end - 1].whitespace_ and (doc[end].text == "-" or doc[end - 1].text == "-")
    ):
        end += 1
    start = entity.start
    while start > entity.sent.start and doc[start - 1].tag_ == "NNP" and doc[start - 1].is_title:
        start -= 1
    return doc[start if ROLE.match(doc[start:end].text) else entity.start : end]


def _introductions(texts: Iterable[str]) -> Iterable[tuple[str, str]]:
    for text in texts:
        for match in ALIAS.finditer(text):
            yield plain(bare(match["short"] or match["other"])), plain(bare(match["long"]))


def _joined(types: Mapping[str, Counter[NameType]], introduced: Mapping[str, str]) -> list[list[str]]:
    """Group the forms of each name: the longest first, then what is part of it or stands for it.

    A form that could belong to several names of its type belongs to none.
    """
    groups: list[list[str]] = []
    for form in sorted(types, key=lambda form: (-len(form.split()), form)):
        words, kind = set(form.split()), _likeliest(types[form])
        homes = [
            group
            for group in groups
            if kind is _likeliest(types[group[0]])
            and (any(words < set(other.split()) for other in group) or introduced.get(form) in group)
        ]
        if len(homes) == 1:
            homes[0].append(form)
        elif not homes:
            groups.append([form])
    return groups


def _likeliest(votes: Counter[NameType]) -> NameType:
    return votes.most_common(1)[0][0]
