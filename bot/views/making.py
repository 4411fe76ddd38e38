"""How far a bank is that is asked for, as a message; knows no database and no process."""

from __future__ import annotations

from bot.services import Job
from bot.views.callbacks import CancelMaking, TakeText
from bot.views.message import Message, button, link, shortened
from bot.views.words import Words
from bot.workshop import Making

TITLE = 80
"""Characters of a name that are shown."""

REASON = 600
"""Characters of a reason that are told."""


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


def offer_view(words: Words, job: Job) -> Message:
    """Return the offer to make a bank of a text that somebody sent."""
    count = len((job.source.text or "").split())
    rows = (
        (
            button(words("button-take-text"), TakeText(job.id, 1)),
            button(words("button-leave-text"), TakeText(job.id, 0)),
        ),
    )
    return Message(words("text-offer", count=f"{count:,}"), rows)


def refused_view(words: Words, reason: str) -> Message:
    """Return why no bank could be made."""
    return Message(words("making-refused", reason=shortened(reason, REASON)))


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
