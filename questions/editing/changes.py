"""The changes of one question: its stem, its key, a wrong choice, its form; knows no chat.

Each gives the question as it would be; `questions.editing.approving.change` says whether it may be that.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from questions.bank.proof import Sentences
from questions.editing.refusing import Unfit
from questions.editing.spares import fitting_sets, spares
from questions.language.mentions import DATES, type_of
from questions.language.wording import content_words, plain
from questions.model import Bank, Choice, Citation, Kind, Question
from questions.verification import faults
from questions.verification.checks import FEWEST_DISTRACTORS


class Form(StrEnum):
    """How a question is answered, whatever its kind: by to_choose, by writing, by true or false."""

    CHOOSE = "choose"
    TYPE = "type"
    CLAIM = "claim"


def form_of(question: Question) -> Form:
    """Return how a question is answered."""
    if question.kind is Kind.TRUE_FALSE:
        return Form.CLAIM
    return Form.CHOOSE if question.distractors else Form.TYPE


def with_stem(question: Question, stem: str) -> Question:
    """Return a question with another stem, its white space made single spaces."""
    return replace(question, stem=_clean(stem))


def with_key(bank: Bank, question: Question, key: str) -> Question:
    """Return a question with another key, and with the sentence that proves it.

    A wrong choice that becomes the key changes places with it. Where what is cited does not hold the new key,
    the sentence of the documents that does and that shares most words with the stem is cited.

    Raises:
        Unfit: No sentence proves it; or the question is a claim, which is turned instead.
    """
    if question.kind is Kind.TRUE_FALSE:
        raise Unfit("a statement is true or false")
    key = _clean(key)
    distractors = tuple(
        question.choices[0] if plain(one.text) == plain(key) else one for one in question.distractors
    )
    changed = replace(question, key=key, distractors=distractors)
    quotes = " ".join(one.quote for one in (question.citation, *question.also))
    if content_words(key) <= content_words(quotes):
        return changed
    spelled, citation = _proof(bank, changed)
    return replace(changed, key=spelled, citation=citation, also=())


def turned(question: Question) -> Question:
    """Return a claim that is right the other way round.

    Raises:
        Unfit: It is no claim.
    """
    if question.kind is not Kind.TRUE_FALSE or len(question.distractors) != 1:
        raise Unfit("it is no statement to be called true or false")
    (other,) = question.distractors
    return replace(question, key=other.text, distractors=(Choice(question.key),))


def with_choice(bank: Bank, question: Question, old: str, new: str) -> Question:
    """Return a question with another text for a wrong choice, cited where the bank knows where it belongs.

    Raises:
        Unfit: It is the key.
    """
    text = _clean(new)
    if plain(text) == plain(question.key):
        raise Unfit(f"{text!r} is the right answer")
    return _exchanged(question, old, Choice(text, _belonging(bank, question, text)))


def without_choice(question: Question, old: str) -> Question:
    """Return a question without a wrong choice."""
    return replace(question, distractors=tuple(one for one in question.distractors if one.text != old))


def exchanged(bank: Bank, question: Question, old: str) -> Question:
    """Return a question with the next wrong choice that fits in the place of one; they go round in a circle.

    Raises:
        Unfit: None fits.
    """
    offered = spares(bank, question, without=old)
    names = [plain(one.text) for one in offered]
    start = names.index(plain(old)) + 1 if plain(old) in names else 0
    had = {one.code for one in faults(question, bank.documents)}
    for choice in (*offered[start:], *offered[:start]):
        tried = _exchanged(question, old, choice)
        if choice.text != old and {one.code for one in faults(tried, bank.documents)} <= had:
            return tried
    raise Unfit("no other answer in these questions fits here")


def to_write(question: Question) -> Question:
    """Return a question whose answer is to be written; its wrong choices go.

    Raises:
        Unfit: It is a claim.
    """
    if question.kind is Kind.TRUE_FALSE:
        raise Unfit("a statement is true or false")
    kind = question.kind if question.kind is Kind.CLOZE else _written_kind(question.key)
    return replace(question, kind=kind, distractors=())


def to_choose(bank: Bank, question: Question) -> Question:
    """Return a question whose answer is chosen among others; those that it lacks are found in its bank.

    Raises:
        Unfit: It is a claim, or too few others are found.
    """
    if question.kind is Kind.TRUE_FALSE:
        raise Unfit("a statement is true or false")
    kind = question.kind if question.kind is Kind.CLOZE else Kind.CHOICE
    asked = replace(question, kind=kind)
    if question.distractors:
        return asked
    found = next(fitting_sets(bank, asked, FEWEST_DISTRACTORS), None)
    if found is None:
        raise Unfit(f"these questions have no {FEWEST_DISTRACTORS} wrong answers that fit")
    return replace(asked, distractors=found)


def _clean(text: str) -> str:
    return " ".join(text.split())


def _written_kind(key: str) -> Kind:
    kind = type_of(key)
    return Kind.SHORT if kind is None or kind in DATES else Kind.NUMBER


def _exchanged(question: Question, old: str, new: Choice) -> Question:
    return replace(
        question, distractors=tuple(new if one.text == old else one for one in question.distractors)
    )


def _proof(bank: Bank, question: Question) -> tuple[str, Citation]:
    """Return the key as the sentence has it that proves it, and the sentence."""
    asked = content_words(question.stem) - content_words(question.key)
    kind = _written_kind(question.key)
    for sentence, _ in Sentences(tuple(bank.documents.values())).sharing(asked):
        if spelled := sentence.spells(question.key, kind):
            return spelled, sentence.citation
    raise Unfit(f"no sentence about this says {question.key!r}")


def _belonging(bank: Bank, question: Question, text: str) -> Citation | None:
    """Return the passage where a wrong choice belongs, as the bank has it or the first that says it."""
    for other in bank.questions:
        for choice in other.choices:
            if choice.citation and plain(choice.text) == plain(text) and other.id != question.id:
                return choice.citation
    for sentence, _ in Sentences(tuple(bank.documents.values())).sharing(content_words(text)):
        if sentence.citation != question.citation and sentence.spells(text, Kind.SHORT):
            return sentence.citation
    return None
