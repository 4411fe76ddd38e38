"""What people say of questions, as messages to them and to those who look at it; knows no database."""

from __future__ import annotations

from bot.services import (
    REASONS,
    Book,
    Claimed,
    Decided,
    OpenClaim,
    OpenReport,
    Reported,
    Sort,
    short_name,
)
from bot.views.callbacks import Decide, LookThrough, Report, Settle
from bot.views.citation import cited
from bot.views.message import Message, Rows, button, lines, shortened
from bot.views.words import Words

ANSWER = 300
"""Characters of an answer that are shown."""


def reasons_rows(words: Words, session_id: int, position: int) -> Rows:
    """Return the buttons that say what is wrong with a question."""
    at = (session_id, position)
    reasons = tuple((button(words(f"report-{reason}"), Report(*at, reason)),) for reason in REASONS)
    return (*reasons, (button(words("button-back"), Report(*at, "keep")),))


def reported_view(words: Words, reported: Reported) -> Message:
    """Return the word to whoever looks after questions that one was reported."""
    posed = reported.posed
    question = posed.question
    head = words(
        "report-told",
        reason=words(f"report-{reported.reason}"),
        stem=question.stem,
        key=question.key,
        title=posed.bank.title,
    )
    quote = cited(words("proof"), words, posed.bank, question.citation, question.key)
    return Message(lines(head, "", *quote), _way_to(words, reported.book, question.id))


def claimed_view(words: Words, claimed: Claimed) -> Message:
    """Return the question to a teacher whether an answer is right; raises ValueError where none is open."""
    posed, claim_id = claimed.answered.posed, claimed.claim_id
    if claim_id is None or claimed.answered.choice is None:
        raise ValueError("there is nothing to ask about")
    decided = Decided(posed.bank, posed.question, claimed.answered.choice, accepted=False)
    return open_claim_view(words, OpenClaim(claim_id, decided))


def open_claim_view(words: Words, one: OpenClaim) -> Message:
    """Return the question to a teacher whether a claimed answer is right."""
    claim_id, decided = one.claim_id, one.claim
    yes, no = (
        button(words("button-accept"), Decide(claim_id, 1)),
        button(words("button-refuse"), Decide(claim_id, 0)),
    )
    return Message(lines(*_claim(words, decided)), ((yes, no),))


def open_report_view(words: Words, report: OpenReport, user_id: int) -> Message:
    """Return a question that people want looked at, and why; who made it gets a way to it."""
    question = report.question
    reasons = [
        words("report-count", reason=words(f"report-{one}"), count=n) for one, n in report.reasons.items()
    ]
    head = words("report-open", stem=question.stem, key=question.key, title=report.bank.title)
    quote = cited(words("proof"), words, report.bank, question.citation, question.key)
    done = button(words("button-settle"), Settle(report.report_id))
    own = report.book if report.book and report.book.owner_id == user_id else None
    way = _way_to(words, own, question.id)
    return Message(lines(head, "", *reasons, "", *quote), (*way, (done,)))


def _way_to(words: Words, book: Book | None, question_id: str) -> Rows:
    """Return the button that leads to a question of a book."""
    if book is None:
        return ()
    look = LookThrough(book.id, short_name(question_id), Sort.LOOK, "show")
    return ((button(words("button-look-at-it"), look),),)


def decided_view(words: Words, decided: Decided) -> Message:
    """Return a claim with what was said of it."""
    said = words("claim-accepted" if decided.accepted else "claim-refused")
    return Message(lines(*_claim(words, decided), "", said))


def _claim(words: Words, decided: Decided) -> list[str]:
    question = decided.question
    head = words(
        "claim-told",
        stem=question.stem,
        key=question.key,
        answer=shortened(decided.answer, ANSWER),
        title=decided.bank.title,
    )
    return [head, "", *cited(words("proof"), words, decided.bank, question.citation, question.key)]
