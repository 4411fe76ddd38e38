"""What all tests share.

No example is failed for the time that it took, since machines are busy at times. Where `CI` is set, the
examples are the same each time, so that a change is judged by what it changed; elsewhere new ones are tried.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("unhurried", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("unhurried")
