"""Keeps what was paid for, a line each, so that a run that was killed goes on; knows no model and no reply.

A line is whole on the disk before the next request is sent. A line that was cut off by a kill is passed over
and asked for again.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from questions.errors import CacheUnwritable

FILE = "llm-cache.jsonl"
"""The name of the file in its folder."""


class Cache:
    """Results by the fingerprint of what was asked of whom.

    Args:
        folder: Where the file is, or will be; None keeps nothing beyond this run.
    """

    def __init__(self, folder: Path | None) -> None:
        self._path = folder / FILE if folder else None
        self._kept: dict[str, Any] = {}
        self._torn = False
        if self._path and self._path.exists():
            self._load(self._path)

    def get(self, key: str) -> Any:
        """Return what is kept under a fingerprint, or None."""
        return self._kept.get(key)

    def keep(self, results: dict[str, Any], *, model: str) -> None:
        """Keep results, on the disk before this returns.

        Args:
            results: What to keep, as plain JSON, by fingerprint.
            model: Who gave it, for whoever reads the file.

        Raises:
            CacheUnwritable: [Q086] The file cannot be written.
        """
        self._kept |= results
        if not self._path or not results:
            return
        lines = "".join(
            json.dumps({"key": key, "model": model, "result": result}, ensure_ascii=False) + "\n"
            for key, result in results.items()
        )
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("ab") as file:
                file.write((("\n" if self._torn else "") + lines).encode())
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise CacheUnwritable(
                f"What the model said cannot be kept in {self._path} ({error.strerror})",
                advice="Choose a folder that can be written, so that nothing is paid for twice",
            ) from error
        self._torn = False

    def _load(self, path: Path) -> None:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise CacheUnwritable(
                f"{path} cannot be read ({error.strerror})", advice="Check its permissions"
            ) from error
        self._torn = bool(data) and not data.endswith(b"\n")
        for line in data.splitlines():
            try:
                entry = json.loads(line)
                self._kept[entry["key"]] = entry["result"]
            except (ValueError, KeyError, TypeError):
                continue
