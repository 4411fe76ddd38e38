"""Banks that people make in the chat, as messages; knows no database and no process."""

from __future__ import annotations

from urllib.parse import quote

from bot.services import Volume
from bot.views.callbacks import BANK_KEY, CancelMaking, ChooseBank, PutAway
from bot.views.message import Message, button, lines, link, shortened
from bot.views.words import Words
from bot.workshop import Making

TITLE = 80
FIRST = 3
"""Questions that are shown of a new bank."""

STEM = 120


def making_view(words: Words, user_id: int, name: str, making: Making) -> Message:
    """Return how far a bank is, with a way to give it up."""
    shown = shortened(name, TITLE)
    if making.words == 0:
        text = words("making-opening", name=shown)
    else:
        percent = min(round(100 * making.read / making.words), 100)
        text = words("making-reading", name=shown, percent=percent, found=making.found)
    return Message(text, ((button(words("button-cancel"), CancelMaking(user_id)),),))


def ready_view(words: Words, user_id: int, volume: Volume) -> Message:
    """Return a book that is ready, with what can be done with it."""
    bank = volume.bank
    head = words("book-ready", title=shortened(bank.title, TITLE), count=len(bank.approved))
    first = [words("book-question", stem=shortened(one.stem, STEM)) for one in bank.approved[:FIRST]]
    address = f"https://t.me/{words.bot}?start=book_{volume.book.code}"
    study = button(words("button-study"), ChooseBank(user_id, volume.book.bank_hash[:BANK_KEY]))
    group = link(words("button-group"), f"https://t.me/{words.bot}?startgroup=quiz")
    share = link(words("button-share"), f"https://t.me/share/url?url={quote(address, safe='')}")
    away = button(words("button-put-away"), PutAway(volume.book.id))
    return Message(lines(head, "", *first), ((study,), (group, share), (away,)))
