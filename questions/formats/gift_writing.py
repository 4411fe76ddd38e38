"""A bank as GIFT, which Moodle and others read, with a comment for us at each question; reads nothing."""

from __future__ import annotations

from questions.formats.exchange import Exported, Unsupported
from questions.formats.gift_signs import answer_escaped, escaped
from questions.formats.holding import decimal_of, lost_units, proof, quoted, seated, written
from questions.formats.record import MARK, SHELF_MARK, record_line, shelf_line
from questions.model import BLANK, Bank, Kind, Question


def write(bank: Bank, _: float) -> Exported:
    """Write a bank's approved questions as GIFT.

    A blank is where the answers stand, as GIFT has its missing words; the proof is the general feedback, the
    passage where a distractor belongs its own.
    """
    pieces, left_out = written(bank, lambda question: _question(bank, question))
    title = " ".join(bank.title.split()).replace("/", "//")
    head = f"// {SHELF_MARK} {shelf_line(bank)}\n\n$CATEGORY: {title}\n"
    text = "\n".join((head, *pieces))
    refused = {one.name for one in left_out}
    units = (one for one in bank.approved if one.id not in refused)
    return Exported(text.encode(), len(pieces), (*left_out, *lost_units(units)))


def _question(bank: Bank, question: Question) -> str:
    answers = f"{_answers(bank, question)}\n####{escaped(proof(bank, question))}"
    stem = question.stem
    # Where the answers end the text Moodle takes them away and shows no gap, so the blank itself stays there.
    if question.kind is Kind.CLOZE and not stem.endswith(BLANK):
        before, after = stem.split(BLANK)
        asked = f"[plain]{escaped(before)}{{{answers}}}{escaped(after)}"
    else:
        asked = f"[plain]{escaped(stem)} {{{answers}}}"
    # Moodle takes the first id number in the comments; an id of other signs could end the bracket.
    known = f"// [id:{question.id}] [tag:passage-quiz]\n" if question.id.isalnum() else ""
    return f"{known}// {MARK} {record_line(question)}\n::{escaped(question.id)}::{asked}\n"


def _answers(bank: Bank, question: Question) -> str:
    if question.kind is Kind.TRUE_FALSE:
        wrong = question.distractors[0].citation
        feedback = f"#{escaped(quoted(bank, wrong))}" if wrong else ""
        return f"{question.key.upper()}{feedback}"
    if not question.distractors:
        if question.kind is Kind.NUMBER and (figure := decimal_of(question.key)):
            return f"#{figure}:0"
        if "->" in question.key:
            raise Unsupported(f"its key {question.key!r} has ->, which GIFT takes for a matching question")
        # Moodle takes a bare star in a short answer for any text.
        return f"={answer_escaped(question.key).replace('*', chr(92) + '*')}"
    lines = []
    for choice in seated(question):
        right = choice.text == question.key
        belongs = f"#{escaped(quoted(bank, choice.citation))}" if choice.citation and not right else ""
        lines.append(f"\n\t{'=' if right else '~'}{answer_escaped(choice.text)}{belongs}")
    return "".join(lines)
