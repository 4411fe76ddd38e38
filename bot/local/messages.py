"""The messages of every chat, with edits applied; knows their shape and nothing of who may change them."""

from collections import defaultdict
from copy import deepcopy
from typing import Any

from bot.local.errors import bad_request
from bot.local.feed import Feed
from bot.local.store import Json, Store

__all__ = ["Messages"]

CONTENT = ("text", "entities", "link_preview_options")
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)


class Messages:
    """Messages by chat and number; the number counts over all chats, as it does for a bot on Telegram."""

    def __init__(self, store: Store, feed: Feed) -> None:
        self._store = store
        self._feed = feed
        self._rows = store.table("message")
        self._by_chat: defaultdict[int, dict[int, Json]] = defaultdict(dict)
        for message in sorted(self._rows.values(), key=lambda message: message["message_id"]):
            self._by_chat[message["chat"]["id"]][message["message_id"]] = message

    def of(self, chat: int) -> list[Json]:
        """Copies of the chat's messages, oldest first."""
        return deepcopy(list(self._by_chat[chat].values()))

    def find(self, chat: int, number: int) -> Json | None:
        """A copy of one message, or None."""
        return deepcopy(self._by_chat[chat].get(number))

    def add(self, chat: Json, sender: Json, date: int, content: Json) -> Json:
        """Write a new message and tell everyone.

        Args:
            chat: Where.
            sender: Whose.
            date: When, in seconds since 1970.
            content: Its text, entities, reply_markup and whatever else it carries.
        """
        message = {
            "message_id": self._store.next_number("message"),
            "from": sender,
            "chat": chat,
            "date": date,
            **{name: value for name, value in content.items() if value is not None},
        }
        self._keep(message)
        self._feed.publish("message", chat["id"], message=deepcopy(message))
        return deepcopy(message)

    def edit(self, message: Json, content: Json, keyboard: Json | None, *, edited: int | None) -> Json:
        """Replace a message's content and keyboard, and tell everyone.

        Args:
            message: The message as it is.
            content: Its new text and entities; empty keeps them.
            keyboard: Its new keyboard; None takes it away.
            edited: When, in seconds since 1970; None leaves no mark of the edit.

        Raises:
            ApiError: 400, where nothing would change.
        """
        kept = {name: value for name, value in message.items() if name != "reply_markup"}
        if content:
            kept = {name: value for name, value in kept.items() if name not in CONTENT}
        changed = {**kept, **content, **({"reply_markup": keyboard} if keyboard else {})}
        if changed == message:
            raise bad_request(NOT_MODIFIED)
        if edited is not None:
            changed["edit_date"] = edited
        self._keep(changed)
        self._feed.publish("edited", changed["chat"]["id"], message=deepcopy(changed))
        return deepcopy(changed)

    def show_poll(self, chat: int, number: int, poll: Json) -> None:
        """Show a message's poll as it stands now and tell everyone; nothing, where the message is gone.

        The row keeps the poll as it was sent: who counts the votes shows it anew after a restart.
        """
        message = self._by_chat[chat].get(number)
        if message is not None:
            self._by_chat[chat][number] = {**message, "poll": poll}
            self._feed.publish("poll", chat, message=deepcopy(self._by_chat[chat][number]))

    def delete(self, message: Json) -> None:
        """Take a message away and tell everyone."""
        number, chat = message["message_id"], message["chat"]["id"]
        self._rows.remove(number)
        del self._by_chat[chat][number]
        self._feed.publish("deleted", chat, message_id=number)

    def _keep(self, message: dict[str, Any]) -> None:
        message = deepcopy(message)
        self._rows.put(message["message_id"], message)
        self._by_chat[message["chat"]["id"]][message["message_id"]] = message
