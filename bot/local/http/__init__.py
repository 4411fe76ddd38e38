"""The local Telegram over HTTP, on this machine only or for the machines in one room."""

from bot.local.http.server import LocalServer

__all__ = ["LocalServer"]
