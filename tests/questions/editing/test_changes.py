"""Changes of a question by the rules alone: proofs that are found, wrong choices, what may stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from questions.bank import continues
from questions.editing import (
    LEFT_BY_RANK,
    Unfit,
    approve,
    change,
    exchanged,
    only_best,
    to_choose,
    turned,
    with_key,
    without_choice,
)
from questions.model import Bank, Choice, Kind, Status
from questions.reading import document_from_text
from questions.verification import bank_faults
from tests.bot.editor import (
    DOCUMENT,
    FIRST_SCHOOL,
    FLOODED,
    FOUNDER,
    LIGHT,
    OSTHOLM,
    PAINTINGS,
    RAILWAY,
    town,
)
from tests.material import TOWN


def test_wrong_choices_go_round_in_a_circle_and_each_passes_every_check() -> None:
    seen, asked, text = [], LIGHT, "March 1881"
    for _ in range(4):
        changed = exchanged(OSTHOLM, asked, text)
        (text,) = {one.text for one in changed.distractors} - {one.text for one in asked.distractors}
        assert not list(bank_faults(change(OSTHOLM, changed)))
        seen.append(text)
        asked = changed
    assert seen == ["August 1889", "February 1907", "August 1889", "February 1907"]


def test_a_wrong_choice_is_of_the_keys_type_and_stands_in_no_proof() -> None:
    with pytest.raises(Unfit, match="no other answer"):
        exchanged(OSTHOLM, FOUNDER, "Jon Vik")
    with pytest.raises(Unfit, match="no 3 wrong answers"):
        to_choose(OSTHOLM, PAINTINGS)


def test_a_key_that_was_a_wrong_choice_changes_places_and_brings_its_proof() -> None:
    changed = with_key(OSTHOLM, LIGHT, "June  1913")
    assert changed.key == "June 1913"
    assert changed.citation.quote.startswith("In June 1913")
    assert changed.distractors[0] == Choice("March 1871", LIGHT.citation)
    with pytest.raises(Unfit, match="no sentence about this says 'May 2001'"):
        with_key(OSTHOLM, LIGHT, "May 2001")


def test_a_claim_is_turned_and_nothing_else_is() -> None:
    claim = replace(LIGHT, kind=Kind.TRUE_FALSE, key="True", distractors=(Choice("False"),))
    assert (turned(claim).key, turned(claim).distractors) == ("False", (Choice("True"),))
    with pytest.raises(Unfit):
        turned(LIGHT)


def test_a_question_that_is_not_asked_may_keep_its_faults_but_gets_no_new_ones() -> None:
    faulty = replace(LIGHT, stem="Which of these is it", status=Status.DRAFT)
    bank = town(faulty)
    assert change(bank, replace(faulty, stem="Which of these was it")).questions[0].stem.endswith("was it")
    with pytest.raises(Unfit, match="fewer than 3"):
        change(bank, without_choice(faulty, "June 1913"))
    with pytest.raises(Unfit):
        change(town(LIGHT), replace(LIGHT, stem="Which of these is it"))


def test_drafts_are_approved_unless_they_clash_whichever_stands_first() -> None:
    for order in ((FOUNDER, FIRST_SCHOOL, FLOODED), (FIRST_SCHOOL, FLOODED, FOUNDER)):
        approved = approve(town(*order), [FIRST_SCHOOL.id, FLOODED.id])
        assert set(approved.refused) == {FIRST_SCHOOL.id}
        assert not list(bank_faults(approved.bank))


def test_the_statements_that_would_tip_the_balance_are_not_approved() -> None:
    claims = [
        replace(
            LIGHT,
            id=f"{number:08x}",
            kind=Kind.TRUE_FALSE,
            stem=f"True or false? {sentence}",
            key="True",
            distractors=(Choice("False"),),
            citation=citation,
            status=Status.DRAFT,
        )
        for number, citation in enumerate(CITED)
        for sentence in [citation.quote]
    ]
    approved = approve(town(*claims), [one.id for one in claims])
    assert len(approved.bank.approved) == 7
    assert not list(bank_faults(approved.bank))


CITED = (
    [one.citation for one in (LIGHT, RAILWAY, FOUNDER, PAINTINGS, FLOODED)]
    + [one.citation for one in (*RAILWAY.distractors, *FOUNDER.distractors) if one.citation][:1]
    + [one.citation for one in FOUNDER.distractors if one.citation]
)


def test_only_the_best_and_all_of_them_again() -> None:
    by_hand = replace(FLOODED, status=Status.APPROVED)
    bank = town(*OSTHOLM.questions, by_hand)
    best = only_best(bank, 3)
    assert {one.id for one in best.approved} == {LIGHT.id, FOUNDER.id, by_hand.id}
    assert {one.note for one in best.questions if one.status is Status.REJECTED} == {LEFT_BY_RANK}
    assert {one.id for one in only_best(best, 4).approved} == {LIGHT.id, FOUNDER.id, RAILWAY.id, by_hand.id}
    assert only_best(best, 0) == bank
    own = town(replace(LIGHT, status=Status.REJECTED, note="dull"), RAILWAY)
    assert only_best(only_best(own, 1), 0) == own


def test_a_document_is_the_same_where_half_of_it_is() -> None:
    def of(text: str, title: str = DOCUMENT.title) -> Bank:
        document = document_from_text(text, path=DOCUMENT.path, title=title, identifier=DOCUMENT.id)
        return replace(town(), documents={DOCUMENT.id: document})

    assert continues(town(), of(TOWN, "Another title"))
    assert continues(town(), of(TOWN.replace("640 paintings", "650 paintings")))
    assert not continues(town(), of(TOWN.replace("640", "650"), "Another title"))
    assert not continues(town(), of("The Town of Ostholm\n\nAnother text of the same name."))
