"""The chain of stages: sentences become statements, statements become drafts, drafts become proposals.

It finds the names of a stretch, makes each clause a statement that stands alone, puts patterns to it
(question words, blanks, claims to be called true or false) with their wrong choices, and ranks what comes of
it. It knows no pipeline, no verification and no bank.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from questions.generation.proposal import Dropped, Proposal, Stretch
from questions.generation.rules.antecedents import Antecedents
from questions.generation.rules.blanks import figure_blanks
from questions.generation.rules.claims import claims
from questions.generation.rules.clauses import main_clause
from questions.generation.rules.distractors import NEEDED, Distractors, shown_name
from questions.generation.rules.drafts import Draft
from questions.generation.rules.leaning import MATCH, TIME_BOUND
from questions.generation.rules.name_types import NameType, bare, typed
from questions.generation.rules.names import Name, find_names
from questions.generation.rules.nominals import nominal_stems
from questions.generation.rules.objects import (
    object_questions,
    pair_questions,
    place_questions,
    recipient_questions,
    reduced_questions,
    whom_questions,
)
from questions.generation.rules.prose import is_prose
from questions.generation.rules.ranking import rank_of
from questions.generation.rules.sentences import Sentence, squeezed
from questions.generation.rules.statements import Statement, statements_of
from questions.generation.rules.stems import (
    by_whom_stems,
    count_stems,
    duration_stems,
    when_stems,
    who_stems,
)
from questions.language.mentions import Mention, find_mentions
from questions.language.wording import content_words
from questions.model import Candidate, Choice, Citation, Kind

ORIGIN = "rules/2"

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

REPORTS = re.compile(r"\b(?:said|says|told|reported|announced|spokes\w+)\b|[“\"]")
STUDIES = re.compile(r"\b(?:[Ww]e|[Oo]ur|stud(?:y|ies)|participants?|results?|research|et al)\b")
ADVISES = re.compile(r"\b(?:[Yy]ou|[Yy]our|visitors?|tourists?|hotels?|restaurants?|tickets?)\b")
LONGEST_CAPTION = 25
"""Words."""

OTHER_TYPES = {
    NameType.PERSON: (NameType.PERSON, NameType.ORGANISATION),
    NameType.ORGANISATION: (NameType.ORGANISATION,),
    NameType.PLACE: (NameType.PLACE,),
}


def read_stretch(sentences: Sequence[Sentence]) -> Stretch:
    """Make proposals of the sentences of a stretch of a document.

    Args:
        sentences: The sentences in order, of prose and of what is none.
    """
    names = find_names(sentences)
    antecedents = Antecedents(sentences, names)
    hero = antecedents.hero
    asked = tuple(name for name in names if not (hero and hero.is_of(name)))
    distractors = Distractors(sentences, asked)
    counts = Counter(
        token.lemma_.lower() for one in sentences for token in one.span if token.pos_ in ("NOUN", "PROPN")
    )
    tone = _tone(sentences)
    proposals: list[Proposal] = []
    dropped: list[Dropped] = []
    before: list[Sentence] = []
    prose: dict[int, bool] = {}
    for sentence in sentences:
        passage = sentence.passage
        if passage.start not in prose:
            prose[passage.start] = is_prose(sentence.document.text[passage.start : passage.end])
        if not prose[passage.start] or _is_caption(sentence):
            dropped.append(Dropped("no prose", sentence.text))
            continue
        if before and before[-1].passage != passage:
            before = []
        mentions = find_mentions(sentence.text)
        whole: Statement | None = None
        for statement in statements_of(sentence, before, antecedents):
            if isinstance(statement, Dropped):
                dropped.append(statement)
                continue
            whole = whole or statement
            common = _common_marks(statement, counts) | tone
            for draft in _drafts(statement, mentions, distractors):
                if draft.kind in (Kind.CHOICE, Kind.CLOZE) and len(draft.distractors) < NEEDED:
                    dropped.append(Dropped("too few wrong choices", draft.stem))
                else:
                    proposals.append(_proposal(sentence, draft, common, statement.also))
        asked_of = (
            *_events(sentence, mentions, distractors),
            *_asked(sentence, whole, mentions, asked, distractors),
        )
        for draft in asked_of:
            if UNSETTLED.search(draft.stem):
                continue
            if draft.kind is Kind.SHORT or len(draft.distractors) >= NEEDED:
                marks = (_common_marks(whole, counts) if whole else {"no statement": 1.0}) | tone
                proposals.append(_proposal(sentence, draft, marks, whole.also if whole else ()))
        before.append(sentence)
    return Stretch(proposals, dropped, sum(len(one.text.split()) for one in sentences))


def _tone(sentences: Sequence[Sentence]) -> dict[str, float]:
    """Return how much of a stretch reports, studies or advises: the shares of such sentences.

    What stands in a report of the day, a research paper or a guide leans more on its place than what stands
    in a textbook or a life.
    """
    count = max(len(sentences), 1)
    patterns = {"reports": REPORTS, "studies": STUDIES, "advises": ADVISES}
    return {
        name: sum(bool(one.search(each.text)) for each in sentences) / count for name, one in patterns.items()
    }


def _is_caption(sentence: Sentence) -> bool:
    """Whether a paragraph is one short sentence in the present: what a picture shows."""
    passage, root = sentence.passage, sentence.span.root
    alone = sentence.start == passage.start and len(sentence.text) >= passage.end - passage.start - 1
    present = root.tag_ in ("VBZ", "VBP", "VBG", "NN", "NNS", "NNP") and not any(
        one.tag_ == "VBD" for one in root.children
    )
    return alone and present and len(sentence.text.split()) < LONGEST_CAPTION


def _common_marks(statement: Statement, counts: Mapping[str, int]) -> dict[str, float]:
    """Return what speaks for or against a statement by its place in the text, added to its own marks."""
    kept = statement.kept()
    nouns = [token for token in kept if token.pos_ in ("NOUN", "PROPN")]
    central = sum(min(counts[token.lemma_.lower()] - 1, 5) for token in nouns) / (5 * max(len(nouns), 1))
    passage, document = statement.sentence.passage, statement.sentence.document
    subject = content_words(" ".join(token.text for token in statement.subject.subtree))
    heading = content_words(f"{passage.heading or ''} {document.title}")
    return {
        **statement.marks,
        "central": central,
        "own time": float(statement.own_time),
        "on the heading": float(bool(subject & heading)),
        "title": float(
            bool(content_words(document.title) & content_words(" ".join(token.text for token in kept)))
        ),
        "subject again": min(counts[statement.subject.lemma_.lower()] - 1, 5) / 5,
        "nouns": len(nouns) / 10,
        "commas": float(sum(token.text == "," for token in kept)),
        "quotation": float(any(token.text in ("“", '"') for token in kept)),
        "definite": float(sum(token.lower_ == "the" for token in kept)) / 3,
        "plural subject": float(statement.subject.tag_ == "NNS"),
    }


def _proposal(
    sentence: Sentence, draft: Draft, common: Mapping[str, float], also: tuple[Citation, ...] = ()
) -> Proposal:
    cited = sum(choice.citation is not None for choice in draft.distractors)
    also = tuple(dict.fromkeys((*also, *draft.also)))
    candidate = Candidate(
        kind=draft.kind,
        stem=draft.stem,
        key=draft.key,
        distractors=draft.distractors,
        citation=sentence.citation,
        also=also,
        difficulty=0.5,
        origin=ORIGIN,
    )
    marks = {
        **common,
        **draft.marks,
        "cited": cited / NEEDED,
        "stem": len(draft.stem) / 100,
        draft.pattern: 1.0,
    }
    return Proposal(candidate, draft.pattern, rank_of(marks), draft.asks, marks)


def _drafts(statement: Statement, mentions: Sequence[Mention], distractors: Distractors) -> Iterator[Draft]:
    yield from figure_blanks(statement, mentions, distractors)
    yield from claims(statement, mentions, distractors)


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
    names: tuple[Name, ...],
    distractors: Distractors,
) -> Iterator[Draft]:
    """Yield the questions with a question word, which ask of a part of the sentence alone."""
    clause = main_clause(sentence)
    if clause and statement:
        edits = statement.edits
        if any(edits.get(one.i) for one in clause.subject):
            words = ((edits.get(one.i, one.text), one.whitespace_) for one in clause.subject)
            stand_in = squeezed("".join(word + space for word, space in words if word))
            clause = replace(clause, stand_in=stand_in)
    for mention in mentions:
        found = []
        if clause:
            for pattern, stems in (
                ("wh: when", when_stems),
                ("wh: how long", duration_stems),
                ("wh: how many", count_stems),
            ):
                found += [(pattern, one) for one in stems(clause, mention)]
        for pattern, stem in found:
            if REPEATED.search(sentence.text):
                continue
            text = LOOSE.sub("", stem.text)
            yield Draft(
                pattern, Kind.CHOICE, text, stem.key, distractors.for_mention(mention, text), stem.key
            )
    if clause:
        for stem, name in (*who_stems(clause, names), *by_whom_stems(clause, names)):
            others = distractors.for_name(name, stem.text, OTHER_TYPES[name.type], most=2 * NEEDED)
            if PRONOUN.search(stem.text):
                continue
            if name.type is NameType.PERSON:
                others = tuple(one for one in others if PERSON.fullmatch(one.text))
                if not PERSON.fullmatch(shown_name(name)):
                    continue
            others = others[:NEEDED]
            asking = LOOSE.sub("", _asking(stem.text, name, others))
            key = shown_name(name)
            kind = Kind.CHOICE if len(others) >= NEEDED else Kind.SHORT
            wrong = others if kind is Kind.CHOICE else ()
            if kind is Kind.CHOICE or name.type is NameType.PERSON:
                yield Draft("wh: who", kind, asking, key, wrong, stem.key, _naming(name, sentence))
        phrases = (
            *object_questions(clause),
            *recipient_questions(clause),
            *pair_questions(clause),
            *place_questions(clause),
            *whom_questions(clause),
        )
        for asked in phrases:
            yield Draft(asked.pattern, Kind.SHORT, LOOSE.sub("", asked.text), asked.key, (), asked.key)


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
