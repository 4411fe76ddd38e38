"""The names of a text with their types and aliases; knows the recogniser's labels, no question."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lemminflect import getAllLemmas
from spacy.tokens import Span

from questions.generation.rules.sentences import Sentence
from questions.language.wording import plain


class NameType(StrEnum):
    """What bears a name."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"


LABELS = {
    "PERSON": NameType.PERSON,
    "ORG": NameType.ORGANISATION,
    "ORGANIZATION": NameType.ORGANISATION,
    "PLACE": NameType.PLACE,
    "GPE": NameType.PLACE,
    "LOC": NameType.PLACE,
}
"""The labels of our own pipeline and of spaCy's."""

TITLE = re.compile(r"^\s*(?:Mr|Mrs|Ms|Dr|Prof|Sir|Lord|Lady)\.?\s+")
ROLES = (
    "President|Secretary|General|Minister|Chancellor|King|Queen|Emperor|Empress|Governor|Senator|Mayor|Professor"
    "|Captain|Colonel|Director|Chairman|Chairwoman|Chair|Ambassador|Envoy|Commissioner|Judge|Justice|Bishop"
    "|Pope|Prince|Princess|Duke"
)
ROLE = re.compile(rf"^(?:[A-Z][\w-]* )*(?:{ROLES}) (?=[A-Z])")
"""What stands before a person's name and is no part of it."""

ROLE_ALONE = re.compile(rf"\b(?:{ROLES})s?$")
BODY = re.compile(
    r"\b(?:Agency|Alliance|Army|Assembly|Association|Authority|Bank|Board|Bureau|Church|Club|Commission|Committee"
    r"|Company|Conference|Congress|Corporation|Council|Court|Department|Federation|Force|Forces|Foundation|Fund"
    r"|Government|Group|House|Institute|League|Ministry|Museum|Nations|Navy|Office|Organi[sz]ation|Parliament"
    r"|Party|Red Cross|School|Senate|Service|Society|Team|Trust|Union|University)$"
)
"""The last word of a body's name."""

ALIAS = re.compile(
    r"(?P<long>(?:[A-Z][\w’'-]+ )+[A-Z][\w’'-]+),? "
    r"(?:\((?P<short>[A-Z][A-Za-z]{1,9})\)|or (?P<other>[A-Z]{2,10})\b)"
)
SURE = 0.6
"""The share of a name's mentions that must carry its type."""


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
    types: defaultdict[str, Counter[NameType | None]] = defaultdict(Counter)
    mentions: defaultdict[str, list[NameMention]] = defaultdict(list)
    for sentence in sentences:
        for entity in sentence.span.ents:
            whole = _whole(entity)
            kind, text = _typed(bare(whole.text), LABELS.get(entity.label_))
            if TITLE.search(f"{_before(whole)} {whole.text}"):
                kind = NameType.PERSON
            if _is_name(text) and (kind or LABELS.get(entity.label_)):
                types[plain(text)][kind] += 1
                mentions[plain(text)].append(NameMention(text, sentence, whole))
    introduced = dict(_introductions(sentence.text for sentence in sentences))
    names = []
    for group in _joined(mentions, introduced):
        votes = sum((types[form] for form in group), Counter())
        del votes[None]
        ((kind, count),) = votes.most_common(1) or [(None, 0)]
        if kind and count >= SURE * votes.total():
            found = sorted(
                (one for form in group for one in mentions[form]), key=lambda one: one.sentence.start
            )
            fullest = max((one.text for one in found), key=lambda text: (len(text.split()), len(text)))
            names.append(Name(kind, fullest, frozenset(group), tuple(found)))
    return tuple(names)


def bare(text: str) -> str:
    """Return a name without its article, title and possessive."""
    text = re.sub(r"^(?:the|The|a|an)\s+", "", text.strip(" ,.;:"))
    return re.sub(r"[’']s?$", "", TITLE.sub("", text))


def _before(entity: Span) -> str:
    return str(entity.doc[entity.start - 1].text) if entity.start else ""


def _typed(text: str, label: NameType | None) -> tuple[NameType | None, str]:
    """Return the type of a name and the name without the role before it.

    What the words themselves say comes before what the recogniser says: a role makes a person of what follows
    it, a body's name ends in a word for a body or is all capitals. A name of a body that says neither is not
    sure enough, and neither is a person's of one word.
    """
    if ROLE.match(text):
        return NameType.PERSON, ROLE.sub("", text)
    if ROLE_ALONE.search(text):
        return None, text
    if BODY.search(text) or (text.isupper() and label is not NameType.PLACE and text.isalpha()):
        return NameType.ORGANISATION, text
    if label is NameType.ORGANISATION:
        return None, text
    if label is NameType.PERSON and (" " not in text or any(word.isupper() for word in text.split())):
        return None, text
    return label, text


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


def _is_name(text: str) -> bool:
    words = text.split()
    if not words or not all(word[0].isupper() or not word[0].isalpha() or word in LINKS for word in words):
        return False
    return len(words) > 1 or not getAllLemmas(text.lower(), upos="NOUN") or text.isupper()


LINKS = frozenset({"of", "the", "and", "for", "on", "de", "la", "von", "van", "al", "to"})


def _introductions(texts: Iterable[str]) -> Iterable[tuple[str, str]]:
    for text in texts:
        for match in ALIAS.finditer(text):
            yield plain(bare(match["short"] or match["other"])), plain(bare(match["long"]))


def _joined(forms: Iterable[str], introduced: dict[str, str]) -> list[list[str]]:
    """Group the forms of each name: the longest first, then what is part of it or stands for it."""
    groups: list[list[str]] = []
    for form in sorted(forms, key=lambda form: (-len(form.split()), form)):
        words = set(form.split())
        homes = [
            group
            for group in groups
            if any(words < set(other.split()) for other in group) or introduced.get(form) in group
        ]
        if len(homes) == 1:
            homes[0].append(form)
        elif not homes:
            groups.append([form])
    return groups
