"""A Telegram that answers at once, and the updates of a crowd; knows no quiz.

The Telegram is a transport of python-telegram-bot's own kind with nothing behind it, so that the bot alone is
measured: it keeps no chats.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from telegram.request import BaseRequest, RequestData

TOKEN = "1:audience"  # noqa: S105
BOT = {"id": 1, "is_bot": True, "first_name": "Quiz", "username": "quiz_bot"}
NOON = 1767355200
GROUP = -1001
MESSAGES = (
    "sendMessage",
    "editMessageText",
    "editMessageReplyMarkup",
    "sendPoll",
    "sendDocument",
    "sendPhoto",
)
DONE = b'{"ok":true,"result":true}'

Json = dict[str, Any]


class Instant(BaseRequest):
    """Answers every request at once, as Telegram would if all was well.

    Attributes:
        said: Is told the method and the chat of each message that the bot sends or edits.
        updates: What `getUpdates` hands out, a batch a call.
        polls: The polls that were sent.
        votes: How many votes a poll has when it is closed.
    """

    def __init__(self) -> None:
        self.said: Callable[[str, int], None] = lambda _method, _chat_id: None
        self.updates: list[list[Json]] = []
        self.polls: list[str] = []
        self.votes = 0
        self._newest = 1_000_000

    @property
    def read_timeout(self) -> float | None:
        """None: nothing can be lost on the way."""
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002
        request_data: RequestData | None = None,
        read_timeout: object = None,  # noqa: ARG002
        write_timeout: object = None,  # noqa: ARG002
        connect_timeout: object = None,  # noqa: ARG002
        pool_timeout: object = None,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """Answer one request of the bot: the HTTP status and the body."""
        name = url.rpartition("/")[2]
        fields = request_data.parameters if request_data else {}
        if name in MESSAGES:
            return 200, self._message(name, fields)
        match name:
            case "getMe":
                return 200, _result(BOT)
            case "getUpdates":
                return 200, _result(self.updates.pop(0) if self.updates else [])
            case "stopPoll":
                return 200, _result(_poll(self.polls[-1], self.votes, closed=True))
            case _:
                return 200, DONE

    def _message(self, name: str, fields: Json) -> bytes:
        chat_id = int(fields["chat_id"])
        number = fields.get("message_id")
        if number is None:
            self._newest += 1
            number = self._newest
        message = {"message_id": number, "date": NOON, "from": BOT, "chat": chat(chat_id), "text": "…"}
        if name == "sendPoll":
            self.polls.append(f"poll-{number}")
            message["poll"] = _poll(self.polls[-1], 0, closed=False)
        self.said(name, chat_id)
        return _result(message)


def chat(chat_id: int) -> Json:
    """A private chat, or a group where its number is negative."""
    if chat_id < 0:
        return {"id": chat_id, "type": "supergroup", "title": "Class"}
    return {"id": chat_id, "type": "private", "first_name": "Ana"}


def press(number: int, user_id: int, message_id: int, data: str) -> Json:
    """The update of somebody who presses a button in private."""
    message = {"message_id": message_id, "date": NOON, "from": BOT, "chat": chat(user_id), "text": "…"}
    query = {
        "id": str(number),
        "from": _person(user_id),
        "chat_instance": "1",
        "message": message,
        "data": data,
    }
    return {"update_id": number, "callback_query": query}


def vote(number: int, user_id: int, poll_id: str, option: int) -> Json:
    """The update of somebody who votes in a poll."""
    answer = {"poll_id": poll_id, "user": _person(user_id), "option_ids": [option]}
    answer["option_persistent_ids"] = [str(option)]
    return {"update_id": number, "poll_answer": answer}


def in_batches(updates: Sequence[Json], size: int = 100) -> list[list[Json]]:
    """Updates as `getUpdates` hands them out, at most a hundred at once (Bot API, getUpdates)."""
    return [list(updates[start : start + size]) for start in range(0, len(updates), size)]


def _person(user_id: int) -> Json:
    return {"id": user_id, "is_bot": False, "first_name": "Ana", "last_name": str(user_id)}


def _poll(poll_id: str, votes: int, *, closed: bool) -> Json:
    options = [{"text": str(number), "voter_count": 0, "persistent_id": str(number)} for number in range(4)]
    return {
        "id": poll_id,
        "question": "…",
        "options": options,
        "total_voter_count": votes,
        "is_closed": closed,
        "is_anonymous": False,
        "type": "quiz",
        "allows_multiple_answers": False,
        "allows_revoting": False,
        "members_only": False,
    }


def _result(value: object) -> bytes:
    return json.dumps({"ok": True, "result": value}).encode()
