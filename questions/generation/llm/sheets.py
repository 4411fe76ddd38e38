"""The questions as a second reader gets them, without the key, and whether that agrees; knows no model.

A question with choices comes twice, the second time with its choices the other way round: who always names
the first, or the last, contradicts itself. The order is made of the texts, so that it tells nothing of the
key and is the same in every run.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Any

from questions.generation.llm.drafting import Draft
from questions.generation.llm.passages import Piece
from questions.generation.llm.replies import Answer
from questions.model import Candidate, Kind
from questions.quiz.typed import grade_typed

MOST_TURNS = 2
"""How often a question is put at most."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is put to the second reader.

    Attributes:
        candidate: The question.
        choices: The texts of its choices, lettered from A; none where it is answered in words.
    """

    candidate: Candidate
    choices: tuple[str, ...]

    def told(self, number: int) -> dict[str, Any]:
        """Return what the reader is told of it."""
        told: dict[str, Any] = {"number": number, "question": self.candidate.stem}
        if self.candidate.kind is Kind.TRUE_FALSE:
            told["statement"] = True
        if self.choices:
            told["choices"] = dict(zip(ascii_uppercase, self.choices, strict=False))
        return told

    def against(self, answer: Answer) -> str:
        """Return why an answer does not confirm the key, or nothing."""
        if not answer.stands_alone:
            return "the second reader misses what it speaks of"
        return self._against_choice(answer) if self.choices else self._against_words(answer)

    def _against_choice(self, answer: Answer) -> str:
        letters = dict(zip(ascii_uppercase, self.choices, strict=False))
        named = {letter.strip().rstrip(".)").upper() for letter in answer.right}
        if not named:
            return "the second reader finds no right choice"
        if len(named) > 1:
            return "the second reader finds several right choices"
        if letters.get(named.pop()) != self.candidate.key:
            return "the second reader finds another choice right"
        return ""

    def _against_words(self, answer: Answer) -> str:
        said = answer.answer.strip()
        if self.candidate.kind is Kind.TRUE_FALSE:
            agrees = said.rstrip(".").casefold() == self.candidate.key.casefold()
        else:
            agrees = grade_typed(self.candidate.key, said).right
        return "" if agrees else "the second reader answers otherwise"


def asked_of(candidate: Candidate) -> tuple[Asked, ...]:
    """Return how a question is put: with choices in two orders, otherwise once."""
    if candidate.kind is Kind.TRUE_FALSE or not candidate.distractors:
        return (Asked(candidate, ()),)
    texts = tuple(sorted((one.text for one in candidate.choices), key=lambda text: _place(candidate, text)))
    return Asked(candidate, texts), Asked(candidate, texts[::-1])


def _place(candidate: Candidate, text: str) -> str:
    return hashlib.sha256(f"{candidate.stem}\x1f{text}".encode()).hexdigest()


class Sheet:
    """Questions with their passages, numbered through.

    Args:
        drafts: The questions.
    """

    def __init__(self, drafts: Sequence[Draft]) -> None:
        by_piece: dict[Piece, list[int]] = {}
        for place, one in enumerate(drafts):
            by_piece.setdefault(one.piece, []).append(place)
        self._numbers: dict[int, list[int]] = {place: [] for place in range(len(drafts))}
        self._passages: list[dict[str, Any]] = []
        number = 0
        for piece, places in by_piece.items():
            puts = {place: asked_of(drafts[place].proposal.candidate) for place in places}
            questions = []
            for turn in range(MOST_TURNS):
                for place, put in puts.items():
                    if turn < len(put):
                        number += 1
                        self._numbers[place].append(number)
                        questions.append(put[turn].told(number))
            self._passages.append({"text": piece.text, "questions": questions})

    @property
    def told(self) -> dict[str, Any]:
        """What the reader is told."""
        return {"passages": self._passages}

    def sorted_out(self, answers: Sequence[Answer]) -> Iterator[tuple[int, list[Answer]]]:
        """Yield the place of each question among the drafts with the answers to it, where all are there.

        A number that was answered in two ways was not answered.
        """
        by_number: dict[int, Answer] = {}
        torn: set[int] = set()
        for answer in answers:
            if by_number.setdefault(answer.number, answer) != answer:
                torn.add(answer.number)
        for place, numbers in self._numbers.items():
            found = [by_number[one] for one in numbers if one in by_number and one not in torn]
            if len(found) == len(numbers):
                yield place, found


def disagreement(candidate: Candidate, answers: Sequence[Answer]) -> str:
    """Return why a question is not confirmed, or nothing.

    Args:
        candidate: The question.
        answers: What the second reader said each time it was put; nothing where it said nothing.
    """
    put = asked_of(candidate)
    if len(answers) != len(put):
        return "the second reader said nothing"
    return next(
        (why for asked, answer in zip(put, answers, strict=True) if (why := asked.against(answer))), ""
    )
