"""Clauses and mentions become stems: when, how many, how long and who; knows no distractor.

Each pattern is narrow: what does not match on parse and surface alike is not asked in that form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from questions.generation.rules.clauses import SUBJECTS, TRAILING, Clause, lowered
from questions.generation.rules.name_types import NameType
from questions.generation.rules.names import Name
from questions.generation.rules.sentences import Sentence, squeezed
from questions.generation.rules.standing import OWN_TIME, leaves_unnamed, names_something, tells_its_day
from questions.language.mentions import DATES, Mention, MentionType, find_mentions
from questions.language.wording import plain
from questions.model import Kind

WHEN = {
    MentionType.DAY: "On what date",
    MentionType.MONTH: "When",
    MentionType.YEAR: "In what year",
    MentionType.ERA_YEAR: "In what year",
    MentionType.DECADE: "In which decade",
    MentionType.CENTURY: "In which century",
}
DATING = frozenset({"in", "on", "during"})
SINCE = "since"
APPROXIMATELY = {
    "approximately": "Approximately how",
    "about": "About how",
    "around": "About how",
    "nearly": "About how",
    "almost": "About how",
    "roughly": "Roughly how",
    "over": "",
    "some": "About how",
}
LONGEST_STEM = 150
MOST_MENTIONED = 5
"""A name that stands in the text so often is what it is about, and no secret."""

LONGEST_OPENING = 6
"""Tokens of an opening phrase that a question can carry at its end."""

EMPTY = frozenset("role history progress break part place mind".split())
"""Objects that say nothing without what follows them."""

BARE = re.compile(r"^(?:the|The|this|that|these|those|such) ")


@dataclass(frozen=True)
class Stem:
    """A question in the making.

    Attributes:
        kind: How it will be answered.
        text: The stem.
        key: The right answer.
        reliability: How often the pattern makes a good question, from 0 to 1, by reading what it made.
    """

    kind: Kind
    text: str
    key: str
    reliability: float


def when_stems(clause: Clause, mention: Mention) -> Iterator[Stem]:
    """Ask for a date that stands at the clause's beginning or end, with its preposition."""
    phrase = _phrase(clause, mention)
    if mention.type not in DATES or phrase is None or not _self_contained(clause):
        return
    preposition = clause.doc[phrase[0]].lower_
    if preposition in DATING:
        wh = WHEN[mention.type]
    elif preposition == SINCE and any(token.lower_ in ("has", "have", "had") for token in clause.auxiliaries):
        wh = "Since when"
    else:
        return
    day = tells_its_day(clause.sentence, mention)
    yield from _asked(clause, wh, mention.text, 0.9, without=phrase, of_its_day=day)


def duration_stems(clause: Clause, mention: Mention) -> Iterator[Stem]:
    """Ask how long something went on, where a clause ends or begins with "for" and a duration."""
    phrase = _phrase(clause, mention)
    if mention.type is not MentionType.DURATION or phrase is None or not _self_contained(clause):
        return
    if clause.doc[phrase[0]].lower_ == "for":
        day = tells_its_day(clause.sentence, mention)
        yield from _asked(clause, "For how long", mention.text, 0.85, without=phrase, of_its_day=day)


def count_stems(clause: Clause, mention: Mention) -> Iterator[Stem]:
    """Ask how many there are of a subject or an object, where the count is the first word of it."""
    if mention.type is not MentionType.COUNT:
        return
    doc = clause.doc
    tokens = _tokens(clause.sentence, mention)
    if tokens is None:
        return
    first, last = tokens
    noun = doc[last].head
    if noun.pos_ != "NOUN" or noun.i <= last or noun.tag_ != "NNS" or noun.head != clause.root:
        return
    before = doc[first - 1].lower_ if first > clause.sentence.span.start else ""
    how = APPROXIMATELY.get(before, "How")
    start = first - 1 if before in APPROXIMATELY else first
    if not how or start != noun.left_edge.i or any(doc[i].pos_ == "PRON" for i in range(start, noun.i)):
        return
    counted = doc[last + 1 : noun.i + 1].text
    if noun.dep_ in SUBJECTS and start == clause.subject.start:
        rest = doc[noun.i + 1 : clause.end]
        day = tells_its_day(clause.sentence, mention)
        if not (day or _pronoun_in(rest) or leaves_unnamed(rest)) and names_something(clause.sentence.span):
            yield Stem(Kind.CHOICE, f"{how} many {counted} {rest.text}?", mention.text, 0.8)
    elif noun.dep_ == "obj" and start == clause.root.i + 1 and _self_contained(clause):
        if noun.i + 1 < clause.end and doc[noun.i + 1].pos_ in ("PROPN", "CCONJ"):
            return
        wh, phrase = f"{how} many {counted}", (start, noun.i + 1)
        day = tells_its_day(clause.sentence, mention)
        yield from _asked(clause, wh, mention.text, 0.8, without=phrase, of_its_day=day)


