"""A proxy before several processes of one bot: each request goes to the next of them that takes it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from itertools import count

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from tests.ports import free_port

PROOF = "X-Telegram-Bot-Api-Secret-Token"


class _Handler(RequestHandler):
    def initialize(self, ports: Sequence[int], turns: count[int]) -> None:
        self._ports, self._turns = ports, turns

    async def post(self) -> None:
        first = next(self._turns)
        client = AsyncHTTPClient(max_clients=500)
        for number in range(len(self._ports)):
            port = self._ports[(first + number) % len(self._ports)]
            request = HTTPRequest(
                f"http://127.0.0.1:{port}{self.request.path}",
                method="POST",
                body=self.request.body,
                headers={"Content-Type": "application/json", PROOF: self.request.headers.get(PROOF, "")},
            )
            try:
                answer = await client.fetch(request, raise_error=False)
            except (OSError, HTTPClientError):
                continue
            self.set_status(answer.code)
            return
        self.set_status(502)


@asynccontextmanager
async def proxy(ports: Sequence[int]) -> AsyncIterator[str]:
    """Run a proxy before these ports; gives its address."""
    server = HTTPServer(Application([(r"/.*", _Handler, {"ports": ports, "turns": count()})]))
    port = free_port()
    server.listen(port, "127.0.0.1")
    try:
        yield f"http://127.0.0.1:{port}/hook"
    finally:
        server.stop()
        await server.close_all_connections()
        await asyncio.sleep(0)
