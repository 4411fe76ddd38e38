"""Telegram on localhost: the Bot API that a bot uses, in process and over HTTP, and a web chat over it.

It knows Telegram and no particular bot.
"""

from bot.local.api import LocalTelegram
from bot.local.chats import FIRST_PERSON, Group
from bot.local.errors import ApiError, ConnectionLostError, StoreError
from bot.local.http import LocalServer
from bot.local.person import Person
from bot.local.queries import CallbackAnswer
from bot.local.request import LocalRequest

__all__ = [
    "FIRST_PERSON",
    "ApiError",
    "CallbackAnswer",
    "ConnectionLostError",
    "Group",
    "LocalRequest",
    "LocalServer",
    "LocalTelegram",
    "Person",
    "StoreError",
]
