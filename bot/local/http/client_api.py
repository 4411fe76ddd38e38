"""What the web chat page asks of the server, under /client/; knows persons and nothing of the Bot API."""

import json
from http import HTTPStatus
from typing import Any

from tornado.iostream import StreamClosedError
from tornado.web import HTTPError

from bot.local.api import encoded
from bot.local.feed import Listener
from bot.local.http.guarded import Guarded
from bot.local.person import Person
from bot.local.store import Json

__all__ = ["Events", "Press", "Send"]

PULSE = 15
"""Seconds without news after which a sign of life is sent, so that both sides notice a dead connection."""

PATIENCE = 20
"""Seconds for which a pressed button waits for the bot."""


class Client(Guarded):
    """A request of the page on behalf of a person."""

    def person(self, name: object) -> Person:
        """The person of that name.

        Raises:
            HTTPError: 400, where that is no name.
        """
        try:
            return self.telegram.person(str(name or ""))
        except ValueError as error:
            raise HTTPError(HTTPStatus.BAD_REQUEST, str(error)) from error


class Action(Client):
    """A request that changes something: JSON, and from our own page only."""

    def prepare(self) -> None:
        """The Origin is not only checked but demanded."""
        super().prepare()
        if "Origin" not in self.request.headers:
            raise HTTPError(HTTPStatus.FORBIDDEN, "no origin")

    def body(self, **fields: type) -> list[Any]:
        """The fields of the body, in order.

        Raises:
            HTTPError: 415 for a body that is not JSON, 400 for one without these fields.
        """
        if self.request.headers.get("Content-Type", "").partition(";")[0] != "application/json":
            raise HTTPError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        try:
            given = json.loads(self.request.body)
        except (ValueError, RecursionError) as error:
            raise HTTPError(HTTPStatus.BAD_REQUEST, "no JSON") from error
        if not isinstance(given, dict) or any(
            type(given.get(name)) is not kind for name, kind in fields.items()
        ):
            raise HTTPError(HTTPStatus.BAD_REQUEST, "wrong fields")
        return [given[name] for name in fields]


class Send(Action):
    """POST {name, text}: write a message to the bot."""

    async def post(self) -> None:
        """Answer with the message."""
        name, text = self.body(name=str, text=str)
        try:
            message = await self.person(name).send(text)
        except (ValueError, UnicodeError) as error:
            raise HTTPError(HTTPStatus.BAD_REQUEST, str(error)) from error
        self.answer(200, encoded(message))


class Press(Action):
    """POST {name, message_id, data}: press a button and wait for what the bot answers."""

    async def post(self) -> None:
        """Answer {text, show_alert}; 504 where the bot says nothing."""
        name, message_id, data = self.body(name=str, message_id=int, data=str)
        if not 1 <= len(data.encode(errors="replace")) <= 64:
            raise HTTPError(HTTPStatus.BAD_REQUEST, "no callback data")
        try:
            answer = await self.person(name).press(message_id, data, timeout=PATIENCE)
        except TimeoutError as error:
            raise HTTPError(HTTPStatus.GATEWAY_TIMEOUT) from error
        self.answer(200, encoded({"text": answer.text, "show_alert": answer.show_alert}))


class Events(Client):
    """GET ?name=…: the chat as server-sent events; the whole state first, then each change.

    A page that lost the connection asks again and is told the whole state again, so nothing can be missed.
    """

    _listener: Listener | None = None

    async def get(self) -> None:
        """Tell what happens until either side goes."""
        person = self.person(self.get_query_argument("name", ""))
        self.set_header("Content-Type", "text/event-stream; charset=utf-8")
        with self.telegram.world.feed.listen() as listener:
            self._listener = listener
            self.settings["listeners"].add(listener)
            try:
                await self._tell("state", self._profile(person) | {"messages": person.messages()})
                await self._follow(person, listener)
            except StreamClosedError:
                return  # the page was closed, which is how this ends
            finally:
                self.settings["listeners"].discard(listener)

    def on_connection_close(self) -> None:
        """The page is gone."""
        if self._listener is not None:
            self._listener.close()

    async def _follow(self, person: Person, listener: Listener) -> None:
        while True:
            try:
                event = await listener.next(timeout=PULSE)
            except TimeoutError:
                await self._tell("pulse", {})
                continue
            if event is None:
                return
            if event["kind"] == "profile":
                await self._tell("profile", self._profile(person))
            elif event["chat_id"] == person.id and event["kind"] != "callback":
                details = {k: v for k, v in event.items() if k not in ("kind", "chat_id")}
                await self._tell(event["kind"], details)

    async def _tell(self, kind: str, data: Json) -> None:
        self.write(f"event: {kind}\ndata: {encoded(data).decode()}\n\n")
        await self.flush()

    def _profile(self, person: Person) -> Json:
        bot = {
            "id": self.telegram.world.number,
            "name": person.describes("name"),
            "username": self.telegram.world.username,
            "description": person.describes("description"),
            "short_description": person.describes("short_description"),
            "commands": person.commands(),
        }
        return {"bot": bot, "person": {"id": person.id, "name": person.name}}
