"""A bank is filled with the best of what is proposed, and each proposal that is not taken says why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from questions.generation import Generator, Proposal, Stretch, make_bank
from questions.generation.difficulty import estimated
from questions.generation.selection import Kept, Refused, Selection
from questions.model import BLANK, Candidate, Choice, Document, Kind
from questions.reading import document_from_text
from questions.verification import bank_faults
from tests.material import BUILT_THEN, KEPT, KEPT_THEN, REPLACED, REPLACED_THEN, candidate, cite, harbour

OIL = "The tower stands 31 metres high, and its lamp burned oil for 42 years."
FALSE = Choice("False")

BUILD = candidate()
REPLACE = candidate(
    stem="When did the Harbour Board replace the oil lamp with an electric one?",
    key="June 1913",
    distractors=(BUILT_THEN, KEPT_THEN, Choice("June 1923")),
    citation=cite(REPLACED),
)
KEEP = candidate(
    stem="Until when did Jon Vik keep the light?",
    key="May 1956",
    distractors=(BUILT_THEN, REPLACED_THEN, Choice("May 1946")),
    citation=cite(KEPT),
)
KEEP_BLANK = replace(KEEP, kind=Kind.CLOZE, stem=f"Jon Vik kept the light until {BLANK}.")
OIL_NUMBER = candidate(
    kind=Kind.NUMBER,
    stem="For how many years did the lamp of the tower burn?",
    key="42",
    distractors=(),
    citation=cite(OIL),
)
HEIGHT_TYPED = replace(OIL_NUMBER, kind=Kind.SHORT, stem="How high is the tower?", key="31 metres")
BUILD_CLAIM = replace(
    BUILD,
    kind=Kind.TRUE_FALSE,
    stem="Marta Brandt built the harbour light.",
    key="True",
    distractors=(FALSE,),
)
HEIGHT_CLAIM = replace(BUILD_CLAIM, stem="The tower stands 31 metres high.", citation=cite(OIL))
KEEP_LIE = replace(
    BUILD_CLAIM,
    stem="Jon Vik kept the light until May 1946.",
    key="False",
    distractors=(Choice("True"),),
    citation=cite(KEPT),
)

PLAIN = """\
Bakers sell rye bread at dawn.
Ducks sleep under wooden bridges.
Sailors mend torn nets in winter.
Children paint small boats blue.
Farmers dry hay on long fences.
Weavers dye wool with onion skins.
Masons carry granite up steep lanes.
Foxes hunt mice along hedges.
Potters glaze brown jugs twice.
Millers grind barley after harvest.
Clerks stamp passports behind counters.
Gardeners prune pear trees every spring.
"""
"""Sentences of which no two share a word."""


def proposed(asked: Candidate, rank: float = 0.9, asks: str = "") -> Proposal:
    """A candidate as an engine proposes it."""
    return Proposal(asked, "by hand", rank, asks or asked.key)


def chosen(
    *proposals: Proposal, selection: Selection | None = None, floor: float = 0.0
) -> list[Kept | Refused]:
    """What becomes of the proposals of a stretch, in the order in which they are chosen among."""
    return list((selection or Selection({"harbour": harbour()}, floor=floor)).choose(proposals))


def kept(outcome: Sequence[Kept | Refused]) -> list[str]:
    """The stems of what was kept."""
    return [one.question.stem for one in outcome if isinstance(one, Kept)]


def reasons(outcome: Sequence[Kept | Refused]) -> dict[str, str]:
    """Why each stem was refused."""
    return {one.proposal.candidate.stem: one.reason for one in outcome if isinstance(one, Refused)}


def stems(*asked: Candidate) -> list[str]:
    return [one.stem for one in asked]


def test_of_one_form_the_best_comes_first() -> None:
    outcome = chosen(proposed(REPLACE, 0.8), proposed(KEEP, 0.7), proposed(BUILD, 0.9))
    assert kept(outcome) == stems(BUILD, REPLACE, KEEP)


def test_of_equals_what_stands_first_in_the_document_comes_first() -> None:
    orders = [(BUILD, REPLACE, KEEP), (KEEP, REPLACE, BUILD)]
    for order in orders:
        assert kept(chosen(*map(proposed, order))) == stems(BUILD, REPLACE, KEEP)


def test_questions_come_before_blanks_and_blanks_before_claims() -> None:
    worst_first = [REPLACE, OIL_NUMBER, KEEP_BLANK, HEIGHT_TYPED, BUILD_CLAIM]
    outcome = chosen(*(proposed(asked, n / 10) for n, asked in enumerate(worst_first, 1)))
    assert kept(outcome) == stems(*worst_first)


@pytest.mark.parametrize(
    ("question", "form"),
    [
        (BUILD, BUILD_CLAIM),
        (BUILD, replace(BUILD, kind=Kind.CLOZE, stem=f"Marta Brandt built the harbour light in {BLANK}.")),
        (KEEP_BLANK, KEEP_LIE),
    ],
    ids=["question before claim", "question before blank", "blank before claim"],
)
def test_one_fact_is_asked_in_the_better_form_though_another_ranks_higher(
    question: Candidate, form: Candidate
) -> None:
    outcome = chosen(proposed(form, 0.99), proposed(question, 0.5))
    assert kept(outcome) == [question.stem]
    assert reasons(outcome) == {form.stem: "same fact"}


def test_true_claims_come_last_since_any_sentence_makes_one() -> None:
    outcome = chosen(
        proposed(BUILD_CLAIM, 0.99), proposed(KEEP_LIE, 0.5, "May 1946"), proposed(HEIGHT_CLAIM, 0.9)
    )
    assert kept(outcome) == stems(KEEP_LIE, BUILD_CLAIM, HEIGHT_CLAIM)


def test_nothing_below_the_floor_is_asked() -> None:
    outcome = chosen(proposed(BUILD, 0.74), proposed(REPLACE, 0.7399), floor=0.74)
    assert kept(outcome) == [BUILD.stem]
    assert reasons(outcome) == {REPLACE.stem: "rank"}


def test_nothing_that_tells_another_is_asked_and_the_better_one_stays() -> None:
    who = candidate(
        stem="Who built the harbour light of Ostholm in March 1871?",
        key="Marta Brandt",
        distractors=tuple(map(Choice, ("Jon Vik", "Olaf Holm", "Ida Dahl"))),
    )
    for better, other in ((BUILD, who), (who, BUILD)):
        outcome = chosen(proposed(other, 0.8), proposed(better, 0.9))
        assert kept(outcome) == [better.stem]
        assert reasons(outcome) == {other.stem: "one tells the other"}


def test_what_is_refused_takes_the_place_of_nothing() -> None:
    broken = replace(BUILD, key="April 1871")
    outcome = chosen(proposed(broken, 0.99, "March 1871"), proposed(BUILD, 0.5))
    assert kept(outcome) == [BUILD.stem]
    outcome = chosen(proposed(BUILD, 0.1), proposed(BUILD_CLAIM, 0.9), floor=0.5)
    assert kept(outcome) == [BUILD_CLAIM.stem]


def test_one_fact_is_asked_once_in_all_stretches() -> None:
    selection = Selection({"harbour": harbour()}, floor=0)
    assert kept(chosen(proposed(BUILD), selection=selection)) == [BUILD.stem]
    again = replace(BUILD, stem=BUILD.stem.upper(), distractors=BUILD.distractors[::-1])
    assert reasons(chosen(proposed(again, 0.99), selection=selection)) == {again.stem: "asked already"}
    assert kept(chosen(proposed(REPLACE), selection=selection)) == [REPLACE.stem]


PLAINLY = document_from_text(PLAIN, path="plain.txt", title="Plainly")


def claims(true: int, false: int, *, after: int = 0) -> list[Proposal]:
    """So many claims of each sort, the true ones ranked higher, each on a sentence of its own."""
    made: list[Proposal] = []
    sentences = PLAIN.splitlines()[after : after + true + false]
    for n, sentence in enumerate(sentences):
        key, other = ("False", "True") if n < false else ("True", "False")
        claim = candidate(
            kind=Kind.TRUE_FALSE,
            stem=sentence,
            key=key,
            distractors=(Choice(other),),
            citation=cite(sentence, document=PLAINLY),
        )
        made.append(proposed(claim, 0.5 if n < false else 0.9, asks=sentence.split()[0]))
    return made


def balance(outcome: Sequence[Kept | Refused]) -> tuple[int, int]:
    """How many true claims were kept, and how many false ones."""
    keys = [one.question.key for one in outcome if isinstance(one, Kept)]
    return keys.count("True"), keys.count("False")


@pytest.mark.parametrize(
    ("true", "false", "kept"),
    [
        (12, 0, (2, 0)),
        (11, 1, (4, 1)),
        (10, 2, (6, 2)),
        (3, 2, (3, 2)),
        (0, 12, (0, 2)),
        (3, 8, (3, 8)),
        (2, 10, (2, 6)),
    ],
)
def test_at_most_twice_as_many_claims_are_true_as_false_and_two_more(
    true: int, false: int, kept: tuple[int, int]
) -> None:
    outcome = chosen(*claims(true, false), selection=Selection({"plain": PLAINLY}, floor=0))
    assert balance(outcome) == kept
    refused = [one.reason for one in outcome if isinstance(one, Refused)]
    assert refused == ["too many alike"] * (true + false - sum(kept))


def test_the_balance_is_that_of_all_stretches() -> None:
    selection = Selection({"plain": PLAINLY}, floor=0)
    assert balance(chosen(*claims(3, 0), selection=selection)) == (2, 0)
    assert balance(chosen(*claims(0, 7, after=3), selection=selection)) == (0, 6)
    assert balance(chosen(*claims(2, 0, after=10), selection=selection)) == (2, 0)


def test_questions_do_not_weigh_in_the_balance_of_claims() -> None:
    selection = Selection({"harbour": harbour(), "plain": PLAINLY}, floor=0)
    outcome = chosen(*map(proposed, (BUILD, REPLACE, KEEP)), *claims(12, 0), selection=selection)
    assert kept(outcome)[:3] == stems(BUILD, REPLACE, KEEP)
    assert balance(outcome) == (2, 0)


class Careless:
    """An engine that proposes what it is told to, stretch by stretch.

    Args:
        stretches: The proposals of each.
    """

    def __init__(self, *stretches: Sequence[Proposal]) -> None:
        self._stretches = stretches

    def stretches(self, documents: Sequence[Document]) -> Iterator[Stretch]:
        for proposals in self._stretches:
            yield Stretch(proposals, (), documents[0].words)


def test_verification_stands_behind_every_engine() -> None:
    wrong = replace(REPLACE, key="July 1913", stem="When did it replace the oil lamp?")
    engine: Generator = Careless([proposed(wrong, 1.0), proposed(BUILD)])
    refused: list[Refused] = []
    made = make_bank([harbour()], engine, floor=0, watch=lambda _, more: refused.extend(more))
    assert [one.stem for one in made.bank.questions] == [BUILD.stem]
    assert [(one.proposal.candidate, one.reason) for one in refused] == [(wrong, "V02, V09")]
    assert list(bank_faults(made.bank)) == []


def test_what_one_stretch_asks_no_later_one_tells() -> None:
    made = make_bank([harbour()], Careless([proposed(KEEP)], [proposed(KEEP_BLANK)]), floor=0)
    assert [one.stem for one in made.bank.questions] == [KEEP.stem]
    assert list(bank_faults(made.bank)) == []


def test_no_claim_is_lost_to_a_limit_that_later_ones_make_room_for() -> None:
    made = make_bank([PLAINLY], Careless(claims(4, 8)), floor=0, limit=12)
    assert len(made.bank.questions) == 12


def test_the_first_of_many_are_in_balance_too() -> None:
    engine = Careless(claims(6, 2), claims(2, 1, after=8))
    made = make_bank([PLAINLY], engine, floor=0, limit=8)
    assert 0 < len(made.bank.questions) <= 8
    assert list(bank_faults(made.bank)) == []


def test_what_was_kept_comes_with_the_proposal_that_it_was_made_from() -> None:
    proposal = proposed(BUILD)
    (one,) = chosen(proposal)
    assert isinstance(one, Kept)
    assert one.proposal is proposal
    assert (one.question.key, one.question.citation) == (BUILD.key, BUILD.citation)


@pytest.mark.parametrize(("given", "difficulty"), [(0.5, estimated(BUILD)), (0.8, 0.8), (0.0, 0.0)])
def test_the_difficulty_is_estimated_where_the_engine_left_it(given: float, difficulty: float) -> None:
    (one,) = chosen(proposed(replace(BUILD, difficulty=given)))
    assert isinstance(one, Kept)
    assert one.question.difficulty == difficulty != 0.5
