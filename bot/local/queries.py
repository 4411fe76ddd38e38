"""Pressed buttons that wait for the bot's word; knows callback queries and nothing of what they mean."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.local.errors import bad_request
from bot.local.feed import Feed
from bot.local.store import Json, Store

__all__ = ["LIFETIME", "CallbackAnswer", "Queries"]

LIFETIME = 30
"""Seconds for which a query takes an answer. Telegram does not name its own bound; bots see some ten to
thirty seconds before "query is too old"."""


@dataclass(frozen=True)
class CallbackAnswer:
    """What the bot said to a pressed button.

    Attributes:
        text: Up to 200 characters; empty where the bot only stopped the waiting.
        show_alert: Whether it is a dialog to close and not a passing notice.
    """

    text: str
    show_alert: bool


class Queries:
    """Callback queries, each to be answered once and in time."""

    def __init__(self, store: Store, feed: Feed, clock: Callable[[], float]) -> None:
        self._store = store
        self._rows = store.table("query")
        self._feed = feed
        self._clock = clock

    def ask(self, user: Json, message: Json, data: str, instance: str) -> Json:
        """A new CallbackQuery object."""
        self._sweep()
        number = str(self._store.next_number("query"))
        row = {"chat_id": message["chat"]["id"], "asked": self._clock()}
        self._rows.put(number, row)
        return {"id": number, "from": user, "message": message, "chat_instance": instance, "data": data}

    def answer(self, number: str, answer: CallbackAnswer) -> None:
        """Tell the person who pressed.

        Raises:
            ApiError: 400, where the query was answered before, is too old, or never was.
        """
        row = self._rows.get(number)
        if row is None or self._expired(row):
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        self._rows.remove(number)
        self._feed.publish("callback", row["chat_id"], query=number, answer=answer)

    def _sweep(self) -> None:
        for number, row in self._rows.items():
            if self._expired(row):
                self._rows.remove(number)

    def _expired(self, row: Json) -> bool:
        return bool(self._clock() - row["asked"] > LIFETIME)
