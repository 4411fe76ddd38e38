"""The local Telegram over HTTP, on 127.0.0.1 only."""

from bot.local.http.server import LocalServer

__all__ = ["LocalServer"]
