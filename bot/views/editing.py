"""The questions of a book as its maker sees them, to be kept, left out and changed; knows no database."""

from __future__ import annotations

from collections.abc import Sequence

from bot.services import REASONS_AGAINST, Approval, Listed, Moved, Overview, Page, Sort, short_name
from bot.views.callbacks import Change, LookThrough, MoveQuestion, OpenBook, Questions
from bot.views.citation import cited
from bot.views.library import MOST_OFFERED, TITLE, listed_button
from bot.views.message import Button, Message, Rows, button, lines, shortened
from bot.views.words import Html, Words
from questions.editing import Form, form_of
from questions.model import Question, Status

STEM_SHOWN, CHOICE_SHOWN, CHOICES = 600, 120, 12
"""Characters of a stem and of a choice on a page, and the most wrong choices there: a draft may have any."""

LABEL = 40
"""Characters of a choice on a button."""

SIZES = (10, 20)
"""How many of the best can be asked alone."""

REFUSED = 5
"""The most drafts that could not be approved of which is told why."""

STEM, TEXT = 120, 300
"""Characters of a stem in a list, and of what is shown to be written anew."""

PLAIN = {
    "the stem": "the question",
    "stem": "question",
    "distractors": "wrong answers",
    "the distractor": "the wrong answer",
    "the key": "the answer",
}
"""Words of those who write tests, and what everybody calls it."""


def overview_view(words: Words, overview: Overview, *said: Html) -> Message:
    """Return what became of a book's questions, with ways into them.

    Args:
        words: The language.
        overview: The questions.
        said: What is told above it.
    """
    book_id = overview.volume.book.id
    total = len(overview.volume.bank.questions)
    head = words(
        "look-overview",
        title=shortened(overview.volume.bank.title, TITLE),
        total=total,
        asked=overview.asked,
        drafts=overview.drafts,
        out=overview.left_out,
    )
    attention = [words("look-attention", count=overview.to_look_at)] if overview.to_look_at else []
    counts = {
        Sort.ALL: total,
        Sort.LOOK: overview.to_look_at,
        Sort.DRAFTS: overview.drafts,
        Sort.LEFT_OUT: overview.left_out,
    }
    ways = tuple(
        (button(words(f"button-look-{sort}", count=count), LookThrough(book_id, "-", sort, "show")),)
        for sort, count in counts.items()
        if count
    )
    approve = (button(words("button-approve-drafts"), Questions(book_id, "approve", 0)),)
    best = tuple(
        button(words("button-best", count=size), Questions(book_id, "best", size))
        for size in SIZES
        if overview.ranked > size and overview.asked != size
    )
    again = (button(words("button-best-all"), Questions(book_id, "best", 0)),)
    rows = (*ways, *((approve,) if overview.drafts else ()), best, *((again,) if overview.beyond else ()))
    back = (button(words("button-back"), OpenBook(book_id)),)
    above = [part for one in said for part in (one, Html(""))]
    return Message(lines(*above, head, *attention), (*filter(None, rows), back))


def approval_words(words: Words, approval: Approval) -> Html:
    """Return what came of approving all drafts, with what keeps the others from being asked."""
    told = [words("look-approved", count=approval.count)]
    if approval.refused:
        told.append(words("look-refused", count=len(approval.refused)))
    for question, faults in approval.refused[:REFUSED]:
        reason = plain_reason([fault.reason for fault in faults])
        told.append(words("look-refused-one", stem=shortened(question.stem, STEM), reason=reason))
    return lines(*told)


def question_page_view(words: Words, page: Page, *said: Html) -> Message:
    """Return a question of a book to its maker: with its answer, its passage and how it stands.

    Args:
        words: The language.
        page: The question.
        said: What is told above it.
    """
    above = [part for one in said for part in (one, Html(""))]
    anew = ["", words("change-proved")] if page.proved_anew else []
    return Message(lines(*above, *_page(words, page), *anew), _ways(words, page))


def reasons_against_rows(words: Words, page: Page) -> Rows:
    """Return the buttons that say why a question is left out."""
    reasons = tuple((button(words(f"against-{one}"), _look(page, one)),) for one in REASONS_AGAINST)
    return (*reasons, (button(words("button-back"), _look(page, "show")),))


def change_view(words: Words, page: Page, *said: Html) -> Message:
    """Return a question with the buttons that say what of it shall change; what is told stands under it."""
    question = page.question
    claim = form_of(question) is Form.CLAIM
    key = ("button-change-turn", "turn") if claim else ("button-change-key", "key")
    choices = () if claim else question.distractors[:CHOICES]
    rows = (
        (button(words("button-change-stem"), _change(page, "stem")),),
        (button(words(key[0]), _change(page, key[1])),),
        *(
            (
                button(
                    words("button-change-choice", choice=shortened(one.text, LABEL)),
                    _change(page, "choice", one.text),
                ),
            )
            for one in choices
        ),
        (button(words("button-change-kind"), _change(page, "kind")),),
        (button(words("button-move"), _move(page, 0)),),
        (button(words("button-back"), _look(page, "show")),),
    )
    return _asking(words, page, [*said, words("change-ask")], rows)


