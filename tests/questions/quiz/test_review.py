"""The schedule is FSRS's own, and a learner who keeps to it remembers what was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.quiz import (
    RETENTIONS,
    Memory,
    Rating,
    Review,
    Stage,
    learn,
    outlook,
    rating_of,
    recall,
    remember,
    review_moment,
)

BEGIN = datetime(2026, 1, 2, 12, tzinfo=UTC)
AGAIN, HARD, GOOD, EASY = Rating


def intervals(*ratings: Rating, retention: float = 0.9) -> list[float]:
    """The days until a question comes again, when it is answered just when it is due."""
    memory, now, found = None, BEGIN, []
    for rating in ratings:
        memory = remember(memory, Review(rating, now), retention=retention)
        found.append((memory.due - now) / timedelta(days=1))
        now = memory.due
    return found


def test_answers_that_are_always_good_come_in_longer_and_longer_intervals() -> None:
    assert intervals(*[GOOD] * 8) == [2, 11, 46, 163, 497, 1346, 3292, 7398]


def test_a_lapse_comes_in_ten_minutes_and_then_soon() -> None:
    days = intervals(GOOD, GOOD, AGAIN, GOOD, GOOD)
    assert days == [2, 11, pytest.approx(10 / 24 / 60), 2, 5]


def test_a_higher_retention_brings_questions_sooner_as_fsrs_publishes_it() -> None:
    """At a retention r, the interval of a stability s is s/F · (r^(1/D) − 1), F = 0.9^(1/D) − 1, D the decay.

    Source: https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm, FSRS-6.
    """
    decay = -fsrs.Scheduler().parameters[20]
    factor = 0.9 ** (1 / decay) - 1
    for retention in RETENTIONS:
        memory = learn([Review(GOOD, BEGIN), Review(GOOD, BEGIN + timedelta(days=3))], retention=retention)
        assert memory
        published = memory.stability / factor * (retention ** (1 / decay) - 1)
        assert (memory.due - memory.reviewed).days == max(round(published), 1)
    shorter = [intervals(GOOD, GOOD, GOOD, retention=one)[-1] for one in RETENTIONS]
    assert shorter == sorted(shorter, reverse=True)
    assert len(set(shorter)) == len(RETENTIONS)


HISTORY = st.lists(
    st.tuples(st.sampled_from(Rating), st.floats(0, 400).map(lambda days: timedelta(days=days))), max_size=25
)


@given(HISTORY, st.sampled_from(RETENTIONS))
def test_the_schedule_is_that_of_the_package_on_any_history(
    history: list[tuple[Rating, timedelta]], retention: float
) -> None:
    steps = (timedelta(minutes=10),)
    scheduler = fsrs.Scheduler(
        desired_retention=retention, learning_steps=steps, relearning_steps=steps, enable_fuzzing=False
    )
    card = fsrs.Card(card_id=1, due=BEGIN)
    memory = None
    moment = BEGIN
    for rating, gap in history:
        moment += gap
        card, _ = scheduler.review_card(card, fsrs.Rating(rating), moment)
        memory = remember(memory, Review(rating, moment), retention=retention)
        assert (memory.due, memory.stability, memory.difficulty) == (
            card.due,
            card.stability,
            card.difficulty,
        )
        assert (memory.stage.value, memory.step) == (card.state.value, card.step)
        later = moment + timedelta(days=9)
        assert recall(memory, now=later) == pytest.approx(scheduler.get_card_retrievability(card, later))


@given(HISTORY)
def test_what_is_foretold_for_each_rating_is_what_comes(history: list[tuple[Rating, timedelta]]) -> None:
    now, memory = BEGIN, None
    for rating, gap in history:
        now += gap
        foretold = outlook(memory, now=now)
        memory = remember(memory, Review(rating, now))
        assert memory.due - now == foretold[rating]


@pytest.mark.parametrize(
    ("facts", "rating"),
    [
        ({"right": False}, AGAIN),
        ({"right": False, "helped": True, "seconds": 1.0}, AGAIN),
        ({"helped": True, "seconds": 1.0}, HARD),
        ({"seconds": None}, GOOD),
        ({"seconds": 14.0}, GOOD),
        ({"seconds": 60.0}, HARD),
        ({"seconds": 4000.0}, GOOD),
        ({"seconds": 3.0}, EASY),
        ({"seconds": 3.0, "known": False}, GOOD),
        ({"seconds": 60.0, "typed": 30}, GOOD),
        ({"seconds": 11.0, "typed": 30}, EASY),
    ],
)
def test_an_answer_and_its_time_tell_how_well_it_was_remembered(
    facts: dict[str, float | bool | None], rating: Rating
) -> None:
    usual = {"right": True, "helped": False, "known": True, "seconds": None, "words": 35}
    assert rating_of(**(usual | facts)) is rating  # type: ignore[arg-type]


@dataclass
class Study:
    """What a hundred days came to: reviews, and how much of what was learnt was remembered."""

    reviews: int
    asked: int
    remembered: int

    @property
    def retention(self) -> float:
        return self.remembered / self.asked


def hundred_days(seed: int, *, retention: float = 0.9, every: int | None = None) -> Study:
    """Let a learner with FSRS's memory study 200 questions, 20 new ones a day.

    Args:
        seed: Of the learner's luck.
        retention: What the learner asks for.
        every: Days between two reviews of a question that is known, whatever the memory; None goes by FSRS.
    """
    random = Random(seed)
    cards: list[Memory | None] = [None] * 200
    wanted = [BEGIN] * 200
    study = Study(0, 0, 0)
    for day in range(100):
        now = BEGIN + timedelta(days=day)
        new = 20
        for index, memory in enumerate(cards):
            if memory is None:
                if new == 0:
                    continue
                new -= 1
            elif wanted[index].date() > now.date():
                continue
            learnt = memory is not None and memory.stage is Stage.REVIEW
            moment = review_moment(now, memory.reviewed if memory else None, ZoneInfo("UTC"))
            knows = random.random() < (recall(memory, now=moment) if memory else 0.5)
            study.reviews += 1
            study.asked += learnt
            study.remembered += learnt and knows
            memory = remember(memory, Review(GOOD if knows else AGAIN, moment), retention=retention)
            while memory.stage is not Stage.REVIEW:
                study.reviews += 1
                moment += timedelta(minutes=10)
                memory = remember(memory, Review(GOOD, moment), retention=retention)
            cards[index] = memory
            wanted[index] = memory.due if every is None else now + timedelta(days=every)
    return study


@pytest.mark.parametrize("retention", RETENTIONS)
def test_a_learner_remembers_what_was_asked_for_within_three_points(retention: float) -> None:
    studies = [hundred_days(seed, retention=retention) for seed in range(3)]
    observed = sum(one.remembered for one in studies) / sum(one.asked for one in studies)
    assert abs(observed - retention) <= 0.03, observed


def test_the_same_retention_takes_fewer_reviews_than_with_fixed_intervals() -> None:
    own = hundred_days(1)
    fixed = [hundred_days(1, every=every) for every in range(1, 41)]
    as_good = [one for one in fixed if one.retention >= own.retention - 0.005]
    assert as_good
    fewest = min(as_good, key=lambda one: one.reviews)
    assert own.reviews < 0.9 * fewest.reviews, (own, fewest)
