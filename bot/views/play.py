"""A question, the answer to it, and how a session ended, as messages; knows no database."""

from __future__ import annotations

from string import ascii_uppercase

from bot.services import Answered, Ended, Posed
from bot.views.callbacks import AskToStop, Choose, Context, Next, Open, Resume, Retry, Stop
from bot.views.message import LONGEST, Button, Message, block_quote, button, lines, visible_length
from bot.views.words import Html, Words
from questions.model import Bank, Citation, Kind

GOOD = 0.7
"""From this share of right answers on, a result is called good."""


def question_view(words: Words, posed: Posed, *, stopping: bool = False) -> Message:
    """Return a question with its lettered choices.

    Args:
        words: The language.
        posed: The question.
        stopping: Whether the person is asked, in place of an answer, if the quiz shall end.
    """
    choices = [
        words("choice", letter=letter, text=text)
        for letter, text in zip(ascii_uppercase, posed.choices, strict=False)
    ]
    letters = tuple(
        button(Html(letter), Choose(posed.session_id, posed.position, index))
        for index, letter in zip(range(len(posed.choices)), ascii_uppercase, strict=False)
    )
    on = button(words("button-keep-going"), Resume(posed.session_id))
    off = button(words("button-stop-now"), Stop(posed.session_id))
    ask = button(words("button-stop"), AskToStop(posed.session_id))
    rows = ((on, off),) if stopping else (letters, (ask,))
    return Message(
        lines(_head(words, posed), "", words("stem", stem=posed.question.stem), "", *choices), rows
    )


def answer_view(words: Words, answered: Answered, *, in_context: bool = False) -> Message:
    """Return a question with its answer and the passages that explain it.

    Args:
        words: The language.
        answered: What was asked and answered.
        in_context: Whether the whole paragraph of the proof is shown, with the proof set off.
    """
    posed, outcome = answered.posed, answered.outcome
    question = posed.question
    verdict = "answer-right" if outcome.right else "answer-wrong"
    parts: list[str] = [
        _head(words, posed),
        "",
        words("stem", stem=question.stem),
        "",
        words(verdict, key=question.key, choice=answered.choice),
        "",
    ]
    if in_context:
        parts += [
            words("context"),
            _in_context(posed.bank, outcome.proof),
            _place(words, posed.bank, outcome.proof),
        ]
    else:
        parts += _cited(words("proof"), words, posed.bank, outcome.proof, question.key)
        for citation in outcome.also:
            parts += ["", *_cited(words("proof-also"), words, posed.bank, citation)]
        if outcome.belongs:
            lead = words("belongs", choice=answered.choice)
            parts += ["", *_cited(lead, words, posed.bank, outcome.belongs, answered.choice)]
        elif not outcome.right and _stands_nowhere(posed.bank, answered.choice):
            parts += ["", words("not-in-text", choice=answered.choice)]
    row = []
    if _has_context(posed.bank, outcome.proof):
        context = "button-context-less" if in_context else "button-context"
        row.append(button(words(context), Context(posed.session_id, posed.position, int(not in_context))))
    if answered.waiting:
        onward = "button-finish" if posed.last else "button-next"
        row.append(button(words(onward), Next(posed.session_id, posed.position)))
    return Message(lines(*parts), (tuple(row),) if row else ())


def ended_view(words: Words, ended: Ended) -> Message:
    """Return how a session ended: the result, and what was missed with its passages."""
    title, right, answered = ended.bank.title, ended.right, len(ended.answers)
    if ended.stopped:
        head = [words("stopped", title=title, right=right, answered=answered)]
    else:
        remark = (
            "ended-all-right"
            if not ended.missed
            else ("ended-well" if right >= GOOD * ended.total else "ended-again")
        )
        head = [words("ended", title=title, right=right, total=ended.total), words(remark)]
    rows: list[tuple[Button, ...]] = [
        (button(words("button-again"), Open("quiz")), button(words("button-score"), Open("score")))
    ]
    if ended.missed:
        rows.insert(0, (button(words("button-retry"), Retry(ended.session_id)),))
    missed = _missed(words, ended, room=LONGEST - 200)
    again = ["", head[0]] if len(ended.missed) > 1 else []
    return Message(lines(*head, *missed, *again), tuple(rows))


def _missed(words: Words, ended: Ended, *, room: int) -> list[Html]:
    """List the missed questions with their passages, as many as there is room for."""
    parts: list[Html] = [Html(""), words("missed")] if ended.missed else []
    for done, answered in enumerate(ended.missed):
        posed, proof = answered.posed, answered.outcome.proof
        question = posed.question
        line = "missed-cloze" if question.kind is Kind.CLOZE else "missed-line"
        entry = [
            Html(""),
            words(line, number=posed.position + 1, stem=question.stem, key=question.key),
            _quote(proof, question.key),
            _place(words, posed.bank, proof),
        ]
        if visible_length(lines(*parts, *entry)) > room:
            return [*parts, Html(""), words("missed-more", count=len(ended.missed) - done)]
        parts += entry
    return parts


def _head(words: Words, posed: Posed) -> Html:
    return words("question-head", number=posed.position + 1, total=posed.total, title=posed.bank.title)


def _cited(lead: Html, words: Words, bank: Bank, citation: Citation, text: str = "") -> list[Html]:
    return [lead, _quote(citation, text), _place(words, bank, citation)]


def _quote(citation: Citation, text: str = "") -> Html:
    """Quote a citation with a text of it set off, where it stands there as it is."""
    start = citation.quote.find(text) if text else -1
    return block_quote(citation.quote, marked=(start, start + len(text)) if start >= 0 else None)


def _in_context(bank: Bank, citation: Citation) -> Html:
    document = bank.documents[citation.document]
    passage = document.passage_at(citation.start)
    if passage is None:
        return _quote(citation)
    start = citation.start - passage.start
    marked = (start, start + len(citation.quote))
    return block_quote(document.text[passage.start : passage.end], marked=marked, tag="u")


def _has_context(bank: Bank, citation: Citation) -> bool:
    """Whether the paragraph holds more than the quote."""
    passage = bank.documents[citation.document].passage_at(citation.start)
    return passage is not None and passage.end - passage.start > citation.end - citation.start


def _stands_nowhere(bank: Bank, text: str) -> bool:
    return all(text.casefold() not in document.text.casefold() for document in bank.documents.values())


def _place(words: Words, bank: Bank, citation: Citation) -> Html:
    document = bank.documents[citation.document]
    passage = document.passage_at(citation.start)
    if passage is None:
        return words("place-title", title=document.title)
    if passage.heading and passage.heading != document.title:
        return words("place-heading", title=document.title, heading=passage.heading, paragraph=passage.number)
    return words("place", title=document.title, paragraph=passage.number)
