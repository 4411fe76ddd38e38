"""What was sent as a file, for the page to show or to save; knows who may have it and not what it is for."""

from http import HTTPStatus
from urllib.parse import quote

from tornado.web import HTTPError

from bot.local.http.client import Client
from bot.local.person import Person
from bot.local.store import Json

__all__ = ["SentFile"]

PNG = b"\x89PNG\r\n\x1a\n"
"""How a photo begins here. A browser draws it and never runs it; anything else is only ever saved."""


class SentFile(Client):
    """GET /client/file/<file_id>?name=…: a file that was sent to a chat of hers."""

    def get(self, file_id: str) -> None:
        """Answer with its bytes; 404 where it was sent to nobody, or to others."""
        person = self.person(self.get_query_argument("name", ""))
        if not self._was_sent_to(person, file_id):
            raise HTTPError(HTTPStatus.NOT_FOUND)
        name, _, content = self.telegram.world.files.read(file_id)
        if content.startswith(PNG):
            self.set_header("Content-Type", "image/png")
        else:
            self.set_header("Content-Type", "application/octet-stream")
            self.set_header("Content-Disposition", f"attachment; filename*=UTF-8''{quote(name, safe='')}")
        self.finish(content)

    def _was_sent_to(self, person: Person, file_id: str) -> bool:
        world = self.telegram.world
        chats = [person.id, *(chat["id"] for chat in world.chats.groups_of(person.id))]
        return any(file_id in _files(message) for chat in chats for message in world.messages.of(chat))


def _files(message: Json) -> set[str]:
    sent = [message["document"]] if "document" in message else message.get("photo", [])
    return {file["file_id"] for file in sent}
