"""What an honest model would say of passages: it asks for years, and fills blanks from the text before it.

Knows no protocol. It makes its questions of whatever prose it is given, in any language, and answers them by
looking into the passage, so that nothing in a test is true because a fake says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
SENTENCE = re.compile(r"[^\s].*?[.!?](?=\s|$)", re.DOTALL)
BLANK = "____"
CLAIM = "True or false? "

Reply = dict[str, Any]


def write(data: Any, *, language: str = "en") -> Reply:
    """Return questions on passages: for each year a choice, and for each sentence with one a statement."""
    dated = [
        (passage["number"], sentence, year)
        for passage in data["passages"]
        for sentence in sentences(passage["text"])
        for year in YEAR.findall(sentence)[:1]
    ]
    questions = [choice(number, sentence, year, dated) for number, sentence, year in dated]
    questions += [statement(number, sentence) for number, sentence, _ in dated[::2]]
    return {"language": language, "questions": questions}


def choice(number: int, sentence: str, year: str, dated: list[tuple[int, str, str]]) -> Reply:
    """Return the question for a year, with three others, first those of the passages with their sentences."""
    others: dict[str, str | None] = {other: quote for _, quote, other in dated if other != year}
    for step in (3, 7, 12):
        others.setdefault(str(int(year) + step), None)
    return {
        "passage": number,
        "kind": "cloze",
        "stem": sentence.replace(year, BLANK),
        "key": year,
        "quote": sentence,
        "distractors": [{"text": text, "quote": quote} for text, quote in list(others.items())[:3]],
        "wrong": None,
        "right": None,
    }


def statement(number: int, sentence: str) -> Reply:
    """Return a sentence as a statement that is true."""
    return {
        "passage": number,
        "kind": "true_false",
        "stem": sentence,
        "key": "True",
        "quote": sentence,
        "distractors": [],
        "wrong": None,
        "right": None,
    }


def read(data: Any) -> Reply:
    """Return the answers to questions, each from its passage alone."""
    return {
        "answers": [
            answer(passage["text"], question)
            for passage in data["passages"]
            for question in passage["questions"]
        ]
    }


def answer(text: str, question: Any) -> Reply:
    """Return the answer to a question as the passage gives it."""
    stem = question["question"]
    reply = {"number": question["number"], "right": [], "answer": "", "stands_alone": True}
    if "choices" in question:
        fits = [letter for letter, said in question["choices"].items() if stem.replace(BLANK, said) in text]
        return reply | {"right": fits}
    if question.get("statement"):
        return reply | {"answer": "true" if stem.removeprefix(CLAIM) in text else "false"}
    before, _, after = stem.partition(BLANK)
    found = re.search(re.escape(before) + r"(\S+)" + re.escape(after), text)
    return reply | {"answer": found[1] if found else ""}


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text."""
    yield from (found.group() for found in SENTENCE.finditer(text))
