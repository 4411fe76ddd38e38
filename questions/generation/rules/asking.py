"""Questions with a question word, which ask of a part of a sentence; knows clauses and names, no ranking."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from questions.generation.rules.clauses import Clause, main_clause
from questions.generation.rules.distractors import NEEDED, Distractors, shown_name
from questions.generation.rules.drafts import Draft
from questions.generation.rules.leaning import MATCH, TIME_BOUND
from questions.generation.rules.name_types import NameType, bare, typed
from questions.generation.rules.names import Name
from questions.generation.rules.nominals import nominal_stems
from questions.generation.rules.objects import (
    object_questions,
    pair_questions,
    place_questions,
    recipient_questions,
    reduced_questions,
    whom_questions,
)
from questions.generation.rules.sentences import Sentence, squeezed
from questions.generation.rules.statements import Statement
from questions.generation.rules.stems import by_whom_stems, count_stems, duration_stems, when_stems, who_stems
from questions.language.mentions import Mention
from questions.model import Choice, Citation, Kind

PATTERNS = (
    ("wh: when", Kind.CHOICE, when_stems),
    ("wh: how long", Kind.NUMBER, duration_stems),
    ("wh: how many", Kind.NUMBER, count_stems),
)

PRONOUN = re.compile(
    r"\b(?:him|her|his|it|them|their|he|she|they|Wednesday|Tuesday|Monday|Thursday|Friday|Saturday|Sunday)\b"
)

PERSON = re.compile(r"(?:the )?[A-Z][\w.’'-]+(?: [A-Za-z][\w.’'-]+)* [A-Z][\w.’'-]+")

LOOSE = re.compile(
    r",? \b(?:also|again|however|therefore|then|thus|too|later)\b(?! (?:than|on|in|the))(?:,(?= ))?"
)
"""Words that tie a clause to others, and no part of a question."""

REPEATED = re.compile(r"\b(?:again|another|same|had [a-z]+ed)\b")
"""What tells that a thing was done more than once, or before another that is not asked of."""

UNSETTLED = re.compile(f"{TIME_BOUND.pattern}|{MATCH.pattern}|\\b(?:similar|such|another)\\b", re.IGNORECASE)
"""What leaves open of which of many like things a question speaks."""

OTHER_TYPES = {
    NameType.PERSON: (NameType.PERSON, NameType.ORGANISATION),
    NameType.ORGANISATION: (NameType.ORGANISATION,),
    NameType.PLACE: (NameType.PLACE,),
}


def worded_questions(
    sentence: Sentence,
    statement: Statement | None,
    mentions: Sequence[Mention],
    names: Sequence[Name],
    distractors: Distractors,
) -> Iterator[Draft]:
    """Yield the questions with a question word that a sentence answers.

    Args:
        sentence: The sentence.
        statement: What it says as a whole, if it can stand alone.
        mentions: Its dates and figures.
        names: The names of the text that are no secret.
        distractors: The wrong choices.
    """
    events = _events(sentence, mentions, distractors)
    for draft in (*events, *_asked(sentence, statement, mentions, names, distractors)):
        if not UNSETTLED.search(draft.stem):
            yield draft


def _events(sentence: Sentence, mentions: Sequence[Mention], distractors: Distractors) -> Iterator[Draft]:
    """Yield the questions on what a sentence tells in passing, by a noun or a reduced clause."""
    told = [(mention, one.text, one.key) for mention in mentions for one in nominal_stems(sentence, mention)]
    told += [(mention, one.text, one.key) for one, mention in reduced_questions(sentence, mentions)]
    for mention, text, key in told:
        yield Draft("wh: event", Kind.CHOICE, text, key, distractors.for_mention(mention, text), key)


def _asked(
    sentence: Sentence,
    statement: Statement | None,
    mentions: Sequence[Mention],
    names: Sequence[Name],
    distractors: Distractors,
) -> Iterator[Draft]:
    clause = _clause(sentence, statement)
    if clause is None:
        return
    for mention in mentions if not REPEATED.search(sentence.text) else ():
        for pattern, kind, stems in PATTERNS:
            for stem in stems(clause, mention):
                text = LOOSE.sub("", stem.text)
                yield Draft(pattern, kind, text, stem.key, distractors.for_mention(mention, text), stem.key)
    yield from _of_names(clause, names, distractors)
    phrases = (
        *object_questions(clause),
        *recipient_questions(clause),
        *pair_questions(clause),
        *place_questions(clause),
        *whom_questions(clause),
    )
    for asked in phrases:
        yield Draft(asked.pattern, Kind.SHORT, LOOSE.sub("", asked.text), asked.key, (), asked.key)


def _clause(sentence: Sentence, statement: Statement | None) -> Clause | None:
    """Return the main clause, with what its statement puts in the place of a pronoun in its subject."""
    clause = main_clause(sentence)
    if clause is None or statement is None:
        return clause
    edits = statement.edits
    if not any(edits.get(one.i) for one in clause.subject):
        return clause
    words = ((edits.get(one.i, one.text), one.whitespace_) for one in clause.subject)
    return replace(clause, stand_in=squeezed("".join(word + space for word, space in words if word)))


def _of_names(clause: Clause, names: Sequence[Name], distractors: Distractors) -> Iterator[Draft]:
    for stem, name in (*who_stems(clause, names), *by_whom_stems(clause, names)):
        if PRONOUN.search(stem.text):
            continue
        others = distractors.for_name(name, stem.text, OTHER_TYPES[name.type], most=2 * NEEDED)
        key = shown_name(name)
        if name.type is NameType.PERSON:
            others = tuple(one for one in others if PERSON.fullmatch(one.text))
            if not PERSON.fullmatch(key):
                continue
        others = others[:NEEDED]
        asking = LOOSE.sub("", _asking(stem.text, name, others))
        naming = _naming(name, clause.sentence)
        if len(others) == NEEDED:
            yield Draft("wh: who", Kind.CHOICE, asking, key, others, stem.key, naming)
        elif name.type is NameType.PERSON:
            yield Draft("wh: who", Kind.SHORT, asking, key, (), stem.key, naming)


def _asking(stem: str, name: Name, others: Sequence[Choice]) -> str:
    """Ask for "which person or organisation" where the choices are of both."""
    bodies = any(typed(bare(choice.text), None)[0] is NameType.ORGANISATION for choice in others)
    if not (bodies and name.type is NameType.PERSON):
        return stem
    return re.sub(
        "^Who", "Which person or organisation", re.sub("^By whom", "By which person or organisation", stem)
    )


def _naming(name: Name, sentence: Sentence) -> tuple[Citation, ...]:
    """Return the passage that gives a name in full, where the sentence itself does not."""
    if name.text in sentence.text:
        return ()
    return (next(mention.sentence.citation for mention in name.mentions if mention.text == name.text),)