def who_stems(clause: Clause, names: Sequence[Name]) -> Iterator[tuple[Stem, Name]]:
    """Ask who did it, where the subject is a person or an organisation by name."""
    found = _named(clause.subject, names)
    if found is None or _own_time(clause):
        return
    name, entity = found
    if len(name.mentions) >= MOST_MENTIONED:
        return
    if clause.subject.root not in entity and clause.subject.root.head not in entity:
        return
    wh = {NameType.PERSON: "Who", NameType.ORGANISATION: "Which organisation"}.get(name.type)
    if wh is None or any(token.dep_ in ("conj", "appos", "acl:relcl") for token in clause.subject):
        return
    opening = clause.opening
    if len(opening) and (opening[0].pos_ != "ADP" or len(opening) > LONGEST_OPENING or _verb_in(opening)):
        return
    when = lowered(opening) if len(opening) else ""
    for end in (*clause.shorter_ends(), *_named_ends(clause)):
        if leaves_unnamed(clause.doc[clause.root.i + 1 : end]):
            continue
        tail = clause.doc[clause.root.i + 1 : end].text
        text = squeezed(f"{wh} {clause.predicate()} {tail.rstrip(' ,;')} {when}")
        if len(text) <= LONGEST_STEM:
            yield Stem(Kind.CHOICE, f"{text}?", name.text, 0.8), name


def _named_ends(clause: Clause) -> Iterator[int]:
    """Yield where a clause may end before a phrase that does not name its thing: "… with the parties"."""
    for token in clause.doc[clause.root.i + 1 : clause.end]:
        if token.dep_ == "obl" and leaves_unnamed([token]):
            objects = [one for one in clause.root.children if one.dep_ == "obj" and one.i < token.left_edge.i]
            if objects:
                yield int(token.left_edge.i)
            return


def by_whom_stems(clause: Clause, names: Sequence[Name]) -> Iterator[tuple[Stem, Name]]:
    """Ask by whom something was done, where a passive clause names it."""
    for agent in clause.root.children:
        case = next((child for child in agent.children if child.dep_ == "case"), None)
        if (
            agent.dep_ not in ("obl:agent", "obl")
            or case is None
            or case.lower_ != "by"
            or agent.i < clause.root.i
        ):
            continue
        if not any(token.dep_ == "aux:pass" for token in clause.auxiliaries) or not _self_contained(clause):
            continue
        phrase = clause.doc[agent.left_edge.i : agent.right_edge.i + 1]
        found = _named(phrase, names)
        appositions = [token for token in phrase if token.dep_ == "appos"]
        if found is None or any(token.dep_ == "conj" for token in phrase):
            continue
        if appositions and found[1].root not in appositions:
            continue
        wh = {NameType.PERSON: "By whom", NameType.ORGANISATION: "By which organisation"}.get(found[0].type)
        if wh and plain(phrase.text).endswith(plain(found[1].text)):
            for stem in _asked(clause, wh, found[0].text, 0.8, without=(phrase.start, phrase.end)):
                yield stem, found[0]


def _pronoun_in(span: Span) -> bool:
    return any(token.tag_ in ("PRP", "PRP$") for token in span)


def _verb_in(span: Span) -> bool:
    return any(token.tag_.startswith("VB") for token in span)


def _asked(
    clause: Clause,
    wh: str,
    key: str,
    reliability: float,
    *,
    without: tuple[int, int],
    of_its_day: bool = False,
) -> Iterator[Stem]:
    """Put a question word before an inverted clause, with the asked phrase left out of it."""
    parts = clause.inverted()
    if parts is None or not names_something(clause.sentence.span) or disagrees(clause):
        return
    helper, subject, group = parts
    according = ""
    if of_its_day:
        according = "According to the text, "
        wh = wh[0].lower() + wh[1:]
        group = " ".join(word for word in group.split() if word.lower() not in OWN_TIME)
    for end in clause.ends(without):
        tail = _without(clause.doc, clause.root.i + 1, end, without)
        text = squeezed(" ".join((f"{according}{wh}", helper, subject, group, tail))).rstrip(",;: ")
        if _pronoun_in(clause.doc[clause.root.i : end]) and not clause.named:
            continue
        subject_tokens = () if clause.stand_in else tuple(clause.subject)
        if leaves_unnamed((*subject_tokens, *clause.doc[clause.root.i + 1 : end])):
            continue
        if not _told_enough(clause, wh, without, end):
            continue
        dated = any(other.type in DATES for other in find_mentions(text))
        if len(text) <= LONGEST_STEM and not dated:
            yield Stem(Kind.CHOICE, f"{text}?", key, reliability)


