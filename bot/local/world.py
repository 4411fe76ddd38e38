"""Everything that the local Telegram remembers, in one place; knows its parts and no method or transport."""

from collections.abc import Callable

from bot.local.chats import Chats
from bot.local.feed import Feed
from bot.local.files import Files
from bot.local.hook import Hook
from bot.local.messages import Messages
from bot.local.polls import Polls
from bot.local.profile import Profile
from bot.local.queries import Queries
from bot.local.store import Json, Store
from bot.local.updates import Updates

__all__ = ["World"]


class World:
    """The state behind one bot.

    Args:
        store: Where it is kept.
        clock: Seconds since 1970.
        number: The bot's user id.
        name: The bot's name, until it sets one.
        username: The bot's @name, without the sign.
    """

    def __init__(
        self, store: Store, *, clock: Callable[[], float], number: int, name: str, username: str
    ) -> None:
        self.store = store
        self.clock = clock
        self.username = username
        self.number = number
        self.feed = Feed()
        self.chats = Chats(store)
        self.messages = Messages(store, self.feed)
        self.queries = Queries(store, self.feed, clock)
        self.updates = Updates(store)
        self.hook = Hook(self.updates)
        self.polls = Polls(store, self.messages, self.updates, clock)
        self.files = Files(store)
        self.profile = Profile(store, name)

    @property
    def bot(self) -> Json:
        """The bot's own User object."""
        return {
            "id": self.number,
            "is_bot": True,
            "first_name": self.profile.get("name"),
            "username": self.username,
        }

    @property
    def now(self) -> int:
        """The time as messages carry it."""
        return int(self.clock())