def change_choice_view(words: Words, page: Page, choice: str) -> Message:
    """Return a question with the buttons that say what shall become of a wrong choice."""
    steps = (("button-other-choice", "other"), ("button-write-choice", "write"), ("button-take-away", "away"))
    rows = tuple((button(words(label), _change(page, what, choice)),) for label, what in steps)
    back = (button(words("button-back"), _change(page, "menu")),)
    return _asking(words, page, [words("change-choice", choice=shortened(choice, LABEL))], (*rows, back))


def change_form_view(words: Words, page: Page) -> Message:
    """Return a question with the buttons that say how it is to be answered."""
    now = form_of(page.question)
    rows = tuple(
        (
            button(
                words("button-own", label=words(f"button-form-{form}"))
                if form is now
                else words(f"button-form-{form}"),
                _change(page, "menu" if form is now else form),
            ),
        )
        for form in (Form.CHOOSE, Form.TYPE)
    )
    back = (button(words("button-back"), _change(page, "menu")),)
    return _asking(words, page, [words("change-kind")], (*rows, back))


def move_view(words: Words, page: Page, others: Sequence[Listed]) -> Message:
    """Return a question with the books into which it can be put."""
    rows = tuple((listed_button(words, one, _move(page, one.book.id)),) for one in others[:MOST_OFFERED])
    back = (button(words("button-back"), _change(page, "menu")),)
    return _asking(words, page, [words("move" if others else "move-none")], (*rows, back))


def moved_words(words: Words, moved: Moved) -> Html:
    """Return what came of putting a question into another book."""
    return words("moved-draft" if moved.draft else "moved", title=shortened(moved.title, TITLE))


def write_words(words: Words, question: Question, what: str, choice: str) -> Html:
    """Return what a maker is asked to write: `stem`, `key` or `write` (a wrong choice)."""
    texts = {"stem": ("write-stem", question.stem), "key": ("write-key", question.key)}
    name, text = texts.get(what, ("write-choice", choice))
    return words(name, text=shortened(text, TEXT))


def plain_reason(reasons: Sequence[str]) -> str:
    """Return why something cannot be, in everybody's words."""
    text = "; ".join(reasons)
    for term, plain in PLAIN.items():
        text = text.replace(term, plain)
    return text


def _page(words: Words, page: Page) -> list[Html]:
    question, bank = page.question, page.volume.bank
    head = words(
        f"look-head-{page.sort}",
        number=page.number,
        total=page.total,
        title=shortened(bank.title, TITLE),
    )
    choices = [
        words("look-choice", choice=shortened(choice.text, CHOICE_SHOWN))
        for choice in question.distractors[:CHOICES]
    ]
    return [
        head,
        Html(""),
        words("stem", stem=shortened(question.stem, STEM_SHOWN)),
        words("look-key", key=shortened(question.key, CHOICE_SHOWN)),
        *(choices or [words("look-typed")]),
        Html(""),
        *cited(words("proof"), words, bank, question.citation, question.key),
        Html(""),
        *_standing(words, page),
    ]


def _standing(words: Words, page: Page) -> list[Html]:
    """Tell whether a question is asked, how it has fared and what people say of it."""
    question, fared = page.question, page.statistics
    told = [words(f"look-status-{question.status}")]
    if question.note:
        told.append(words("look-noted", note=shortened(question.note, STEM)))
    if page.faults and question.status is Status.DRAFT:
        told.append(words("look-fault", reason=shortened(plain_reason(page.faults), TEXT)))
    if fared.right is not None:
        told.append(words("look-fared", people=fared.attempts, percent=round(100 * fared.right)))
    if fared.suspect:
        told.append(words("look-suspect"))
    if fared.missed_by_most:
        told.append(words("look-missed"))
    if page.unpicked:
        told.append(words("look-unpicked", choices="”, “".join(page.unpicked[:CHOICES])))
    if page.reports:
        reasons = [
            words("report-count", reason=words(f"report-{one}"), count=count)
            for one, count in page.reports.items()
        ]
        told.append(words("look-reports", reasons=Html(", ".join(reasons))))
    return told


def _ways(words: Words, page: Page) -> Rows:
    question = page.question
    keep = button(words("button-keep-it"), _look(page, "keep"))
    out = button(words("button-leave-out"), _look(page, "out"))
    judge = {Status.APPROVED: (keep, out), Status.DRAFT: (keep, out), Status.REJECTED: (keep,)}
    book_id = page.volume.book.id
    ways: list[Button] = []
    if page.before:
        ways.append(button(words("button-look-before"), LookThrough(book_id, page.before, page.sort, "show")))
    if page.after:
        ways.append(button(words("button-look-after"), LookThrough(book_id, page.after, page.sort, "show")))
    seen = (button(words("button-seen"), _look(page, "seen")),)
    return (
        judge[question.status],
        (button(words("button-change"), _change(page, "menu")),),
        *((seen,) if page.reports else ()),
        (*ways, button(words("button-done"), Questions(book_id, "show", 0))),
    )


def _asking(words: Words, page: Page, said: Sequence[Html], rows: Rows) -> Message:
    return Message(lines(*_page(words, page), "", *said), rows)


def _look(page: Page, step: str) -> LookThrough:
    return LookThrough(page.volume.book.id, page.name, page.sort, step)


def _move(page: Page, other_id: int) -> MoveQuestion:
    return MoveQuestion(page.volume.book.id, page.name, page.sort, other_id)


def _change(page: Page, what: str, choice: str | None = None) -> Change:
    named = "-" if choice is None else short_name(choice)
    return Change(page.volume.book.id, page.name, page.sort, what, named)
