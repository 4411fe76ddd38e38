"""What the offline engine asks of prose that we wrote for it, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from questions.bank import bank_to_yaml, load_bank
from questions.errors import NothingToAsk
from questions.generation import Made, make_bank
from questions.generation.rules import RulesGenerator
from questions.language.pipeline import load_pipeline
from questions.model import Candidate, Document, Question
from questions.reading import document_from_text
from questions.verification import bank_faults
from tests.material import candidate, harbour

ROOT = Path(__file__).parents[3]

PROSE = """Marta Brandt built the harbour light of Ostholm in March 1871. In June 1913 the Harbour Board \
replaced the oil lamp of the tower with an electric one. Jon Vik, a fisherman, kept the light until May 1956.

On 4 April 1988 the town of Ostholm opened a museum in the tower. More than 15 900 visitors came to the \
museum in 1990. The museum closed on 12 May 2003, and it opened again on 1 June 2005.

He did not return in 1960. However, the tower was painted in 1961. We saw it in 1962.
"""


@pytest.fixture(scope="module")
def generator() -> RulesGenerator:
    return RulesGenerator(load_pipeline())


@pytest.fixture(scope="module")
def made(generator: RulesGenerator) -> Made:
    return make_bank([document_from_text(PROSE, path="light.txt")], generator)


def asked(made: Made, stem: str) -> Question:
    return next(question for question in made.bank.questions if question.stem == stem)


def test_a_date_is_asked_by_its_granularity(made: Made) -> None:
    assert asked(made, "When did Marta Brandt build the harbour light of Ostholm?").key == "March 1871"
    opened = asked(made, "On what date did the town of Ostholm open a museum in the tower?")
    assert opened.key == "4 April 1988"


def test_a_distractor_of_the_text_carries_the_passage_where_it_belongs(made: Made) -> None:
    question = asked(made, "When did Marta Brandt build the harbour light of Ostholm?")
    cited = {choice.text: choice.citation.quote for choice in question.distractors if choice.citation}
    assert cited["June 1913"].startswith("In June 1913 the Harbour Board")
    assert "May 1956" not in cited, "85 years away it tempts nobody"


def test_every_question_passes_verification_and_says_who_made_it(made: Made) -> None:
    assert list(bank_faults(made.bank)) == []
    assert {question.origin for question in made.bank.questions} == {"rules/1"}


def test_what_cannot_stand_alone_is_not_asked(made: Made) -> None:
    stems = " ".join(question.stem for question in made.bank.questions)
    for lost in ("1960", "1961", "1962"):
        assert lost not in stems
        assert lost not in {question.key for question in made.bank.questions}


def test_no_sentence_is_asked_more_than_twice_and_no_key_of_it_again(made: Made) -> None:
    for question in made.bank.questions:
        same = [one for one in made.bank.questions if one.citation == question.citation]
        assert len(same) <= 2
        assert len({one.key for one in same}) == len(same)


def test_a_limit_keeps_the_best_and_the_order_of_the_text(generator: RulesGenerator, made: Made) -> None:
    few = make_bank([document_from_text(PROSE, path="light.txt")], generator, limit=2)
    assert len(few.bank.questions) == 2
    assert set(few.bank.questions) <= set(made.bank.questions)
    starts = [question.citation.start for question in few.bank.questions]
    assert starts == sorted(starts)


def test_the_same_text_makes_the_same_bank(generator: RulesGenerator, made: Made) -> None:
    again = make_bank([document_from_text(PROSE, path="light.txt")], generator)
    assert bank_to_yaml(again.bank) == bank_to_yaml(made.bank)


def test_a_text_with_nothing_to_ask_is_named(generator: RulesGenerator) -> None:
    with pytest.raises(NothingToAsk, match="No good question"):
        make_bank([document_from_text("They went home. It was late.", path="plain.txt")], generator)


def test_any_engine_stands_behind_the_same_gate() -> None:
    class Careless:
        def candidates(self, documents: object) -> Iterator[Candidate]:  # noqa: ARG002
            yield candidate(stem="When did it happen?")
            yield candidate()

    made = make_bank([harbour()], Careless())
    assert [question.stem for question in made.bank.questions] == [candidate().stem]
    assert [fault.code for rejected in made.rejected for fault in rejected.faults] == ["V09"]


def test_the_first_bank_is_what_generate_makes_of_its_document_and_nothing_else(
    generator: RulesGenerator,
) -> None:
    path = ROOT / "questions" / "banks" / "kosovo.yaml"
    shipped = load_bank(path).bank
    (document,) = shipped.documents.values()
    assert isinstance(document, Document)
    again = make_bank([document], generator, title=shipped.title)
    assert bank_to_yaml(again.bank) == path.read_text(encoding="utf-8")
    assert len(again.bank.questions) >= 10
