"""A fault of a question, with the code of the check that found it; knows no check."""

from __future__ import annotations

from dataclasses import dataclass

FIELDS = {
    "V01": "citation",
    "V02": "key",
    "V03": "distractors",
    "V04": "distractors",
    "V05": "distractors",
    "V06": "distractors",
    "V08": "distractors",
    "V10": "distractors",
    "V11": "key",
    "V16": "key",
    "V19": "distractors",
    "V20": "id",
    "V23": "key",
    "V24": "key",
}
"""Where in a question each check looks first, by the field's name in the bank's file; else at the stem."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a question.

    Attributes:
        code: The check that found it, such as `V03`.
        reason: What it found, one line.
    """

    code: str
    reason: str

    @property
    def field(self) -> str:
        """The field of the question that it is about."""
        return FIELDS.get(self.code, "stem")

    def __str__(self) -> str:
        return f"[{self.code}] {self.reason}"
