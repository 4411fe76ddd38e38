"""Questions of a file become questions of a bank, each with its proof or not at all; knows no format.

A question that we wrote brings its citations along. For one that others wrote a sentence is looked for that
holds its key and most of its words; a teacher has to approve what was found.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

from questions.bank import find_again
from questions.bank.layout import citation_from
from questions.bank.proof import Sentences
from questions.formats.exchange import Contents, Held, LeftOut
from questions.formats.record import Record
from questions.language.wording import content_words
from questions.model import Candidate, Choice, Citation, Document, Kind, Question, Status, content_id
from questions.verification import faults

HALF = 0.5
"""The share of a statement's words that its sentence must have: it has no key that would stand there."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file's questions.

    Attributes:
        questions: Those that have a proof.
        left_out: The others, and what was left out of these.
    """

    questions: tuple[Question, ...]
    left_out: tuple[LeftOut, ...]


def proved(held: Contents, documents: Sequence[Document]) -> Imported:
    """Give each question of a file its proof.

    Args:
        held: What the file holds.
        documents: Where a proof may stand.

    Returns:
        Our own questions as they were, those of others as drafts; a question without proof is left out.
        An approved one that does not pass verification any more, since someone edited it, is a draft.
    """
    by_id = {document.id: document for document in documents}
    sentences = Sentences(documents)
    questions: dict[str, Question] = {}
    left_out = list(held.left_out)
    for one in held.held:
        question = _ours(one, one.record, by_id) if one.record else _theirs(one, sentences)
        if question is None:
            left_out.append(LeftOut(one.name, "no passage proves it, so it is not in the bank"))
            continue
        if question.id in questions:
            left_out.append(LeftOut(one.name, f"the file has question {question.id} already"))
            continue
        if question.status is Status.APPROVED and (found := faults(question, by_id)):
            left_out.append(LeftOut(question.id, f"it is a draft now, not approved ({found[0]})"))
            question = replace(question, status=Status.DRAFT)
        questions[question.id] = question
    return Imported(tuple(questions.values()), tuple(left_out))


def _ours(held: Held, record: Record, documents: Mapping[str, Document]) -> Question | None:
    proof = [_standing(citation_from(one), documents) for one in (record.citation, *record.also)]
    found = [citation for citation in proof if citation]
    if len(found) < len(proof):
        return None
    return Question(
        id=record.id,
        kind=held.kind,
        stem=held.stem,
        key=held.key,
        distractors=tuple(
            Choice(text, _standing(citation_from(entry), documents))
            if (entry := record.belongs.get(text))
            else Choice(text)
            for text in held.distractors
        ),
        citation=found[0],
        also=tuple(found[1:]),
        difficulty=record.difficulty,
        rank=record.rank,
        status=record.status,
        note=record.note,
        origin=record.origin,
    )


def _standing(citation: Citation, documents: Mapping[str, Document]) -> Citation | None:
    """Return the citation where it stands now, in its own document or, failing that, in another one."""
    own = documents.get(citation.document)
    if own and own.text[citation.start : citation.end] == citation.quote:
        return citation
    for document in [own] if own else list(documents.values()):
        if found := find_again(replace(citation, document=document.id), document.text):
            return found
    return None


def _theirs(held: Held, sentences: Sentences) -> Question | None:
    """Return a question of others as a draft with the sentence that shares most with it, or None."""
    asked = content_words(held.stem) - content_words(held.key)
    for sentence, shared in sentences.sharing(asked):
        if held.kind is not Kind.TRUE_FALSE:
            key = sentence.spells(held.key, held.kind)
        else:
            key = held.key if shared >= HALF * len(asked) else None
        if key is not None:
            return _draft(held, key, sentence.citation)
    return None


def _draft(held: Held, key: str, citation: Citation) -> Question:
    made = Candidate(
        kind=held.kind,
        stem=held.stem,
        key=key,
        distractors=tuple(Choice(text) for text in held.distractors),
        citation=citation,
    )
    content = {field.name: getattr(made, field.name) for field in fields(Candidate)}
    return Question(id=content_id(made), status=Status.DRAFT, **content)
