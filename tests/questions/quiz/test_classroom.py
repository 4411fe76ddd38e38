"""The states of a class's quiz: each step from each state, and what no sequence of steps can bring about."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.quiz import (
    Asked,
    ClassPhase,
    ClassSession,
    Refused,
    Rules,
    Scoring,
    begin,
    cancel,
    close_early,
    closed,
    extend,
    onward,
    pass_time,
    pause,
    posted,
    resume,
    reveal,
    skip,
    stop_class,
)

PLAN = tuple(Asked(f"{number}", ("a", "b")) for number in range(3))
NOW = 1_000.0


def asking(rules: Rules = Rules()) -> ClassSession:  # noqa: B008 (it is frozen)
    """The first question, in the chat since now."""
    return posted(begin(ClassSession(PLAN, rules)), now=NOW)


def shown(rules: Rules = Rules()) -> ClassSession:  # noqa: B008
    """The first answer, in the chat since now."""
    return posted(reveal(skip(asking(rules), position=0)), now=NOW)


def test_time_runs_from_when_the_question_stands_in_the_chat() -> None:
    begun = begin(ClassSession(PLAN, Rules()))
    assert pass_time(begun, now=NOW + 10_000) == begun
    assert asking().due == NOW + 30
    assert pass_time(asking(), now=NOW + 29.9).phase is ClassPhase.ASKING
    assert pass_time(asking(), now=NOW + 30).phase is ClassPhase.CLOSING


def test_an_answer_makes_way_after_ten_seconds() -> None:
    assert pass_time(shown(), now=NOW + 9).phase is ClassPhase.SHOWN
    following = pass_time(shown(), now=NOW + 10)
    assert (following.phase, following.position, following.due) == (ClassPhase.ASKING, 1, None)


def test_without_a_time_limit_nothing_runs_out() -> None:
    rules = Rules(seconds=None)
    for session in (asking(rules), shown(rules)):
        assert session.due is None
        assert pass_time(session, now=NOW + 10_000) == session


def test_more_time_is_added_once_a_tap() -> None:
    longer = extend(asking(), position=0, extensions=0)
    assert (longer.due, longer.extensions) == (NOW + 40, 1)
    with pytest.raises(Refused, match="moved-on"):
        extend(longer, position=0, extensions=0)
    for tap in range(1, 30):
        longer = extend(longer, position=0, extensions=tap)
    with pytest.raises(Refused, match="enough"):
        extend(longer, position=0, extensions=30)


def test_votes_on_their_way_are_waited_for_a_little() -> None:
    closing = skip(asking(), position=0)
    assert closing.due is None
    assert closed(closing, now=NOW).due == NOW + 4
    assert closed(asking(), now=NOW) == asking()
    assert close_early(asking()).phase is ClassPhase.CLOSING
    assert close_early(shown()) == shown()


def test_a_pause_holds_the_answer_and_lets_the_question_run() -> None:
    held = pause(asking(), position=0)
    assert held.due == NOW + 30
    waiting = posted(reveal(pass_time(held, now=NOW + 30)), now=NOW + 31)
    assert pass_time(waiting, now=NOW + 10_000) == waiting
    assert resume(waiting, position=0).position == 1
    assert pause(shown(), position=0).due is None
    going = resume(held, position=0)
    assert (going.phase, going.paused, going.due) == (ClassPhase.ASKING, False, NOW + 30)


def test_the_last_answer_leads_to_the_end() -> None:
    session = shown()
    for position in range(2):
        session = reveal(skip(onward(session, position=position), position=position + 1))
    assert onward(session, position=2).phase is ClassPhase.FINISHED


STEPS: dict[str, Callable[[ClassSession], ClassSession]] = {
    "begin": begin,
    "reveal": reveal,
    "skip": lambda session: skip(session, position=session.position),
    "onward": lambda session: onward(session, position=session.position),
    "extend": lambda session: extend(session, position=session.position, extensions=session.extensions),
    "pause": lambda session: pause(session, position=session.position),
    "resume": lambda session: resume(session, position=session.position),
    "cancel": cancel,
    "stop": stop_class,
    "stop here": lambda session: stop_class(session, position=session.position),
}
ALLOWED = {
    "lobby": {"begin", "cancel", "stop"},
    "asking": {"skip", "extend", "pause", "stop", "stop here"},
    "closing": {"reveal", "pause", "stop", "stop here"},
    "shown": {"onward", "pause", "stop", "stop here"},
    "finished": set(),
    "stopped": set(),
}


@pytest.mark.parametrize("phase", ClassPhase)
def test_each_phase_allows_its_steps_and_no_others(phase: ClassPhase) -> None:
    session = ClassSession(PLAN, Rules(), phase, due=NOW)
    allowed = set()
    for name, step in STEPS.items():
        try:
            step(session)
        except Refused:
            continue
        allowed.add(name)
    assert allowed == ALLOWED[phase]


@pytest.mark.parametrize("name", ["skip", "onward", "extend", "pause", "resume"])
def test_a_step_meant_for_another_question_is_refused(name: str) -> None:
    steps: dict[str, Callable[[ClassSession], ClassSession]] = {
        "skip": lambda session: skip(session, position=1),
        "onward": lambda session: onward(session, position=1),
        "extend": lambda session: extend(session, position=1, extensions=0),
        "pause": lambda session: pause(session, position=1),
        "resume": lambda session: resume(session, position=1),
    }
    for session in (asking(), shown()):
        with pytest.raises(Refused, match="moved-on"):
            steps[name](session)


@given(st.lists(st.sampled_from([*STEPS, "time", "posted", "closed"]), max_size=60))
def test_no_sequence_of_steps_goes_back_or_leaves_the_plan(names: list[str]) -> None:
    session, now = ClassSession(PLAN, Rules()), NOW
    for name in names:
        before = session
        now += 15
        try:
            match name:
                case "time":
                    session = pass_time(session, now=now)
                case "posted":
                    session = posted(session, now=now)
                case "closed":
                    session = closed(session, now=now)
                case _:
                    session = STEPS[name](session)
        except Refused:
            assert session == before
        assert before.position <= session.position < len(PLAN)
        assert session.position - before.position <= 1
        assert not (before.over and session != before)
        assert session.due is None or not session.over


@pytest.mark.parametrize(("seconds", "scoring"), [(9, "right"), (301, "right"), (None, "speed")])
def test_rules_that_no_host_can_choose_are_refused(seconds: int | None, scoring: str) -> None:
    with pytest.raises(ValueError, match=r"second|speed"):
        Rules(seconds, Scoring(scoring))
