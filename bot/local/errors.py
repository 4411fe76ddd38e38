"""What can go wrong between a bot and its Telegram; knows no method and no transport.

Exception
├── ApiError             Telegram answered, and the answer is no
├── ConnectionLostError  no answer came; the method may or may not have been carried out
└── StoreError           the file that keeps the chats cannot be used
"""

from pathlib import Path
from typing import Any

__all__ = ["ApiError", "ConnectionLostError", "StoreError", "bad_request"]


class ApiError(Exception):
    """A refusal in the Bot API's own form.

    Args:
        error_code: The HTTP status, 400 to 599.
        description: Telegram's wording, such as "Bad Request: chat not found".
        retry_after: Seconds to wait before the same call may succeed, for status 429.
        migrate_to_chat_id: The supergroup that the group became.
    """

    def __init__(
        self,
        error_code: int,
        description: str,
        retry_after: int | None = None,
        migrate_to_chat_id: int | None = None,
    ) -> None:
        super().__init__(error_code, description, retry_after, migrate_to_chat_id)
        self.error_code = error_code
        self.description = description
        self.retry_after = retry_after
        self.migrate_to_chat_id = migrate_to_chat_id

    def __str__(self) -> str:
        return f"{self.error_code} {self.description}"

    def as_json(self) -> dict[str, Any]:
        """The body of the HTTP answer."""
        body: dict[str, Any] = {
            "ok": False,
            "error_code": self.error_code,
            "description": self.description,
        }
        given = {"retry_after": self.retry_after, "migrate_to_chat_id": self.migrate_to_chat_id}
        parameters = {name: value for name, value in given.items() if value is not None}
        return body | ({"parameters": parameters} if parameters else {})


def bad_request(reason: str) -> ApiError:
    """The commonest refusal: status 400 with Telegram's prefix."""
    return ApiError(400, f"Bad Request: {reason}")


class ConnectionLostError(Exception):
    """The connection ended before an answer was read."""


class StoreError(Exception):
    """The file of chats cannot be opened or is not one.

    Args:
        path: The file.
        reason: What the database said.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} cannot keep the local chats: {reason}. Move it away or name another file.")
        self.path = path
        self.reason = reason
