"""A question, the answer to it, and how a session ended, as messages; knows no database."""

from __future__ import annotations

from string import ascii_uppercase

from bot.services import Answered, Ended, Posed
from bot.views.callbacks import (
    AskToStop,
    Browse,
    Choose,
    Claim,
    Context,
    Hint,
    Next,
    Open,
    PassOver,
    Report,
    Resume,
    Retry,
    ShowChoices,
    Stop,
    Summary,
)
from bot.views.citation import (
    cited,
    has_context,
    masked_in_context,
    missed_lines,
    place,
    quoted_in_context,
    stands_nowhere,
)
from bot.views.message import LONGEST, Button, Message, Rows, button, lines, shortened
from bot.views.study import day_lines, rating_rows
from bot.views.words import Html, Words
from questions.model import Kind
from questions.quiz import Match, Mode, wanted_by

GOOD = 0.7
"""From this share of right answers on, a result is called good."""

TYPED = 200
"""Characters of a typed answer that are shown."""

LONG = 3
"""With more missed questions than this the result is told once more below them, where one looks."""

MARKS = 60
"""The most questions of an exam whose marks are shown in the summary."""


def question_view(words: Words, posed: Posed, *, stopping: bool = False) -> Message:
    """Return a question with its lettered choices, or with a word on how to answer it.

    Args:
        words: The language.
        posed: The question.
        stopping: Whether the person is asked, in place of an answer, if the quiz shall end.
    """
    parts: list[str] = [_head(words, posed), "", words("stem", stem=posed.question.stem), ""]
    if posed.typed:
        parts.append(words(f"write-{wanted_by(posed.question.key)}"))
    elif posed.question.kind is Kind.TRUE_FALSE:
        parts.append(words("true-or-false"))
    else:
        parts += [
            words("choice", letter=letter, text=text)
            for letter, text in zip(ascii_uppercase, posed.choices, strict=False)
        ]
    if posed.helped:
        parts += ["", words("hint"), masked_in_context(words, posed.bank, posed.question)]
    return Message(lines(*parts), _stopping_rows(words, posed) if stopping else _asking_rows(words, posed))


def _stopping_rows(words: Words, posed: Posed) -> Rows:
    on = button(words("button-keep-going"), Resume(posed.session_id))
    return ((on, button(words("button-stop-now"), Stop(posed.session_id))),)


def _asking_rows(words: Words, posed: Posed) -> Rows:
    at = (posed.session_id, posed.position)
    stated = posed.question.kind is Kind.TRUE_FALSE
    labels = posed.choices if stated else ascii_uppercase[: len(posed.choices)]
    letters = tuple(button(Html(label), Choose(*at, index)) for index, label in enumerate(labels))
    helps = []
    if posed.mode is not Mode.EXAM and not posed.helped:
        helps.append(button(words("button-hint"), Hint(*at)))
    if posed.mode is not Mode.EXAM and posed.typed and posed.choices:
        helps.append(button(words("button-show-choices"), ShowChoices(*at)))
    ends = (
        button(words("button-pass-over"), PassOver(*at)),
        button(words("button-stop"), AskToStop(posed.session_id)),
    )
    if not posed.typed:
        return (letters, (*helps, *ends))
    return (tuple(helps), ends) if len(helps) > 1 else ((*helps, *ends),)


def answer_view(
    words: Words, answered: Answered, *, in_context: bool = False, rating: bool = False
) -> Message:
    """Return a question with its answer and the passages that explain it.

    Args:
        words: The language.
        answered: What was asked and answered.
        in_context: Whether the whole paragraph of the proof is shown, with the proof set off.
        rating: Whether the person is asked how well it was remembered; while a review waits, that is so.
    """
    posed = answered.posed
    at = (posed.session_id, posed.position)
    parts = [*_verdict(words, answered), Html("")]
    if in_context:
        proof = answered.outcome.proof
        parts += [words("context"), quoted_in_context(posed.bank, proof), place(words, posed.bank, proof)]
    else:
        parts += _passages(words, answered)
    rows: list[tuple[Button, ...]] = []
    if answered.claimable:
        rows.append((button(words("button-claim"), Claim(*at)),))
    report = button(words("button-report"), Report(*at, "ask"))
    asks = rating or (posed.mode is Mode.REVIEW and answered.waiting)
    if answered.recollection:
        ratings = rating_rows(words, answered, answered.recollection, asks=asks)
        rows += ratings if asks else [(*ratings[0], report)]
    onward = []
    if has_context(posed.bank, answered.outcome.proof):
        context = "button-context-less" if in_context else "button-context"
        onward.append(button(words(context), Context(*at, int(not in_context))))
    if asks or answered.recollection is None:
        onward.append(report)
    if answered.waiting:
        onward.append(button(words("button-finish" if posed.last else "button-next"), Next(*at)))
    return Message(lines(*parts), (*rows, tuple(onward)))


