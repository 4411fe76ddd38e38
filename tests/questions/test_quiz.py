"""The rules of play, by golden runs and by laws."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.model import Choice, Kind
from questions.quiz import (
    Asked,
    Phase,
    Refusal,
    Refused,
    Session,
    advance,
    answer,
    grade,
    named_choice,
    plan,
    stop,
)
from tests.material import BUILT, KEPT, bank, cite, question

BANK = bank()
SEEDS = st.integers(0, 10**6)


def test_the_key_earns_a_mark_and_its_proof() -> None:
    outcome = grade(question(), "March 1871")
    assert (outcome.fraction, outcome.mark, outcome.right) == (1.0, 1.0, True)
    assert outcome.proof == cite(BUILT)
    assert outcome.belongs is None


def test_a_distractor_earns_nothing_but_the_passage_where_it_belongs() -> None:
    outcome = grade(question(), "May 1956")
    assert (outcome.fraction, outcome.mark, outcome.right) == (0.0, 0.0, False)
    assert outcome.belongs == cite(KEPT)
    assert grade(question(), "March 1881").belongs is None


@given(st.sampled_from(BANK.questions), st.text())
def test_every_choice_has_one_grade_and_nothing_else_has_any(asked: object, text: str) -> None:
    one = next(one for one in BANK.questions if one is asked)
    assert sum(grade(one, choice.text).fraction for choice in one.choices) == 1
    if text not in {choice.text for choice in one.choices}:
        with pytest.raises(ValueError, match="does not offer"):
            grade(one, text)


@given(SEEDS, st.integers(1, 5))
def test_a_plan_asks_each_question_once_with_all_its_choices(seed: int, length: int) -> None:
    planned = plan(BANK.questions, length, Random(seed))
    assert len(planned) == min(length, 3)
    assert len({asked.question_id for asked in planned}) == len(planned)
    for asked in planned:
        assert sorted(asked.choices) == sorted(
            choice.text for choice in BANK.question(asked.question_id).choices
        )


def test_the_key_comes_under_each_letter_equally_often() -> None:
    questions = [
        question(distractors=(*question().distractors[:2], Choice(f"March 18{n}"))) for n in range(72, 92)
    ]
    planned = plan(questions, 20, Random(5))
    letters = Counter(asked.choices.index("March 1871") for asked in planned)
    assert letters == {0: 5, 1: 5, 2: 5, 3: 5}


@given(SEEDS)
def test_questions_that_tell_each_others_answers_are_kept_apart(seed: int) -> None:
    when, other, third = BANK.questions
    where = question(
        kind=Kind.CLOZE,
        stem="Marta Brandt built the harbour light of ____ in March 1871.",
        key="Ostholm",
        distractors=(Choice("Nordholm"), Choice("Vestholm"), Choice("Sundholm")),
    )
    pool = (when, where, other, third)
    assert {when.id, where.id} - {asked.question_id for asked in plan(pool, 3, Random(seed))}
    assert len(plan(pool, 4, Random(seed))) == 4


def test_true_comes_before_false() -> None:
    claim = question(
        kind=Kind.TRUE_FALSE, stem="The tower is of iron.", key="False", distractors=(Choice("True"),)
    )
    assert plan([claim], 1, Random(1))[0].choices == ("True", "False")


def test_a_plan_is_the_same_for_the_same_chance() -> None:
    assert plan(BANK.questions, 3, Random(7)) == plan(BANK.questions, 3, Random(7))


def right(session: Session) -> tuple[int, int]:
    return session.position, session.current.choices.index(BANK.question(session.current.question_id).key)


def step(session: Session) -> Session:
    position, choice = right(session)
    return answer(session, BANK.question(session.current.question_id), position=position, choice=choice)[0]


def test_a_session_runs_to_its_end() -> None:
    session = Session(plan(BANK.questions, 2, Random(0)))
    phases = [session.phase]
    while not session.over:
        session = (
            step(session) if session.phase is Phase.ASKING else advance(session, position=session.position)
        )
        phases.append(session.phase)
    assert phases == [Phase.ASKING, Phase.ANSWERED, Phase.ASKING, Phase.ANSWERED, Phase.FINISHED]


def refusal(step: object) -> Refusal:
    with pytest.raises(Refused) as raised:
        step()  # type: ignore[operator]
    return raised.value.refusal


def test_what_the_rules_refuse() -> None:
    asking = Session(plan(BANK.questions, 2, Random(0)))
    one = BANK.question(asking.current.question_id)
    answered = step(asking)
    second = advance(answered, position=0)
    over = stop(second)
    assert refusal(lambda: advance(asking, position=0)) is Refusal.NOT_YET_ANSWERED
    assert refusal(lambda: answer(asking, one, position=1, choice=0)) is Refusal.MOVED_ON
    assert refusal(lambda: answer(answered, one, position=0, choice=0)) is Refusal.ANSWERED_BEFORE
    assert refusal(lambda: answer(second, one, position=0, choice=0)) is Refusal.MOVED_ON
    assert refusal(lambda: advance(second, position=0)) is Refusal.MOVED_ON
    assert refusal(lambda: answer(over, one, position=1, choice=0)) is Refusal.OVER
    assert refusal(lambda: advance(over, position=1)) is Refusal.OVER
    assert refusal(lambda: stop(over)) is Refusal.OVER


def test_a_choice_that_is_not_shown_is_no_answer() -> None:
    session = Session((Asked("any", ("A", "B")),))
    for choice in (-1, 2):
        with pytest.raises(Refused, match="unknown"):
            answer(session, question(), position=0, choice=choice)


@given(
    SEEDS, st.lists(st.tuples(st.sampled_from(["answer", "advance", "stop"]), st.integers(0, 3)), max_size=12)
)
def test_no_order_of_taps_answers_a_question_twice(seed: int, taps: list[tuple[str, int]]) -> None:
    session = Session(plan(BANK.questions, 3, Random(seed)))
    answered: list[int] = []
    for tap, position in taps:
        try:
            if tap == "answer":
                one = BANK.question(session.current.question_id)
                session, _ = answer(session, one, position=position, choice=0)
                answered.append(position)
            elif tap == "advance":
                session = advance(session, position=position)
            else:
                session = stop(session)
        except Refused:
            continue
    assert answered == sorted(set(answered))


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("march 1871", 0),
        ("b", 1),
        ("B.", 1),
        ("c)", 2),
        ("03/1871", 0),
        ("E", None),
        ("1871", None),
        ("April 1871", None),
        ("", None),
    ],
)
def test_a_choice_is_named_by_its_text_its_letter_or_another_spelling(text: str, choice: int | None) -> None:
    assert named_choice(("March 1871", "June 1913", "May 1956", "March 1881"), text) == choice


def test_a_letter_that_is_a_choice_itself_is_that_choice_and_yes_is_true() -> None:
    assert named_choice(("C", "A", "B"), "a") == 1
    assert named_choice(("True", "False"), "yes") == 0
    assert named_choice(("True", "False"), "F") == 1
