"""What any format can hold of a question, and the order of its choices; knows no format by name."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import TypeVar

from questions.formats.exchange import LeftOut, Unsupported
from questions.language.amounts import FIGURE, amount_of
from questions.language.wording import plain
from questions.model import BLANK, Bank, Choice, Citation, Kind, Question, Status

Piece = TypeVar("Piece")

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")
"""What XML forbids or discourages and a text file loses (https://www.w3.org/TR/xml/#charsets)."""

SIGNED = re.compile(r"\s*[-+−]\s*\d")
SCALE = re.compile(r"(?:hundred|thousand|million|billion|trillion)\b")

BOOLEANS = ("True", "False")


def written(
    bank: Bank, write: Callable[[Question], Piece], *, every: bool = False
) -> tuple[list[Piece], tuple[LeftOut, ...]]:
    """Write each approved question, and name those that cannot be.

    Args:
        bank: The bank.
        write: Writes one; raises Unsupported where the format cannot hold it.
        every: Whether drafts and rejected questions are written too.
    """
    pieces: list[Piece] = []
    left_out: list[LeftOut] = []
    for question in bank.questions:
        try:
            if not every:
                refuse_unapproved(question)
            refuse_unholdable(question)
            pieces.append(write(question))
        except Unsupported as error:
            left_out.append(LeftOut(question.id, str(error)))
    return pieces, tuple(left_out)


def refuse_unapproved(question: Question) -> None:
    """Raise Unsupported for a question that may not be asked."""
    if question.status is not Status.APPROVED:
        raise Unsupported(f"it is {_status(question.status)}, and only approved questions leave")


def refuse_unholdable(question: Question) -> None:
    """Raise Unsupported for a text that a text file would not give back as it is."""
    for text in (question.stem, *(choice.text for choice in question.choices)):
        if not text or text != text.strip():
            raise Unsupported(f"{text!r} is empty or has white space at its ends")
        if found := CONTROL.search(text):
            raise Unsupported(f"{text!r} has the control character {found[0]!r}")
    texts = [choice.text for choice in question.choices]
    if len(set(texts)) < len(texts):
        raise Unsupported("two of its choices are the same")
    if question.kind is Kind.CLOZE and question.stem.count(BLANK) != 1:
        raise Unsupported("it is a cloze without one blank")
    if question.kind is Kind.TRUE_FALSE and sorted(texts) != sorted(BOOLEANS):
        raise Unsupported("its choices are not True and False")


def seated(question: Question) -> tuple[Choice, ...]:
    """Return the choices with the key where the question's id puts it, always the same place."""
    choices = list(question.distractors)
    digest = hashlib.sha256(question.id.encode()).digest()
    place = int.from_bytes(digest[:4], "big") % (len(choices) + 1)
    choices.insert(place, question.choices[0])
    return tuple(choices)


def place(bank: Bank, citation: Citation) -> str:
    """Return where a citation stands: its document, its section and its paragraph."""
    document = bank.documents[citation.document]
    passage = document.passage_at(citation.start)
    heading = passage.heading if passage else None
    parts = [document.title]
    if heading and heading != document.title:
        parts.append(heading)
    if passage:
        parts.append(f"paragraph {passage.number}")
    return ", ".join(parts)


def quoted(bank: Bank, citation: Citation) -> str:
    """Return a quote with its place as one line for people, its own line ends made spaces."""
    quote = " ".join(CONTROL.sub(" ", citation.quote).split())
    return f"“{quote}” — {CONTROL.sub(' ', place(bank, citation))}"


def proof(bank: Bank, question: Question) -> str:
    """Return the quotes that prove a question, each with its place on a line."""
    return "\n".join(quoted(bank, citation) for citation in (question.citation, *question.also))


def decimal_of(key: str) -> str | None:
    """Return the one figure that a key amounts to in plain digits, or None where it has none or several."""
    if len(FIGURE.findall(plain(key))) != 1 or SIGNED.match(key):
        return None
    amount = amount_of(key)
    return format((Decimal(amount.numerator) / Decimal(amount.denominator)).normalize(), "f")


def unit_of(key: str) -> str:
    """Return what a figure's key says besides the figure, such as its unit; often nothing."""
    return SCALE.sub("", FIGURE.sub("", plain(key))).strip()


def lost_units(questions: Iterator[Question]) -> Iterator[LeftOut]:
    """Name the figures whose unit a numerical question has no place for."""
    for one in questions:
        written_as_figure = one.kind is Kind.NUMBER and not one.distractors and decimal_of(one.key)
        if written_as_figure and (unit := unit_of(one.key)):
            yield LeftOut(one.id, f"the figure alone is asked for there, without {unit!r}")


def _status(status: Status) -> str:
    return f"a {status.value}" if status is Status.DRAFT else status.value
