"""Homework as a group, a person and its host see it; knows no database."""

from __future__ import annotations

from bot.services import Homework
from bot.views.callbacks import Assign, DoHomework, HomeworkResults
from bot.views.message import Message, Rows, button, lines, link
from bot.views.words import Words

DAYS = (1, 2, 3, 7, 14)
TRIES = (1, 2, 3)


def days_rows(words: Words, session_id: int, tries: int) -> Rows:
    """Return the buttons that ask how long the class has, and how often each may try."""
    days = tuple(button(words("assign-day", days=days), Assign(session_id, days, tries)) for days in DAYS)
    other = TRIES[tries % len(TRIES)]
    return (
        days[:3],
        days[3:],
        (
            button(words("button-tries", tries=tries), Assign(session_id, 0, other)),
            button(words("button-back"), Assign(session_id, 0, 0)),
        ),
    )


def given_view(words: Words, homework: Homework, bot: str) -> Message:
    """Return the word to the group that there is homework, with the link to it."""
    assignment = homework.assignment
    text = words(
        "homework-given",
        title=homework.bank.title,
        count=len(assignment.questions),
        due=_due(homework),
        tries=assignment.tries,
    )
    do = link(words("button-do-homework"), f"https://t.me/{bot}?start=hw_{assignment.code}")
    return Message(text, ((do,), (button(words("button-results"), HomeworkResults(assignment.code)),)))


def homework_view(words: Words, homework: Homework) -> Message:
    """Return homework to somebody who opened its link: to begin it, or why not."""
    assignment, title = homework.assignment, homework.bank.title
    if homework.late:
        return Message(words("homework-late", title=title, due=_due(homework)))
    if homework.left == 0:
        total = len(assignment.questions)
        return Message(words("homework-done", title=title, right=homework.right, total=total))
    text = words(
        "homework-offer",
        title=title,
        chat=assignment.chat_title,
        count=len(assignment.questions),
        due=_due(homework),
        left=homework.left,
    )
    return Message(lines(text), ((button(words("button-begin-homework"), DoHomework(assignment.code)),),))


def _due(homework: Homework) -> str:
    """Return the deadline as the clock of this machine has it."""
    due = homework.assignment.due_at.astimezone()
    return f"{due.day} {due:%B, %H:%M %Z}"
