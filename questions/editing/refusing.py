"""Why a change cannot be made, in words; knows no change."""

from __future__ import annotations


class Unfit(Exception):
    """A change that cannot be made; the bank stays as it is.

    Args:
        reasons: Why, each one line without a full stop.
    """

    def __init__(self, *reasons: str) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons
