"""The offline engine, `rules/1`: sentences, names and clauses become stems with distractors, the best first.

The chain: read the sentences, find their names, take each main clause apart, match patterns on its mentions,
find distractors, rank. Verification comes after it and is not its business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.language import Language

from questions.generation.rules.clauses import main_clause
from questions.generation.rules.cloze import cloze_stems
from questions.generation.rules.distractors import NEEDED, Distractors, shown_name
from questions.generation.rules.name_types import NameType, bare, typed
from questions.generation.rules.names import Name, find_names
from questions.generation.rules.nominals import nominal_stems
from questions.generation.rules.referents import referent_of
from questions.generation.rules.sentences import Sentence, may_be_asked, sentences_of
from questions.generation.rules.stems import (
    Stem,
    by_whom_stems,
    count_stems,
    duration_stems,
    when_stems,
    who_stems,
)
from questions.language.mentions import find_mentions
from questions.model import Candidate, Choice, Citation, Document

ORIGIN = "rules/1"
EASY_LENGTH = 90
"""Characters of a stem up to which it costs no rank."""

OTHER_TYPES = {
    NameType.PERSON: (NameType.PERSON, NameType.ORGANISATION),
    NameType.ORGANISATION: (NameType.ORGANISATION,),
    NameType.PLACE: (NameType.PLACE,),
}


@dataclass(frozen=True)
class Ranked:
    """A candidate with its rank, 1 for the best that there can be."""

    candidate: Candidate
    rank: float


class RulesGenerator:
    """Makes questions by rule from the parse of a text.

    Args:
        pipeline: A spaCy pipeline with Universal Dependencies labels.
    """

    def __init__(self, pipeline: Language) -> None:
        self._pipeline = pipeline

    def candidates(self, documents: Sequence[Document]) -> Iterator[Candidate]:
        """Yield candidates, the best first."""
        sentences = [one for document in documents for one in sentences_of(document, self._pipeline)]
        names = find_names(sentences)
        distractors = Distractors(sentences, names)
        ranked = [
            one
            for place, sentence in enumerate(sentences)
            if may_be_asked(sentence)
            for one in _of_sentence(sentence, sentences[:place], names, distractors)
        ]
        ranked.sort(key=lambda one: (-one.rank, one.candidate.citation.start, one.candidate.stem))
        for one in ranked:
            yield one.candidate


def _of_sentence(
    sentence: Sentence, before: Sequence[Sentence], names: tuple[Name, ...], distractors: Distractors
) -> Iterator[Ranked]:
    clause = main_clause(sentence)
    also: tuple[Citation, ...] = ()
    referent = referent_of(sentence, before, names)
    if clause and referent:
        clause = replace(clause, stand_in=referent.text)
        also = () if referent.citation == sentence.citation else (referent.citation,)
    for mention in find_mentions(sentence.text):
        stems = list(cloze_stems(sentence, clause, mention))
        if clause:
            for pattern in (when_stems, duration_stems, count_stems):
                stems += pattern(clause, mention)
        stems += nominal_stems(sentence, mention)
        for stem in stems:
            yield from _candidate(sentence, stem, distractors.for_mention(mention, stem.text), also=also)
    if clause:
        for stem, name in (*who_stems(clause, names), *by_whom_stems(clause, names)):
            others = distractors.for_name(name, stem.text, OTHER_TYPES[name.type])
            keyed = replace(stem, key=shown_name(name), text=_asking(stem.text, name, others))
            yield from _candidate(sentence, keyed, others, also=_naming(name, sentence))


def _asking(stem: str, name: Name, others: Sequence[Choice]) -> str:
    """Ask for "which person or organisation" where the choices are of both."""
    bodies = any(typed(bare(choice.text), None)[0] is NameType.ORGANISATION for choice in others)
    mixed = bodies and name.type is NameType.PERSON
    if not mixed:
        return stem
    return re.sub(
        "^Who", "Which person or organisation", re.sub("^By whom", "By which person or organisation", stem)
    )


def _naming(name: Name, sentence: Sentence) -> tuple[Citation, ...]:
    """Return the passage that gives a name in full, where the sentence itself does not."""
    if name.text in sentence.text:
        return ()
    return (next(mention.sentence.citation for mention in name.mentions if mention.text == name.text),)


def _candidate(
    sentence: Sentence, stem: Stem, wrong: tuple[Choice, ...], *, also: tuple[Citation, ...] = ()
) -> Iterator[Ranked]:
    if len(wrong) < NEEDED:
        return
    cited = sum(choice.citation is not None for choice in wrong)
    candidate = Candidate(
        kind=stem.kind,
        stem=stem.text,
        key=stem.key,
        distractors=wrong,
        citation=sentence.citation,
        also=also,
        difficulty=round(0.3 + 0.1 * cited, 1),
        origin=ORIGIN,
    )
    length = max(0, len(stem.text) - EASY_LENGTH) / 400
    yield Ranked(candidate, stem.reliability + 0.02 * cited - length)
