"""A bank as Moodle's XML, with what only we know in a comment of the feedback; reads nothing.

The elements are those of https://docs.moodle.org/en/Moodle_XML_format.
"""

from __future__ import annotations

from html import escape
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from questions.formats.exchange import Exported
from questions.formats.holding import CONTROL, decimal_of, lost_units, place, seated, written
from questions.formats.record import MARK, SHELF_MARK, record_line, shelf_line
from questions.model import Bank, Choice, Citation, Kind, Question


def write(bank: Bank, _: float) -> Exported:
    """Write a bank's approved questions as Moodle XML.

    The proof is the general feedback, the passage where a distractor belongs its own; the id number is the
    question's id and the tags tell its kind and difficulty.
    """
    pieces, left_out = written(bank, lambda question: _question(bank, question))
    quiz = Element("quiz")
    category = SubElement(quiz, "question", type="category")
    title = " ".join(bank.title.split()).replace("/", "//")
    _text(SubElement(category, "category"), f"$course$/top/{CONTROL.sub('', title)}")
    _text(SubElement(category, "info", format="plain_text"), f"{SHELF_MARK} {shelf_line(bank)}")
    quiz.extend(pieces)
    indent(quiz)
    data = tostring(quiz, encoding="utf-8", xml_declaration=True)
    refused = {one.name for one in left_out}
    units = lost_units(one for one in bank.approved if one.id not in refused)
    return Exported(data, len(pieces), (*left_out, *units))


def _question(bank: Bank, question: Question) -> Element:
    figure = decimal_of(question.key) if question.kind is Kind.NUMBER else None
    if question.kind is Kind.TRUE_FALSE:
        kind = "truefalse"
    elif question.distractors:
        kind = "multichoice"
    else:
        kind = "numerical" if figure else "shortanswer"
    element = Element("question", type=kind)
    _text(SubElement(element, "name"), " ".join(question.stem.split())[:80])
    _text(SubElement(element, "questiontext", format="plain_text"), question.stem)
    quotes = "".join(_quote(bank, one) for one in (question.citation, *question.also))
    record = f"<!-- {MARK} {record_line(question)} -->"
    _text(SubElement(element, "generalfeedback", format="html"), f"{quotes}{record}")
    SubElement(element, "defaultgrade").text = "1"
    SubElement(element, "idnumber").text = question.id
    if kind == "multichoice":
        SubElement(element, "single").text = "true"
        SubElement(element, "shuffleanswers").text = "1"
        SubElement(element, "answernumbering").text = "abc"
    if kind == "shortanswer":
        SubElement(element, "usecase").text = "0"
    for choice in seated(question):
        element.append(_answer(bank, question, choice, kind, figure))
    tags = SubElement(element, "tags")
    for tag in ("passage-quiz", f"kind: {question.kind.value}", f"difficulty: {question.difficulty:.2f}"):
        _text(SubElement(tags, "tag"), tag)
    return element


def _answer(bank: Bank, question: Question, choice: Choice, kind: str, figure: str | None) -> Element:
    right = choice.text == question.key
    plain = "plain_text" if kind in ("multichoice", "shortanswer") else "moodle_auto_format"
    answer = Element("answer", fraction="100" if right else "0", format=plain)
    match kind:
        case "truefalse":
            text = choice.text.lower()
        case "numerical":
            text = figure or choice.text
        case "shortanswer":
            # Moodle takes a bare star in a short answer for any text.
            text = choice.text.replace("*", "\\*")
        case _:
            text = choice.text
    SubElement(answer, "text").text = text
    feedback = _quote(bank, choice.citation) if choice.citation and not right else ""
    _text(SubElement(answer, "feedback", format="html"), feedback)
    if kind == "numerical":
        SubElement(answer, "tolerance").text = "0"
    return answer


def _quote(bank: Bank, citation: Citation) -> str:
    quote = CONTROL.sub(" ", escape(citation.quote)).replace("\n", "<br>")
    return f"<blockquote>{quote}</blockquote><p>{escape(CONTROL.sub(' ', place(bank, citation)))}</p>"


def _text(parent: Element, text: str) -> None:
    SubElement(parent, "text").text = text
