"""Each check tells a fault from what is right: an item that fails it, and the same item mended."""

from __future__ import annotations

from dataclasses import replace

import pytest

from questions.model import Candidate, Choice, Kind, Question, Status
from questions.verification import CHECKS, Rejected, bank_faults, faults, verify
from tests.material import BUILT, KEPT, KEPT_THEN, REPLACED, REPLACED_THEN, bank, candidate, cite, harbour

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

MUSEUM = "The museum opened on 4 April 1988. It has 15 900 visitors a year."
VISITORS = candidate(
    stem="How many visitors does the museum have a year?",
    key="15 900",
    distractors=wrong("14 200", "17 300", "21 600"),
    citation=cite(MUSEUM),
)
BURNED = candidate(
    stem="How long did the lamp of the tower burn oil?",
    key="42 years",
    distractors=wrong("37 years", "48 years", "51 years"),
    citation=cite(TOWER),
)
OPENED = candidate(
    stem="On what date did the museum open?",
    key="4 April 1988",
    distractors=wrong("9 June 1987", "2 May 1988", "7 March 1979"),
    citation=cite(MUSEUM),
)
LAMP = candidate(
    kind=Kind.CLOZE,
    stem="In June 1913 the Harbour Board replaced the oil lamp with an ____ one.",
    key="electric",
    distractors=wrong("acetylene", "incandescent", "oxygen"),
    citation=cite(REPLACED),
)
YEARLY = candidate(
    kind=Kind.CLOZE,
    stem="The museum has 15 900 visitors a ____.",
    key="year",
    distractors=wrong("day", "month", "season"),
    citation=cite(MUSEUM),
)
LIGHT = candidate(
    kind=Kind.CLOZE,
    stem="Jon Vik kept the light until ____.",
    key="May 1956",
    distractors=wrong("June 1948", "April 1963", "May 1969"),
    citation=cite(KEPT),
)
SWAPPED = replace(TRUE, stem="Jon Vik built the harbour light.", key="False", distractors=wrong("True"))

MENDED: list[tuple[str, Candidate, Candidate]] = [
    ("V16", replace(VISITORS, distractors=wrong("10 000", "20 000", "30 000")), VISITORS),
    (
        "V16",
        replace(VISITORS, distractors=wrong("10 000", "20 000", "30 000")),
        replace(VISITORS, distractors=wrong("10 000", "20 000", "17 000")),
    ),
    ("V16", replace(BURNED, distractors=wrong("101 years", "112 years", "123 years")), BURNED),
    (
        "V16",
        replace(BURNED, distractors=wrong("101 years", "112 years", "123 years")),
        replace(BURNED, distractors=wrong("101 years", "112 years", "120 years")),
    ),
    ("V17", replace(LAMP, distractors=wrong("acetylene", "incandescent", "petrol")), LAMP),
    ("V17", replace(YEARLY, distractors=wrong("day", "month", "evening")), YEARLY),
    (
        "V18",
        replace(GOOD, stem="When did Marta Brandt of Bergen build the harbour light of Ostholm?"),
        replace(GOOD, stem="When did Marta Brandt build Ostholm’s harbour light?"),
    ),
    (
        "V18",
        replace(LIGHT, stem="Jon Vik kept the Northern Light until ____."),
        replace(LIGHT, stem="Jon Vik kept the Harbour Light until ____."),
    ),
    (
        "V18",
        replace(LIGHT, stem="Jon Vik kept the light of Ostholm until ____."),
        replace(LIGHT, stem="Jon Vik kept the light of Ostholm until ____.", also=(cite(BUILT),)),
    ),
    ("V18", SWAPPED, replace(SWAPPED, also=(cite(KEPT),))),
    (
        "V19",
        replace(GOOD, distractors=wrong("March 1881", "June 1871", "May 1956")),
        replace(GOOD, distractors=wrong("March 1881", "June 1872", "May 1956")),
    ),
    (
        "V19",
        replace(GOOD, distractors=wrong("March 1881", "June 1871", "May 1956")),
        replace(GOOD, distractors=wrong("March 1881", "June 1871", "June 1881")),
    ),
    ("V19", replace(OPENED, distractors=wrong("9 April 1987", "2 May 1988", "7 March 1979")), OPENED),
]
"""Items that fail one check alone, each with the same item mended."""

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
    ("V12", replace(GOOD, stem="When did Marta Brandt build the light of Ostholm,?")),
    ("V12", replace(GOOD, stem="When did Marta Brandt build Ostholm 's light?")),
    ("V12", replace(GOOD, stem="When did Marta Brandt (of Ostholm build the light?")),
    ("V12", replace(GOOD, stem="when did Marta Brandt build the light?")),
    ("V13", replace(GOOD, stem="When did Marta Brandt [3] build the light?")),
    ("V14", replace(GOOD, stem=f"When did Marta Brandt build the {'very ' * 60}old light?")),
    ("V15", replace(GOOD, stem="When did Marta Brandt finally build the harbour light?", distractors=LATER)),
    ("V14", replace(WHO, distractors=wrong("Jon Vik", "Olaf Holm", "Ida " + "Dahl" * 30))),
    *((code, bad) for code, bad, _ in MENDED),
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


@pytest.mark.parametrize(("code", "bad", "mended"), MENDED)
def test_what_mends_the_one_fault_makes_it_pass(code: str, bad: Candidate, mended: Candidate) -> None:
    assert {fault.code for fault in faults(bad, DOCUMENTS)} == {code}
    assert faults(mended, DOCUMENTS) == ()


def test_an_article_goes_by_the_sound() -> None:
    asked = replace(LAMP, key="uniform", distractors=wrong("bright", "hourly", "steady"))
    stem = "In June 1913 the Harbour Board replaced the oil lamp with a ____ one."
    reasons = [fault.reason for fault in faults(replace(asked, stem=stem), DOCUMENTS) if fault.code == "V17"]
    assert reasons == ["'a' before the blank does not fit 'hourly'"]


@pytest.mark.parametrize(("stem", "faulty"), [("the former museum", False), ("the former", True)])
def test_the_former_points_back_only_where_it_stands_alone(stem: str, faulty: bool) -> None:
    asked = replace(GOOD, stem=f"When did Marta Brandt build {stem}?")
    assert ("V09" in {fault.code for fault in faults(asked, DOCUMENTS)}) is faulty


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
