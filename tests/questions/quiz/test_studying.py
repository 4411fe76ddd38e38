"""What is due comes first, the documents take turns, and new questions wait for their share of the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from questions.quiz import Rating, Review, Studied, due, interleaved, learn, missed, weakest
from tests.material import question

NOW = datetime(2026, 1, 20, 12, tzinfo=UTC)
UTC_ZONE = ZoneInfo("UTC")


def studied(name: str, *, bank: str = "a", days: float | None = None, right: bool = True) -> Studied:
    """A question that was answered so many days ago, or never."""
    asked = replace(question(), id=name)
    if days is None:
        return Studied(bank, asked)
    rating = Rating.GOOD if right else Rating.AGAIN
    return Studied(bank, asked, learn([Review(rating, NOW - timedelta(days=days))]), not right)


def names(found: tuple[Studied, ...]) -> list[str]:
    return [one.question.id for one in found]


def test_what_is_overdue_the_longest_comes_first_and_new_ones_last() -> None:
    questions = [studied("new"), studied("late", days=9), studied("later", days=5), studied("early", days=1)]
    assert names(due(questions, now=NOW, zone=UTC_ZONE, new=5)) == ["late", "later", "new"]
    assert names(due(questions, now=NOW, zone=UTC_ZONE, new=0)) == ["late", "later"]


def test_what_is_learnt_is_due_from_the_morning_and_what_is_not_at_its_minute() -> None:
    learnt, missed_one = studied("learnt", days=2), studied("missed", days=0, right=False)
    for hours, expected in ((-8.1, []), (-7.9, ["learnt"]), (0.1, ["learnt"]), (0.2, ["learnt", "missed"])):
        moment = NOW + timedelta(hours=hours)
        found = names(due([learnt, missed_one], now=moment, zone=UTC_ZONE, new=0))
        assert sorted(found) == sorted(expected), hours


def test_documents_take_turns() -> None:
    first = [studied(f"a{n}", bank="a", days=9 - n) for n in range(3)]
    second = [studied(f"b{n}", bank="b", days=8 - n) for n in range(2)]
    assert names(due([*first, *second], now=NOW, zone=UTC_ZONE, new=0)) == ["a0", "b0", "a1", "b1", "a2"]


def test_the_weakest_were_missed_or_are_the_most_forgotten_and_the_unmet_are_not_among_them() -> None:
    questions = [
        studied("new"),
        studied("fresh", days=1),
        studied("old", days=9),
        studied("missed", days=0, right=False),
    ]
    assert names(weakest(questions, now=NOW)) == ["missed", "old", "fresh"]
    assert names(missed(questions)) == ["missed"]


@given(st.lists(st.sampled_from("abc")))
def test_taking_turns_loses_nothing_and_keeps_each_groups_order(groups: str) -> None:
    items = list(enumerate(groups))
    mixed = interleaved(items, of=lambda item: item[1])
    assert sorted(mixed) == items
    for group in set(groups):
        own = [item for item in mixed if item[1] == group]
        assert own == sorted(own)
