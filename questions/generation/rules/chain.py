"""The chain of stages: sentences become statements, statements become drafts, drafts become proposals.

It finds the names of a stretch, makes each clause a statement that stands alone, puts patterns to it
(question words, blanks, claims to be called true or false) with their wrong choices, and ranks what comes of
it. It knows no pipeline, no verification and no bank.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from questions.generation.proposal import Dropped, Proposal, Stretch
from questions.generation.rules.antecedents import Antecedents
from questions.generation.rules.asking import worded_questions
from questions.generation.rules.blanks import figure_blanks
from questions.generation.rules.claims import claims
from questions.generation.rules.distractors import NEEDED, Distractors
from questions.generation.rules.drafts import Draft
from questions.generation.rules.marks import marks_of, tone_of
from questions.generation.rules.names import find_names
from questions.generation.rules.prose import is_prose
from questions.generation.rules.ranking import rank_of
from questions.generation.rules.sentences import Sentence
from questions.generation.rules.statements import Statement, statements_of
from questions.model import Candidate, Citation, Kind

ORIGIN = "rules/2"
LONGEST_CAPTION = 25
"""Words of what may be the caption of a picture."""

WITHOUT_CHOICES = frozenset({Kind.TRUE_FALSE, Kind.SHORT})


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
    tone = tone_of(sentences)
    proposals: list[Proposal] = []
    dropped: list[Dropped] = []
    for sentence, before in _with_paragraphs(sentences, dropped):
        mentions = sentence.mentions
        made = list(statements_of(sentence, before, antecedents))
        statements = [one for one in made if isinstance(one, Statement)]
        dropped += [one for one in made if isinstance(one, Dropped)]
        drafts: list[tuple[Draft, Statement | None]] = []
        for statement in statements:
            drafts += [(one, statement) for one in figure_blanks(statement, mentions, distractors)]
            drafts += [(one, statement) for one in claims(statement, mentions, distractors)]
        whole = statements[0] if statements else None
        drafts += [(one, whole) for one in worded_questions(sentence, whole, mentions, asked, distractors)]
        for draft, statement_of_it in drafts:
            if draft.kind not in WITHOUT_CHOICES and len(draft.distractors) < NEEDED:
                dropped.append(Dropped("too few wrong choices", draft.stem))
                continue
            marks = marks_of(statement_of_it, counts) if statement_of_it else {"no statement": 1.0}
            also = statement_of_it.also if statement_of_it else ()
            proposals.append(_proposal(sentence, draft, marks | tone, also))
    return Stretch(proposals, dropped, sum(len(one.text.split()) for one in sentences))


def _with_paragraphs(
    sentences: Sequence[Sentence], dropped: list[Dropped]
) -> Iterator[tuple[Sentence, Sequence[Sentence]]]:
    """Yield the sentences of prose, each with those before it in its paragraph."""
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
        yield sentence, before
        before.append(sentence)


def _is_caption(sentence: Sentence) -> bool:
    """Whether a paragraph is one short sentence in the present: what a picture shows."""
    passage, root = sentence.passage, sentence.span.root
    alone = sentence.start == passage.start and len(sentence.text) >= passage.end - passage.start - 1
    present = root.tag_ in ("VBZ", "VBP", "VBG", "NN", "NNS", "NNP") and not any(
        one.tag_ == "VBD" for one in root.children
    )
    return alone and present and len(sentence.text.split()) < LONGEST_CAPTION


def _proposal(
    sentence: Sentence, draft: Draft, marks: Mapping[str, float], also: tuple[Citation, ...]
) -> Proposal:
    cited = sum(choice.citation is not None for choice in draft.distractors)
    candidate = Candidate(
        kind=draft.kind,
        stem=draft.stem,
        key=draft.key,
        distractors=draft.distractors,
        citation=sentence.citation,
        also=tuple(dict.fromkeys((*also, *draft.also))),
        origin=ORIGIN,
    )
    marks = {**marks, "cited": cited / NEEDED, "stem": len(draft.stem) / 100, draft.pattern: 1.0}
    return Proposal(candidate, draft.pattern, rank_of(marks), draft.asks, marks)
