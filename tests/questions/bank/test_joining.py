"""Two banks become one: nothing is lost, nothing stands twice, and what clashes waits for a person."""

from __future__ import annotations

from dataclasses import replace

from questions.bank import join, without
from questions.model import Status
from questions.reading import document_from_text
from questions.verification import bank_faults
from tests.material import TEXT, bank


def test_questions_that_the_bank_has_already_come_once() -> None:
    one = bank()
    joined = join(one, one)
    assert joined.bank == one
    assert (joined.added, joined.drafts) == ((), ())
    assert joined.double == tuple(question.id for question in one.questions)


def test_the_same_text_under_another_name_stays_one_document() -> None:
    one = bank()
    (document,) = one.documents.values()
    other = document_from_text(TEXT, path="other.txt", title="Other", identifier="other")
    questions = tuple(
        replace(
            question,
            id="0" * 7 + str(number),
            citation=replace(question.citation, document="other"),
            also=(),
            distractors=tuple(replace(choice, citation=None) for choice in question.distractors),
        )
        for number, question in enumerate(one.questions)
    )
    renamed = replace(one, documents={"other": other}, questions=questions)
    joined = join(one, renamed)
    assert set(joined.bank.documents) == {document.id}
    assert all(question.citation.document == document.id for question in joined.bank.questions)


def test_another_text_of_the_same_name_keeps_its_own_citations() -> None:
    one = bank()
    (document,) = one.documents.values()
    text = "A preface.\n\n" + document.text
    longer = document_from_text(text, path=document.path, title="Second edition", identifier=document.id)
    shift = len("A preface.\n\n")
    moved = tuple(
        replace(
            question,
            id=f"{number:08x}",
            citation=replace(
                question.citation, start=question.citation.start + shift, end=question.citation.end + shift
            ),
            also=(),
            distractors=tuple(replace(choice, citation=None) for choice in question.distractors),
        )
        for number, question in enumerate(one.questions)
    )
    joined = join(one, replace(one, documents={document.id: longer}, questions=moved))
    assert set(joined.bank.documents) == {document.id, f"{document.id}-2"}
    for question in joined.bank.questions:
        cited = joined.bank.documents[question.citation.document].text
        assert cited[question.citation.start : question.citation.end] == question.citation.quote


def test_what_asks_the_same_again_comes_as_a_draft() -> None:
    one = bank()
    again = replace(
        one, questions=tuple(replace(one, id=f"{at:08x}") for at, one in enumerate(one.questions))
    )
    joined = join(one, again)
    assert len(joined.added) == len(one.questions)
    assert joined.drafts == joined.added
    assert all(joined.bank.question(key).status is Status.DRAFT for key in joined.drafts)
    assert list(bank_faults(joined.bank)) == []


def test_some_questions_go_over_with_the_documents_that_they_cite() -> None:
    one = bank()
    first, *rest = one.questions
    empty = replace(one, documents={}, questions=())
    joined = join(empty, one, [first])
    assert joined.bank.questions == (first,)
    assert set(joined.bank.documents) == {citation.document for citation in first.citations}
    left = without(one, frozenset({first.id}))
    assert left.questions == tuple(rest)
    assert without(one, frozenset(one_.id for one_ in one.questions)).documents == {}
