"""GIFT's signs, escaped and read back; knows no question.

Moodle's documentation of GIFT names the signs: https://docs.moodle.org/en/GIFT_format.
"""

from __future__ import annotations

import re

SPECIAL = "\\~=#{}:"
SHIELDS = {sign: chr(place) for place, sign in enumerate(SPECIAL, 1)} | {"n": "\x0e"}
"""An escaped sign becomes a control character while a question is taken apart: no text has these itself."""

SHOWN = str.maketrans({shield: sign for sign, shield in SHIELDS.items()} | {"\x0e": "\n"})
ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in SPECIAL} | {"\n": "\\n"})
ESCAPE = re.compile(r"\\([\\~=#{}:n])")
FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]")


def escaped(text: str) -> str:
    """Return a text as GIFT writes it."""
    return text.translate(ESCAPED)


def answer_escaped(text: str) -> str:
    """Return an answer as GIFT writes it, marked as plain where its beginning would mean something."""
    return f"[plain]{escaped(text)}" if text.startswith(("[", "%")) else escaped(text)


def shielded(text: str) -> str:
    """Return GIFT with its escaped signs set aside, so that those that are left have their meaning."""
    return ESCAPE.sub(lambda found: SHIELDS[found[1]], text)


def shown(text: str) -> str:
    """Return what a shielded text shows."""
    return text.translate(SHOWN)
