"""What a class's answers add up to: who is where, what was hard; knows no database and no message."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from bot.services.results import Posed
from questions.model import Bank
from questions.quiz import Asked, Place, Rules, Scoring, longest_streak, standings, team_marks
from storage.classes import Player
from storage.sessions import Attempt


@dataclass(frozen=True)
class Gradebook:
    """Everybody's answers in one run of a class's quiz.

    Attributes:
        session_id: The run.
        title: What the group is called.
        bank: The bank that was asked from.
        plan: The questions in order.
        rules: How it was played.
        asked: How many of the questions were asked so far.
        people: Who answered or said to be in, by number.
        attempts: The answers by position and person.
    """

    session_id: int
    title: str
    bank: Bank
    plan: tuple[Asked, ...]
    rules: Rules
    asked: int
    people: Mapping[int, Player]
    attempts: Mapping[tuple[int, int], Attempt]

    def posed(self, position: int) -> Posed:
        """Return the question at a position."""
        asked = self.plan[position]
        question = self.bank.question(asked.question_id)
        return Posed(self.session_id, position, len(self.plan), self.bank, question, asked.choices)

    def at(self, position: int) -> tuple[Attempt, ...]:
        """Return the answers to a question, the earliest first."""
        return self._by_position.get(position, ())

    def right(self, position: int) -> int:
        """Return how many got a question wholly right."""
        return sum(attempt.fraction >= 1 for attempt in self.at(position))

    def fastest(self, position: int) -> tuple[Attempt, ...]:
        """Return the right answers that came first: several where they took equally long."""
        right = [one for one in self.at(position) if one.fraction >= 1 and one.seconds is not None]
        best = min((one.seconds for one in right if one.seconds is not None), default=None)
        return tuple(one for one in right if one.seconds == best)

    def chosen(self, position: int) -> Counter[str]:
        """Return how often each choice of a question was taken."""
        return Counter(attempt.choice for attempt in self.at(position))

    @cached_property
    def grades(self) -> Mapping[int, float]:
        """The sum of each person's marks."""
        sums = dict.fromkeys(self.people, 0.0)
        for (_, user_id), attempt in self.attempts.items():
            sums[user_id] += attempt.mark
        return sums

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Who stands where; nobody where nothing counts."""
        return () if self.rules.scoring is Scoring.OFF else standings(self.grades)

    @cached_property
    def team_places(self) -> tuple[Place, ...]:
        """Which team stands where, by its members' mean."""
        if not self.rules.teams or self.rules.scoring is Scoring.OFF:
            return ()
        teams = {one.id: one.team for one in self.people.values() if one.team is not None}
        return standings(team_marks(self.grades, teams))

    @cached_property
    def answered(self) -> int:
        """How many answers there are."""
        return len(self.attempts)

    @cached_property
    def share_right(self) -> float:
        """The share of all answers that are wholly right, from 0 to 1; 0 where there are none."""
        right = sum(attempt.fraction >= 1 for attempt in self.attempts.values())
        return right / len(self.attempts) if self.attempts else 0.0

    @cached_property
    def hardest(self) -> int | None:
        """The position of the question that the smallest share got right; None where nobody missed any."""
        shares = {
            position: self.right(position) / len(self.at(position))
            for position in range(self.asked)
            if self.at(position)
        }
        position = min(shares, key=lambda one: (shares[one], one), default=None)
        return position if position is not None and shares[position] < 1 else None

    @cached_property
    def streak(self) -> tuple[int, tuple[int, ...]]:
        """The most right answers in a row, and who had them."""
        streaks = {
            user_id: longest_streak(self._is_right(position, user_id) for position in range(self.asked))
            for user_id in self.people
        }
        longest = max(streaks.values(), default=0)
        return longest, tuple(user_id for user_id, one in streaks.items() if one == longest)

    def missed(self, user_id: int) -> tuple[int, ...]:
        """Return the positions of the questions that somebody did not get wholly right."""
        return tuple(position for position in range(self.asked) if not self._is_right(position, user_id))

    def weak(self, share: float) -> tuple[int, ...]:
        """Return the positions of the questions that fewer than a share of all who play got right.

        Where there is none, those that anybody missed.
        """
        missed = [one for one in range(self.asked) if self.right(one) < len(self.people)]
        weak = [one for one in missed if self.right(one) < share * len(self.people)]
        return tuple(weak or missed)

    @cached_property
    def flawless(self) -> bool:
        """Whether everybody got every question right."""
        return not any(self.missed(user_id) for user_id in self.people)

    def upto(self, position: int) -> Gradebook:
        """Return the gradebook as it was when the question at a position had been answered."""
        earlier = {key: attempt for key, attempt in self.attempts.items() if key[0] <= position}
        return replace(self, asked=position + 1, attempts=earlier)

    @cached_property
    def _by_position(self) -> Mapping[int, tuple[Attempt, ...]]:
        grouped: dict[int, list[Attempt]] = {}
        for attempt in self.attempts.values():
            grouped.setdefault(attempt.position, []).append(attempt)
        return {position: tuple(attempts) for position, attempts in grouped.items()}

    def _is_right(self, position: int, user_id: int) -> bool:
        attempt = self.attempts.get((position, user_id))
        return attempt is not None and attempt.fraction >= 1
