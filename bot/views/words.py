"""The words of a language, put into Telegram's HTML; knows no message's shape."""

from __future__ import annotations

from functools import cache, lru_cache
from html import escape
from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource

LATELY = 2_000
"""So many of the texts that were put together last are kept: most of a chat says what was said before."""


class Html(str):
    """Text that is Telegram's HTML already and is not escaped again."""

    __slots__ = ()


class Words:
    """Every text of one language.

    Args:
        bundle: The language's messages.
        bot: The bot's @name without the sign, for links to it; empty where it is not known.
    """

    def __init__(self, bundle: FluentBundle, bot: str = "") -> None:
        self._bundle = bundle
        self._format = lru_cache(LATELY, typed=True)(self._format_anew)
        self.bot = bot

    def __call__(self, message_id: str, **values: str | int | Html) -> Html:
        """Return a text with values put in, escaped for HTML unless they are HTML.

        Args:
            message_id: The text's name in the Fluent file.
            values: What stands in its places.

        Raises:
            LookupError: There is no such text, or a place of it was given no value.
        """
        safe = {
            name: escape(value, quote=False)
            if isinstance(value, str) and not isinstance(value, Html)
            else value
            for name, value in values.items()
        }
        return Html(self._format(message_id, **safe))

    def plain(self, message_id: str, **values: str | int) -> str:
        """Return a text with values put in, as plain text: its entry must hold no markup.

        Raises:
            LookupError: There is no such text, or a place of it was given no value.
        """
        return self._format(message_id, **values)

    def _format_anew(self, message_id: str, /, **values: str | int) -> str:
        if not self._bundle.has_message(message_id):
            raise LookupError(f"no text is called {message_id!r}")
        pattern = self._bundle.get_message(message_id).value
        if pattern is None:
            raise LookupError(f"the text {message_id!r} is empty")
        text, errors = self._bundle.format_pattern(pattern, values)
        if errors:
            raise LookupError(f"the text {message_id!r}: {errors[0]}")
        return str(text)


@cache
def english(bot: str = "") -> Words:
    """Return the English words.

    Args:
        bot: The bot's @name without the sign, for links to it; empty where it is not known.
    """
    return Words(_english_bundle(), bot)


@cache
def _english_bundle() -> FluentBundle:
    bundle = FluentBundle(["en"], use_isolating=False)
    bundle.add_resource(FluentResource(files("bot.locales").joinpath("en.ftl").read_text(encoding="utf-8")))
    return bundle
