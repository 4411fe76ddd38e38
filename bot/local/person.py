"""Someone who chats with the bot, as tests and the web page see them; knows no HTTP."""

import asyncio
import re
from collections.abc import Callable

from bot.local.chats import Group
from bot.local.queries import CallbackAnswer
from bot.local.store import Json
from bot.local.text import written
from bot.local.transcript import transcript
from bot.local.world import World

__all__ = ["Person"]

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Person:
    """A user of Telegram with their private chat with the bot.

    Attributes:
        user: Their User object.
        id: Their user id, which is also the id of their private chat.
        name: Their first name.
    """

    def __init__(self, world: World, user: Json) -> None:
        self._world = world
        self.user = user
        self.id: int = user["id"]
        self.name: str = user["first_name"]

    async def start(self, payload: str = "") -> Json:
        """Open the bot by its link, t.me/…?start=payload, and return the message that this sends.

        Raises:
            ValueError: The payload is over 64 characters or has others than A-Z, a-z, 0-9, _ and -.
        """
        if payload and PAYLOAD.fullmatch(payload) is None:
            raise ValueError("a deep-link payload is up to 64 of A-Z, a-z, 0-9, _ and -")
        return await self.send(f"/start {payload}".strip())

    async def send(self, text: str, *, chat: Group | None = None, reply_to: int | None = None) -> Json:
        """Write a message, to the bot in private or into a group.

        In a group the bot hears what its privacy mode lets through: commands that are not for another
        bot, replies to it and mentions of it.

        Args:
            text: 1 to 4096 characters.
            chat: The group; None is the private chat.
            reply_to: The number of the message that this one replies to.

        Returns:
            The message.

        Raises:
            ValueError: The text is empty or too long.
            LookupError: She is not in the group, or the message to reply to is not there.
        """
        content = written(text)
        number = self._chat(chat)
        if reply_to is not None:
            content["reply_to_message"] = self._message(number, reply_to)
        opened = self._world.chats.open(number)
        message = self._world.messages.add(opened, self.user, self._world.now, content)
        if chat is None or self._concerns_bot(message):
            self._world.updates.add("message", message)
        self._world.store.commit()
        return message

    def messages(self, *, chat: Group | None = None) -> list[Json]:
        """The chat as it stands, oldest first, edits applied."""
        return self._world.messages.of(self._chat(chat))

    async def tap(
        self,
        message_id: int,
        label: str,
        *,
        chat: Group | None = None,
        timeout: float = 10,  # noqa: ASYNC109 (the bound is part of what is promised)
    ) -> CallbackAnswer:
        """Press the button that is labelled so, or else the first whose label starts so.

        Returns:
            What the bot answered.

        Raises:
            LookupError: There is no such message, or no such button on it, or it is a link.
            TimeoutError: The bot did not answer within `timeout` seconds.
        """
        message = self._message(self._chat(chat), message_id)
        rows: list[list[Json]] = message.get("reply_markup", {}).get("inline_keyboard", [])
        buttons = [button for row in rows for button in row]
        fitting = [button for button in buttons if button["text"] == label]
        fitting += [button for button in buttons if button["text"].startswith(label)]
        if not fitting:
            labels = ", ".join(repr(button["text"]) for button in buttons) or "none"
            raise LookupError(f"message {message_id} has no button {label!r}; it has {labels}")
        if "callback_data" not in fitting[0]:
            raise LookupError(f"the button {label!r} opens {fitting[0]['url']} and tells the bot nothing")
        return await self.press(message_id, fitting[0]["callback_data"], chat=chat, timeout=timeout)

    async def press(
        self,
        message_id: int,
        callback_data: str,
        *,
        chat: Group | None = None,
        timeout: float = 10,  # noqa: ASYNC109
    ) -> CallbackAnswer:
        """Press a button that stands on the message, or stood on it when she last looked.

        On a message that was deleted meanwhile, the bot gets an InaccessibleMessage.

        Raises:
            TimeoutError: The bot did not answer within `timeout` seconds.
        """
        number = self._chat(chat)
        message = self._world.messages.find(number, message_id)
        if message is None:
            message = {"chat": self._world.chats.open(number), "message_id": message_id, "date": 0}
        with self._world.feed.listen() as listener:
            instance = self._world.chats.instance(number)
            query = self._world.queries.ask(self.user, message, callback_data, instance)
            self._world.updates.add("callback_query", query)
            self._world.store.commit()
            try:
                async with asyncio.timeout(timeout):
                    async for event in listener.events():
                        if event["kind"] == "callback" and event["query"] == query["id"]:
                            answer: CallbackAnswer = event["answer"]
                            return answer
            except TimeoutError:
                raise TimeoutError(self._in_vain(f"pressed {callback_data!r}", timeout, number)) from None
        raise AssertionError("a listener ends only when it is closed")

    async def wait(
        self,
        predicate: Callable[[list[Json]], object],
        *,
        timeout: float = 10,  # noqa: ASYNC109
        chat: Group | None = None,
    ) -> list[Json]:
        """Wait until the predicate over her messages holds, and return them.

        The predicate is asked at once and after each event; what it raises ends the waiting.

        Raises:
            TimeoutError: It did not hold within `timeout` seconds; the error shows the chat.
        """
        number = self._chat(chat)
        with self._world.feed.listen() as listener:
            try:
                async with asyncio.timeout(timeout):
                    while not predicate(messages := self._world.messages.of(number)):
                        await listener.next()
                    return messages
            except TimeoutError:
                raise TimeoutError(self._in_vain("waited", timeout, number)) from None

    def commands(self) -> list[Json]:
        """The command menu of her private chat."""
        chat = {"id": self.id, "type": "private"}
        return self._world.profile.commands_seen_by(self.user, chat)

    def describes(self, word: str) -> str:
        """The bot's name, description or short_description in her language."""
        return self._world.profile.get(word, self.user["language_code"])

    def _chat(self, chat: Group | None) -> int:
        number = self.id if chat is None else chat.id
        if not self._world.chats.has_member(number, self.id):
            raise LookupError(f"{self.name} is not in the chat {number}")
        return number

    def _message(self, chat: int, number: int) -> Json:
        message = self._world.messages.find(chat, number)
        if message is None:
            raise LookupError(f"no message {number} in the chat of {self.name}")
        return message

    def _concerns_bot(self, message: Json) -> bool:
        name = self._world.username.lower()
        replied: Json = message.get("reply_to_message", {})
        if replied.get("from", {}).get("id") == self._world.number:
            return True
        text = message["text"].encode("utf-16-le")
        for entity in message.get("entities", []):
            start, end = entity["offset"] * 2, (entity["offset"] + entity["length"]) * 2
            word = text[start:end].decode("utf-16-le").lower()
            if entity["type"] == "mention" and word == f"@{name}":
                return True
            if entity["type"] == "bot_command" and word.partition("@")[2] in ("", name):
                return True
        return False

    def _in_vain(self, what: str, seconds: float, chat: int) -> str:
        return f"{self.name} {what} and got nothing in {seconds:g} s:\n" + transcript(
            self._world.messages.of(chat)
        )
