"""Reply markup, checked strictly; knows keyboards and nothing of messages.

Telegram takes a button with several actions and picks one, or with none and drops it; here each button has
exactly one action, because anything else is a mistake in the bot.
"""

from typing import Any

from bot.local.errors import bad_request
from bot.local.spans import LINK
from bot.local.store import Json

__all__ = ["inline_keyboard", "reply_markup"]

BUTTONS = 100
ROW = 8
DATA_BYTES = 64
PLACEHOLDER = 64
STYLES = frozenset({"danger", "success", "primary"})


def reply_markup(markup: Json) -> Json | None:
    """Check the markup of a new message.

    Returns:
        The inline keyboard to keep with the message; None for an empty one, and for what only acts on the
        writing field (ReplyKeyboardRemove, ForceReply).

    Raises:
        ApiError: 400, for what is no markup, or one that the local Telegram does not carry.
    """
    if "inline_keyboard" in markup:
        return inline_keyboard(markup)
    if "remove_keyboard" in markup:
        _only(markup, {"remove_keyboard": bool, "selective": bool})
        return None
    if "force_reply" in markup:
        _only(markup, {"force_reply": bool, "selective": bool, "input_field_placeholder": str})
        if not 1 <= len(markup.get("input_field_placeholder", "…")) <= PLACEHOLDER:
            raise bad_request("can't parse reply keyboard markup JSON object: wrong input field placeholder")
        return None
    if "keyboard" in markup:
        raise bad_request("reply keyboards are not supported by the local Telegram")
    raise bad_request("can't parse reply keyboard markup JSON object")


def inline_keyboard(markup: Json) -> Json | None:
    """Check an inline keyboard.

    Returns:
        The keyboard without empty rows, or None where nothing is left.

    Raises:
        ApiError: 400, for a malformed button or too many of them.
    """
    _only(markup, {"inline_keyboard": list})
    if "inline_keyboard" not in markup:
        raise bad_request("can't parse inline keyboard markup JSON object")
    rows = [_row(row) for row in markup["inline_keyboard"]]
    if sum(map(len, rows)) > BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    rows = [row for row in rows if row]
    return {"inline_keyboard": rows} if rows else None


def _row(row: Any) -> list[Json]:
    if not isinstance(row, list):
        raise bad_request("can't parse inline keyboard: Expected an Array of Array of InlineKeyboardButton")
    if len(row) > ROW:
        raise bad_request(f"an inline keyboard row has at most {ROW} buttons")
    return [_button(button) for button in row]


def _button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: Expected an Object")
    _only(button, {"text": str, "callback_data": str, "url": str, "style": str})
    if not button.get("text", "").strip():
        raise bad_request("can't parse inline keyboard button: Can't find field \"text\"")
    actions = [name for name in ("callback_data", "url") if name in button]
    if not actions:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(actions) > 1:
        raise bad_request("can't parse inline keyboard button: A button must have exactly one action")
    if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button and LINK.fullmatch(button["url"]) is None:
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    if button.get("style", "primary") not in STYLES:
        raise bad_request("can't parse inline keyboard button: Unknown style")
    return dict(button)


def _only(given: Json, allowed: dict[str, type]) -> None:
    for name, value in given.items():
        if name not in allowed:
            raise bad_request(f'can\'t parse reply markup: Unknown field "{name}"')
        if not isinstance(value, allowed[name]):
            raise bad_request(f'can\'t parse reply markup: Field "{name}" must be a {allowed[name].__name__}')
