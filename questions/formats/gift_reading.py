"""GIFT that we or others wrote, read question by question with its line; knows no bank and no document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from questions.errors import FormatBroken
from questions.formats.exchange import Contents, Held, LeftOut, Unsupported, contents_of
from questions.formats.gift_answers import answers_of
from questions.formats.gift_signs import FORMAT, shielded, shown
from questions.formats.holding import CONTROL
from questions.formats.markup import written_text
from questions.formats.record import MARK, SHELF_MARK, Record, Shelf, record_from, shelf_from
from questions.formats.weighing import ours
from questions.model import BLANK, Kind
from questions.reading.decoding import decode

COMMENT = re.compile(r"\s*//\s?(.*)", re.DOTALL)
ENDED = re.compile(r"[.?!]\s*$")
TITLE = re.compile(r"::(.*?)::", re.DOTALL)


@dataclass(slots=True)
class _Block:
    line: int
    lines: list[str] = field(default_factory=list)
    record: Record | None = None


def read(data: bytes, name: str) -> Contents:
    """Read GIFT.

    Raises:
        FormatBroken: [Q071] A question's braces do not close.
    """
    text = decode(data, name=name).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    shelf: Shelf | None = None
    for line in lines:
        if (comment := COMMENT.fullmatch(line)) and comment[1].startswith(SHELF_MARK):
            shelf = shelf_from(comment[1].removeprefix(SHELF_MARK)) or shelf
    found = (one for block in _blocks(lines) for one in _question(block, name))
    return contents_of(found, name, shelf)


def _blocks(lines: list[str]) -> Iterator[_Block]:
    """Part the lines at blank ones; comments and categories belong to no question."""
    block: _Block | None = None
    record: Record | None = None
    for number, line in enumerate([*lines, ""], 1):
        comment = COMMENT.fullmatch(line)
        if comment:
            if comment[1].startswith(MARK):
                record = record_from(comment[1].removeprefix(MARK))
        elif line.lstrip().startswith("$CATEGORY:"):
            continue
        elif line.strip():
            block = block or _Block(number, record=record)
            block.lines.append(line)
        else:
            if block:
                yield block
                record = None
            block = None


def _question(block: _Block, name: str) -> Iterator[Held | LeftOut]:
    text = shielded(CONTROL.sub("", "\n".join(block.lines)).strip())
    where = f"line {block.line}"
    title = TITLE.match(text)
    if title:
        text = text[title.end() :].strip()
        where = f"{where} ({' '.join(shown(title[1]).split())})"
    first, last = text.find("{"), text.rfind("}")
    if (first < 0) != (last < 0) or last < first:
        raise FormatBroken(
            f"{name} line {block.line}: a brace stands alone", advice="Close it, or write \\{ for a brace"
        )
    if first < 0:
        yield LeftOut(where, "it has no answers, so it is no question")
        return
    try:
        yield from _held(block.record, where, text, first, last)
    except Unsupported as error:
        yield LeftOut(where, str(error))


def _held(record: Record | None, where: str, text: str, first: int, last: int) -> Iterator[Held | LeftOut]:
    before, inside, after = text[:first], text[first + 1 : last], text[last + 1 :]
    answers = answers_of(_without_feedback(inside))
    mark = FORMAT.match(before)
    form = mark[1] if mark else ""
    before = before[mark.end() :] if mark else before
    blank = record is not None and record.kind is Kind.CLOZE and BLANK not in before
    stem = _around(before, after, answers.kind, blank=blank)
    stem, media = written_text(shown(stem), form)
    told = [_told(one, form) for one in (answers.key, *answers.distractors)]
    key, *distractors = (one for one, _ in told)
    if not stem or not all((key, *distractors)):
        raise Unsupported("its text or one of its answers is empty")
    yield from (LeftOut(where, note) for note in answers.notes)
    if media or any(one for _, one in told):
        yield LeftOut(where, "its picture or sound is left out")
    kind, stem, key = ours(answers.kind, stem, key, record)
    yield Held(name=where, kind=kind, stem=stem, key=key, distractors=tuple(distractors), record=record)


def _without_feedback(inside: str) -> str:
    """Return the answers alone: as in Moodle the general feedback is behind the last mark."""
    answers, mark, feedback = inside.rpartition("####")
    return (answers if mark else feedback).strip()


def _around(before: str, after: str, kind: Kind, *, blank: bool) -> str:
    """Return the stem around the answers; behind a whole sentence a stray mark is not what is asked."""
    goes_on = bool(re.search(r"\w", after)) or not ENDED.search(before)
    if kind is Kind.TRUE_FALSE:
        return f"{before.rstrip()} {after.lstrip()}" if re.search(r"\w", after) else before
    return f"{before}{BLANK}{after}" if blank or (after.strip() and goes_on) else before


def _told(answer: str, form: str) -> tuple[str, bool]:
    mark = FORMAT.match(answer)
    if mark:
        form, answer = mark[1], answer[mark.end() :]
    return written_text(shown(answer).strip(), form)
