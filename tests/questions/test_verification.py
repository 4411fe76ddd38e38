"""Each check tells a fault from what is right: an item that fails it, and the same item mended."""

from __future__ import annotations

from dataclasses import replace

import pytest

from questions.model import Candidate, Choice, Kind, Question, Status
from questions.verification import CHECKS, Rejected, bank_faults, faults, verify
from tests.material import KEPT_THEN, REPLACED_THEN, bank, candidate, cite, harbour

DOCUMENTS = {"harbour": harbour()}
GOOD = candidate()
TOWER = "The tower stands 31 metres high, and its lamp burned oil for 42 years."
CLOZE = candidate(
    kind=Kind.CLOZE,
    stem="The tower stands ____ high, and its lamp burned oil for 42 years.",
    key="31 metres",
    distractors=(Choice("21 metres"), Choice("38 metres"), Choice("44 metres")),
    citation=cite(TOWER),
)
WHO = candidate(
    stem="Who built the harbour light of Ostholm in March 1871?",
    key="Marta Brandt",
    distractors=(
        Choice("Jon Vik", cite("Jon Vik kept the light until May 1956")),
        Choice("Olaf Holm"),
        Choice("Ida Dahl"),
    ),
)
TRUE = candidate(
    kind=Kind.TRUE_FALSE,
    stem="Marta Brandt built the harbour light of Ostholm.",
    key="True",
    distractors=(Choice("False"),),
)


def wrong(*choices: str | Choice) -> tuple[Choice, ...]:
    return tuple(choice if isinstance(choice, Choice) else Choice(choice) for choice in choices)


MISPLACED = replace(KEPT_THEN, citation=replace(cite(TOWER), start=0))

LATER = (REPLACED_THEN, KEPT_THEN, Choice("March 1891"))

FAULTY: list[tuple[str, Candidate]] = [
    ("V01", replace(GOOD, citation=replace(GOOD.citation, start=GOOD.citation.start + 1))),
    ("V01", replace(GOOD, citation=replace(GOOD.citation, document="other"))),
    ("V01", replace(GOOD, citation=replace(GOOD.citation, end=10**6))),
    (
        "V01",
        replace(
            GOOD,
            distractors=(replace(KEPT_THEN, citation=replace(cite(TOWER), start=0)), *GOOD.distractors[1:]),
        ),
    ),
    ("V02", replace(GOOD, key="April 1871")),
    ("V03", replace(GOOD, distractors=(replace(REPLACED_THEN, citation=cite(TOWER)), *GOOD.distractors[1:]))),
    ("V04", replace(GOOD, distractors=GOOD.distractors[:2])),
    ("V04", replace(TRUE, distractors=wrong("Perhaps"))),
    ("V05", replace(GOOD, distractors=wrong(KEPT_THEN, "May 1956", "June 1913"))),
    ("V05", replace(WHO, distractors=wrong("the Harbour Board", "Harbour Board", "Jon Vik"))),
    ("V06", replace(WHO, distractors=wrong("Jon Vik", "Brandt", "Ida Dahl"))),
    ("V07", replace(WHO, stem="Who built the harbour light in which Marta Brandt lived?")),
    ("V08", replace(WHO, stem="Who built the harbour light that Jon Vik kept?")),
    ("V09", replace(GOOD, stem="When did she build the harbour light of Ostholm?")),
    ("V09", replace(GOOD, stem="When did Marta Brandt build this light?")),
    ("V09", replace(CLOZE, stem="Today the tower stands ____ high.")),
    (
        "V10",
        replace(GOOD, distractors=wrong(REPLACED_THEN, "4 April 1988", "May 1956")),
    ),
    ("V10", replace(CLOZE, distractors=wrong("twenty metres", "38 metres", "44 metres"))),
    ("V11", replace(WHO, key="Marta Brandt", distractors=wrong("Ida", "Jon", "Olaf"))),
    ("V12", replace(GOOD, stem="When did Marta Brandt build the harbour light")),
    ("V12", replace(CLOZE, stem="The tower stands 31 metres high.")),
    ("V12", replace(GOOD, stem="When did Marta Brandt build the light and?")),
    ("V12", replace(GOOD, stem="When did Marta Brandt build  the light?")),
    ("V12", replace(GOOD, stem="When did Marta Brandt (of Ostholm build the light?")),
    ("V12", replace(GOOD, stem="when did Marta Brandt build the light?")),
    ("V13", replace(GOOD, stem="When did Marta Brandt [3] build the light?")),
    ("V14", replace(GOOD, stem=f"When did Marta Brandt build the {'very ' * 60}old light?")),
    ("V15", replace(GOOD, stem="When did Marta Brandt finally build the harbour light?", distractors=LATER)),
    ("V14", replace(WHO, distractors=wrong("Jon Vik", "Olaf Holm", "Ida " + "Dahl" * 30))),
]


