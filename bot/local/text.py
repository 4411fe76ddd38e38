"""The text of a message from what a bot or a person wrote; knows the limits and nothing of chats."""

from typing import Any

from bot.local.errors import bad_request
from bot.local.html import parse_html
from bot.local.spans import detected, entities_of, spans_of, tidied
from bot.local.store import Json

__all__ = ["MESSAGE_LIMIT", "captioned", "formatted", "parsed", "written"]

MESSAGE_LIMIT = 4096
CAPTION_LIMIT = 1024


def formatted(text: str, *, parse_mode: str = "", entities: list[Any] | None = None) -> Json:
    """The fields `text` and `entities` of a message that a bot sends.

    Args:
        text: As the bot sent it.
        parse_mode: As for `parsed`.
        entities: As for `parsed`.

    Raises:
        ApiError: 400, for an empty text, one over 4096 characters after parsing, or bad formatting.
    """
    plain, found = parsed(text, parse_mode=parse_mode, entities=entities)
    if not plain:
        raise bad_request("message text is empty")
    if len(plain) > MESSAGE_LIMIT:
        raise bad_request("message is too long")
    return _fields(plain, found)


def captioned(text: str, *, parse_mode: str = "", entities: list[Any] | None = None) -> Json:
    """The fields `caption` and `caption_entities`; none where the caption is empty.

    Raises:
        ApiError: 400, for one over 1024 characters after parsing, or bad formatting.
    """
    plain, found = parsed(text, parse_mode=parse_mode, entities=entities)
    if len(plain) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return _fields(plain, found, name="caption", entities_name="caption_entities") if plain else {}


def parsed(text: str, *, parse_mode: str = "", entities: list[Any] | None = None) -> tuple[str, list[Json]]:
    """Plain text, which may be empty, and its entities.

    Args:
        text: As the bot sent it.
        parse_mode: HTML, in any case, or empty. Telegram's Markdown is not read here.
        entities: Explicit entities, which count only where no parse mode is given.

    Raises:
        ApiError: 400, for bad formatting.
    """
    if parse_mode.lower() == "html":
        plain, spans = parse_html(text.replace("\r", ""))
    elif parse_mode:
        raise bad_request("unsupported parse_mode")
    else:
        plain = text if entities else text.replace("\r", "")
        spans = spans_of(plain, entities or [])
    plain, spans = tidied(plain, spans)
    return plain, entities_of(plain, detected(plain, spans))


def written(text: str) -> Json:
    """The fields `text` and `entities` of a message that a person typed.

    Raises:
        ValueError: The text is empty, over 4096 characters or not Unicode; a client lets nobody send that.
    """
    text.encode()  # UnicodeEncodeError is a ValueError
    plain, _ = tidied(text.replace("\r", ""), [])
    if not 1 <= len(plain) <= MESSAGE_LIMIT:
        raise ValueError(f"a message has 1 to {MESSAGE_LIMIT} characters, not {len(plain)}")
    return _fields(plain, entities_of(plain, detected(plain, [])))


def _fields(text: str, entities: list[Json], *, name: str = "text", entities_name: str = "entities") -> Json:
    return {name: text, entities_name: entities} if entities else {name: text}
