"""A small HTTP server that only this machine can reach; knows ports and paths, not what is answered."""

from __future__ import annotations

import os
import socket
from collections.abc import Sequence
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from questions.errors import PortTaken

Route = tuple[str, type[RequestHandler], dict[str, Any]]
"""A pattern of paths, what answers there, and what that is given."""

LARGEST_BODY = 2**20
"""Bytes: an update of Telegram has some thousands."""


class Loopback:
    """Answers on 127.0.0.1; behind a proxy of one's own it answers others too.

    Args:
        port: Where.
        setting: The setting that names the port.
        routes: What is answered.
    """

    def __init__(self, port: int, setting: str, routes: Sequence[Route]) -> None:
        self._port = port
        self._setting = setting
        self._routes = routes
        self._http: HTTPServer | None = None

    @property
    def answers(self) -> bool:
        """Whether it is there."""
        return self._http is not None

    async def start(self) -> None:
        """Begin to answer.

        Raises:
            PortTaken: [Q051] Another program listens on the port.
        """
        try:
            listening = socket.create_server(("127.0.0.1", self._port), backlog=128)
        except OSError as error:
            reason = os.strerror(error.errno or 0).lower()
            raise PortTaken(
                f"Port {self._port} cannot be listened on ({reason})",
                advice=f"Stop the other program or set {self._setting} to another port",
            ) from error
        listening.setblocking(False)
        # No request is logged: its path may be the secret part of a webhook's address.
        application = Application(list(self._routes), log_function=lambda handler: None)  # noqa: ARG005
        self._http = HTTPServer(application, max_body_size=LARGEST_BODY, max_buffer_size=2 * LARGEST_BODY)
        self._http.add_socket(listening)

    async def stop(self) -> None:
        """End every connection and let the port go."""
        if self._http is not None:
            self._http.stop()
            await self._http.close_all_connections()
            self._http = None
