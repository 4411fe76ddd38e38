"""Two questions stand in one bank when neither asks what the other asks, nor tells what it asks for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from questions.model import BLANK, Candidate, Choice, Citation, Kind, Question
from questions.verification import bank_faults
from questions.verification.pairs import NEAR, Compared, clashes
from tests.material import BUILT, KEPT, bank, candidate, cite, question

TOWER = "The tower stands 31 metres high, and its lamp burned oil for 42 years."


def claim(stem: str, quote: str = BUILT) -> Candidate:
    """A statement that is proved by a sentence of the document."""
    return candidate(
        kind=Kind.TRUE_FALSE, stem=stem, key="True", distractors=(Choice("False"),), citation=cite(quote)
    )


def elsewhere(asked: Candidate) -> Candidate:
    """The same, proved by another document."""
    return replace(asked, citation=replace(asked.citation, document="another"))


WHEN = candidate()
BLANKED = candidate(kind=Kind.CLOZE, stem=f"Marta Brandt built the harbour light of Ostholm in {BLANK}.")
WHO = candidate(stem="Who built the harbour light of Ostholm in March 1871?", key="Marta Brandt")
WHAT = candidate(stem="What did Marta Brandt build for Ostholm?", key="the harbour light")
HIGH = candidate(stem="How high is the tower?", key="31 metres", citation=cite(TOWER))
LONG = candidate(stem="How long did its lamp burn oil?", key="42 years", citation=cite(TOWER))
LONG_OF_HIGH = replace(LONG, stem="How long did the tower of 31 metres burn oil?")
WHEN_ELSE = candidate(
    stem="When did Marta Brandt build the harbour light of Bergstad?", key="June 1880", citation=cite(TOWER)
)
KEEPER = candidate(stem="Who kept the light until May 1956?", key="Jon Vik", citation=cite(KEPT))
BUILDER = claim("Marta Brandt built the harbour light of Ostholm.")
BUILDING = claim("The harbour light of Ostholm was built in March 1871.")

FACT, TOLD = "same fact", "one tells the other"


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        pytest.param(WHEN, BLANKED, FACT, id="a question and a blank for one answer of one sentence"),
        pytest.param(WHEN, elsewhere(BLANKED), FACT, id="the same where another passage repeats it"),
        pytest.param(WHO, WHEN, TOLD, id="each names what the other asks for"),
        pytest.param(WHO, elsewhere(BLANKED), TOLD, id="the same from another passage"),
        pytest.param(WHO, WHAT, TOLD, id="one sentence, though few words are shared"),
        pytest.param(
            HIGH, LONG_OF_HIGH, TOLD, id="one names what the other asks for, not the other way round"
        ),
        pytest.param(BUILDER, BUILDING, FACT, id="two claims of one sentence"),
        pytest.param(BUILDER, WHO, FACT, id="a claim and a question of one sentence"),
        pytest.param(BUILDER, elsewhere(BUILDING), TOLD, id="two claims of two passages that say the same"),
        pytest.param(BUILDER, elsewhere(WHO), TOLD, id="a claim that answers a question on another passage"),
        pytest.param(WHEN, KEEPER, "", id="different sentences"),
        pytest.param(WHEN, WHEN_ELSE, "", id="two answers to almost the same words of two passages"),
        pytest.param(HIGH, LONG, "", id="different facts of one sentence"),
        pytest.param(
            HIGH, claim("The lamp burned oil for 42 years.", TOWER), "", id="a claim on the rest of it"
        ),
        pytest.param(
            claim("The tower stands 31 metres high.", TOWER),
            claim("The lamp burned oil for 42 years.", TOWER),
            "",
            id="claims on different facts of one sentence",
        ),
        pytest.param(WHO, elsewhere(WHAT), "", id="a name told elsewhere in words of its own"),
        pytest.param(WHEN, claim("The keeper left in 1956.", KEPT), "", id="a claim on something else"),
    ],
)
def test_two_questions_clash_for_one_reason_whichever_comes_first(
    one: Candidate, other: Candidate, reason: str
) -> None:
    assert Compared(one).clash(Compared(other)) == reason
    assert Compared(other).clash(Compared(one)) == reason


def test_what_a_question_asks_for_may_be_said_in_other_words_than_its_key() -> None:
    numbered = replace(KEEPER, stem="Which keeper was the last one?", key="the second of the two")
    assert Compared(numbered).clash(Compared(KEEPER)) == ""
    assert Compared(numbered, "Jon Vik").clash(Compared(KEEPER)) == FACT


def test_a_claim_that_says_what_it_turns_on_is_told_by_what_names_it() -> None:
    turned = claim("A light was built in 1881 by Marta Brandt.")
    asked = candidate(stem="What happened in March 1871?", key="a fire")
    assert Compared(turned).clash(Compared(asked)) == ""
    assert Compared(turned, "March 1871").clash(Compared(asked)) == TOLD


def test_questions_on_different_facts_stand_side_by_side() -> None:
    assert list(clashes(bank().questions)) == []


def named(asked: Candidate, identifier: str) -> Question:
    """A candidate as a question of this id, whether it passes the other checks or not."""
    return replace(
        question(),
        id=identifier,
        kind=asked.kind,
        stem=asked.stem,
        key=asked.key,
        distractors=asked.distractors,
        citation=asked.citation,
    )


def test_the_later_one_in_the_document_is_named_with_the_one_that_it_clashes_with() -> None:
    later = replace(cite(BUILT), start=cite(BUILT).start + 1)
    who = named(replace(WHO, citation=later), "who")
    blank = named(replace(BLANKED, citation=later), "blank")
    found = [(name, fault.code, fault.reason) for name, fault in clashes([blank, named(WHEN, "when")])]
    assert found == [("blank", "V21", "same fact: question when")]
    found = [(name, fault.code, fault.reason) for name, fault in clashes([who, named(WHEN, "when")])]
    assert found == [("who", "V22", "one tells the other: question when")]


def test_a_bank_is_held_to_it() -> None:
    asked = (named(WHEN, "when"), named(replace(WHO, distractors=()), "who"))
    assert ("who", "V22") in [
        (name, fault.code) for name, fault in bank_faults(replace(bank(), questions=asked))
    ]


def numbered(place: int, *, key: str) -> Question:
    """A question on a fact of its own at a place of a long document."""
    proof = Citation("long", 100 * place, 100 * place + 50, "")
    stem = f"What did a{place} make of b{place}?"
    return named(candidate(stem=stem, key=key, citation=proof), f"{place}")


def test_one_fact_at_both_ends_of_a_long_document_is_found_by_its_key() -> None:
    between = [numbered(place, key=f"house {place}") for place in range(1, 2 * NEAR)]
    first, last = (named(elsewhere(one), name) for one, name in ((WHEN, "first"), (BLANKED, "last")))
    last = replace(last, citation=Citation("long", 10**6, 10**6 + 50, ""))
    found = [(name, fault.code, fault.reason) for name, fault in clashes([first, *between, last])]
    assert found == [("last", "V21", "same fact: question first")]


def comparisons(questions: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many pairs are compared of so many questions, of which each four have one key."""
    calls = 0
    clash = Compared.clash

    def counting(one: Compared, other: Compared) -> str:
        nonlocal calls
        calls += 1
        return clash(one, other)

    asked = [numbered(place, key=f"house {place % (questions // 4)}") for place in range(questions)]
    with monkeypatch.context() as patched:
        patched.setattr(Compared, "clash", counting)
        assert list(clashes(asked)) == []
    return calls


def test_a_bank_twice_as_large_takes_twice_the_comparisons(monkeypatch: pytest.MonkeyPatch) -> None:
    half, whole = comparisons(1_000, monkeypatch), comparisons(2_000, monkeypatch)
    assert 2_000 * (NEAR - 1) <= whole <= 2_000 * (NEAR + 3)
    assert whole <= 2 * half + NEAR * NEAR
