"""What all tests share: no example is failed for the time that it took, since machines are busy at times."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
