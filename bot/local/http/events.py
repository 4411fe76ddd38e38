"""The chats of a person as server-sent events, /client/events; knows what is told, not how it is drawn."""

from tornado.iostream import StreamClosedError
from tornado.web import HTTPError

from bot.local.api import encoded
from bot.local.feed import Listener
from bot.local.http.client import Client
from bot.local.person import Person
from bot.local.store import Json

__all__ = ["Events"]

PULSE = 15
"""Seconds without news after which a sign of life is sent, so that both sides notice a dead connection."""


class Events(Client):
    """GET ?name=…: the state of all her chats first, then each change with its chat_id.

    A page that lost the connection asks again and is told the whole state again, so nothing can be missed.
    Every event carries the server's time, so that a countdown need not trust the browser's clock.
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
                chats = self._chats(person)
                await self._tell("state", {**self._profile(person), "chats": list(chats.values())})
                await self._follow(person, listener, set(chats))
            except StreamClosedError:
                return  # the page was closed, which is how this ends
            finally:
                self.settings["listeners"].discard(listener)

    def on_connection_close(self) -> None:
        """The page is gone."""
        if self._listener is not None:
            self._listener.close()

    async def _follow(self, person: Person, listener: Listener, told: set[int]) -> None:
        while True:
            try:
                event = await listener.next(timeout=PULSE)
            except TimeoutError:
                event = {"kind": "pulse", "chat_id": None}
            if event is None or not self._still(person):
                return
            news = {chat["id"]: chat for chat in self._rows(person) if chat["id"] not in told}
            await self._come_and_gone(person, told, news)
            if event["kind"] == "pulse":
                await self._tell("pulse", {})
            elif event["kind"] == "profile":
                commands = {chat["id"]: self._commands(person, chat) for chat in self._rows(person)}
                await self._tell("profile", {**self._profile(person), "commands": commands})
            elif event["kind"] != "callback" and event["chat_id"] in told - set(news):
                await self._happened(person, event)

    async def _come_and_gone(self, person: Person, told: set[int], news: dict[int, Json]) -> None:
        """Tell of the chats that she is in since, with all that is in them, and of those that she left."""
        for chat_id in told - {chat["id"] for chat in self._rows(person)}:
            told.remove(chat_id)
            row = self.telegram.world.chats.row(chat_id)
            await self._tell("left", {"chat_id": chat_id, "moved_to": row["migrated_to"]})
        for chat_id, chat in news.items():
            told.add(chat_id)
            await self._tell("chat", self._chat(person, chat))

    async def _happened(self, person: Person, event: Json) -> None:
        details = {name: value for name, value in event.items() if name != "kind"}
        if "message" in details:
            members = self._members(event["chat_id"])
            details |= {"message": person.sees(details["message"]), "members": members}
        await self._tell(event["kind"], details)

    async def _tell(self, kind: str, data: Json) -> None:
        data = {**data, "now": self.telegram.world.clock()}
        self.write(f"event: {kind}\ndata: {encoded(data).decode()}\n\n")
        await self.flush()

    def _still(self, person: Person) -> bool:
        """Whether the browser still holds the person's seat."""
        try:
            return self.name(person.name) == person.name
        except HTTPError:
            return False

    def _chats(self, person: Person) -> dict[int, Json]:
        return {chat["id"]: self._chat(person, chat) for chat in self._rows(person)}

    def _rows(self, person: Person) -> list[Json]:
        private = {"id": person.id, "type": "private"}
        return [private, *self.telegram.world.chats.groups_of(person.id)]

    def _chat(self, person: Person, chat: Json) -> Json:
        world = self.telegram.world
        return {
            "chat_id": chat["id"],
            "type": chat["type"],
            "title": chat.get("title", ""),
            "members": self._members(chat["id"]),
            "commands": self._commands(person, chat),
            "messages": [person.sees(message) for message in world.messages.of(chat["id"])],
        }

    def _commands(self, person: Person, chat: Json) -> list[Json]:
        return self.telegram.world.profile.commands_seen_by(person.user, chat)

    def _members(self, chat_id: int) -> int:
        row = self.telegram.world.chats.row(chat_id)
        members: list[int] = row["members"]
        return len(members) + int(row["bot"] == "member")

    def _profile(self, person: Person) -> Json:
        bot = {
            "id": self.telegram.world.number,
            "name": person.describes("name"),
            "username": self.telegram.world.username,
            "description": person.describes("description"),
            "short_description": person.describes("short_description"),
        }
        return {
            "bot": bot,
            "person": {"id": person.id, "name": person.name},
            "may_invite": self.settings["lan"] and self.is_here,
        }
