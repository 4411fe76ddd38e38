"""A fault of a question, with the code of the check that found it; knows no check."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a question.

    Attributes:
        code: The check that found it, such as `V03`.
        reason: What it found, one line.
    """

    code: str
    reason: str

    def __str__(self) -> str:
        return f"[{self.code}] {self.reason}"
