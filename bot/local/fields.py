"""The fields of a call, from the wire to Python; knows types and nothing of what a method does.

Over HTTP a field may come as text, in JSON as itself: both are read to the same value. The real server
takes "abc" for a number as 0 and passes over a field that it does not know; here both are refused, because
a bot that sends them is mistaken.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from bot.local.errors import bad_request
from bot.local.files import Upload
from bot.local.store import Json

__all__ = [
    "Reader",
    "array",
    "boolean",
    "chat_id",
    "file",
    "integer",
    "json_object",
    "read_fields",
    "string",
    "strings",
]

Reader = Callable[[str, object], Any]


def string(name: str, raw: object) -> str:
    """Text that UTF-8 can carry."""
    if not isinstance(raw, str):
        raise bad_request(f'field "{name}" must be of type String')
    try:
        raw.encode()
    except UnicodeEncodeError as error:
        raise bad_request("strings must be encoded in UTF-8") from error
    return raw


def integer(name: str, raw: object) -> int:
    """A whole number that fits into 64 bits."""
    if isinstance(raw, str) and re.fullmatch(r"-?[0-9]{1,19}", raw):
        raw = int(raw)
    if not isinstance(raw, int) or isinstance(raw, bool) or abs(raw) >= 2**63:
        raise bad_request(f'field "{name}" must be of type Integer')
    return raw


def boolean(name: str, raw: object) -> bool:
    """True or false; on the wire also as text in any case."""
    if isinstance(raw, str):
        raw = {"true": True, "1": True, "false": False, "0": False}.get(raw.lower())
    if not isinstance(raw, bool):
        raise bad_request(f'field "{name}" must be of type Boolean')
    return raw


def chat_id(name: str, raw: object) -> int | str:
    """A chat's number, or its @name."""
    if raw == "":
        raise bad_request("chat_id is empty")
    if isinstance(raw, str) and raw.startswith("@"):
        return string(name, raw)
    return integer(name, raw)


def json_object(name: str, raw: object) -> Json:
    """An object, or its JSON."""
    value = _from_json(name, raw)
    if not isinstance(value, dict):
        raise bad_request(f'can\'t parse "{name}": object expected')
    return value


def array(name: str, raw: object) -> list[Any]:
    """An array, or its JSON."""
    value = _from_json(name, list(raw) if isinstance(raw, tuple) else raw)
    if not isinstance(value, list):
        raise bad_request(f'can\'t parse "{name}": array expected')
    return value


def strings(name: str, raw: object) -> list[str]:
    """An array of text."""
    return [string(name, item) for item in array(name, raw)]


def file(name: str, raw: object) -> Upload | str:
    """An upload, or the id of a file that was sent before."""
    return raw if isinstance(raw, Upload) else string(name, raw)


def read_fields(
    method: str, accepts: Mapping[str, Reader], required: Iterable[str], raw: Mapping[str, object]
) -> Json:
    """All fields of a call, checked.

    Args:
        method: The method's name, for the refusal.
        accepts: How each field that the method knows is read.
        required: The fields without which the call means nothing.
        raw: The fields as they came.

    Raises:
        ApiError: 400, for a field that is unknown, missing or of the wrong type.
    """
    raw = _attached(raw)
    unknown = sorted(set(raw) - set(accepts))
    if unknown:
        raise bad_request(f'unknown field "{unknown[0]}" of {method}')
    fields = {name: accepts[name](name, value) for name, value in raw.items() if value is not None}
    for name in required:
        if name not in fields:
            raise bad_request(MISSING.get(name, f'parameter "{name}" is required'))
    return fields


MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "user_id": "invalid user_id specified",
    "action": "wrong parameter action in request",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
}


def _attached(raw: Mapping[str, object]) -> dict[str, object]:
    """The fields with each file in the place of the attach://name that speaks of it."""
    fields, used = dict(raw), set()
    for name, value in raw.items():
        part = value.removeprefix("attach://") if isinstance(value, str) else None
        if part != value and isinstance(raw.get(str(part)), Upload):
            fields[name] = raw[str(part)]
            used.add(str(part))
    return {name: value for name, value in fields.items() if name not in used}


def _from_json(name: str, raw: object) -> object:
    if not isinstance(raw, str):
        _check_strings(raw)
        return raw
    try:
        value: object = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise bad_request(f'can\'t parse "{name}": invalid JSON') from error
    _check_strings(value)
    return value


def _check_strings(value: object) -> None:
    """Every text within, at any depth, must be sendable as UTF-8."""
    if isinstance(value, str):
        string("", value)
    elif isinstance(value, dict):
        for key, item in value.items():
            string("", key)
            _check_strings(item)
    elif isinstance(value, list):
        for item in value:
            _check_strings(item)
