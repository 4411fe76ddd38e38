"""The server; knows routes, ports and addresses and nothing of what is answered."""

import logging
import socket
from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self

from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot.local.api import LocalTelegram
from bot.local.feed import Listener
from bot.local.http.actions import Join, MakeGroup, Press, Send, SendFile, Vote
from bot.local.http.bot_api import BotApi, BotFile
from bot.local.http.door import Enter, Free, Invitation, Me, QrCode
from bot.local.http.entrance import Entrance
from bot.local.http.events import Events
from bot.local.http.files import SentFile
from bot.local.http.lan import lan_host
from bot.local.http.page import Page

__all__ = ["LocalServer"]

BODY_BYTES = 51 * 2**20
"""A file of 50 MB, the Bot API's bound, with the fields around it."""
ROUTES = [
    ("/bot.*", BotApi),
    ("/file/bot.*", BotFile),
    ("/client/me", Me),
    ("/client/enter", Enter),
    ("/client/invitation", Invitation),
    ("/client/qr[.]svg", QrCode),
    ("/client/free", Free),
    ("/client/events", Events),
    ("/client/send", Send),
    ("/client/document", SendFile),
    ("/client/press", Press),
    ("/client/vote", Vote),
    ("/client/group", MakeGroup),
    ("/client/join", Join),
    ("/client/file/([A-Za-z0-9_-]+)", SentFile),
    ("/([a-z]*(?:[.](?:css|js|svg))?)", Page),
]
logger = logging.getLogger(__name__)


class LocalServer:
    """The Bot API and the web chat over HTTP; started and stopped, or used in an async with statement.

    Args:
        telegram: What is served.
        port: Where; 0 takes a free one.
        lan: Whether other machines in the room may come in, each with the code.
        listen: The network card's address; by default this machine's own 127.0.0.1, and with `lan` all.
        lan_name: What others call this machine; by default its address in its network.
    """

    def __init__(
        self,
        telegram: LocalTelegram,
        *,
        port: int = 8080,
        lan: bool = False,
        listen: str | None = None,
        lan_name: str | None = None,
    ) -> None:
        self._telegram = telegram
        self._port = port
        self._lan = lan
        self._listen = listen or ("0.0.0.0" if lan else "127.0.0.1")  # noqa: S104 (asked for, and behind a code)
        self._host = lan_name or (lan_host() if lan else "127.0.0.1")
        self._entrance = Entrance(telegram.world.store, telegram.world.clock)
        self._http: HTTPServer | None = None
        self._application: Application | None = None
        self._listeners: set[Listener] = set()

    @property
    def address(self) -> str:
        """Where this machine finds the server, such as "http://127.0.0.1:8080"."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def lan_address(self) -> str:
        """Where the other machines in the room find it, such as "http://192.168.1.20:8080"."""
        return f"http://{self._host}:{self._port}"

    @property
    def join_code(self) -> str:
        """The six digits that let another machine in."""
        return self._entrance.code

    @property
    def join_url(self) -> str:
        """The address with the code in it, as the QR code has it."""
        return f"{self.lan_address}/?code={self.join_code}"

    async def start(self) -> None:
        """Begin to answer.

        Raises:
            OSError: The port is taken.
        """
        listening = socket.create_server((self._listen, self._port), backlog=128)
        listening.setblocking(False)
        self._port = listening.getsockname()[1]
        self._application = Application(
            ROUTES,
            telegram=self._telegram,
            entrance=self._entrance,
            port=self._port,
            lan=self._lan,
            lan_address=self.lan_address,
            hosts=[self._host] if self._lan else [],
            cookie=f"seat{self._port}",  # a browser sends the cookies of all ports of a host to each
            listeners=self._listeners,
            log_function=_log,
        )
        self._http = HTTPServer(self._application, max_body_size=BODY_BYTES, max_buffer_size=BODY_BYTES)
        self._http.add_socket(listening)

    def add(self, routes: Sequence[tuple[str, type[RequestHandler], dict[str, Any]]]) -> None:
        """Answer on further paths too; what answers there guards itself."""
        if self._application is None:
            raise RuntimeError("the server has not started")
        self._application.add_handlers(".*", list(routes))

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
