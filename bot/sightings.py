"""The newest messages that the bot has seen; knows how Telegram numbers them, and no message's content.

A supergroup numbers its own messages. All other chats of a bot share one count
(https://core.telegram.org/bots/api#message).
"""

from __future__ import annotations

from collections import OrderedDict

SUPERGROUPS = -1_000_000_000_000
"""Ids of supergroups lie below."""

MOST = 10_000
"""How many supergroups are remembered."""


class Sightings:
    """Remembers the highest message number of each place."""

    def __init__(self) -> None:
        self._shared = 0
        self._own: OrderedDict[int, int] = OrderedDict()

    def note(self, chat_id: int, message_id: int) -> None:
        """Take note of a message that stands in a chat."""
        if not is_supergroup(chat_id):
            self._shared = max(self._shared, message_id)
            return
        self._own[chat_id] = max(self._own.get(chat_id, 0), message_id)
        self._own.move_to_end(chat_id)
        if len(self._own) > MOST:
            self._own.popitem(last=False)

    def newest(self, chat_id: int) -> int:
        """Return the highest number that a chat's message is known to have; 0 where none is."""
        return self._own.get(chat_id, 0) if is_supergroup(chat_id) else self._shared


def is_supergroup(chat_id: int) -> bool:
    """Whether a chat's messages are numbered on their own."""
    return chat_id < SUPERGROUPS
