"""A person's own data as files, and the word before it is erased; knows no database."""

from __future__ import annotations

import json
from datetime import datetime

from bot.services import PersonalData
from bot.views.callbacks import Erase
from bot.views.message import Message, button
from bot.views.posts import FileView
from bot.views.sheet import csv_file
from bot.views.words import Words


def export_views(words: Words, data: PersonalData) -> tuple[FileView, ...]:
    """Return all that is kept of a person: every row as JSON, the answers as CSV."""
    rows = json.dumps(data.rows, ensure_ascii=False, indent=2, default=_plain).encode()
    return (
        FileView("my-data.json", rows, words.plain("export-caption")),
        FileView("my-answers.csv", _answers(words, data), ""),
    )


def erase_view(words: Words, user_id: int) -> Message:
    """Return the first question before everything is erased."""
    return _asking(words, user_id, "erase-ask", "button-erase", 1)


def erase_sure_view(words: Words, user_id: int) -> Message:
    """Return the second question before everything is erased."""
    return _asking(words, user_id, "erase-sure", "button-erase-sure", 2)


def _asking(words: Words, user_id: int, text: str, yes: str, step: int) -> Message:
    erase = button(words(yes), Erase(user_id, step))
    keep = button(words("button-erase-not"), Erase(user_id, 0))
    return Message(words(text), ((erase,), (keep,)))


def _answers(words: Words, data: PersonalData) -> bytes:
    columns = ("when", "title", "stem", "answer", "key", "fraction", "seconds")
    head = [words.plain(f"export-{column}") for column in columns]
    rows = (
        [one.at.isoformat(), one.bank, one.stem, one.answer, one.key, one.fraction, one.seconds]
        for one in data.answers
    )
    return csv_file([head, *rows])


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value)
