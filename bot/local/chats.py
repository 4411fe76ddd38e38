"""Who there is and where they talk; knows users, private chats and groups, and nothing of messages."""

import hashlib
from dataclasses import dataclass

from bot.local.errors import ApiError, bad_request
from bot.local.store import Json, Store

__all__ = ["Chats", "Group"]

FIRST_PERSON = 1001
FIRST_GROUP = 4_000_001
SUPERGROUP = 1_000_000_000_000
GROUP: Json = {
    "creator": None,
    "administrators": [],
    "bot": "member",
    "polls": True,
    "threads": [],
    "gone": "",
    "migrated_to": None,
}


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
        number = self._store.next_number("user", first=FIRST_PERSON)
        user = {"id": number, "is_bot": False, "first_name": name, "language_code": language}
        self._users.put(number, user)
        chat = {"id": number, "type": "private", "first_name": name}
        self._chats.put(number, {"chat": chat, "members": [number], "open": False})
        self._store.commit()
        return dict(user)

    def group(self, title: str, members: list[int], *, forum: bool = False, bot: str = "member") -> Group:
        """The group of that title, made where there is none, with these members added.

        Args:
            title: Its name.
            members: Who is in it; the first one ever is its creator.
            forum: Whether a new one is a supergroup with topics.
            bot: The bot's status in a new one.

        Raises:
            ValueError: The title is empty, over 128 characters or not Unicode.
        """
        title.encode()  # UnicodeEncodeError is a ValueError
        title = title.strip()
        if not 1 <= len(title) <= 128:
            raise ValueError("a group's title has 1 to 128 characters")
        rows = (row for row in self._chats.values() if row["chat"].get("title") == title)
        row = next((row for row in rows if not row.get("gone")), None)
        if row is None:
            kind = {"type": "supergroup", "is_forum": True} if forum else {"type": "group"}
            chat = {"id": self._new_group(supergroup=forum), "title": title, **kind}
            row = {"chat": chat, "members": [], "open": True, "bot": bot}
        joined = row["members"] + [member for member in members if member not in row["members"]]
        creator = row.get("creator") or next(iter(joined), None)
        self._chats.put(row["chat"]["id"], {**row, "members": joined, "creator": creator})
        self._store.commit()
        return Group(row["chat"]["id"], title)

    def supergroup_of(self, number: int) -> Group:
        """Make a supergroup of a group; the group is gone, its members are in the supergroup."""
        row = self.row(number)
        chat = {**row["chat"], "id": self._new_group(supergroup=True), "type": "supergroup"}
        self._chats.put(chat["id"], {**row, "chat": chat})
        self.change(number, gone="upgraded", migrated_to=chat["id"])
        return Group(chat["id"], chat["title"])

    def groups_of(self, user: int) -> list[Json]:
        """The chats of the groups in which the user is, oldest first."""
        rows = [row for row in self._chats.values() if user in row["members"] and not row.get("gone")]
        return [dict(row["chat"]) for row in rows if row["chat"]["type"] != "private"]

    def row(self, number: int) -> Json:
        """What is known of a chat.

        Returns:
            `chat` (its JSON), `members` (user ids), `open`, and of a group: `creator` and `administrators`
            (user ids), `bot` (its status), `polls` (whether the bot may send them), `threads` (its topics),
            `gone` (deleted or upgraded) and `migrated_to`.

        Raises:
            KeyError: There is no such chat.
        """
        row: Json | None = self._chats.get(number)
        if row is None:
            raise KeyError(number)
        return GROUP | row

    def change(self, number: int, **facts: object) -> None:
        """Set what is known of a chat."""
        self._chats.put(number, self.row(number) | facts)

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
            ApiError: 400, where there is no such chat, its person never wrote to the bot, or it became a
                supergroup; 403, where it was deleted or the bot is not in it.
        """
        row = self._chats.get(number)
        if row is None or not row["open"]:
            raise bad_request("chat not found")
        _check_access(GROUP | row)
        return dict(row["chat"])

    def reachable(self, number: int | str) -> Json:
        """The chat, for a bot that wants to write there.

        Raises:
            ApiError: As from `chat`; 403, where the person never wrote to the bot.
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

    def _new_group(self, *, supergroup: bool) -> int:
        number = self._store.next_number("group", first=FIRST_GROUP)
        return -SUPERGROUP - number if supergroup else -number


def _check_access(row: Json) -> None:
    kind = row["chat"]["type"]
    if row["gone"] == "deleted":
        raise ApiError(403, "Forbidden: the group chat was deleted")
    if row["gone"] == "upgraded":
        reason = "Bad Request: group chat was upgraded to a supergroup chat"
        raise ApiError(400, reason, migrate_to_chat_id=row["migrated_to"])
    if row["bot"] == "kicked" and kind == "private":
        raise ApiError(403, "Forbidden: bot was blocked by the user")
    if row["bot"] == "kicked":
        raise ApiError(403, f"Forbidden: bot was kicked from the {kind} chat")
    if row["bot"] == "left":
        raise ApiError(403, f"Forbidden: bot is not a member of the {kind} chat")
