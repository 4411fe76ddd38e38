"""Someone who chats with the bot, as tests and the web page see them; knows no HTTP."""

import asyncio
import re
from collections.abc import Callable

from bot.local.chats import Group
from bot.local.files import Upload
from bot.local.queries import CallbackAnswer
from bot.local.store import Json
from bot.local.text import MESSAGE_LIMIT
from bot.local.transcript import transcript
from bot.local.world import World
from bot.local.writing import put, write

__all__ = ["Person", "check_payload"]

LARGEST_FILE = 50 * 1024 * 1024
"""Bytes that somebody can send here: Telegram itself takes 2 GB, of which a bot gets none over 20 MB."""

FORWARDED = ("text", "entities", "caption", "caption_entities", "document", "photo")
"""What of a message is sent on."""

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")

SHOWN = 20
"""Messages of a chat that an error shows, its newest."""


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
        check_payload(payload)
        return await self.send(f"/start {payload}".strip())

    async def send(
        self, text: str, *, chat: Group | None = None, reply_to: int | None = None, thread: int | None = None
    ) -> Json:
        """Write a message, to the bot in private or into a group.

        In a group the bot hears what its privacy mode lets through: commands that are not for another
        bot, replies to it and mentions of it.

        Args:
            text: 1 to 4096 characters.
            chat: The group; None is the private chat.
            reply_to: The number of the message that this one replies to.
            thread: The topic of a forum; None is its general one.

        Returns:
            The message.

        Raises:
            ValueError: The text is empty or too long.
            LookupError: She is not in the group, it is gone or has no topics, or the message to reply to is
                not there.
        """
        message = write(self._world, self.user, self._chat(chat), text, reply_to=reply_to, thread=thread)
        self._world.store.commit()
        return message

    async def paste(self, text: str, *, chat: Group | None = None, reply_to: int | None = None) -> list[Json]:
        """Write a text of any length as clients do, in messages of 4096 characters, and return them.

        Args:
            text: At least one character.
            chat: The group; None is the private chat.
            reply_to: The number of the message that the first one replies to.

        Raises:
            ValueError: There is nothing in it.
            LookupError: As for `send`.
        """
        pieces = [text[start : start + MESSAGE_LIMIT] for start in range(0, len(text), MESSAGE_LIMIT)]
        first, *others = [piece for piece in pieces if piece.strip()] or [text]
        sent = await self.send(first, chat=chat, reply_to=reply_to)
        return [sent, *[await self.send(piece, chat=chat) for piece in others]]

    async def forward(self, message: Json, *, chat: Group | None = None) -> Json:
        """Send a message on that she sees somewhere, to the bot in private or into a group.

        Raises:
            ValueError: The message holds nothing that can be sent on here.
            LookupError: She is not in the group.
        """
        content = {name: message[name] for name in FORWARDED if name in message}
        if not content:
            raise ValueError("only texts, files and pictures are sent on here")
        origin = {"type": "user", "date": message["date"], "sender_user": message["from"]}
        forwarded = put(self._world, self.user, self._chat(chat), content | {"forward_origin": origin})
        self._world.store.commit()
        return forwarded

    async def send_file(
        self, filename: str, content: bytes, *, chat: Group | None = None, reply_to: int | None = None
    ) -> Json:
        """Send a file to the bot in private or into a group, and return the message.

        Args:
            filename: Its name.
            content: Its bytes.
            chat: The group; None is the private chat.
            reply_to: The number of the message that this one replies to.

        Raises:
            ValueError: The file is empty, has no name, or is larger than people can send here.
            LookupError: As for `send`.
        """
        if not content or not filename or len(content) > LARGEST_FILE:
            raise ValueError(f"a file has a name and 1 to {LARGEST_FILE} bytes")
        file_id = self._world.files.keep(Upload(filename, content))
        document = self._world.files.described(file_id)
        message = put(self._world, self.user, self._chat(chat), {"document": document}, reply_to=reply_to)
        self._world.store.commit()
        return message

    async def block(self) -> None:
        """Let the bot write to her no more."""
        self._world.chats.change(self.id, bot="kicked")
        self._world.store.commit()

    async def share_place(self, latitude: float, longitude: float) -> Json:
        """Send a place, in degrees north and east, to the bot in private, and return the message.

        Raises:
            ValueError: There is no such place.
        """
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            raise ValueError(f"there is no place at {latitude}, {longitude}")
        content = {"location": {"latitude": latitude, "longitude": longitude}}
        message = put(self._world, self.user, self._chat(None), content)
        self._world.store.commit()
        return message

    async def vote(self, message_id: int, *options: int, chat: Group | None = None) -> None:
        """Vote in the poll of a message, with the options' places, from 0.

        Raises:
            ValueError: Telegram's client would not let her: the poll is closed, has no such option, takes
                one answer, or she has voted and there is no second vote.
            LookupError: She is not in the chat, or the message is not there or carries no poll.
        """
        self._world.polls.vote(self._poll(chat, message_id), self.user, list(options))
        self._world.store.commit()

    async def retract(self, message_id: int, *, chat: Group | None = None) -> None:
        """Take her vote back.

        Raises:
            ValueError: The poll is closed or allows no second vote, or she has not voted.
            LookupError: As for `vote`.
        """
        self._world.polls.retract(self._poll(chat, message_id), self.user)
        self._world.store.commit()

    def messages(self, *, chat: Group | None = None) -> list[Json]:
        """The chat as it stands and as the bot sees it, oldest first, edits applied."""
        self._world.polls.close_due()
        return self._world.messages.of(self._chat(chat))

    def sees(self, message: Json) -> Json:
        """A message as it shows to her: of a poll that is open to her, neither answer nor results."""
        seen = dict(message)
        if "poll" in message:
            seen["poll"] = self._world.polls.seen_by(message["poll"], self.id)
        if "reply_to_message" in message:
            seen["reply_to_message"] = self.sees(message["reply_to_message"])
        return seen

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

        The predicate is asked at once and after each event, or several at a time; what it raises ends the
        waiting.

        Raises:
            TimeoutError: It did not hold within `timeout` seconds; the error shows the end of the chat.
        """
        number = self._chat(chat)
        self._world.polls.close_due()
        with self._world.feed.listen() as listener:
            try:
                async with asyncio.timeout(timeout):
                    while not predicate(messages := self._world.messages.of(number)):
                        await listener.next()
                        listener.skip()
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

    def _poll(self, chat: Group | None, message_id: int) -> str:
        number = self._chat(chat)
        if gone := self._world.chats.row(number)["gone"]:
            raise LookupError(f"the chat {number} was {gone}")
        message = self._message(number, message_id)
        if "poll" not in message:
            raise LookupError(f"message {message_id} carries no poll")
        poll_id: str = message["poll"]["id"]
        return poll_id

    def _message(self, chat: int, number: int) -> Json:
        message = self._world.messages.find(chat, number)
        if message is None:
            raise LookupError(f"no message {number} in the chat of {self.name}")
        return message

    def _in_vain(self, what: str, seconds: float, chat: int) -> str:
        return f"{self.name} {what} and got nothing in {seconds:g} s:\n" + transcript(
            self._world.messages.of(chat)[-SHOWN:]
        )


def check_payload(payload: str) -> None:
    """Pass what a link can carry, which may be nothing.

    Raises:
        ValueError: It is over 64 characters or has others than A-Z, a-z, 0-9, _ and -.
    """
    if payload and PAYLOAD.fullmatch(payload) is None:
        raise ValueError("a deep-link payload is up to 64 of A-Z, a-z, 0-9, _ and -")
