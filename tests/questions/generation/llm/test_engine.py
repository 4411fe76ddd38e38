"""Against a model that misbehaves, nothing unproved enters a bank; against one that behaves, questions do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from questions.errors import ModelRefused, ModelUnreachable, ModelUnusable, NothingToAsk, QuizError
from questions.model import Kind
from questions.spending import Spending
from tests.material import TOWN
from tests.questions.generation.llm import scholar
from tests.questions.generation.llm.prose import chronicle, unproved
from tests.questions.generation.llm.running import Run
from tests.questions.generation.llm.server import KEY, Fault, Mind, ModelServer

Change = Callable[[dict[str, Any]], dict[str, Any]]


def every_other(change: Change, *, of: str = "questions", by: Mind) -> Mind:
    """A mind that does one in two things wrong."""

    def mind(data: Any) -> Any:
        reply = by(data)
        changed = [change(one) if place % 2 else one for place, one in enumerate(reply[of])]
        return reply | {of: changed}

    return mind


def all_of(change: Change, *, of: str = "questions", by: Mind) -> Mind:
    """A mind that does all wrong."""

    def mind(data: Any) -> Any:
        reply = by(data)
        return reply | {of: [change(one) for one in reply[of]]}

    return mind


def invented_quote(one: dict[str, Any]) -> dict[str, Any]:
    return one | {"quote": one["quote"].replace("Ostholm", "Westholm").replace("the", "a")}


def quote_with_a_figure_changed(one: dict[str, Any]) -> dict[str, Any]:
    return one | {"quote": scholar.YEAR.sub("1999", one["quote"]), "key": "1999"}


def quote_of_another_sentence(one: dict[str, Any]) -> dict[str, Any]:
    return (
        one | {"quote": "The Ostholm Museum opened on 4 April 1988."} if "Museum" not in one["stem"] else one
    )


def wrong_key(one: dict[str, Any]) -> dict[str, Any]:
    if not one["distractors"]:
        return one | {"key": "False", "wrong": "Ostholm", "right": "Ostholm"}
    first, *rest = one["distractors"]
    swapped = {"text": one["key"], "quote": one["quote"]}
    return one | {
        "key": first["text"],
        "quote": first["quote"] or one["quote"],
        "distractors": [swapped, *rest],
    }


def wrong_key_with_the_right_quote(one: dict[str, Any]) -> dict[str, Any]:
    return wrong_key(one) | {"quote": one["quote"]}


def right_distractor(one: dict[str, Any]) -> dict[str, Any]:
    if not one["distractors"]:
        return one
    return one | {"distractors": [{"text": f"{one['key']}", "quote": None}, *one["distractors"][1:]]}


def distractor_with_an_invented_quote(one: dict[str, Any]) -> dict[str, Any]:
    distractors = [
        other | {"quote": f"It was in {other['text']} that all began."} for other in one["distractors"]
    ]
    return one | {"distractors": distractors}


def untrue_statement(one: dict[str, Any]) -> dict[str, Any]:
    if one["kind"] != "true_false":
        return one
    return one | {"stem": scholar.YEAR.sub("1999", one["stem"])}


def negated_statement(one: dict[str, Any]) -> dict[str, Any]:
    if one["kind"] != "true_false":
        return one
    return one | {"stem": one["stem"].replace(" in ", " not in ").replace(" was ", " was not ")}


def no_key(one: dict[str, Any]) -> dict[str, Any]:
    return one | {"key": ""}


def many_letters(one: dict[str, Any]) -> dict[str, Any]:
    return one | {"right": ["A", "B"] if one["right"] else [], "answer": "unknown"}


def no_letter(one: dict[str, Any]) -> dict[str, Any]:
    return one | {"right": [], "answer": ""}


def first_letter(one: dict[str, Any]) -> dict[str, Any]:
    return one | {"right": ["A"] if one["right"] else [], "answer": "false"}


def last_letter(one: dict[str, Any]) -> dict[str, Any]:
    return one | {"right": ["D"] if one["right"] else [], "answer": "false"}


def unknown_letter(one: dict[str, Any]) -> dict[str, Any]:
    return one | {"right": ["Z"], "answer": "maybe"}


def leaning(one: dict[str, Any]) -> dict[str, Any]:
    return one | {"stands_alone": False}


def other_number(one: dict[str, Any]) -> dict[str, Any]:
    return one | {"number": one["number"] + 1000}


WRITERS = [
    invented_quote,
    quote_with_a_figure_changed,
    quote_of_another_sentence,
    wrong_key,
    wrong_key_with_the_right_quote,
    right_distractor,
    distractor_with_an_invented_quote,
    untrue_statement,
    negated_statement,
    no_key,
]
READERS = [many_letters, no_letter, first_letter, last_letter, unknown_letter, leaning, other_number]


def test_an_honest_model_makes_a_bank_whose_every_question_is_proved() -> None:
    with ModelServer() as server:
        run = Run(server)
        bank = run.make(TOWN).bank
    assert len(bank.questions) >= 10
    assert unproved(bank) == []
    assert {one.origin for one in bank.questions} == {"llm/scholar-1"}
    assert server.readings() == ["writing", "answering"]
    assert any(choice.citation for one in bank.questions for choice in one.distractors)


@pytest.mark.parametrize("change", WRITERS, ids=lambda change: change.__name__)
def test_what_a_writer_gets_wrong_never_enters_a_bank(change: Change) -> None:
    with ModelServer(write=every_other(change, by=scholar.write)) as server:
        run = Run(server)
        mixed = run.make(TOWN).bank
    assert mixed.questions, "the other half is good"
    assert unproved(mixed) == []


@pytest.mark.parametrize("change", READERS, ids=lambda change: change.__name__)
def test_where_the_second_reader_disagrees_nothing_enters_a_bank(change: Change) -> None:
    with (
        ModelServer(read=all_of(change, of="answers", by=scholar.read)) as server,
        pytest.raises(NothingToAsk),
    ):
        Run(server).make(TOWN)


@pytest.mark.parametrize("change", READERS, ids=lambda change: change.__name__)
def test_where_it_disagrees_with_some_the_others_enter(change: Change) -> None:
    def some(one: dict[str, Any]) -> dict[str, Any]:
        return change(one) if one["number"] % 3 == 0 else one

    with ModelServer(read=all_of(some, of="answers", by=scholar.read)) as server:
        run = Run(server)
        bank = run.make(TOWN).bank
    assert bank.questions
    assert unproved(bank) == []
    assert any(reason.startswith("the second reader") for reason in run.reasons)


def test_who_gives_two_answers_to_one_number_has_given_none() -> None:
    def torn(data: Any) -> Any:
        answers = scholar.read(data)["answers"]
        return {"answers": [*answers, *(many_letters(one) for one in answers)]}

    with ModelServer(read=torn) as server, pytest.raises(NothingToAsk):
        Run(server).make(TOWN)


def test_the_second_reader_never_sees_a_key_a_quote_or_an_order_that_tells_it() -> None:
    with ModelServer() as server:
        bank = Run(server).make(TOWN).bank
    (asked,) = [one.data for one in server.received if one.reading == "answering"]
    questions = [one for passage in asked["passages"] for one in passage["questions"]]
    assert {key for one in questions for key in one} == {"number", "question", "choices", "statement"}
    keys = {one.stem: one.key for one in bank.questions}
    first = [one for one in questions if "choices" in one]
    places = {
        list(one["choices"].values()).index(keys[one["question"]]) for one in first if one["question"] in keys
    }
    assert len(places) > 2


def test_a_passage_that_is_named_wrong_is_found_by_the_quote() -> None:
    with ModelServer(write=all_of(lambda one: one | {"passage": 77}, by=scholar.write)) as server:
        bank = Run(server).make(TOWN).bank
    assert unproved(bank) == []
    assert len(bank.questions) >= 8


@pytest.mark.parametrize("fault", [Fault.NO_JSON, Fault.OTHER_SHAPE, Fault.BUSY, Fault.BROKEN, Fault.HALF])
@pytest.mark.parametrize("at", [0, 1])
def test_what_goes_wrong_once_is_got_over(fault: Fault, at: int) -> None:
    with ModelServer(faults=[None] * at + [fault]) as server:
        bank = Run(server).make(TOWN).bank
    assert len(bank.questions) >= 8
    assert unproved(bank) == []


def test_an_answer_that_does_not_come_in_time_is_asked_for_again() -> None:
    with ModelServer(faults=[Fault.SILENT]) as server:
        run = Run(server, timeout=0.3)
        bank = run.make(TOWN).bank
    assert unproved(bank) == []
    assert len(server.received) == 3
    assert run.waits == [2.0]


def test_half_an_answer_is_asked_for_in_smaller_parts() -> None:
    with ModelServer(faults=[Fault.HALF]) as server:
        bank = Run(server).make(chronicle(4, beside=1)).bank
    assert [len(one.data["passages"]) for one in server.received if one.reading == "writing"][-2:] == [2, 2]
    assert len(bank.questions) >= 4
    assert unproved(bank) == []


def test_a_passage_on_which_the_model_is_never_of_use_costs_the_others_nothing() -> None:
    def stumbling(data: Any) -> Any:
        if any("Jon Vik" in passage["text"] for passage in data["passages"]):
            return {"language": "en"}
        return scholar.write(data)

    with ModelServer(write=stumbling) as server:
        run = Run(server)
        bank = run.make(chronicle(4, beside=1)).bank
    assert {one.citation.quote.split(" built")[0] for one in bank.questions} == {
        "Marta Brandt",
        "Olaf Holm",
        "Ida Lund",
    }
    assert "the model gave no usable answer" in run.reasons


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault.BUSY, ModelUnreachable),
        (Fault.BROKEN, ModelUnreachable),
        (Fault.SILENT, ModelUnreachable),
        (Fault.FORBIDDEN, ModelRefused),
        (Fault.BROKE, ModelRefused),
        (Fault.NO_JSON, ModelUnusable),
        (Fault.OTHER_SHAPE, ModelUnusable),
        (Fault.HALF, ModelUnusable),
    ],
)
def test_what_stays_wrong_is_one_line_that_says_what_to_do(fault: Fault, error: type[QuizError]) -> None:
    with ModelServer(always=fault) as server, pytest.raises(error) as raised:
        Run(server, timeout=0.3).make(chronicle(2, beside=1))
    line = str(raised.value)
    assert line.startswith(f"[{error.code}] ")
    assert "\n" not in line
    assert KEY not in line
    assert len(server.received) <= 6, "it is not asked for ever"


def test_a_server_that_is_not_there_is_one_line() -> None:
    with ModelServer() as server:
        run = Run(server)
    with pytest.raises(ModelUnreachable) as raised:
        run.make(TOWN)
    assert str(raised.value).startswith(
        "[Q083] scholar-1 does not answer (no connection), though it was asked 2"
    )


def test_waiting_grows_and_keeps_to_what_the_server_asks_for_within_a_minute() -> None:
    with ModelServer(faults=[Fault.BUSY_LONG, Fault.BUSY]) as server:
        run = Run(server)
        run.make(TOWN)
    assert run.waits == [60.0, 0.0]
    with ModelServer(faults=[Fault.SILENT, Fault.SILENT]) as server:
        run = Run(server, timeout=0.3)
        run.make(TOWN)
    assert run.waits == [2.0, 4.0]


def test_tokens_are_counted_those_of_useless_answers_too() -> None:
    def spent(*faults: Fault) -> Spending:
        with ModelServer(faults=faults) as server:
            run = Run(server)
            run.make(TOWN)
        return run.spending

    good, mended = spent(), spent(Fault.NO_JSON)
    assert (good.requests, mended.requests) == (2, 3)
    assert mended.tokens_in > good.tokens_in > 500
    (line,) = good.lines()
    assert line == (
        f"2 requests, {good.tokens_in} tokens read, {good.tokens_out} written, price unknown; "
        "0 results of before used again"
    )


def test_claims_come_with_the_words_that_make_them_false() -> None:
    def false_ones(data: Any) -> Any:
        reply = scholar.write(data)
        return reply | {
            "questions": [
                one
                | {
                    "stem": one["stem"].replace("Ostholm", "Bergstad", 1),
                    "key": "False",
                    "wrong": "Bergstad",
                    "right": "Ostholm",
                }
                for one in reply["questions"]
                if one["kind"] == "true_false" and "Ostholm" in one["stem"] and "Bergstad" not in one["stem"]
            ]
        }

    with ModelServer(write=false_ones) as server:
        bank = Run(server).make(TOWN).bank
    assert bank.questions
    assert {(one.kind, one.key) for one in bank.questions} == {(Kind.TRUE_FALSE, "False")}
    assert unproved(bank) == []
