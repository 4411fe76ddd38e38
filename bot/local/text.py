"""The text of a message from what a bot or a person wrote; knows the limits and nothing of chats."""

from typing import Any

from bot.local.errors import bad_request
from bot.local.html import parse_html
from bot.local.spans import detected, entities_of, spans_of, tidied
from bot.local.store import Json

__all__ = ["MESSAGE_LIMIT", "formatted", "written"]

MESSAGE_LIMIT = 4096


def formatted(text: str, *, parse_mode: str = "", entities: list[Any] | None = None) -> Json:
    """The fields `text` and `entities` of a message that a bot sends.

    Args:
        text: As the bot sent it.
        parse_mode: HTML, in any case, or empty. Telegram's Markdown is not read here.
        entities: Explicit entities, which count only where no parse mode is given.

    Raises:
        ApiError: 400, for an empty text, one over 4096 characters after parsing, or bad formatting.
    """
    if parse_mode.lower() == "html":
        plain, spans = parse_html(text.replace("\r", ""))
    elif parse_mode:
        raise bad_request("unsupported parse_mode")
    else:
        plain = text if entities else text.replace("\r", "")
        spans = spans_of(plain, entities or [])
    plain, spans = tidied(plain, spans)
    if not plain:
        raise bad_request("message text is empty")
    if len(plain) > MESSAGE_LIMIT:
        raise bad_request("message is too long")
    return _fields(plain, entities_of(plain, detected(plain, spans)))


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


def _fields(text: str, entities: list[Json]) -> Json:
    return {"text": text, "entities": entities} if entities else {"text": text}
