"""What a question asked of the documents finds, and a passage to read, as messages; knows no database."""

from __future__ import annotations

from urllib.parse import quote

from bot.services import Answering, OpenPassage, Reply
from bot.views.callbacks import QuizOn, Read
from bot.views.citation import place_of
from bot.views.message import (
    LONGEST,
    Button,
    Link,
    Message,
    block_quote,
    button,
    lines,
    link,
    shortened,
    utf16_length,
    visible_length,
)
from bot.views.pointers import DOCUMENT_KEY, Pointer
from bot.views.words import Words

PARAGRAPH = 3500
"""Characters of a paragraph that are shown whole: with its head they fit into a message."""

TITLE = 120


def reply_view(words: Words, reply: Reply, *, lost: str) -> Message:
    """Return the passages that answer a question, each with ways on.

    Args:
        words: The language.
        reply: What was found.
        lost: What is said where there was nothing to look for: the name of a text.
    """
    if reply.small_talk:
        return Message(words("ask-small-talk"))
    if not reply.asks:
        return Message(words(lost))
    if not reply.passages:
        return Message(words("ask-nothing"))
    several = len(reply.passages) > 1
    parts: list[str] = [words("ask-found", count=len(reply.passages))]
    rows: list[tuple[Button | Link, ...]] = []
    for number, answering in enumerate(reply.passages, 1):
        found = answering.found
        head = ["", words("ask-number", number=number)] if several else []
        quoted = block_quote(found.citation.quote, also=found.marks)
        entry = [*head, quoted, place_of(words, found.document, found.citation)]
        if rows and visible_length(lines(*parts, *entry)) > LONGEST:
            break
        parts += entry
        ways = _ways_on(words, answering, number if several else 0)
        rows += [ways] if several else [(way,) for way in ways]
    return Message(lines(*parts), tuple(rows))


def passage_view(words: Words, opened: OpenPassage) -> Message:
    """Return a passage to read: what led to it set off, with ways to its neighbours, its quiz and a link."""
    document, passage = opened.document, opened.passage
    text = document.text[passage.start : passage.end]
    # An emoji counts for two.
    room = PARAGRAPH // 2 if utf16_length(text) > max(len(text), PARAGRAPH) else PARAGRAPH
    parts: list[str] = [words("passage-title", title=shortened(document.title, TITLE))]
    if passage.heading and passage.heading != document.title:
        parts.append(words("passage-heading", heading=shortened(passage.heading, TITLE)))
    where = (
        "passage-number" if passage.page is None else "passage-slide" if document.slides else "passage-page"
    )
    total = len(document.passages)
    parts.append(words(where, number=passage.number, total=total, page=passage.page or 0))
    parts += ["", block_quote(text, marked=opened.marked, tag="u", longest=room, folded=False)]
    return Message(lines(*parts), _passage_rows(words, opened))


def _ways_on(words: Words, answering: Answering, number: int) -> tuple[Button | Link, ...]:
    found = answering.found
    key, span = found.document.sha256[:DOCUMENT_KEY], (found.citation.start, found.citation.end)
    row = [button(words("button-read-on", number=number), Read(key, *span, 0))]
    if answering.on_passage:
        label = words("button-quiz-passage", number=number, count=answering.on_passage)
        row.append(button(label, QuizOn(key, found.passage.number)))
    elif answering.on_document:
        label = words("button-quiz-document", number=number, count=answering.on_document)
        row.append(button(label, QuizOn(key, 0)))
    return tuple(row)


def _passage_rows(words: Words, opened: OpenPassage) -> tuple[tuple[Button | Link, ...], ...]:
    document, passage = opened.document, opened.passage
    key, numbers = document.sha256[:DOCUMENT_KEY], [one.number for one in document.passages]
    turns = [
        button(words(label), Read(key, *opened.span, number))
        for label, number in (
            ("button-passage-before", passage.number - 1),
            ("button-passage-after", passage.number + 1),
        )
        if number in numbers
    ]
    rows: list[tuple[Button | Link, ...]] = [tuple(turns)] if turns else []
    if opened.questions:
        label = words("button-passage-questions", count=opened.questions)
        rows.append((button(label, QuizOn(key, passage.number)),))
    if words.bot:
        span = opened.span if opened.marked else (passage.start, passage.start)
        address = Pointer(key, *span).address(words.bot)
        share = f"https://t.me/share/url?url={quote(address, safe='')}"
        rows.append((link(words("button-share"), share),))
    return tuple(rows)
