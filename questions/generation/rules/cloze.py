"""Sentences with a blank where a date, duration or number stands; knows no distractor."""

from __future__ import annotations

import re
from collections.abc import Iterator

from questions.generation.rules.clauses import Clause, lowered
from questions.generation.rules.sentences import FINITE, Sentence, squeezed
from questions.generation.rules.standing import (
    OPEN_ENDED,
    another_date,
    is_aside,
    leaves_unnamed,
    names_something,
    tells_its_day,
)
from questions.generation.rules.stems import Stem, disagrees
from questions.language.mentions import DATES, Mention, MentionType
from questions.model import BLANK, Kind

LONGEST_CLOZE = 270
FURNITURE = re.compile(r"^$|\b(?:Figure|Fig\.|Table|Box|Page|p\.|pp\.|next|last|past|previous)\s*$")
BRACKET = re.compile(r" \([^()]*\)")
PART_OF_NAME = re.compile(r" [A-Z]")
FRAGMENT = re.compile(r" that\b")
JOINED = "(?:and|or|to)(?: the| in| from| early| late| mid)*"
BESIDE_BEFORE = re.compile(rf"(?:\d[\d,s]*|\b[A-Z][a-z]+ \d{{4}}) {JOINED} $|–$")
BESIDE_AFTER = re.compile(rf"^ {JOINED} (?:[A-Z][a-z]+ )?\d|^–")


def cloze_stems(sentence: Sentence, clause: Clause | None, mention: Mention) -> Iterator[Stem]:
    """Put a blank where a date, duration or number stands, the sentence otherwise as it is."""
    text = sentence.text
    if mention.type is MentionType.COUNT and not _worth_a_blank(sentence, mention):
        return
    if FURNITURE.search(text[: mention.start]) or _listed(sentence, mention):
        return
    if not (clause and clause.named) and any(token.tag_ == "PRP" for token in sentence.span):
        return
    if is_aside(sentence, mention) or another_date(sentence, mention) or not names_something(sentence.span):
        return
    of_its_day = tells_its_day(sentence, mention)
    if mention.type in DATES and (of_its_day or OPEN_ENDED.search(text[: mention.start])):
        return
    if FRAGMENT.match(text[mention.end :]) or leaves_unnamed(sentence.span):
        return
    if (clause and disagrees(clause)) or (mention.type in DATES and PART_OF_NAME.match(text[mention.end :])):
        return
    for end in _cloze_ends(sentence, clause, mention):
        stem = squeezed(_filled(sentence, clause, mention, end))
        if of_its_day:
            first = lowered(sentence.span)[0]
            stem = f"According to the text, {first}{stem[1:]}"
        if text.count(mention.text) == 1 and len(stem) <= LONGEST_CLOZE:
            yield Stem(Kind.CLOZE, stem, mention.text, 0.6)


def _listed(sentence: Sentence, mention: Mention) -> bool:
    """Whether another date or number stands beside it, so that one tells the other."""
    before, after = sentence.text[: mention.start], sentence.text[mention.end :]
    return bool(BESIDE_BEFORE.search(before) or BESIDE_AFTER.match(after))


def _filled(sentence: Sentence, clause: Clause | None, mention: Mention, end: int) -> str:
    """Return the sentence up to an end with the blank in it.

    The name that its subject stands for is put in, and brackets are left out.
    """
    text = sentence.text[:end].rstrip(" ,;.") + "."
    changes = [(mention.start, mention.end, BLANK), *((*span, "") for span in _brackets(sentence, text))]
    if clause and clause.stand_in:
        start = clause.subject.start_char - sentence.span.start_char
        changes.append((start, start + len(clause.subject.text), clause.stand_in))
    for start, stop, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[stop:]
    return text


def _brackets(sentence: Sentence, text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of brackets, with the comma after one that would part a subject from its verb."""
    for bracket in BRACKET.finditer(text):
        start, end = bracket.span()
        if text.startswith(", ", end):
            place = sentence.span.start_char + end + len(", ")
            after = next((token for token in sentence.span if token.idx == place), None)
            end += after is not None and after.tag_ in FINITE
        yield start, end


def _cloze_ends(sentence: Sentence, clause: Clause | None, mention: Mention) -> Iterator[int]:
    """Yield where the sentence may end for a blank: whole first, then without its trailing additions."""
    yield len(sentence.text)
    if clause is None:
        return
    for end in clause.shorter_ends():
        last = clause.doc[end - 1]
        place = last.idx + len(last) - sentence.span.start_char
        if place >= mention.end:
            yield place


def _worth_a_blank(sentence: Sentence, mention: Mention) -> bool:
    """Small numbers in words are seldom what a sentence is about."""
    after = sentence.text[mention.end :].lstrip()[:1]
    large = mention.text[0].isdigit() or len(mention.text) > len("three")
    return (large and after.isalpha()) or _is_reference(sentence, mention)


def _is_reference(sentence: Sentence, mention: Mention) -> bool:
    before = sentence.text[: mention.start].rstrip().rpartition(" ")[2]
    return before in ("Resolution", "Article", "Section", "Chapter", "Directive", "Protocol", "Act", "No.")
