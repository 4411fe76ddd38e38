"""How far a bank is that is being made, as a message; knows no database and no process."""

from __future__ import annotations

from bot.views.callbacks import CancelMaking
from bot.views.message import Message, button, shortened
from bot.views.words import Words
from bot.workshop import Making

TITLE = 80


def making_view(words: Words, user_id: int, name: str, making: Making) -> Message:
    """Return how far a bank is, with a way to give it up."""
    shown = shortened(name, TITLE)
    if making.words == 0:
        text = words("making-opening", name=shown)
    else:
        percent = min(round(100 * making.read / making.words), 100)
        text = words("making-reading", name=shown, percent=percent, found=making.found)
    return Message(text, ((button(words("button-cancel"), CancelMaking(user_id)),),))