def browse_view(words: Words, answered: Answered) -> Message:
    """Return an answer of a session that is over, with ways to the one before and the one after."""
    posed = answered.posed
    parts = [*_verdict(words, answered), Html(""), *_passages(words, answered)]
    ways = []
    if posed.position:
        ways.append(button(words("button-before"), Browse(posed.session_id, posed.position - 1)))
    if answered.more:
        ways.append(button(words("button-after"), Browse(posed.session_id, posed.position + 1)))
    report = button(words("button-report"), Report(posed.session_id, posed.position, "ask"))
    claim = button(words("button-claim"), Claim(posed.session_id, posed.position))
    back = button(words("button-summary"), Summary(posed.session_id))
    extra = (claim, report) if answered.claimable else (report,)
    rows = ((*ways,), (*extra, back)) if ways else ((*extra, back),)
    return Message(lines(*parts), rows)


def ended_view(words: Words, ended: Ended) -> Message:
    """Return how a session ended: the result, and what was missed with its passages."""
    title, right = ended.bank.title, ended.right
    if ended.stopped:
        head = [words("stopped", title=title, right=right, answered=ended.answered)]
    elif ended.mode is Mode.REVIEW:
        head = [words("ended-review", right=right, total=ended.total)]
    else:
        remark = (
            "ended-all-right"
            if not ended.missed
            else ("ended-well" if right >= GOOD * ended.total else "ended-again")
        )
        kind = "ended-exam" if ended.mode is Mode.EXAM else "ended"
        head = [words(kind, title=title, right=right, total=ended.total), words(remark)]
    if ended.skipped:
        head.append(words("ended-skipped", count=ended.skipped))
    if ended.mode is Mode.EXAM and ended.answers:
        head += [Html(""), _marks(ended)]
    if ended.study:
        head += [Html(""), *day_lines(words, ended.study)]
    said = {one.posed.position: one.choice for one in ended.missed if one.choice}
    missed = missed_lines(words, [one.posed for one in ended.missed], room=LONGEST - 600, said=said)
    again = ["", head[0]] if len(ended.missed) > LONG else []
    return Message(lines(*head, *missed, *again), _ended_rows(words, ended))


def _ended_rows(words: Words, ended: Ended) -> Rows:
    rows: list[tuple[Button, ...]] = []
    if ended.mode is Mode.EXAM and ended.answers:
        rows.append((button(words("button-browse"), Browse(ended.session_id, 0)),))
    if ended.missed:
        rows.append((button(words("button-retry"), Retry(ended.session_id)),))
    if ended.mode is Mode.REVIEW:
        more = button(words("button-review-more"), Open("review"))
        progress = button(words("button-progress"), Open("progress"))
        rows.append((more, progress) if ended.study and ended.study.waiting else (progress,))
        if ended.study and not ended.study.zoned:
            rows.append((button(words("button-tell-zone"), Open("zone")),))
    else:
        again = button(words("button-again"), Open("quiz"))
        rows.append((again, button(words("button-score"), Open("score"))))
    return tuple(rows)


def _marks(ended: Ended) -> Html:
    """Return whether each question was right, in order."""
    told = ended.answers[:MARKS]
    marks = (
        f"{'➖' if one.choice is None else '✅' if one.outcome.right else '❌'}\u2060{one.posed.position + 1}"
        for one in told
    )
    return Html("  ".join(marks))


def _verdict(words: Words, answered: Answered) -> list[Html]:
    posed, outcome = answered.posed, answered.outcome
    key = posed.question.key
    parts = [_head(words, posed), Html(""), words("stem", stem=posed.question.stem), Html("")]
    if answered.choice is None:
        return [*parts, words("answer-passed", key=key)]
    choice = shortened(answered.choice, TYPED)
    parts.append(words("answer-right" if outcome.right else "answer-wrong", key=key, choice=choice))
    verdict = outcome.verdict
    if verdict is None:
        return parts
    if outcome.right and verdict.match is not Match.EXACT:
        parts.append(words("answer-typed", choice=choice))
    if outcome.right and not verdict.right:
        parts.append(words("match-claimed"))
    elif outcome.right == verdict.right and verdict.match not in (Match.EXACT, Match.OTHER):
        parts.append(words(f"match-{verdict.match}"))
    return parts


def _passages(words: Words, answered: Answered) -> list[Html]:
    posed, outcome, choice = answered.posed, answered.outcome, answered.choice or ""
    parts: list[Html] = cited(words("proof"), words, posed.bank, outcome.proof, posed.question.key)
    for citation in outcome.also:
        parts += [Html(""), *cited(words("proof-also"), words, posed.bank, citation)]
    if outcome.belongs:
        lead = words("belongs", choice=shortened(choice, TYPED))
        parts += [Html(""), *cited(lead, words, posed.bank, outcome.belongs, choice)]
    elif choice and not outcome.right and _could_stand(posed) and stands_nowhere(posed.bank, choice):
        parts += [Html(""), words("not-in-text", choice=choice)]
    return parts


def _could_stand(posed: Posed) -> bool:
    """Whether a choice claims something that a text could hold: "False" does not."""
    return not posed.typed and posed.question.kind is not Kind.TRUE_FALSE


def _head(words: Words, posed: Posed) -> Html:
    head = {Mode.EXAM: "exam-head", Mode.REVIEW: "review-head"}.get(posed.mode, "question-head")
    return words(head, number=posed.position + 1, total=posed.total, title=posed.bank.title)
