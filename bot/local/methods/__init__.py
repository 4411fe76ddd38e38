"""The methods of the Bot API that we carry; knows only their names.

A method that a later feature needs gets a module of its own beside these and its list a place in `METHODS`.
"""

from bot.local.methods import callbacks, commands, files, members, messages, polling, polls, profile
from bot.local.methods.method import Method

__all__ = ["METHODS", "Method"]

METHODS: dict[str, Method] = {
    method.name.lower(): method
    for module in (polling, messages, polls, files, members, callbacks, commands, profile)
    for method in module.METHODS
}
"""By name in lower case, because Telegram reads names in any case."""
