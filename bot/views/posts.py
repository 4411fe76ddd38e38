"""What a class's message looks like on Telegram, whatever it is for; knows no database and sends nothing."""

from __future__ import annotations

import math
from dataclasses import dataclass
from html import unescape

from telegram import InlineKeyboardMarkup, LinkPreviewOptions
from telegram import Message as Sent

from bot.services import Gradebook
from bot.services.work import (
    ChatLost,
    ClassEnd,
    ClassQuestion,
    ClassResult,
    Content,
    Lobby,
    Missed,
    PostKind,
)
from bot.views.chart import chart_of, chart_summary
from bot.views.classroom import chat_lost_view, class_missed_view, controls, end_view, result_view
from bot.views.message import TAG, Message, keyboard, shortened
from bot.views.poll import QuizPoll, poll_view, preamble_view
from bot.views.setup import lobby_view
from bot.views.sheet import csv_of, xlsx_of
from bot.views.words import Words

CAPTION = 1000
SHORTEST_PERIOD = 5
"""Seconds for which Telegram keeps a poll open at the least."""

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True, slots=True)
class TextView:
    """A text with its buttons."""

    message: Message
    preview = NO_PREVIEW

    @property
    def keyboard(self) -> InlineKeyboardMarkup | None:
        """The buttons."""
        return self.message.markup

    def is_shown_by(self, sent: Sent) -> bool:
        """Whether a message in the chat is this one: its first line is its own."""
        first = self.message.html.partition("\n")[0]
        return sent.text is not None and sent.text.partition("\n")[0] == unescape(TAG.sub("", first))


@dataclass(frozen=True, slots=True)
class PollView:
    """A quiz poll with its buttons; it closes by itself after so many seconds, or never (None)."""

    poll: QuizPoll
    open_period: int | None
    keyboard: InlineKeyboardMarkup | None

    def is_shown_by(self, sent: Sent) -> bool:
        """Whether a message in the chat is this poll."""
        poll = sent.poll
        if poll is None or poll.question != self.poll.question:
            return False
        return tuple(option.text for option in poll.options) == self.poll.options


@dataclass(frozen=True, slots=True)
class FileView:
    """A file, or a picture."""

    filename: str
    content: bytes
    caption: str
    picture: bool = False


View = TextView | PollView | FileView


def post_view(words: Words, kind: PostKind, content: Content, bot: str) -> View | None:
    """Return a message as it goes to Telegram; None where nothing has to be said.

    Args:
        words: The language.
        kind: What the message is for.
        content: What it says.
        bot: The bot's @name without the sign.
    """
    match content:
        case ClassQuestion() if kind is PostKind.PREAMBLE:
            preamble = preamble_view(words, content.posed)
            return TextView(Message(preamble)) if preamble else None
        case ClassQuestion():
            rows = controls(content.standing, words)
            seconds = content.seconds
            period = None if seconds is None else max(math.ceil(seconds), SHORTEST_PERIOD)
            return PollView(poll_view(words, content.posed), period, keyboard(rows))
        case ClassResult():
            return TextView(result_view(words, content))
        case ClassEnd():
            return TextView(end_view(words, content, bot))
        case Lobby():
            return TextView(lobby_view(words, content))
        case Missed():
            return TextView(class_missed_view(words, content))
        case ChatLost():
            return TextView(chat_lost_view(words, content))
        case Gradebook():
            return file_view(words, kind, content)


def files_view(words: Words, book: Gradebook) -> tuple[FileView, ...]:
    """Return the results as a table, a sheet and a picture; nothing where nobody has answered."""
    if not book.answered:
        return ()
    return tuple(file_view(words, kind, book) for kind in (PostKind.TABLE, PostKind.SHEET, PostKind.CHART))


def file_view(words: Words, kind: PostKind, book: Gradebook) -> FileView:
    """Return a file of results: `table` (CSV), `sheet` (XLSX) or `chart` (PNG)."""
    name = f"results-{book.session_id}"
    match kind:
        case PostKind.TABLE:
            caption = words.plain("results-table", title=book.bank.title, chat=book.title)
            return FileView(f"{name}.csv", csv_of(words, book), shortened(caption, CAPTION))
        case PostKind.SHEET:
            return FileView(f"{name}.xlsx", xlsx_of(words, book), words.plain("results-sheet"))
        case _:
            caption = words.plain("results-chart", title=book.bank.title, summary=chart_summary(words, book))
            return FileView(f"{name}.png", chart_of(words, book), shortened(caption, CAPTION), picture=True)
