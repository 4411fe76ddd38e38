"""The Bot API over HTTP, /bot<token>/<method>; knows how fields travel and nothing of the methods."""

import asyncio
import json

from bot.local.api import encoded, file_target, target
from bot.local.errors import ApiError, ConnectionLostError, bad_request
from bot.local.files import Upload
from bot.local.http.guarded import OnlyHere
from bot.local.store import Json

__all__ = ["BotApi", "BotFile"]

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class BotApi(OnlyHere):
    """GET by query, POST as form, multipart or JSON; all the same to a method."""

    _work: asyncio.Task[tuple[int, bytes]] | None = None

    async def get(self) -> None:
        """Answer a call by query."""
        await self.post()

    async def post(self) -> None:
        """Answer a call."""
        found = target(self.request.path)
        if found is None:
            self.answer(404, encoded(ApiError(404, "Not Found").as_json()))
            return
        try:
            fields = self._fields()
        except ApiError as error:
            self.answer(error.error_code, encoded(error.as_json()))
            return
        self._work = asyncio.ensure_future(self.telegram.answer(*found, fields))
        try:
            status, body = await self._work
        except ConnectionLostError:
            self._hang_up()
        except asyncio.CancelledError:
            self._hang_up()  # the client went away while it waited for updates
        else:
            self.answer(status, body)

    def on_connection_close(self) -> None:
        """Nobody waits for these updates any more, so nobody must get them here."""
        if self._work is not None:
            self._work.cancel()

    def _hang_up(self) -> None:
        stream = self.detach()
        stream.close()

    def _fields(self) -> Json:
        kind = self.request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        fields: Json = {}
        try:
            for name, values in self.request.arguments.items():
                fields[name] = values[-1].decode()
        except UnicodeDecodeError as error:
            raise bad_request("strings must be encoded in UTF-8") from error
        for name, files in self.request.files.items():
            fields[name] = Upload(files[-1].filename, files[-1].body)
        if kind == "application/json":
            fields |= _from_json(self.request.body)
        elif self.request.body and kind not in FORMS:
            raise bad_request(f"unsupported content type {kind!r}")
        return fields


def _from_json(body: bytes) -> Json:
    try:
        fields = json.loads(body or b"{}")
    except (ValueError, RecursionError) as error:
        raise bad_request("can't parse JSON object") from error
    if not isinstance(fields, dict):
        raise bad_request("can't parse JSON object")
    return fields


class BotFile(OnlyHere):
    """GET /file/bot<token>/<path>: a file where getFile said that it is."""

    def get(self) -> None:
        """Answer with its bytes; 404 where there is none."""
        found = file_target(self.request.path)
        content = self.telegram.download(*found) if found else None
        if content is None:
            self.answer(404, encoded(ApiError(404, "Not Found").as_json()))
            return
        self.set_header("Content-Type", "application/octet-stream")
        self.finish(content)
