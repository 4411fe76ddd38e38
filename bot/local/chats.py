"""Who there is and where they talk; knows users, private chats and groups, and nothing of messages."""

import hashlib
from dataclasses import dataclass

from bot.local.errors import ApiError, bad_request
from bot.local.store import Json, Store

__all__ = ["Chats", "Group"]

FIRST_USER = 1001
FIRST_GROUP = 4_000_001


@dataclass(frozen=True)
class Group:
    """A group chat.

    Attributes:
        id: Its chat id, negative as Telegram has it.
        title: Its name.
    """

    id: int
    title: str


class Chats:
    """Every user and chat. A private chat has its user's id."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._users = store.table("user")
        self._chats = store.table("chat")

    def person(self, name: str, *, language: str = "en") -> Json:
        """The user of that name with a private chat, made where there is none.

        Raises:
            ValueError: The name is empty, over 64 characters or not Unicode.
        """
        name.encode()  # UnicodeEncodeError is a ValueError
        name = name.strip()
        if not 1 <= len(name) <= 64:
            raise ValueError("a person's name has 1 to 64 characters")
        for user in self._users.values():
            if user["first_name"] == name:
                return dict(user)
        number = self._store.next_number("user", first=FIRST_USER)
        user = {"id": number, "is_bot": False, "first_name": name, "language_code": language}
        self._users.put(number, user)
        chat = {"id": number, "type": "private", "first_name": name}
        self._chats.put(number, {"chat": chat, "members": [number], "open": False})
        self._store.commit()
        return dict(user)

    def group(self, title: str, members: list[int]) -> Group:
        """The group of that title, made where there is none, with these members added."""
        rows = (row for row in self._chats.values() if row["chat"].get("title") == title)
        row = next(rows, None)
        if row is None:
            number = -self._store.next_number("group", first=FIRST_GROUP)
            chat = {"id": number, "type": "group", "title": title, "all_members_are_administrators": True}
            row = {"chat": chat, "members": [], "open": True}
        joined = row["members"] + [member for member in members if member not in row["members"]]
        self._chats.put(row["chat"]["id"], {**row, "members": joined})
        self._store.commit()
        return Group(row["chat"]["id"], title)

    def user(self, number: int) -> Json:
        """A user's JSON.

        Raises:
            KeyError: Nobody has that id.
        """
        user: Json | None = self._users.get(number)
        if user is None:
            raise KeyError(number)
        return dict(user)

    def chat(self, number: int | str) -> Json:
        """A chat's JSON.

        Raises:
            ApiError: 400, where there is no such chat, or its person never wrote to the bot.
        """
        row = self._chats.get(number)
        if row is None or not row["open"]:
            raise bad_request("chat not found")
        return dict(row["chat"])

    def reachable(self, number: int | str) -> Json:
        """The chat, for a bot that wants to write there.

        Raises:
            ApiError: 400, where there is no such chat; 403, where the person never wrote to the bot.
        """
        row = self._chats.get(number)
        if row is not None and not row["open"]:
            raise ApiError(403, "Forbidden: bot can't initiate conversation with a user")
        return self.chat(number)

    def has_member(self, number: int, user: int) -> bool:
        """Whether the user sees what is written in the chat."""
        row = self._chats.get(number)
        return row is not None and user in row["members"]

    def open(self, number: int) -> Json:
        """Let the bot write to the chat from now on, and return the chat's JSON."""
        row = self._chats.get(number)
        if not row["open"]:
            self._chats.put(number, {**row, "open": True})
        return dict(row["chat"])

    def instance(self, number: int) -> str:
        """The opaque name of the chat that callback queries carry."""
        return str(int.from_bytes(hashlib.sha256(str(number).encode()).digest()[:7], "big"))
