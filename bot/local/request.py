"""Telegram on localhost without a network; knows python-telegram-bot's requests and the local Telegram."""

from typing import IO

from telegram.error import NetworkError
from telegram.request import BaseRequest, RequestData

from bot.local.api import LocalTelegram, encoded, file_target, target
from bot.local.errors import ApiError, ConnectionLostError
from bot.local.files import Upload

__all__ = ["LocalRequest"]


class LocalRequest(BaseRequest):
    """Give one to `ApplicationBuilder.request` and another to `.get_updates_request`.

    Args:
        telegram: Who answers. Its answers are byte for byte those over HTTP.
    """

    def __init__(self, telegram: LocalTelegram) -> None:
        self._telegram = telegram

    @property
    def read_timeout(self) -> float | None:
        """None: nothing can be lost on the way, so nothing is waited for in vain."""
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close; the Telegram lives on."""

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002
        request_data: RequestData | None = None,
        read_timeout: object = None,  # noqa: ARG002
        write_timeout: object = None,  # noqa: ARG002
        connect_timeout: object = None,  # noqa: ARG002
        pool_timeout: object = None,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """Answer one request of the bot.

        Returns:
            The HTTP status and the body.

        Raises:
            NetworkError: A fault cut the connection.
        """
        file = file_target(url)
        content = self._telegram.download(*file) if file else None
        if content is not None:
            return 200, content
        found = target(url)
        if found is None:
            return 404, encoded(ApiError(404, "Not Found").as_json())
        fields: dict[str, object] = dict(request_data.json_parameters) if request_data else {}
        if request_data and request_data.contains_files:
            fields |= {name: _upload(*part) for name, part in request_data.multipart_data.items()}
        try:
            return await self._telegram.answer(*found, fields)
        except ConnectionLostError as error:
            raise NetworkError(f"Server disconnected without sending a response: {error}") from error


def _upload(filename: str, content: bytes | IO[bytes], mime_type: str) -> Upload:  # noqa: ARG001
    return Upload(filename, content if isinstance(content, bytes) else content.read())
