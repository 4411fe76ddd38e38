"""How a class finds the local Telegram in its network; knows no server."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Invitation:
    """Where a class goes, and the code that lets it in."""

    address: str
    code: str
