"""Whether an update is what Telegram's documents say; knows the types of the fields that we read, no more.

python-telegram-bot takes a field as it comes. A number that the database cannot hold, or a word where a list
should be, would fail somewhere in a flow; and where it cannot read an update that it has fetched, it writes
all of them into its log. So updates pass here first, those of a webhook and those that are fetched:

- What is not of its type is no update. It becomes empty, so that Telegram does not send it again and again.
- Texts lose what no database or XML takes: NUL, halves of characters, and what is none.
- Names, titles and names of files also lose control characters, and those that turn the rest of a line.
"""

from __future__ import annotations

import logging
import math
import re
from typing import Any

from telegram import Update
from telegram.request import BaseRequest, RequestData

log = logging.getLogger(__name__)

Json = dict[str, Any]

LARGEST = 2**63 - 1
"""The largest number that a database keeps."""

UNKEPT = re.compile("[\x00\ud800-\udfff\ufffe\uffff]")
UNNAMED = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
NAMES = frozenset({"first_name", "last_name", "title", "file_name"})
NAMELESS = "?"
"""What is called so that nothing of its name is left."""

USER = {
    "id": int,
    "is_bot": bool,
    "first_name": str,
    "last_name?": str,
    "username?": str,
    "language_code?": str,
}
CHAT = {"id": int, "type": str, "title?": str, "is_forum?": bool}
ENTITY = {"type": str, "offset": int, "length": int}
DOCUMENT = {"file_id": str, "file_unique_id": str, "file_name?": str, "mime_type?": str, "file_size?": int}
MESSAGE: Json = {
    "message_id": int,
    "date": int,
    "chat": CHAT,
    "from?": USER,
    "sender_chat?": CHAT,
    "message_thread_id?": int,
    "is_topic_message?": bool,
    "text?": str,
    "entities?": [ENTITY],
    "caption?": str,
    "caption_entities?": [ENTITY],
    "document?": DOCUMENT,
    "location?": {"latitude": float, "longitude": float},
    "migrate_to_chat_id?": int,
}
MESSAGE["reply_to_message?"] = dict(MESSAGE)
POLL = {
    "id": str,
    "question": str,
    "options": [{"text": str, "voter_count": int}],
    "total_voter_count": int,
    "is_closed": bool,
}
CHANGE = {
    "chat": CHAT,
    "from": USER,
    "date": int,
    "old_chat_member": {"status": str, "user": USER},
    "new_chat_member": {"status": str, "user": USER},
}
UPDATE = {
    "update_id": int,
    "message?": MESSAGE,
    "callback_query?": {"id": str, "from": USER, "message?": MESSAGE, "data?": str},
    "poll?": POLL,
    "poll_answer?": {"poll_id": str, "user?": USER, "option_ids": [int]},
    "my_chat_member?": CHANGE,
}
"""What we read, with a question mark after what may be missing. Other kinds of updates are passed over."""

KINDS = frozenset(name.removesuffix("?") for name in UPDATE)

NEEDED = {"message": ("from",), "callback_query": ("message", "data")}
"""Without these it may be sound, but it is nothing that anybody says to the bot, and is passed over."""


def sound(update: object) -> Json:
    """Return an update with texts and names that can be kept, without what nobody says to the bot.

    Raises:
        ValueError: A field that we read is missing, of another type, or too large.
    """
    cleaned = _cleaned(update)
    _check(cleaned, UPDATE, "update")
    return {
        kind: content
        for kind, content in cleaned.items()
        if kind in KINDS and all(name in content for name in NEEDED.get(kind, ()))
    }


def emptied(update: object) -> Json | None:
    """Return an update that is not sound without all that is in it; None where it has not even a number."""
    number = update.get("update_id") if isinstance(update, dict) else None
    is_number = isinstance(number, int) and not isinstance(number, bool) and 0 <= number <= LARGEST
    return {"update_id": number} if is_number else None


def passed(update: object) -> Json | None:
    """Return an update if it is sound and can be read, else without what is in it; None if it is none."""
    try:
        checked = sound(update)
        Update.de_json(checked, None)
    except Exception as error:
        # Whatever is wrong with it, the others must not wait behind it; its text may hold the update.
        log.error("An update cannot be read (%s)", type(error).__name__)  # noqa: TRY400
        return emptied(update)
    return checked


class Gate(BaseRequest):
    """Fetches updates by another request, and lets those through that are sound.

    Args:
        request: Fetches them.
    """

    def __init__(self, request: BaseRequest) -> None:
        self._request = request

    @property
    def read_timeout(self) -> float | None:
        """How long an answer is waited for, in seconds."""
        return self._request.read_timeout

    async def initialize(self) -> None:
        """Prepare the request."""
        await self._request.initialize()

    async def shutdown(self) -> None:
        """Clear the request away."""
        await self._request.shutdown()

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *args: Any, **kwargs: Any
    ) -> tuple[int, bytes]:
        """Fetch; what is given and returned is python-telegram-bot's."""
        return await self._request.do_request(url, method, request_data, *args, **kwargs)

    @staticmethod
    def parse_json_payload(payload: bytes) -> Json:
        """Return an answer, its updates looked at."""
        answer = BaseRequest.parse_json_payload(payload)
        if isinstance(answer, dict) and isinstance(answer.get("result"), list):
            answer["result"] = [one for update in answer["result"] if (one := passed(update))]
        return answer


def _cleaned(value: Any, name: str = "") -> Any:
    match value:
        case str():
            value = UNKEPT.sub("\ufffd", value)
            return (UNNAMED.sub(" ", value).strip() or NAMELESS) if name in NAMES else value
        case dict():
            return {UNKEPT.sub("\ufffd", key): _cleaned(one, key) for key, one in value.items()}
        case list():
            return [_cleaned(one) for one in value]
        case _:
            return value


def _check(value: Any, kind: Any, name: str) -> None:
    match kind:
        case dict():
            if not isinstance(value, dict):
                raise ValueError(f"{name} is no object")  # noqa: TRY004
            for field, inner in kind.items():
                known = field.removesuffix("?")
                if known in value:
                    _check(value[known], inner, known)
                elif known == field:
                    raise ValueError(f"{known} is missing")
        case [inner]:
            if not isinstance(value, list):
                raise ValueError(f"{name} is no list")  # noqa: TRY004
            for one in value:
                _check(one, inner, name)
        case _ if kind is float:
            if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
                raise ValueError(f"{name} is no number")
        case _:
            if type(value) is not kind or (kind is int and abs(value) > LARGEST):
                raise ValueError(f"{name} is not of its type")
