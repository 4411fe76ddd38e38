"""The shapes of what a model gives back; knows no model, and believes none of it."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from questions.model import Kind


class WrittenDistractor(BaseModel):
    """A wrong choice, with the sentence where it stands or nothing."""

    text: str
    quote: str | None


class WrittenQuestion(BaseModel):
    """A question as the model wrote it; the prompt tells what each field holds."""

    passage: int
    kind: Kind
    stem: str
    key: str
    quote: str
    distractors: list[WrittenDistractor]
    wrong: str | None
    right: str | None


class Written(BaseModel):
    """The questions on some passages, and the language of these."""

    language: str
    questions: list[WrittenQuestion]


class Answer(BaseModel):
    """What the second reader says to one question; the prompt tells what each field holds."""

    number: int
    right: list[Annotated[str, Field(max_length=4)]]
    answer: str
    stands_alone: bool


class Answered(BaseModel):
    """The answers to some questions."""

    answers: list[Answer]
