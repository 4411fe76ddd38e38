"""A bank that is made again keeps what people did, drops what is not made any more and names what is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from questions.bank import Merged, merge
from questions.model import UNESTIMATED, Bank, Choice, Document, Kind, Question, Status
from questions.reading import document_from_text
from questions.verification import bank_faults
from tests.material import BUILT, TEXT, bank, cite, harbour, question

RULES = "rules/1"
BUILD, REPLACE, KEEP = (replace(one, origin=RULES) for one in bank().questions)
OTHERWISE = question(distractors=(*BUILD.distractors[:2], Choice("April 1871")), origin=RULES)
"""The first question with another wrong choice, and so of another id."""

MENDED = replace(BUILD, stem="In which month was the harbour light of Ostholm built by Marta Brandt?")
OWN = question(stem="Since when has the harbour light of Ostholm stood?")
SET_ASIDE = (Status.REJECTED, Status.DRAFT)
GROWN = f"A new beginning.\n\n{TEXT}"
REBUILT = TEXT.replace(BUILT, "Somebody built the light.")


def of(*questions: Question, document: Document | None = None, title: str = "The Harbour Light") -> Bank:
    return Bank(title, "en", {"harbour": document or harbour()}, questions)


def text(text: str) -> Document:
    return document_from_text(text, path="harbour.txt", title=harbour().title)


def asked_of(document: Document, one: Question) -> Question:
    """A question as it is made of a document where all its quotes stand at another place."""
    choices = tuple(
        replace(choice, citation=choice.citation and cite(choice.citation.quote, document=document))
        for choice in one.distractors
    )
    return replace(one, citation=cite(one.citation.quote, document=document), distractors=choices)


def test_the_same_content_keeps_its_id_and_stays_as_it_was_made() -> None:
    assert merge(of(BUILD, KEEP), of(BUILD, KEEP)) == Merged(of(BUILD, KEEP))


@pytest.mark.parametrize("status", Status)
def test_an_edited_question_stays_in_the_place_of_the_one_that_it_was(status: Status) -> None:
    mended = replace(MENDED, status=status)
    assert merge(of(mended, REPLACE), of(BUILD, REPLACE)) == Merged(of(mended, REPLACE))


def test_a_persons_own_question_stays_and_comes_last() -> None:
    assert merge(of(OWN, REPLACE), of(REPLACE, KEEP)) == Merged(of(REPLACE, KEEP, OWN))


@pytest.mark.parametrize("persons", [MENDED, OWN], ids=["edited", "own"])
def test_a_persons_question_wins_over_a_new_one_that_clashes_with_it(persons: Question) -> None:
    told = question(
        kind=Kind.CLOZE,
        stem="Marta Brandt built the harbour light of ____ in March 1871.",
        key="Ostholm",
        distractors=(Choice("Nordholm"), Choice("Vestholm"), Choice("Sundholm")),
        origin=RULES,
    )
    merged = merge(of(persons), of(OTHERWISE, told, REPLACE))
    assert merged == Merged(of(REPLACE, persons))
    assert list(bank_faults(merged.bank)) == []


def test_a_question_that_a_person_wrote_another_for_is_gone() -> None:
    assert merge(of(BUILD, OWN), of(BUILD, KEEP)) == Merged(of(KEEP, OWN), gone=(BUILD.id,))


def test_a_question_that_was_rejected_for_ones_own_stays_rejected() -> None:
    rejected = replace(BUILD, status=Status.REJECTED)
    assert merge(of(rejected, OWN), of(BUILD)) == Merged(of(rejected, OWN))


@pytest.mark.parametrize("one", [BUILD, MENDED, OWN], ids=["made", "edited", "own"])
@pytest.mark.parametrize("status", Status)
def test_a_question_whose_quote_is_gone_becomes_a_draft_and_is_named(one: Question, status: Status) -> None:
    document = text(REBUILT)
    new = of(asked_of(document, replace(KEEP, distractors=KEEP.distractors[1:])), document=document)
    merged = merge(of(replace(one, status=status)), new)
    assert merged.lost == (one.id,)
    assert merged.gone == ()
    assert [(each.id, each.status) for each in merged.bank.questions] == [
        (KEEP.id, Status.APPROVED),
        (one.id, Status.DRAFT),
    ]
    assert merge(merged.bank, new) == merged, "it is named again as long as it is there"


def test_a_question_that_quotes_what_never_stood_there_is_a_draft_too() -> None:
    misquoted = replace(OWN, citation=replace(OWN.citation, quote="Marta Brandt bilt the light."))
    draft = replace(misquoted, status=Status.DRAFT)
    assert merge(of(misquoted), of(KEEP)) == Merged(of(KEEP, draft), lost=(OWN.id,))


def test_a_question_whose_quote_is_gone_stands_in_no_new_ones_way() -> None:
    rephrased = BUILT.replace("built", "set up")
    document = text(TEXT.replace(BUILT, rephrased))
    anew = replace(BUILD, id="rephrased", citation=cite(rephrased, document=document))
    merged = merge(of(MENDED), of(anew, document=document))
    assert merged.bank.approved == (anew,)
    assert merged.lost == (MENDED.id,)


def test_a_question_whose_further_passage_is_gone_becomes_a_draft() -> None:
    leaning = replace(KEEP, also=(cite(BUILT),))
    document = text(REBUILT)
    new = replace(KEEP, citation=cite(KEEP.citation.quote, document=document), distractors=())
    merged = merge(of(leaning), of(new, document=document))
    assert merged == Merged(of(replace(new, status=Status.DRAFT), document=document), lost=(KEEP.id,))


@pytest.mark.parametrize("status", SET_ASIDE)
def test_a_status_stays_with_the_question_that_is_made_again(status: Status) -> None:
    old = replace(BUILD, status=status)
    assert merge(of(old, KEEP), of(BUILD, KEEP)) == Merged(of(old, KEEP))


@pytest.mark.parametrize("status", SET_ASIDE)
def test_what_was_set_aside_does_not_come_back_with_other_wrong_choices(status: Status) -> None:
    old = replace(BUILD, status=status)
    assert merge(of(old, KEEP), of(OTHERWISE, KEEP)) == Merged(of(KEEP, old))


def test_another_question_of_the_fact_may_take_the_place_of_a_rejected_one() -> None:
    rejected = replace(BUILD, status=Status.REJECTED)
    other = replace(OWN, origin=RULES)
    assert merge(of(rejected), of(other)) == Merged(of(other, rejected))


def test_a_question_that_is_not_made_any_more_is_dropped_and_counted() -> None:
    merged = merge(of(BUILD, REPLACE, KEEP), of(OTHERWISE, KEEP))
    assert merged == Merged(of(OTHERWISE, KEEP), gone=(BUILD.id, REPLACE.id))


def test_an_edited_question_is_found_again_where_the_document_has_grown() -> None:
    document = text(GROWN)
    merged = merge(of(MENDED, REPLACE), of(asked_of(document, REPLACE), document=document))
    assert merged == Merged(of(asked_of(document, REPLACE), asked_of(document, MENDED), document=document))


@pytest.mark.parametrize(("old", "stays"), [(0.9, 0.9), (UNESTIMATED, 0.3)])
def test_a_difficulty_stays_once_there_is_one(old: float, stays: float) -> None:
    merged = merge(of(replace(BUILD, difficulty=old)), of(replace(BUILD, difficulty=0.3)))
    assert merged.bank.questions == (replace(BUILD, difficulty=stays),)


def test_the_titles_stay() -> None:
    named = of(BUILD, document=replace(harbour(), title="The light of Ostholm"), title="Our bank")
    assert merge(named, of(BUILD)) == Merged(named)


def test_nothing_of_a_person_is_lost_where_two_share_an_id() -> None:
    twin = replace(MENDED, stem="Since which month has the harbour light of Ostholm stood?")
    assert set(merge(of(MENDED, twin), of(BUILD)).bank.questions) == {MENDED, twin}


def test_a_document_that_is_not_read_any_more_stays_while_a_question_cites_it() -> None:
    other = document_from_text("Ida Dahl paints.", path="other.txt")
    new = Bank("Other", "en", {"other": other}, ())
    merged = merge(of(MENDED, REPLACE), new)
    assert merged.bank.questions == (MENDED,)
    assert list(merged.bank.documents) == ["other", "harbour"]
    assert merged.gone == (REPLACE.id,)
    assert list(merge(of(REPLACE), new).bank.documents) == ["other"]


def test_documents_of_one_name_are_known_by_their_paths() -> None:
    first, second = (document_from_text(TEXT, path=f"{folder}/harbour.txt") for folder in "ab")
    other = replace(second, id="harbour-2", text=REBUILT)
    old = Bank("Both", "en", {"harbour": first, "harbour-2": other}, (MENDED,))
    swapped = {"harbour": replace(other, id="harbour"), "harbour-2": replace(first, id="harbour-2")}
    merged = merge(old, Bank("Both", "en", swapped, ()))
    assert merged.lost == ()
    assert merged.bank.questions[0].citation == replace(MENDED.citation, document="harbour-2")
    alone = merge(old, Bank("One", "en", {"harbour": swapped["harbour"]}, ()))
    assert alone.lost == ()
    assert alone.bank.documents[alone.bank.questions[0].citation.document].text == TEXT