@pytest.mark.parametrize("good", [GOOD, CLOZE, WHO, TRUE], ids=lambda one: one.kind.value)
def test_a_good_question_passes_every_check(good: Candidate) -> None:
    assert faults(good, DOCUMENTS) == ()
    assert isinstance(verify(good, DOCUMENTS), Question)


@pytest.mark.parametrize(("code", "bad"), FAULTY)
def test_a_fault_is_found_by_its_check(code: str, bad: Candidate) -> None:
    verdict = verify(bad, DOCUMENTS)
    assert isinstance(verdict, Rejected)
    assert code in {fault.code for fault in verdict.faults}
    assert all(str(fault).startswith(f"[{fault.code}] ") for fault in verdict.faults)


def test_every_check_has_an_item_that_fails_it() -> None:
    assert {code for code, _ in FAULTY} == {code for code, _ in CHECKS}


@pytest.mark.parametrize(
    "stem",
    [
        "When did Marta Brandt build her harbour light?",
        "According to the text, when did Marta Brandt build what is now the harbour light?",
    ],
)
def test_what_a_stem_explains_itself_does_not_dangle(stem: str) -> None:
    assert faults(replace(GOOD, stem=stem), DOCUMENTS) == ()


def test_a_second_passage_may_prove_the_name() -> None:
    short = cite("Jon Vik kept the light until May 1956, when the last keeper’s house was closed.")
    named = replace(WHO, stem="Who kept the lamp?", key="Marta Brandt", citation=short)
    assert "V02" in {fault.code for fault in faults(named, DOCUMENTS)}
    assert "V02" not in {fault.code for fault in faults(replace(named, also=(GOOD.citation,)), DOCUMENTS)}


def test_the_id_comes_from_the_content() -> None:
    first, again = verify(GOOD, DOCUMENTS), verify(GOOD, DOCUMENTS)
    other = verify(replace(GOOD, distractors=GOOD.distractors[::-1]), DOCUMENTS)
    assert isinstance(first, Question)
    assert isinstance(other, Question)
    assert first == again
    assert first.id != other.id


def test_a_bank_is_held_to_its_approved_questions() -> None:
    made = bank()
    assert list(bank_faults(made)) == []
    broken = replace(made.questions[0], stem="When did it happen?")
    assert [fault.code for _, fault in bank_faults(replace(made, questions=(broken,)))] == ["V09"]
    draft = replace(broken, status=Status.DRAFT)
    assert list(bank_faults(replace(made, questions=(draft,)))) == []


def test_a_bank_asks_nothing_twice() -> None:
    made = bank()
    first = made.questions[0]
    twice = replace(made, questions=(first, replace(first, id="another0")))
    assert [(name, fault.code) for name, fault in bank_faults(twice)] == [("another0", "V21")]
    same_id = replace(made, questions=(first, replace(made.questions[1], id=first.id)))
    assert [fault.code for _, fault in bank_faults(same_id)] == ["V20"]
