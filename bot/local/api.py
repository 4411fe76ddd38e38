"""Telegram on localhost, for one bot; knows how a call is answered and nothing of how it came.

It is stricter than Telegram where leniency hides a bot's mistakes: a field that a method does not have is
refused here with status 400, where Telegram passes over it, and so is a field of the wrong type.
"""

import json
import re
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from bot.local import groups
from bot.local.chats import Group
from bot.local.errors import ApiError
from bot.local.faults import Faults
from bot.local.methods import METHODS
from bot.local.person import Person, check_payload
from bot.local.store import Store
from bot.local.world import World
from bot.local.writing import write

__all__ = ["LocalTelegram", "encoded", "target"]

TOKEN = re.compile(r"([0-9]{1,15}):[A-Za-z0-9_-]+")
PATH = re.compile(r"/bot([^/]+)/([^/]+)")
FILE_PATH = re.compile(r"/file/bot([^/]+)/(.+)")


class LocalTelegram:
    """The Bot API and the chats behind it.

    Args:
        token: The bot's token, "number:secret"; the number is the bot's user id.
        path: The file that keeps the chats when the process ends; None keeps them in memory only.
        name: The bot's name until it sets one.
        username: The bot's @name, without the sign.
        clock: Seconds since 1970; tests may bring their own.

    Raises:
        ValueError: The token is malformed.
        StoreError: The file cannot be used.

    Attributes:
        token: The token that calls must carry.
        faults: Misfortune on demand, for tests.
        world: The state, for transports and persons; a bot has no use for it.
    """

    def __init__(
        self,
        token: str = "1:local",  # noqa: S107 (it opens nothing but this very object)
        path: Path | None = None,
        *,
        name: str = "Local bot",
        username: str = "local_bot",
        clock: Callable[[], float] = time.time,
    ) -> None:
        match = TOKEN.fullmatch(token)
        if match is None:
            raise ValueError("a token is a number, a colon and letters or digits")
        self.token = token
        self.world = World(Store(path), clock=clock, number=int(match[1]), name=name, username=username)
        self.faults = Faults(self.world.updates)

    async def call(self, method: str, fields: Mapping[str, object] | None = None) -> Any:
        """Carry out one method as the bot.

        Args:
            method: Its name in the Bot API, in any case.
            fields: Its fields, as Python values or as the text that HTTP carries.

        Returns:
            The JSON result.

        Raises:
            ApiError: Telegram refuses; 404 for a method that is not here, 400 for a field that is not.
            ConnectionLostError: A fault cut the connection.
        """
        known = METHODS.get(method.lower())
        if known is None:
            raise ApiError(404, "Not Found")
        self.world.polls.close_due()
        fault = self.faults.take(known.name)
        if fault is not None and not fault.carried_out:
            raise fault.error
        try:
            result = await known.call(self.world, fields or {})
        except ApiError:
            if fault is not None:
                raise fault.error from None
            raise
        finally:
            self.world.store.commit()
        if fault is not None:
            raise fault.error
        return result

    async def answer(self, token: str, method: str, fields: Mapping[str, object]) -> tuple[int, bytes]:
        """Answer one request, whichever way it came.

        Returns:
            The HTTP status and the body.

        Raises:
            ConnectionLostError: The transport must end without an answer.
        """
        if token != self.token:
            return 401, encoded(ApiError(401, "Unauthorized").as_json())
        try:
            result = await self.call(method, fields)
        except ApiError as error:
            return error.error_code, encoded(error.as_json())
        return 200, encoded({"ok": True, "result": result})

    def download(self, token: str, path: str) -> bytes | None:
        """The content of a file where `getFile` said that it is, or None where there is none."""
        file_id = path.removeprefix("documents/")
        if token != self.token or not self.world.files.has(file_id):
            return None
        return self.world.files.read(file_id)[2]

    def person(self, name: str, *, language: str = "en") -> Person:
        """The person of that name, with a private chat with the bot; made where there is none."""
        return Person(self.world, self.world.chats.person(name, language=language))

    def group(self, title: str, *members: Person, forum: bool = False) -> Group:
        """The group of that title with the bot in it; made where there is none.

        The members join it without a word. The first one ever is its creator. A forum is a supergroup with
        topics.
        """
        return self.world.chats.group(title, [member.id for member in members], forum=forum)

    def join(self, group: Group, person: Person) -> None:
        """A person joins, as the group's service message says."""
        groups.join(self.world, group, person.user)

    def leave(self, group: Group, person: Person) -> None:
        """A person leaves, as the group's service message says."""
        groups.leave(self.world, group, person.user)

    def promote(self, group: Group, person: Person) -> None:
        """Make a member an administrator; LookupError where she is none."""
        groups.promote(self.world, group, person.user)

    def add_bot(self, group_title: str, person: Person, payload: str = "") -> Group:
        """A person adds the bot to a group by t.me/…?startgroup=payload; made as hers where there is none.

        Raises:
            ValueError: The payload or the title is none.
            LookupError: Others have a group of that title.
        """
        check_payload(payload)
        group = groups.add_bot(self.world, group_title, person.user)
        if payload:
            write(self.world, person.user, group.id, f"/start@{self.world.username} {payload}")
            self.world.store.commit()
        return group

    def remove_bot(self, group: Group) -> None:
        """Kick the bot."""
        groups.remove_bot(self.world, group)

    def restrict_polls(self, group: Group) -> None:
        """Let the bot send no polls there."""
        groups.restrict_polls(self.world, group)

    def delete_group(self, group: Group) -> None:
        """Delete a group."""
        groups.delete(self.world, group)

    def upgrade(self, group: Group) -> Group:
        """Turn a group into a supergroup, which has another id."""
        return groups.upgrade(self.world, group)

    def deliver_vote(self, poll_id: str, person: Person, *options: int) -> None:
        """Tell the bot of a vote that no rule was asked about: a late one, a second one, none at all."""
        self.world.polls.deliver_vote(poll_id, person.user, list(options))
        self.world.store.commit()

    def close(self) -> None:
        """Let the file of chats go. What was answered is in it already."""
        self.world.hook.take_away()
        self.world.polls.stop()
        self.world.store.close()


def encoded(body: Mapping[str, object]) -> bytes:
    """An answer's body, the same on every way."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def file_target(url: str) -> tuple[str, str] | None:
    """Token and path of an address such as https://…/file/bot1:local/documents/x, or None for another."""
    match = FILE_PATH.fullmatch(unquote(urlsplit(url).path))
    return (match[1], match[2]) if match else None


def target(url: str) -> tuple[str, str] | None:
    """Token and method of an address such as https://…/bot1:local/getMe, or None where it is another."""
    match = PATH.fullmatch(urlsplit(url).path)
    return (match[1], match[2]) if match else None
