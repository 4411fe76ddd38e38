"""Moodle's XML that we or others wrote, read question by question; knows no bank and no document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from questions.errors import FormatBroken
from questions.formats.exchange import Contents, Held, LeftOut, Unsupported, contents_of
from questions.formats.holding import CONTROL
from questions.formats.markup import written_text
from questions.formats.record import MARK, SHELF_MARK, Shelf, record_from, shelf_from
from questions.formats.weighing import FULL, Answers, choice_of, figure_of, ours, short_of, truth_of
from questions.model import Kind

RECORD = re.compile(rf"<!-- {MARK} (.*?) -->")
KINDS = {
    "multichoice": Kind.CHOICE,
    "truefalse": Kind.TRUE_FALSE,
    "shortanswer": Kind.SHORT,
    "numerical": Kind.NUMBER,
}


@dataclass(frozen=True, slots=True)
class _Option:
    fraction: float
    text: str
    media: bool
    tolerance: str


def read(data: bytes, name: str) -> Contents:
    """Read Moodle XML, without entities and document types of its own.

    Raises:
        FormatBroken: [Q071] It is no XML, no quiz, or defines entities.
    """
    try:
        quiz: Element = fromstring(data, forbid_dtd=True)
    except ParseError as error:
        line = error.position[0]
        what = str(error).partition(":")[0]
        raise FormatBroken(f"{name} line {line}: {what}", advice="Export it again from Moodle") from error
    except DefusedXmlException as error:
        raise FormatBroken(
            f"{name} defines a document type or entities of its own, which is not safe to read",
            advice="Export it again from Moodle",
        ) from error
    except (LookupError, ValueError) as error:
        raise FormatBroken(f"{name} line 1: its encoding is unknown", advice="Save it as UTF-8") from error
    if quiz.tag != "quiz":
        raise FormatBroken(
            f"{name} line 1: it begins with <{quiz.tag}>, not with <quiz>", advice="Export it as Moodle XML"
        )
    return contents_of(_questions(quiz), name, _shelf(quiz))


def _shelf(quiz: Element) -> Shelf | None:
    infos = (one.findtext("info/text") or "" for one in quiz.iterfind("question[@type='category']"))
    found = (shelf_from(info.removeprefix(SHELF_MARK)) for info in infos if info.startswith(SHELF_MARK))
    return next((shelf for shelf in found if shelf), None)


def _questions(quiz: Element) -> Iterator[Held | LeftOut]:
    asked = [one for one in quiz.iterfind("question") if one.get("type") != "category"]
    for number, question in enumerate(asked, 1):
        title = " ".join((question.findtext("name/text") or "").split())[:80]
        where = f"question {number} ({title})" if title else f"question {number}"
        try:
            yield from _held(question, where)
        except Unsupported as error:
            yield LeftOut(where, str(error))


def _held(question: Element, where: str) -> Iterator[Held | LeftOut]:
    kind = KINDS.get(question.get("type", ""))
    if kind is None:
        raise Unsupported(f"its type, {question.get('type')}, is not supported")
    mark = RECORD.search(question.findtext("generalfeedback/text") or "")
    record = record_from(mark[1]) if mark else None
    stem, media = _shown(question.find("questiontext"), "html")
    media = media or question.find("questiontext/file") is not None or bool(question.findtext("image"))
    options = list(_options(question, "plain_text" if kind in (Kind.SHORT, Kind.NUMBER) else "html"))
    answers = _answers(kind, options)
    if not stem or not all((answers.key, *answers.distractors)):
        raise Unsupported("its text or one of its answers is empty")
    yield from (LeftOut(where, note) for note in answers.notes)
    if media or any(one.media for one in options):
        yield LeftOut(where, "its picture or sound is left out")
    kind, stem, key = ours(kind, stem, answers.key, record)
    yield Held(name=where, kind=kind, stem=stem, key=key, distractors=answers.distractors, record=record)


def _options(question: Element, usual: str) -> Iterator[_Option]:
    for answer in question.iterfind("answer"):
        try:
            fraction = float(answer.get("fraction", "0"))
        except ValueError as error:
            raise Unsupported("the worth of an answer is no number") from error
        text, media = _shown(answer, usual)
        media = media or answer.find("file") is not None
        yield _Option(fraction, text, media, (answer.findtext("tolerance") or "").strip())


def _answers(kind: Kind, options: list[_Option]) -> Answers:
    weighted = [(one.fraction, one.text) for one in options]
    if kind is Kind.TRUE_FALSE:
        right = [text.lower() for weight, text in weighted if weight >= FULL]
        if right not in (["true"], ["false"]):
            raise Unsupported("it does not say whether it is true")
        return truth_of(right == ["true"])
    if kind is Kind.NUMBER:
        return figure_of([(one.fraction, one.text, one.tolerance) for one in options])
    return choice_of(weighted) if kind is Kind.CHOICE else short_of(weighted)


def _shown(element: Element | None, usual: str) -> tuple[str, bool]:
    """Return the text in an element as a reader sees it, and whether a picture or sound went."""
    if element is None:
        return "", False
    text = CONTROL.sub("", element.findtext("text") or "").strip()
    written = element.get("format", usual)
    return written_text(text, "html" if written == "moodle_auto_format" else written)
