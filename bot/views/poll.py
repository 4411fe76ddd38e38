"""A question as a quiz poll of Telegram; knows its limits and no session's state.

The limits are those of sendPoll (https://core.telegram.org/bots/api#sendpoll). A question that is too long
for a poll stands in a message before it, its choices under letters; one that is too long even for that is
not asked. Lengths are counted in UTF-16 units, which is never less than what Telegram counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_uppercase

from bot.services import Posed
from bot.views.message import LONGEST, lines, utf16_length
from bot.views.words import Html, Words
from questions.model import Question
from questions.quiz import askable

QUESTION, OPTION, OPTIONS, EXPLANATION = 300, 100, 12, 200
ROOM = 400
"""Characters of a message that are left for the head over a question and the letters of its choices."""

PART = 1000
"""Characters that a stem or a choice may have: more does not go into a text of the language's file."""


@dataclass(frozen=True, slots=True)
class QuizPoll:
    """What sendPoll is given.

    Attributes:
        question: The text of the poll.
        options: The choices as shown.
        correct: The index of the right one.
        explanation: What stands behind the lamp; empty where the passage is too long for it.
    """

    question: str
    options: tuple[str, ...]
    correct: int
    explanation: str


def fits(question: Question) -> bool:
    """Whether a class can be asked a question: by a poll alone, or with a message before it."""
    if not askable(question) or len(question.choices) > OPTIONS:
        return False
    lengths = [utf16_length(text) for text in (question.stem, *(one.text for one in question.choices))]
    return max(lengths) <= PART and sum(lengths) <= LONGEST - ROOM


def poll_view(words: Words, posed: Posed) -> QuizPoll:
    """Return the poll that asks a question."""
    question = posed.question
    head = words.plain("poll-head", number=posed.position + 1, total=posed.total)
    asked = f"{head} {question.stem}"
    if utf16_length(asked) > QUESTION:
        asked = words.plain("poll-see-above", number=posed.position + 1, total=posed.total)
    options = posed.choices
    if any(utf16_length(option) > OPTION for option in options):
        options = tuple(ascii_uppercase[: len(options)])
    return QuizPoll(asked, options, posed.choices.index(question.key), _explanation(words, question))


def preamble_view(words: Words, posed: Posed) -> Html | None:
    """Return the message before a poll that cannot hold its question; None where it can."""
    question = posed.question
    head = words.plain("poll-head", number=posed.position + 1, total=posed.total)
    long_stem = utf16_length(f"{head} {question.stem}") > QUESTION
    if not long_stem and all(utf16_length(option) <= OPTION for option in posed.choices):
        return None
    title = words("question-head", number=posed.position + 1, total=posed.total, title=posed.bank.title)
    return lines(title, "", _spelled_out(words, question.stem, posed.choices))


def _spelled_out(words: Words, stem: str, choices: tuple[str, ...]) -> Html:
    lettered = [
        words("choice", letter=letter, text=text)
        for letter, text in zip(ascii_uppercase, choices, strict=False)
    ]
    return lines(words("stem", stem=stem), "", *lettered)


def _explanation(words: Words, question: Question) -> str:
    """Return the passage that proves the key, on one line, where it is short enough."""
    quote = " ".join(question.citation.quote.split())
    told = words.plain("poll-explanation", quote=quote)
    return told if utf16_length(told) <= EXPLANATION else ""
