"""How far a bank is that is asked for, as a message; knows no database and no process."""

from __future__ import annotations

import re

from bot.services import Job
from bot.views.callbacks import CancelMaking, TakeText
from bot.views.message import Message, button, lines, link, shortened
from bot.views.words import Words
from bot.workshop import Making
from questions.spending import Spending

TITLE = 80
"""Characters of a name that are shown."""

REASON = 600
"""Characters of a reason that are told."""

MODEL = 30
"""Characters of a model's name that are shown."""

PROVIDER = re.compile(r"^(?:openai|anthropic|google):")


def progress_view(words: Words, job: Job, making: Making, *, ahead: int = 0) -> Message:
    """Return how far a bank is, with a way to give it up.

    Args:
        words: The language.
        job: The job.
        making: How far it is, once its turn has come.
        ahead: How many are before it.
    """
    shown = shortened(job.source.name, TITLE)
    if ahead:
        text = words("making-waiting", name=shown, count=ahead)
    elif making.words == 0:
        text = words("making-opening", name=shown)
    else:
        percent = min(round(100 * making.read / making.words), 100)
        text = words("making-reading", name=shown, percent=percent, found=making.found)
    return Message(text, ((button(words("button-cancel"), CancelMaking(job.user_id)),),))


def offer_view(words: Words, job: Job, *, model: str | None = None) -> Message:
    """Return the offer to make a bank of what somebody sent.

    Args:
        words: The language.
        job: What is offered.
        model: The name of the language model that they may choose, or None.
    """
    if job.source.text is None:
        text = words("file-offer", name=shortened(job.source.name, TITLE))
    else:
        text = words("text-offer", count=f"{len(job.source.text.split()):,}")
    leave = button(words("button-leave-text"), TakeText(job.id, 0))
    if model is None:
        return Message(text, ((button(words("button-take-text"), TakeText(job.id, 1)), leave),))
    name = model_name(model)
    here = button(words("button-make-here"), TakeText(job.id, 1))
    elsewhere = button(words("button-make-with-model", model=name), TakeText(job.id, 2))
    return Message(lines(text, "", words("model-offer", model=name)), ((here, elsewhere), (leave,)))


def left_view(words: Words, job: Job) -> Message:
    """Return that nothing is made of what was offered."""
    return Message(words("file-left" if job.source.text is None else "text-left"))


def refused_view(words: Words, reason: str, *, model: str | None = None) -> Message:
    """Return why no bank could be made.

    Args:
        words: The language.
        reason: Why.
        model: The name of a language model that could, or None.
    """
    told = words("making-refused", reason=shortened(reason, REASON))
    return Message(lines(told, "", words("making-model-could", model=model_name(model))) if model else told)


def spent_view(words: Words, ready: Message, spending: Spending) -> Message:
    """Return a book that is ready with what a language model took for it.

    Args:
        words: The language.
        ready: The book.
        spending: What it took.
    """
    priced = spending.priced and spending.requests
    cost = words("making-cost", dollars=f"{spending.cost:.4f}") if priced else words("making-cost-unknown")
    told = words(
        "making-spent",
        requests=spending.requests,
        read=f"{spending.tokens_in:,}",
        written=f"{spending.tokens_out:,}",
        cost=cost,
    )
    stopped = [words("making-stopped")] if spending.stopped else []
    return Message(lines(ready.html, "", told, *stopped), ready.rows)


def model_name(model: str) -> str:
    """Return what a person is shown of a model's name: without its provider."""
    return shortened(PROVIDER.sub("", model), MODEL)


def group_view(words: Words, name: str, person: str) -> Message:
    """Return what a group is told of a bank that is made for one of its members."""
    return Message(
        words(
            "making-in-private",
            name=shortened(name, TITLE),
            person=shortened(person, TITLE),
            address=f"https://t.me/{words.bot}",
        )
    )


def closed_view(words: Words, person: str) -> Message:
    """Return how somebody whom the bot may not write to lets it."""
    return Message(
        words("making-closed", person=shortened(person, TITLE)),
        ((link(words("button-open-private"), f"https://t.me/{words.bot}?start=make"),),),
    )
