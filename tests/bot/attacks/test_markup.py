"""Whatever people, groups, books and documents are called, every view shows it as it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from bot.local.html import parse_html
from bot.views.message import Button, Link, Message
from bot.views.poll import QuizPoll
from bot.views.posts import FileView, PollView, TextView
from bot.views.words import Html
from tests.bot.attacks.hostile import BAD, MARK, View, shown, variants, views

VIEWS = dict(views())


def told(seen: Any) -> Iterator[str]:
    """The HTML in what a view makes."""
    match seen:
        case Html():
            yield seen
        case Message(html):
            yield html
        case TextView() | PollView() | FileView():
            for name in ("message", "above", "caption"):
                yield from told(getattr(seen, name, None))
        case list() | tuple():
            for one in seen:
                yield from told(one)


def labels(seen: Any) -> Iterator[str]:
    """The plain texts in what a view makes: labels of buttons, and a poll."""
    match seen:
        case Message(_, rows):
            yield from labels(rows)
        case Button(label) | Link(label):
            yield label
        case PollView(poll=poll):
            yield from labels(poll)
        case QuizPoll():
            yield from (seen.question, seen.explanation, *seen.options)
        case list() | tuple():
            for one in seen:
                yield from labels(one)


def unharmed(text: str) -> bool:
    """Whether every hostile text stands there as it was written, its end perhaps cut off."""
    return text.count(MARK) == text.count(BAD[: BAD.index("&")])


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_hostile_texts_stand_in_a_view_as_they_are(view: View) -> None:
    for variant in variants(view):
        seen = shown(view, variant)
        for html in told(seen):
            text, spans = parse_html(html)
            assert unharmed(text), text
            assert not [span for span in spans if (span.url or "").startswith("tg:")]
        for label in labels(seen):
            assert "&lt;" not in label
            assert "&amp;" not in label


def test_hostile_texts_come_to_the_eyes_in_most_views() -> None:
    reached = {
        name
        for name, view in VIEWS.items()
        for variant in variants(view)
        if MARK in "".join([*told(seen := shown(view, variant)), *labels(seen)])
    }
    assert len(reached) > 50, sorted(set(VIEWS) - reached)
