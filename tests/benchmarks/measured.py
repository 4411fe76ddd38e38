"""A figure with its target; knows nothing of what is measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure.

    Attributes:
        what: What was measured.
        figure: What came of it.
        target: What it should be, in words.
        holds: Whether it is.
        details: What it was made from.
    """

    what: str
    figure: float
    target: str
    holds: bool
    details: Mapping[str, object]
