"""The server on 127.0.0.1; knows routes and ports and nothing of what is answered."""

import logging
import socket
from types import TracebackType
from typing import Self

from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot.local.api import LocalTelegram
from bot.local.feed import Listener
from bot.local.http.bot_api import BotApi
from bot.local.http.client_api import Events, Press, Send
from bot.local.http.page import Page

__all__ = ["LocalServer"]

BODY_BYTES = 1_000_000
logger = logging.getLogger(__name__)


class LocalServer:
    """The Bot API and the web chat over HTTP; started and stopped, or used in an async with statement.

    Args:
        telegram: What is served.
        port: Where; 0 takes a free one.
    """

    def __init__(self, telegram: LocalTelegram, *, port: int = 8080) -> None:
        self._telegram = telegram
        self._port = port
        self._http: HTTPServer | None = None
        self._listeners: set[Listener] = set()

    @property
    def address(self) -> str:
        """Where the server is found, such as "http://127.0.0.1:8080"."""
        return f"http://127.0.0.1:{self._port}"

    async def start(self) -> None:
        """Begin to answer.

        Raises:
            OSError: The port is taken.
        """
        listening = socket.create_server(("127.0.0.1", self._port), backlog=128)
        listening.setblocking(False)
        self._port = listening.getsockname()[1]
        application = Application(
            [
                ("/bot.*", BotApi),
                ("/client/events", Events),
                ("/client/send", Send),
                ("/client/press", Press),
                ("/([a-z]*(?:[.](?:css|js|svg))?)", Page),
            ],
            telegram=self._telegram,
            port=self._port,
            listeners=self._listeners,
            log_function=_log,
        )
        self._http = HTTPServer(application, max_body_size=BODY_BYTES)
        self._http.add_socket(listening)

    async def stop(self) -> None:
        """End every connection and let the port go."""
        if self._http is not None:
            self._http.stop()
            for listener in list(self._listeners):
                listener.close()
            await self._http.close_all_connections()
            self._http = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()


def _log(handler: RequestHandler) -> None:
    """No path is logged, because it holds the token."""
    kind, status = type(handler).__name__, handler.get_status()
    logger.debug("%s %s: %d", handler.request.method, kind, status)
