"""What the offline engine asks of prose that we wrote for it, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from questions.bank import bank_to_yaml, load_bank
from questions.errors import NothingToAsk
from questions.generation import Made, Proposal, Stretch, make_bank
from questions.generation.rules import RulesGenerator
from questions.model import Document, Kind, Question
from questions.verification import bank_faults
from tests.material import candidate, harbour
from tests.questions.generation.reading import document, proposals, stretch

ROOT = Path(__file__).parents[3]

LIFE = (
    "Marta Brandt was born in Ribe on 4 April 1836. Marta Brandt built the harbour light of Ostholm in March "
    "1871. In June 1873 the city of Ribe gave Marta Brandt a medal. Marta Brandt taught at the University of "
    "Aarhus for twelve years. Marta Brandt died in Aarhus in May 1902. The harbour light of Ostholm burned "
    "about 15 900 litres of oil in 1880. Olaf Holm repaired the lamp of Ostholm in August 1885. Ida Dahl "
    "painted the harbour light of Ostholm. Ida Dahl married Olaf Holm in 1890. Jon Vik kept the harbour "
    "light of Ostholm from 1872. Ribe and Ostholm failed to agree on a bridge. Lighthouses usually stand on "
    "dangerous coasts. Marta Brandt did not like steam engines."
)


@pytest.fixture(scope="module")
def generator() -> RulesGenerator:
    return RulesGenerator()


@pytest.fixture(scope="module")
def made(generator: RulesGenerator) -> Made:
    return make_bank([document(LIFE)], generator)


@pytest.fixture(scope="module")
def life() -> Stretch:
    return stretch(LIFE)


def stems(life: Stretch, pattern: str) -> dict[str, str]:
    return {one.candidate.stem: one.candidate.key for one in life.proposals if one.pattern == pattern}


@pytest.mark.parametrize(
    ("pattern", "stem", "key"),
    [
        ("wh: when", "On what date was Marta Brandt born in Ribe?", "4 April 1836"),
        ("wh: when", "When did Marta Brandt build the harbour light of Ostholm?", "March 1871"),
        ("wh: when", "In what year did Ida Dahl marry Olaf Holm?", "1890"),
        ("wh: how long", "For how long did Marta Brandt teach at the University of Aarhus?", "twelve years"),
        ("wh: where", "Where did Marta Brandt die in May 1902?", "Aarhus"),
        ("wh: who", "Who painted the harbour light of Ostholm?", "Ida Dahl"),
        ("wh: whom", "Whom did Ida Dahl marry in 1890?", "Olaf Holm"),
        ("wh: what", "What did Marta Brandt build in March 1871?", "the harbour light of Ostholm"),
        ("wh: which two", "Which two parties failed to agree on a bridge?", "Ribe and Ostholm"),
        ("cloze: date", "Ida Dahl married Olaf Holm in ____.", "1890"),
        (
            "cloze: figure",
            "The harbour light of Ostholm burned about ____ of oil in 1880.",
            "15 900 litres",
        ),
        ("true", "True or false? Ida Dahl painted the harbour light of Ostholm.", "True"),
        ("false: opposite", "True or false? Lighthouses rarely stand on dangerous coasts.", "False"),
        ("false: negation left out", "True or false? Marta Brandt liked steam engines.", "False"),
    ],
)
def test_each_pattern_asks_in_its_own_words(life: Stretch, pattern: str, stem: str, key: str) -> None:
    assert stems(life, pattern)[stem] == key


def test_all_kinds_are_made(life: Stretch) -> None:
    assert {one.candidate.kind for one in life.proposals} == set(Kind)


def test_an_event_told_in_passing_is_asked_by_its_verb() -> None:
    text = "Following Ostholm’s declaration of independence on 4 April 1921, Danish soldiers left Ostholm."
    (asked,) = proposals(text, "wh: event")
    assert asked.candidate.stem == "On what date did Ostholm declare independence?"


def test_a_false_claim_differs_in_one_place_and_cites_what_it_took(life: Stretch) -> None:
    claim = next(
        one.candidate
        for one in life.proposals
        if one.pattern == "false: date" and "built the harbour light" in one.candidate.stem
    )
    assert claim.stem == "True or false? Marta Brandt built the harbour light of Ostholm in June 1873."
    (wrong,) = claim.distractors
    assert wrong.citation is not None
    assert wrong.citation.quote.startswith("In June 1873 the city of Ribe")


def asked(made: Made, key: str) -> Question:
    return next(one for one in made.bank.questions if one.key == key)


def test_a_distractor_of_the_text_carries_the_passage_where_it_belongs(made: Made) -> None:
    question = asked(made, "March 1871")
    cited = {choice.text: choice.citation.quote for choice in question.distractors if choice.citation}
    assert cited["June 1873"].startswith("In June 1873 the city of Ribe")
    assert "May 1902" not in cited, "31 years away it tempts nobody"


def test_every_question_passes_verification_and_says_who_made_it(made: Made) -> None:
    assert list(bank_faults(made.bank)) == []
    assert {question.origin for question in made.bank.questions} == {"rules/2"}


def test_a_fact_is_asked_once_in_the_best_form(made: Made) -> None:
    asking = [one for one in made.bank.questions if "Ida Dahl married Olaf Holm" in one.citation.quote]
    assert [one.stem for one in asking] == ["In what year did Ida Dahl marry Olaf Holm?"]


def test_a_limit_keeps_the_best_and_the_order_of_the_text(generator: RulesGenerator, made: Made) -> None:
    few = make_bank([document(LIFE)], generator, limit=2)
    assert len(few.bank.questions) == 2
    assert set(few.bank.questions) <= set(made.bank.questions)
    starts = [question.citation.start for question in few.bank.questions]
    assert starts == sorted(starts)


def test_the_same_text_makes_the_same_bank(generator: RulesGenerator, made: Made) -> None:
    again = make_bank([document(LIFE)], generator)
    assert bank_to_yaml(again.bank) == bank_to_yaml(made.bank)


def test_a_text_with_nothing_to_ask_is_named(generator: RulesGenerator) -> None:
    with pytest.raises(NothingToAsk, match="No good question"):
        make_bank([document("They went home. It was late.")], generator)


def test_any_engine_stands_behind_the_same_gate() -> None:
    class Careless:
        def stretches(self, documents: Sequence[Document]) -> Iterator[Stretch]:  # noqa: ARG002
            for one in (candidate(stem="When did it happen?"), candidate()):
                yield Stretch([Proposal(one, "careless", 1.0, one.key)], [], 60)

    refused: list[str] = []
    made = make_bank(
        [harbour()], Careless(), watch=lambda _, let_go: refused.extend(one.reason for one in let_go)
    )
    assert [question.stem for question in made.bank.questions] == [candidate().stem]
    assert refused == ["V09"]


def test_the_first_bank_is_what_generate_makes_of_its_document_and_nothing_else(
    generator: RulesGenerator,
) -> None:
    path = ROOT / "questions" / "banks" / "kosovo.yaml"
    shipped = load_bank(path).bank
    (kosovo,) = shipped.documents.values()
    again = make_bank([kosovo], generator, title=shipped.title)
    assert bank_to_yaml(again.bank) == path.read_text(encoding="utf-8")


TARGETS = (
    ("Since when has NATO been leading", "June 1999"),
    ("____ air campaign", "78-day"),
    ("When did the Alliance launch the air campaign", "March 1999"),
    ("On what date did Kosovo declare independence?", "17 February 2008"),
    ("UN Security Resolution ____", "1244"),
    ("approximately ____ KFOR troops", "15 900"),
    ("When did status talks for Kosovo start?", "February 2006"),
    ("were status talks for Kosovo initially led?", "Martti Ahtisaari"),
    ("After ____ of negotiations", "fourteen months"),
    ("What did Mr. Ahtisaari present", "his Comprehensive Proposal for a Kosovo Status Settlement"),
    ("launched an extended period of engagement", "Ban Ki-moon"),
    ("Which two parties failed", "Belgrade and Pristina"),
    ("end of the Troika’s mandate on ____", "10 December 2007"),
)
"""Thirteen facts of the first document that a teacher would ask: a part of the stem, and the key."""


@pytest.mark.parametrize(("stem", "key"), TARGETS)
def test_the_engine_reaches_what_a_teacher_would_ask_of_the_first_document(
    kosovo: Stretch, stem: str, key: str
) -> None:
    assert any(stem in one.candidate.stem and one.candidate.key == key for one in kosovo.proposals)


@pytest.fixture(scope="module")
def kosovo(generator: RulesGenerator) -> Stretch:
    (first,) = load_bank(ROOT / "questions" / "banks" / "kosovo.yaml").bank.documents.values()
    (all_of_it,) = generator.stretches([first])
    return all_of_it
