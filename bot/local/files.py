"""The contents of sent files, by file id; knows names and bytes and nothing of messages."""

import base64
import hashlib
import mimetypes
from dataclasses import dataclass

from bot.local.store import Json, Store

__all__ = ["Files", "Upload"]

UNKNOWN = "application/octet-stream"


@dataclass(frozen=True)
class Upload:
    """A file on its way to Telegram.

    Attributes:
        filename: Its name, as the bot gave it.
        content: Its bytes.
    """

    filename: str
    content: bytes


class Files:
    """Every file that was sent. The same file sent twice has two ids and one unique id."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._rows = store.table("file")

    def keep(self, upload: Upload) -> str:
        """Keep a file and return its new file id."""
        number = self._store.next_number("file")
        content = base64.b64encode(upload.content).decode()
        file_id = f"local{number:06d}-{_digest(upload.content, 24)}"
        self._rows.put(file_id, {"filename": upload.filename, "content": content})
        return file_id

    def has(self, file_id: str) -> bool:
        """Whether a file of that id was sent."""
        return self._rows.get(file_id) is not None

    def read(self, file_id: str) -> tuple[str, str, bytes]:
        """A file's name, MIME type and content.

        Raises:
            KeyError: There is no such file.
        """
        row = self._rows.get(file_id)
        if row is None:
            raise KeyError(file_id)
        name: str = row["filename"]
        return name, mimetypes.guess_type(name)[0] or UNKNOWN, base64.b64decode(row["content"])

    def described(self, file_id: str) -> Json:
        """The Document object of a file.

        Raises:
            KeyError: There is no such file.
        """
        name, mime_type, content = self.read(file_id)
        return {
            "file_id": file_id,
            "file_unique_id": _digest(content, 16),
            "file_name": name,
            "mime_type": mime_type,
            "file_size": len(content),
        }


def _digest(content: bytes, length: int) -> str:
    return hashlib.sha256(content).hexdigest()[:length]
