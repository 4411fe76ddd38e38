"""What the model is told: the prompt file, and passages and questions as JSON; knows no model."""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def prompts() -> dict[str, str]:
    """Return the instructions by the name of the pass, as the prompt file heads them."""
    text = (files("questions.generation.llm") / "prompt.md").read_text("utf-8")
    _, *parts = re.split(r"^# (\w+)\n", text, flags=re.MULTILINE)
    return {name.lower(): body.strip() for name, body in zip(parts[::2], parts[1::2], strict=True)}


def as_data(data: object) -> str:
    """Return what a request is about as JSON, so that no text in it can end the place where it stands."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True)


def fingerprint(*parts: Any) -> str:
    """Return a name for what was asked of whom: 64 hexadecimal digits."""
    return hashlib.sha256(as_data(parts).encode()).hexdigest()
