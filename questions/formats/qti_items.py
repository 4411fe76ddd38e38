"""A question as an item of QTI 2.1: what is asked, what is right, what is said after; knows no package."""

from __future__ import annotations

from string import ascii_uppercase
from xml.etree.ElementTree import Element, SubElement

from questions.formats.exchange import Unsupported
from questions.formats.holding import CONTROL, decimal_of, place, seated
from questions.formats.qti_names import (
    FEEDBACK,
    PROOF,
    QTI,
    RECORD,
    RESPONSE,
    SCORE,
    TEMPLATES,
    VERBATIM,
)
from questions.formats.record import MARK, record_line
from questions.model import BLANK, Bank, Choice, Citation, Kind, Question

SHOWN = "shown"
"""What the variable of the proof always says."""

TITLE = 80
MOST_LENGTH, LEAST_LENGTH = 60, 10
"""Characters of the field that is typed into."""

INTEGERS = range(-(2**31), 2**31)
"""What a QTI integer can be."""


def item_of(bank: Bank, question: Question) -> Element:
    """Return the item of a question.

    Raises:
        Unsupported: It has more choices than there are letters.
    """
    item = Element(
        "assessmentItem",
        {
            "xmlns": QTI,
            "identifier": question.id,
            "title": " ".join(question.stem.split())[:TITLE],
            "xml:lang": bank.language,
            "adaptive": "false",
            "timeDependent": "false",
            "toolName": "Passage Quiz",
        },
    )
    choices = _lettered(question)
    base = "identifier" if choices else _typed(question)
    _declare_response(item, question, choices, base)
    _declare(item, SCORE, "float", "0", normalMaximum="1")
    _declare(item, PROOF, "identifier", None)
    if choices:
        _declare(item, FEEDBACK, "identifier", None)
    _declare(item, RECORD, "string", f"{MARK} {record_line(question)}", view="author")
    _body(SubElement(item, "itemBody"), question, choices)
    _process(SubElement(item, "responseProcessing"), choices, base)
    _tell(_feedback(item, PROOF, SHOWN), bank, question.citation, *question.also)
    for letter, choice in choices.items():
        if choice.citation and choice.text != question.key:
            _tell(_feedback(item, FEEDBACK, letter), bank, choice.citation)
    item.text = "\n"
    for part in item:
        part.tail = "\n"
    return item


def _lettered(question: Question) -> dict[str, Choice]:
    if not question.distractors:
        return {}
    choices = seated(question)
    if len(choices) > len(ascii_uppercase):
        raise Unsupported(f"it has {len(choices)} choices, more than there are letters")
    return dict(zip(ascii_uppercase, choices, strict=False))


def _typed(question: Question) -> str:
    figure = decimal_of(question.key) if question.kind is Kind.NUMBER else None
    if figure is None:
        return "string"
    return "integer" if figure.lstrip("-").isdecimal() and int(figure) in INTEGERS else "float"


def _declare_response(item: Element, question: Question, choices: dict[str, Choice], base: str) -> None:
    declared = SubElement(
        item, "responseDeclaration", identifier=RESPONSE, cardinality="single", baseType=base
    )
    right = next((letter for letter, one in choices.items() if one.text == question.key), question.key)
    if base in ("integer", "float"):
        right = decimal_of(question.key) or question.key
    SubElement(SubElement(declared, "correctResponse"), "value").text = right
    if base == "string":
        mapping = SubElement(declared, "mapping", defaultValue="0")
        SubElement(mapping, "mapEntry", mapKey=right, mappedValue="1", caseSensitive="false")


def _declare(item: Element, name: str, base: str, value: str | None, **more: str) -> None:
    about = {"identifier": name, "cardinality": "single", "baseType": base, **more}
    declared = SubElement(item, "outcomeDeclaration", about)
    if value is not None:
        SubElement(SubElement(declared, "defaultValue"), "value").text = value


def _body(body: Element, question: Question, choices: dict[str, Choice]) -> None:
    if choices:
        interaction = SubElement(
            body, "choiceInteraction", responseIdentifier=RESPONSE, shuffle="false", maxChoices="1"
        )
        _lines(SubElement(interaction, "prompt", {"class": VERBATIM}), question.stem)
        for letter, choice in choices.items():
            one = SubElement(interaction, "simpleChoice", {"identifier": letter, "class": VERBATIM})
            _lines(one, choice.text)
        return
    asked = SubElement(body, "p", {"class": VERBATIM})
    if question.kind is Kind.CLOZE:
        before, after = question.stem.split(BLANK)
        _lines(asked, before)
        _field(asked, question).tail = ""
        _lines(asked, after)
    else:
        _lines(asked, question.stem)
        _field(SubElement(body, "p"), question)


def _field(parent: Element, question: Question) -> Element:
    length = min(max(len(question.key) + 2, LEAST_LENGTH), MOST_LENGTH)
    return SubElement(parent, "textEntryInteraction", responseIdentifier=RESPONSE, expectedLength=str(length))


def _lines(parent: Element, text: str) -> None:
    """Add a text at the end of an element, its line ends as breaks."""
    for number, line in enumerate(text.split("\n")):
        if number:
            SubElement(parent, "br")
        last = parent[-1] if len(parent) else None
        if last is None:
            parent.text = (parent.text or "") + line
        else:
            last.tail = (last.tail or "") + line


def _process(processing: Element, choices: dict[str, Choice], base: str) -> None:
    """Write what an answer is worth, and what is said after it.

    A system that knows the standard's templates alone takes the one that is named; others prefer the rules,
    as the standard says. A template matches no float: that is what `equal` is for.
    """
    if base != "float":
        template = "map_response" if base == "string" else "match_correct"
        processing.set("template", f"{TEMPLATES}/{template}")
    if base == "string":
        SubElement(_set(processing, SCORE), "mapResponse", identifier=RESPONSE)
    else:
        condition = SubElement(processing, "responseCondition")
        right = SubElement(condition, "responseIf")
        same = SubElement(right, "equal", toleranceMode="exact") if base == "float" else None
        same = SubElement(right, "match") if same is None else same
        SubElement(same, "variable", identifier=RESPONSE)
        SubElement(same, "correct", identifier=RESPONSE)
        _value(_set(right, SCORE), "float", "1")
        _value(_set(SubElement(condition, "responseElse"), SCORE), "float", "0")
    _value(_set(processing, PROOF), "identifier", SHOWN)
    if choices:
        SubElement(_set(processing, FEEDBACK), "variable", identifier=RESPONSE)


def _set(parent: Element, outcome: str) -> Element:
    return SubElement(parent, "setOutcomeValue", identifier=outcome)


def _value(parent: Element, base: str, text: str) -> None:
    SubElement(parent, "baseValue", baseType=base).text = text


def _feedback(item: Element, outcome: str, identifier: str) -> Element:
    return SubElement(
        item, "modalFeedback", outcomeIdentifier=outcome, identifier=identifier, showHide="show"
    )


def _tell(feedback: Element, bank: Bank, *citations: Citation) -> None:
    for citation in citations:
        quote = SubElement(SubElement(feedback, "blockquote"), "p")
        _lines(quote, CONTROL.sub(" ", citation.quote))
        SubElement(feedback, "p").text = CONTROL.sub(" ", place(bank, citation))
