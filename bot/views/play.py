"""A question, the answer to it, and how a session ended, as messages; knows no database."""

from __future__ import annotations

from string import ascii_uppercase

from bot.services import Answered, Ended, Posed
from bot.views.callbacks import AskToStop, Choose, Context, Next, Open, Resume, Retry, Stop
from bot.views.citation import cited, has_context, missed_lines, place, quoted_in_context, stands_nowhere
from bot.views.message import LONGEST, Button, Link, Message, button, lines
from bot.views.words import Html, Words

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
            quoted_in_context(posed.bank, outcome.proof),
            place(words, posed.bank, outcome.proof),
        ]
    else:
        parts += cited(words("proof"), words, posed.bank, outcome.proof, question.key)
        for citation in outcome.also:
            parts += ["", *cited(words("proof-also"), words, posed.bank, citation)]
        if outcome.belongs:
            lead = words("belongs", choice=answered.choice)
            parts += ["", *cited(lead, words, posed.bank, outcome.belongs, answered.choice)]
        elif not outcome.right and stands_nowhere(posed.bank, answered.choice):
            parts += ["", words("not-in-text", choice=answered.choice)]
    row = []
    if has_context(posed.bank, outcome.proof):
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
    rows: list[tuple[Button | Link, ...]] = [
        (button(words("button-again"), Open("quiz")), button(words("button-score"), Open("score")))
    ]
    if ended.missed:
        rows.insert(0, (button(words("button-retry"), Retry(ended.session_id)),))
    missed = missed_lines(words, [answered.posed for answered in ended.missed], room=LONGEST - 200)
    again = ["", head[0]] if len(ended.missed) > 1 else []
    return Message(lines(*head, *missed, *again), tuple(rows))


def _head(words: Words, posed: Posed) -> Html:
    return words("question-head", number=posed.position + 1, total=posed.total, title=posed.bank.title)
