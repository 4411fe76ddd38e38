"""A request of the web chat page on behalf of a person; knows names and chats and nothing of what is done."""

import json
from http import HTTPStatus
from typing import Any

from tornado.web import HTTPError

from bot.local.chats import Group
from bot.local.http.entrance import NameTaken
from bot.local.http.guarded import Guarded
from bot.local.person import Person

__all__ = ["Action", "Client", "fields_of"]


class Client(Guarded):
    """A request of the page."""

    @property
    def token(self) -> str:
        """What proves the browser's seat; empty where it has none."""
        return self.get_cookie(self.settings["cookie"]) or ""

    def name(self, wanted: str) -> str:
        """The wanted name, as its owner spells it.

        Raises:
            HTTPError: 403, where the browser must enter first or the name is not its own; 409, where
                somebody elsewhere in the room has it; 400, where it is none.
        """
        if not self.is_here:
            own = self.entrance.seated(self.token)
            if own is None or own != wanted:
                raise HTTPError(HTTPStatus.FORBIDDEN, "no seat of that name")
            return own
        try:
            return self.entrance.here(wanted)
        except NameTaken as error:
            raise HTTPError(HTTPStatus.CONFLICT, "that name is taken") from error
        except ValueError as error:
            raise HTTPError(HTTPStatus.BAD_REQUEST, str(error)) from error

    def person(self, name: str) -> Person:
        """The person of that name.

        Raises:
            HTTPError: As for `name`.
        """
        return self.telegram.person(self.name(name))


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
        return fields_of(self.request.body, **fields)

    def chat(self, person: Person, chat_id: int) -> Group | None:
        """The chat of that id as a person's methods want it: None for her private chat with the bot.

        Raises:
            HTTPError: 404, where she is not in it.
        """
        if not self.telegram.world.chats.has_member(chat_id, person.id):
            raise HTTPError(HTTPStatus.NOT_FOUND, "no such chat")
        return None if chat_id == person.id else Group(chat_id, "")


def fields_of(body: bytes, **fields: type) -> list[Any]:
    """The fields of a JSON object, in order.

    Raises:
        HTTPError: 400, where one is missing or of another type.
    """
    try:
        given = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise HTTPError(HTTPStatus.BAD_REQUEST, "no JSON") from error
    if not isinstance(given, dict) or any(type(given.get(name)) is not kind for name, kind in fields.items()):
        raise HTTPError(HTTPStatus.BAD_REQUEST, "wrong fields")
    return [given[name] for name in fields]