def _told_enough(clause: Clause, wh: str, without: tuple[int, int], end: int) -> bool:
    """Whether a question for a date says more than who acted: what, where or with whom."""
    if not wh.lower().startswith(("when", "in what", "on what", "in which")):
        return True
    left = [
        token
        for token in clause.doc[clause.root.i + 1 : end]
        if not without[0] <= token.i < without[1] and token.pos_ in ("NOUN", "PROPN")
    ]
    if any(token.dep_ == "obj" and token.lemma_ in EMPTY for token in left) and len(left) < 3:
        return False
    named = any(token.pos_ == "PROPN" for token in left) or any(token.dep_ == "obj" for token in left)
    return named or (len(clause.subject) > 2 and not clause.stand_in)


def disagrees(clause: Clause) -> bool:
    """Whether a singular noun has a plural verb, or the subject a verb of its own: both read ill."""
    plural = any(token.lower_ in ("were", "are", "have") for token in clause.auxiliaries)
    coordinated = any(token.dep_ == "conj" for token in clause.subject)
    singular = any(token.lower_ in ("was", "is", "has") for token in (*clause.auxiliaries, clause.root))
    noun = clause.subject.root.tag_
    ill = (plural and noun == "NN" and not coordinated) or (singular and noun == "NNS")
    return ill or _verb_in(clause.subject)


def _without(doc: Doc, start: int, end: int, left_out: tuple[int, int]) -> str:
    first, last = left_out
    if last <= start or first >= end:
        return str(doc[start:end].text)
    before = doc[start:first].text.rstrip(" ,;") if first > start else ""
    after = doc[last:end].text if end > last else ""
    return f"{before} {after}".strip() if not after.startswith(",") else f"{before}{after}".strip(" ,")


def _phrase(clause: Clause, mention: Mention) -> tuple[int, int] | None:
    """Return the tokens of a preposition and the mention after it, where they say when the clause is true.

    They stand at the sentence's beginning before the subject, or in the tail with no verb between them and
    the clause's own, and nothing else belongs to them.
    """
    tokens = _tokens(clause.sentence, mention)
    if tokens is None:
        return None
    first, last = tokens
    doc = clause.doc
    if first == clause.sentence.span.start or doc[first - 1].pos_ not in ("ADP", "SCONJ"):
        return None
    start = first - 1
    if start == clause.sentence.span.start and last + 1 < clause.subject.start + 1:
        closed = doc[last + 1].text == "," or last + 1 == clause.subject.start
        return (start, last + 1) if closed else None
    if not clause.root.i < start < clause.end:
        return None
    if last + 1 < clause.end and doc[last + 1].text not in (",", ";") and doc[last + 1].dep_ != "mark":
        follows = doc[last + 1]
        if (
            follows.pos_ not in ("ADP", "PART", "SCONJ")
            or follows.tag_ == "POS"
            or follows.lower_ in ("of", "and", "or")
        ):
            return None
    head = doc[last]
    while head != clause.root:
        if head.head == head or (head.pos_ in ("VERB", "AUX") and head.i > clause.root.i):
            return None
        head = head.head
    verbs = [
        token for token in doc[clause.root.i + 1 : start] if token.pos_ == "VERB" and token.dep_ in TRAILING
    ]
    return None if verbs else (start, last + 1)


def _tokens(sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """Return the first and the last token of a mention, or None where it does not end with its tokens."""
    base = sentence.span.start_char
    span = sentence.span.doc.char_span(base + mention.start, base + mention.end)
    return (span.start, span.end - 1) if span is not None else None


def _named(span: Span, names: Sequence[Name]) -> tuple[Name, Span] | None:
    """Return the one name in a span that is all of it but an article, a title or a role before it."""
    for name in names:
        for mention in name.mentions:
            entity = mention.span
            if entity.doc is span.doc and span.start <= entity.start and entity.end == span.end:
                return name, entity
    return None


def _self_contained(clause: Clause) -> bool:
    """Whether the subject says by itself what it is."""
    if clause.stand_in:
        return True
    subject = clause.subject
    root = subject.root
    if root.pos_ == "PRON" or any(token.pos_ == "PRON" and token.tag_ != "PRP$" for token in subject[:1]):
        return False
    if subject[0].tag_ == "PRP$":
        return False
    if BARE.match(subject.text):
        return any(token.pos_ == "PROPN" or token.ent_type_ for token in subject) or _described(subject)
    return True


def _described(subject: Span) -> bool:
    """Whether something after a definite noun tells which one it is."""
    return any(
        child.i > subject.root.i and child.dep_ in ("nmod", "acl:relcl") for child in subject.root.children
    )


def _own_time(clause: Clause) -> bool:
    return any(token.lower_ in OWN_TIME for token in clause.doc[clause.subject.start : clause.end])
