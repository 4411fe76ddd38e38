"""The words of a language, put into Telegram's HTML; knows no message's shape."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from html import escape
from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource

LATELY = 2_000
"""So many of the texts that were put together last are kept: most of a chat says what was said before."""

ENTRY = re.compile(r"^([a-zA-Z][\w-]*) *=", re.MULTILINE)
"""Where an entry of a Fluent file begins; it goes on to where the next one does."""


class Html(str):
    """Text that is Telegram's HTML already and is not escaped again."""

    __slots__ = ()


class Texts:
    """The entries of one language's file, none of which refers to another.

    Each is parsed when it is first asked for: to parse all of them takes longer than all else between the
    start of the bot and its first reply.

    Args:
        language: Its code, which says how it counts.
        written: What stands in the file.

    Attributes:
        format: Returns a text, given its name, with values put in; raises LookupError where there is no such
            text, or a place of it was given no value.
    """

    def __init__(self, language: str, written: str) -> None:
        self.format = lru_cache(LATELY, typed=True)(self._format)
        self._bundle = FluentBundle([language], use_isolating=False)
        begins = list(ENTRY.finditer(written))
        ends = [*(begin.start() for begin in begins[1:]), len(written)]
        self._unread = {
            begin[1]: written[begin.start() : end] for begin, end in zip(begins, ends, strict=True)
        }

    def _format(self, name: str, /, **values: str | int) -> str:
        unread = self._unread.get(name)
        if unread is not None:
            # Some views are made in threads: none may find an entry neither here nor there.
            self._bundle.add_resource(FluentResource(unread))
            self._unread.pop(name, None)
        if not self._bundle.has_message(name):
            raise LookupError(f"no text is called {name!r}")
        pattern = self._bundle.get_message(name).value
        if pattern is None:
            raise LookupError(f"the text {name!r} is empty")
        text, errors = self._bundle.format_pattern(pattern, values)
        if errors:
            raise LookupError(f"the text {name!r}: {errors[0]}")
        return str(text)


class Words:
    """Every text of one language.

    Args:
        texts: The language's texts.
        bot: The bot's @name without the sign, for links to it; empty where it is not known.
    """

    def __init__(self, texts: Texts, bot: str = "") -> None:
        self._texts = texts
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
        return Html(self._texts.format(message_id, **safe))

    def plain(self, message_id: str, **values: str | int) -> str:
        """Return a text with values put in, as plain text: its entry must hold no markup.

        Raises:
            LookupError: There is no such text, or a place of it was given no value.
        """
        return self._texts.format(message_id, **values)


@cache
def english(bot: str = "") -> Words:
    """Return the English words.

    Args:
        bot: The bot's @name without the sign, for links to it; empty where it is not known.
    """
    return Words(_english(), bot)


@cache
def _english() -> Texts:
    return Texts("en", files("bot.locales").joinpath("en.ftl").read_text(encoding="utf-8"))
