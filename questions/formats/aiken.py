"""Aiken, plain lines of a question with lettered choices, written and read; knows no file.

The form is that of https://docs.moodle.org/en/Aiken_format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_uppercase

from questions.errors import FormatBroken
from questions.formats.exchange import Contents, Exported, Held, LeftOut, Unsupported, contents_of
from questions.formats.holding import CONTROL, seated, written
from questions.formats.weighing import ours
from questions.model import Bank, Kind, Question
from questions.reading.decoding import decode

CHOICE = re.compile(r"([A-Z])[.)](\s*)(.*)")
ANSWER = re.compile(r"ANSWER:\s*(.*)", re.IGNORECASE)
NO_PLACE = "citations, feedback, difficulty and id are left out: Aiken has no place for them"


def write(bank: Bank, _: float) -> Exported:
    """Write the approved questions with choices of a bank."""
    pieces, left_out = written(bank, _question)
    everywhere = (LeftOut("every question", NO_PLACE),) if pieces else ()
    return Exported("\n".join(pieces).encode(), len(pieces), (*everywhere, *left_out))


def read(data: bytes, name: str) -> Contents:
    """Read Aiken.

    Raises:
        FormatBroken: [Q071] A question has no choices, or its answer is none of them.
    """
    text = decode(data, name=name).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return contents_of(_read(CONTROL.sub("", text).split("\n"), name), name)


def _question(question: Question) -> str:
    if not question.distractors:
        raise Unsupported(f"it is a {question.kind.value} question, and Aiken holds only choices")
    choices = seated(question)
    if len(choices) > len(ascii_uppercase):
        raise Unsupported(f"it has {len(choices)} choices, more than there are letters")
    if any("\n" in text for text in (question.stem, *(one.text for one in choices))):
        raise Unsupported("its text has several lines, and Aiken has one for each")
    if CHOICE.match(question.stem) or ANSWER.match(question.stem):
        raise Unsupported("its stem begins as a choice or an answer does in Aiken")
    lines = [f"{letter}. {one.text}" for letter, one in zip(ascii_uppercase, choices, strict=False)]
    right = next(place for place, one in enumerate(choices) if one.text == question.key)
    return "\n".join((question.stem, *lines, f"ANSWER: {ascii_uppercase[right]}", ""))


def _read(lines: list[str], name: str) -> Iterator[Held | LeftOut]:
    stem: list[str] = []
    choices: dict[str, str] = {}
    begun = 0
    for number, line in enumerate((one.strip() for one in lines), 1):
        if not line:
            continue
        begun = begun or number
        if answer := ANSWER.fullmatch(line):
            key = choices.get(answer[1].strip().upper())
            if not stem or key is None:
                raise FormatBroken(
                    f"{name} line {number}: the answer {answer[1]!r} is none of the choices before it",
                    advice="Write the choices as 'A. …' lines and their letter after ANSWER:",
                )
            yield _held(f"line {begun}", " ".join(stem), key, tuple(choices.values()))
            stem, choices, begun = [], {}, 0
        elif stem and (choice := CHOICE.fullmatch(line)) and _is_choice(choice, len(choices)):
            choices[choice[1]] = choice[3]
        elif choices:
            raise FormatBroken(
                f"{name} line {number}: there is no ANSWER line before the next question",
                advice="Write ANSWER: and a letter after the choices",
            )
        else:
            stem.append(line)
    if begun:
        raise FormatBroken(
            f"{name} line {begun}: the question has no ANSWER line",
            advice="Write ANSWER: and a letter after its choices",
        )


def _is_choice(line: re.Match[str], before: int) -> bool:
    """Whether a line is a choice: without a space only the next letter's, since a stem goes on with U.S."""
    letter, space, text = line.groups()
    return bool(space) or not text or ascii_uppercase.find(letter) == before


def _held(name: str, stem: str, key: str, choices: tuple[str, ...]) -> Held | LeftOut:
    others = list(choices)
    others.remove(key)
    if not all(choices) or not others:
        return LeftOut(name, "a choice is empty, or there is only one")
    if sorted(one.lower() for one in choices) == ["false", "true"]:
        key, others = key.capitalize(), [others[0].capitalize()]
        return Held(name=name, kind=Kind.TRUE_FALSE, stem=stem, key=key, distractors=tuple(others))
    kind, stem, key = ours(Kind.CHOICE, stem, key, None)
    return Held(name=name, kind=kind, stem=stem, key=key, distractors=tuple(others))
